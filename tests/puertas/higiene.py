"""Doors of account hygiene: certifications, and accounts that say nothing."""

from typing import Any

from cuentas.acciones.recertificacion import certificar, pedir_ante_hito
from cuentas.estados import Dato, Respuesta
from cuentas.models import Diferencia
from tests.puertas.comun import CNCS, COMITE, Mundo, Puerta

# The account of DECEyEC: its head, its administrators, and those who see every account inside.
DE_LA_CUENTA = frozenset({"titular", "medio", "operativo", "control", "unicom"}) | CNCS | COMITE


def preparar(mundo: Mundo) -> None:
    """A certification with one fact to mend, and one that waits."""
    ine, jefa = mundo.ine, mundo.ine["titular_cncs"]
    cuenta = mundo.cambio.cuenta
    hecha = pedir_ante_hito(hito="Consulta", cuentas=[cuenta], por=jefa, ahora=ine.ahora)[0]
    respuestas = dict.fromkeys(Dato.values, (Respuesta.CORRECTO, "")) | {"perfil": (Respuesta.DIFERENTE, "Vieja")}
    certificar(recertificacion=hecha, respuestas=respuestas, por=ine["titular"], ahora=ine.ahora)
    mundo.recertificacion = pedir_ante_hito(hito="Jornada", cuentas=[cuenta], por=jefa, ahora=ine.ahora)[0]


def _args(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.recertificacion.cuenta_id, "recertificacion_pk": mundo.recertificacion.pk}


def _diferencia(mundo: Mundo) -> dict[str, Any]:
    fila = Diferencia.objects.get()
    return {
        "pk": fila.recertificacion.cuenta_id,
        "recertificacion_pk": fila.recertificacion_id,
        "diferencia_pk": fila.pk,
    }


PUERTAS: dict[str, list[Puerta]] = {
    "cuentas:recertificaciones": [Puerta(DE_LA_CUENTA, lambda m: {"pk": m.recertificacion.cuenta_id})],
    "cuentas:recertificacion": [
        Puerta(DE_LA_CUENTA, _args),
        Puerta(frozenset({"titular"}), _args, "post"),
    ],
    "cuentas:corregir_diferencia": [Puerta(frozenset({"titular", "medio", "operativo"}), _diferencia, "post")],
    "admin:cuentas_recertificacion_changelist": [Puerta(CNCS | {"control"})],
    "admin:cuentas_recertificacion_add": [Puerta(frozenset({"titular_cncs"}))],
    "admin:cuentas_alertaabandono_changelist": [Puerta(CNCS | {"control"})],
}

"""Doors of what governs one account: its list, how it stood on a date, its log."""

from typing import Any

from avisos.acciones import anclar_el_dia
from cuentas.acciones import asentar_actividad
from cuentas.estados import ClaseActividad
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import png
from tests.puertas.comun import CNCS, CON_SESION, Mundo, Puerta

# Of the account of DECEyEC: its two administrators, its head, who answers and who oversees.
ADMINISTRAN = frozenset({"medio", "operativo"})
SUPERVISAN = frozenset({"titular", "medio", "operativo", "control"}) | CNCS


def cuenta(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.aperturas[E.CONCLUIDA].cuenta_id}


def asiento(mundo: Mundo) -> dict[str, Any]:
    return {**cuenta(mundo), "numero": mundo.asiento_de_actividad.numero}


def preparar(mundo: Mundo) -> None:
    """An entry with a file, and an anchor."""
    ine, fila = mundo.ine, mundo.aperturas[E.CONCLUIDA].cuenta
    mundo.asiento_de_actividad = asentar_actividad(
        cuenta=fila, clase=ClaseActividad.PERFIL, cuando=ine.ahora, que="Se cambió la portada.", archivos=[png()],
        por=ine["medio"], ahora=ine.ahora,
    )  # fmt: skip
    mundo.ancla = anclar_el_dia(ahora=ine.ahora)


PUERTAS = {
    "cuentas:lista": [Puerta(CON_SESION)],
    "cuentas:al": [Puerta(SUPERVISAN, cuenta)],
    "cuentas:bitacora": [Puerta(SUPERVISAN, cuenta)],
    "cuentas:asentar": [Puerta(ADMINISTRAN, cuenta, "post")],
    "cuentas:corregir": [Puerta(ADMINISTRAN, asiento)],
    "cuentas:archivo": [Puerta(SUPERVISAN, lambda m: {**asiento(m), "lugar": 0})],
    "cuentas:exportar": [Puerta(SUPERVISAN, lambda m: {**cuenta(m), "formato": "csv"})],
    "cuentas:verificador": [Puerta(CON_SESION)],
    "admin:bitacora_ancla_changelist": [Puerta(frozenset({"control"}))],
    "admin:bitacora_ancla_change": [Puerta(frozenset({"control"}), lambda m: {"pk": m.ancla.pk})],
    "admin:bitacora_ancla_archivo": [Puerta(frozenset({"control"}), lambda m: {"pk": m.ancla.pk})],
}

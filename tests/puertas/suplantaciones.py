"""Doors of the fakes: what the public reports, and the queue of the CNCS."""

from typing import Any

from cuentas.acciones import confirmar_suplantacion, reportar_suplantacion
from cuentas.models import Suplantacion
from tests.puertas.comun import CNCS, TODOS, Mundo, Puerta


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    for nombre in ("por_revisar", "confirmada"):
        setattr(mundo, f"suplantacion_{nombre}", _reportada(mundo, f"1NEMexico_{nombre}"))
    mundo.suplantacion_confirmada = confirmar_suplantacion(
        suplantacion=mundo.suplantacion_confirmada, cuenta=None, descripcion="Pide dinero.",
        por=mundo.ine["revisora"], ahora=mundo.ine.ahora,
    )  # fmt: skip


def _reportada(mundo: Mundo, identificador: str) -> Suplantacion:
    return reportar_suplantacion(
        red="x", identificador=identificador, direccion=f"@{identificador}", que_hace=["dinero"], texto="",
        ahora=mundo.ine.ahora,
    )  # fmt: skip


def tramite(cual: str, clave: str) -> Any:
    return lambda mundo: {"pk": getattr(mundo, f"suplantacion_{cual}").pk, "clave": clave}


PUERTAS: dict[str, list[Puerta]] = {
    "cuentas:suplantaciones": [Puerta(TODOS)],
    "cuentas:reportar_suplantacion": [Puerta(TODOS)],
    "admin:cuentas_suplantacion_changelist": [Puerta(CNCS | {"control"})],
    "admin:cuentas_suplantacion_change": [
        Puerta(CNCS | {"control"}, lambda m: {"pk": m.suplantacion_por_revisar.pk}),
    ],
    "admin:cuentas_suplantacion_expediente": [
        Puerta(CNCS | {"control"}, lambda m: {"pk": m.suplantacion_confirmada.pk}),
    ],
    "admin:cuentas_suplantacion_tramite": [
        Puerta(CNCS, tramite("por_revisar", "confirmar"), "post"),
        Puerta(CNCS, tramite("confirmada", "denunciar"), "post"),
        Puerta(CNCS, tramite("confirmada", "descartar"), "post"),
        Puerta(frozenset(), tramite("por_revisar", "retirar"), "post"),
    ],
}

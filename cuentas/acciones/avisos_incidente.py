"""6.xxxi: whom an incident tells: each person once, in the transaction of the act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from cuentas.acciones.rotacion import quienes_rotan
from cuentas.models import Incidente
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Persona
from plazos.acciones import Movimiento
from plazos.clases import CLASES, INCIDENTE_CONTENCION, VENCE
from plazos.models import Recordatorio

# Who hears of an incident whatever the account: the CNCS and UNICOM.
CENTRALES: Final = (*ROLES_CNCS, Rol.UNICOM)


def avisar_reporte(incidente: Incidente, *, motivo: str, ahora: datetime) -> None:
    """6.xxxi: the three notices (head of the área, CNCS, UNICOM), and one to who administers the account."""
    encolar(_mensajes(incidente, "incidente_reportado", motivo=motivo), ahora=ahora)


def avisar_cambio(incidente: Incidente, asunto: str, texto: str, *, por: Persona, ahora: datetime) -> None:
    """What happened to the incident, for all but who did it."""
    personas = [p for p in _todos(incidente) if p and p.pk != por.pk]
    encolar(_mensajes(incidente, "incidente_avance", personas, titular=asunto, texto=texto, por=por), ahora=ahora)


def recordar_incidente(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """6.xxxi: all who were told of it are reminded of its date, before it and past it."""
    filas = Incidente.objects.abiertos().select_related("cuenta__area")
    por_id = filas.in_bulk({r.plazo.objeto_id for r in recordatorios})
    mensajes: list[Mensaje] = []
    for recordatorio in recordatorios:
        incidente, plazo = por_id.get(recordatorio.plazo.objeto_id), recordatorio.plazo
        if incidente is None:
            continue
        vencido = paso == VENCE or paso.startswith("pasaron")
        contexto: dict[str, Any] = {"plazo": plazo, "nombre_del_plazo": CLASES[plazo.clase].nombre, "vencido": vencido}
        contexto["contener"] = plazo.clase == INCIDENTE_CONTENCION
        mensajes += _mensajes(incidente, "incidente_plazo", **contexto)
    encolar(mensajes, ahora=ahora)


def avisar_cambio_de_incidente(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """A change of the calendar moved the date to close these incidents: who closes them learns the new one."""
    por_id = Incidente.objects.select_related("cuenta__area").in_bulk({m.plazo.objeto_id for m in movimientos})
    mensajes: list[Mensaje] = []
    for movimiento in movimientos:
        if incidente := por_id.get(movimiento.plazo.objeto_id):
            contexto = {"de": movimiento.de, "a": movimiento.a, "motivo": motivo}
            mensajes += _mensajes(incidente, "incidente_plazo_movido", personas_con_rol(*ROLES_CNCS), **contexto)
    encolar(mensajes, ahora=ahora)


def _todos(incidente: Incidente) -> list[Persona | None]:
    cuenta = incidente.cuenta
    return [titular_del_area(cuenta.area), *personas_con_rol(*CENTRALES), *quienes_rotan(cuenta)]


def _mensajes(
    incidente: Incidente, plantilla: str, personas: Iterable[Persona | None] | None = None, **contexto: Any
) -> list[Mensaje]:
    titular = titular_del_area(incidente.cuenta.area)
    return para_personas(
        _todos(incidente) if personas is None else personas,
        plantilla=plantilla,
        contexto={
            "incidente": incidente,
            "cuenta": incidente.cuenta,
            "enlace": settings.URL_BASE + reverse("cuentas:incidente", args=[incidente.pk]),
            **contexto,
        },
        cadena=incidente.cadena,
        respaldos=(titular.email,) if titular else (),
    )

"""6.xviii, 6.vii: reminders of what waits to be answered: one message for each account or área, however much waits."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from plazos.clases import VENCE
from plazos.models import Recordatorio
from publicaciones.acciones.comun_atencion import quienes_atienden
from publicaciones.estados import EstadoInteraccion
from publicaciones.models import Interaccion

MUESTRA: Final = 10  # of many, the first ones by name


def recordar_atencion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """6.xviii: who attends the account is reminded before and at the end of the time to answer; from a day later, also
    the head of its área."""
    por_cuenta: dict[int, list[Interaccion]] = defaultdict(list)
    for interaccion in _abiertas(recordatorios):
        por_cuenta[interaccion.cuenta_id].append(interaccion)
    mensajes: list[Mensaje] = []
    for filas in por_cuenta.values():
        cuenta = filas[0].cuenta
        personas: list[Persona | None] = [*quienes_atienden(cuenta)]
        if paso.startswith("pasaron"):
            personas.append(titular_del_area(cuenta.area))
        mensajes += _mensajes(personas, "atencion", filas, paso, donde=str(cuenta))
    encolar(mensajes, ahora=ahora)


def recordar_turno(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """6.vii: the head of the área that owns the information is reminded; from a day later, also who attends each
    account, of what is of that account."""
    turnadas = [i for i in _abiertas(recordatorios) if i.estado == EstadoInteraccion.TURNADA]
    por_area: dict[int | None, list[Interaccion]] = defaultdict(list)
    por_cuenta: dict[int, list[Interaccion]] = defaultdict(list)
    for interaccion in turnadas:
        por_area[interaccion.area_turnada_id].append(interaccion)
        por_cuenta[interaccion.cuenta_id].append(interaccion)
    mensajes: list[Mensaje] = []
    for filas in por_area.values():
        area = filas[0].area_turnada
        assert area
        mensajes += _mensajes([titular_del_area(area)], "turno", filas, paso, donde=str(area))
    for filas in por_cuenta.values() if paso.startswith("pasaron") else ():
        cuenta = filas[0].cuenta
        mensajes += _mensajes([*quienes_atienden(cuenta)], "turno", filas, paso, donde=str(cuenta))
    encolar(mensajes, ahora=ahora)


def _abiertas(recordatorios: Sequence[Recordatorio]) -> list[Interaccion]:
    """What those clocks run on, where it still waits, in their order."""
    filas = Interaccion.objects.abiertas().select_related("cuenta__area", "area_turnada")
    por_id = filas.in_bulk([r.plazo.objeto_id for r in recordatorios])
    return [por_id[r.plazo.objeto_id] for r in recordatorios if r.plazo.objeto_id in por_id]


def _mensajes(
    personas: list[Persona | None], asunto: str, filas: list[Interaccion], paso: str, *, donde: str
) -> list[Mensaje]:
    vencida = paso == VENCE or paso.startswith("pasaron")
    nombre, args = ("atencion_detalle", [filas[0].pk]) if len(filas) == 1 else ("atencion", [])
    contexto = {
        "interacciones": filas[:MUESTRA],
        "cuantas": len(filas),
        "mas": max(len(filas) - MUESTRA, 0),
        "donde": donde,
        "enlace": settings.URL_BASE + reverse(f"publicaciones:{nombre}", args=args),
    }
    plantilla = f"{asunto}_{'fuera_de_plazo' if vencida else 'por_vencer'}"
    return para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=filas[0].cadena)

"""Reads of one request of any kind: its clock in words, who has it now, what happened to it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Persona
from organizacion.permisos import es_cncs, es_comite, es_control
from plazos.calendario import Calendario
from solicitudes.consultas.apertura import FRASES as FRASES_DE_LA_APERTURA
from solicitudes.consultas.apertura import Reloj, en_palabras
from solicitudes.models import Solicitud

# What the acts that every kind shares mean to people; each kind adds its own.
FRASES_COMUNES: Final[dict[str, str]] = {
    acto: FRASES_DE_LA_APERTURA[acto]
    for acto in (
        *("recordatorio", "plazo_vencido", "mover_plazo", "suspender_plazo", "reanudar_plazo"),
        "cancelar_requerimiento",
    )
} | {
    "requerir": "Se pidió más información, para el {limite}",
    "responder_requerimiento": "Se entregó la información que se pidió",
    "presentar": "Se presentó con el folio {folio}",
    "anotar": "Se dejó una nota interna",
    "tomar": "La tomó para revisarla {revisa}",
    "asignar": "Se asignó a {revisa}",
}


def reloj_de(solicitud: Solicitud, ahora: datetime, calendario: Calendario) -> Reloj | None:
    """The open clock of a request, in words; ``None`` when none runs."""
    plazo = solicitud.plazo
    return en_palabras(plazo, ahora, calendario) if plazo and plazo.abierto else None


def linea_de_tiempo(
    solicitud: Solicitud, frases: Mapping[str, str], *, ocultos: Iterable[str] = (), anonimos: bool = False
) -> list[dict[str, Any]]:
    """8.c: what happened to a request, newest first; without the acts ``ocultos``, without names when ``anonimos``."""
    asientos = asientos_de(solicitud.cadena).exclude(acto__in=list(ocultos)).order_by("-numero")
    hechos = [contar(asiento, {**FRASES_COMUNES, **frases}) for asiento in asientos]
    return [{**hecho, "quien": ""} for hecho in hechos] if anonimos else hechos


def _titular_de_la_cncs() -> list[Persona]:
    return list(personas_con_rol(Rol.TITULAR_CNCS))


def quienes_la_tienen(solicitud: Solicitud) -> list[Persona]:
    """The people for whom a request waits now; nobody when it ended."""
    quien = solicitud.quien_sigue
    if not quien:
        return []
    if quien in _SIGUE_EN and solicitud.responsable and _SIGUE_EN[quien](solicitud.responsable):
        return [solicitud.responsable]
    personas = dict.fromkeys(_POR_OFICINA[quien](solicitud))
    # Nobody answers what they filed: they are not asked to.
    return [p for p in personas if quien not in _SIGUE_EN or p.pk != solicitud.presentada_por_id]


def jefatura_de(solicitud: Solicitud) -> list[Persona]:
    """To whom it goes up when it is late."""
    if solicitud.quien_sigue == "Comité":
        return list(personas_con_rol(Rol.COMITE_PRESIDENCIA))
    if solicitud.quien_sigue == "Control interno":
        return list(personas_con_rol(Rol.CONTROL))
    return _titular_de_la_cncs()


def _titular(solicitud: Solicitud) -> list[Persona]:
    titular = titular_del_area(solicitud.area) if solicitud.area else None
    quien = titular or solicitud.presentada_por
    return [quien] if quien else []


# Whoever took a request keeps it while they are still of that office.
_SIGUE_EN: Final[dict[str, Callable[[Any], bool]]] = {
    "CNCS": es_cncs,
    "Comité": es_comite,
    "Control interno": es_control,
}
_POR_OFICINA: Final[dict[str, Callable[[Solicitud], Iterable[Persona]]]] = {
    "Titular del área": _titular,
    "Quien preguntó": lambda s: [s.presentada_por] if s.presentada_por else [],
    "CNCS": lambda s: personas_con_rol(*ROLES_CNCS),
    "UNICOM": lambda s: personas_con_rol(Rol.UNICOM),
    "Comité": lambda s: personas_con_rol(Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA),
    "Control interno": lambda s: personas_con_rol(Rol.CONTROL),
}

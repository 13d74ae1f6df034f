"""Whom the acts on a request tell, whatever its kind. Everything goes to the outbox, in the transaction of the act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from organizacion.consultas import personas_con_rol
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.reserva import es_reservada
from plazos.acciones import Movimiento
from plazos.clases import CLASES, VENCE
from plazos.models import Plazo, Recordatorio
from solicitudes.consultas.solicitud import jefatura_de, quienes_la_tienen
from solicitudes.models import Solicitud


def avisar(
    solicitud: Solicitud,
    personas: Iterable[Persona | None],
    asunto: str,
    texto: str,
    *,
    ahora: datetime,
    interno: bool = False,
) -> None:
    """Tell some people what happened to a request: ``asunto`` in a line, ``texto`` in plain paragraphs.

    ``interno`` links to the page of whoever answers; otherwise to that of whoever asked.
    """
    encolar(
        _mensajes(solicitud, personas, "solicitud_avance", interno=interno, asunto=asunto, texto=texto), ahora=ahora
    )


def avisar_a_quien_le_toca(solicitud: Solicitud, asunto: str, texto: str, *, ahora: datetime) -> None:
    """Tell those for whom the request waits from now on."""
    interno = solicitud.quien_sigue not in {"Titular del área", "Quien preguntó"}
    avisar(solicitud, quienes_la_tienen(solicitud), asunto, texto, ahora=ahora, interno=interno)


def recordar_solicitud(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """Those who have a request are reminded of its date; past it, it goes up. Silence decides nothing."""
    mensajes: list[Mensaje] = []
    for solicitud, recordatorio in _con_solicitud(recordatorios):
        vencida = paso == VENCE or paso.startswith("pasaron")
        personas = quienes_la_tienen(solicitud)
        if vencida:
            personas += jefatura_de(solicitud)
        mensajes += _mensajes(
            solicitud,
            personas,
            "solicitud_fuera_de_plazo" if vencida else "solicitud_por_vencer",
            interno=solicitud.quien_sigue not in {"Titular del área", "Quien preguntó"},
            limite=recordatorio.plazo.fecha_limite,
            plazo=CLASES[recordatorio.plazo.clase].nombre,
        )
    encolar(mensajes, ahora=ahora)


def avisar_cambio_de_solicitud(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """A change of the calendar moved the date of these requests: who filed and who has it learn the new one."""
    mensajes: list[Mensaje] = []
    por_id = _solicitudes([m.plazo for m in movimientos])
    for movimiento in movimientos:
        solicitud = por_id.get((movimiento.plazo.objeto_tipo, movimiento.plazo.objeto_id))
        if solicitud is None:
            continue
        contexto: dict[str, Any] = {"de": movimiento.de, "a": movimiento.a, "motivo": motivo}
        mensajes += _mensajes(solicitud, [solicitud.presentada_por], "solicitud_plazo_movido", **contexto)
        mensajes += _mensajes(
            solicitud, quienes_la_tienen(solicitud), "solicitud_plazo_movido", interno=True, **contexto
        )
    encolar(mensajes, ahora=ahora)


def titulares_cncs() -> list[Persona]:
    return list(personas_con_rol(Rol.TITULAR_CNCS))


def _con_solicitud(recordatorios: Sequence[Recordatorio]) -> list[tuple[Solicitud, Recordatorio]]:
    por_id = _solicitudes([r.plazo for r in recordatorios])
    pares = ((por_id.get((r.plazo.objeto_tipo, r.plazo.objeto_id)), r) for r in recordatorios)
    return [(solicitud, r) for solicitud, r in pares if solicitud]


def _solicitudes(plazos: Sequence[Plazo]) -> dict[tuple[str, int], Solicitud]:
    por_tipo: dict[str, set[int]] = {}
    for plazo in plazos:
        por_tipo.setdefault(plazo.objeto_tipo, set()).add(plazo.objeto_id)
    return {
        (tipo, pk): solicitud
        for tipo, claves in por_tipo.items()
        for pk, solicitud in apps.get_model(tipo)
        ._default_manager.select_related("area", "presentada_por", "responsable")
        .in_bulk(claves)
        .items()
    }


def _mensajes(
    solicitud: Solicitud, personas: Iterable[Persona | None], plantilla: str, *, interno: bool = False, **contexto: Any
) -> list[Mensaje]:
    if interno:
        ruta = reverse(f"admin:solicitudes_{solicitud._meta.model_name}_change", args=[solicitud.pk])
    else:
        ruta = reverse("solicitudes:solicitud", args=[solicitud.slug, solicitud.pk])
    if es_reservada(solicitud.cadena):
        personas = [persona for persona in personas if _puede_saber(solicitud, persona)]
    return para_personas(
        personas,
        plantilla=plantilla,
        contexto={
            "solicitud": solicitud,
            "clase": solicitud._meta.verbose_name,
            "enlace": settings.URL_BASE + ruta,
            **contexto,
        },
        cadena=solicitud.cadena,
    )


def _puede_saber(solicitud: Solicitud, persona: Persona | None) -> bool:
    """5.b: nobody hears of a confidential matter who may not see it."""
    visibles = type(solicitud)._default_manager.visibles_para(persona)  # type: ignore[attr-defined]
    return bool(visibles.filter(pk=solicitud.pk).exists())

"""What is said of the training meetings, to whom and when."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from cuentas.estados.cuidado import EstadoConvocatoria
from cuentas.models import Convocatoria
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from plazos.models import Recordatorio


def avisar_convocadas(convocatorias: Sequence[Convocatoria], *, ahora: datetime) -> None:
    """5.3.a: each person who is called, and the head who sends the person."""
    encolar([m for c in convocatorias for m in _mensajes(c, "capacitacion_convocada", con_titular=True)], ahora=ahora)


def avisar_sin_efecto(convocatorias: Sequence[Convocatoria], *, motivo: str, ahora: datetime) -> None:
    """5.3.a: the meeting was called off."""
    encolar([m for c in convocatorias for m in _mensajes(c, "capacitacion_cancelada", motivo=motivo)], ahora=ahora)


def recordar_convocatoria(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """5.3.a: the meeting is near: the person is told, and the head while nobody confirmed. After it, nobody is."""
    filas = Convocatoria.objects.esperadas().filter(sesion__inicia__gt=ahora)
    por_id = filas.select_related("sesion", "persona", "area").in_bulk({r.plazo.objeto_id for r in recordatorios})
    encolar(
        [
            m
            for c in por_id.values()
            for m in _mensajes(c, "capacitacion_recordatorio", con_titular=c.estado == EstadoConvocatoria.CONVOCADA)
        ],
        ahora=ahora,
    )


def _mensajes(
    convocatoria: Convocatoria, plantilla: str, *, con_titular: bool = False, **contexto: object
) -> list[Mensaje]:
    personas: list[Persona | None] = [convocatoria.persona]
    if con_titular:
        personas.append(titular_del_area(convocatoria.area))
    datos = {
        "convocatoria": convocatoria,
        "sesion": convocatoria.sesion,
        "enlace": settings.URL_BASE + reverse("cuentas:capacitacion"),
        **contexto,
    }
    return para_personas(personas, plantilla=plantilla, contexto=datos, cadena=convocatoria.cadena)

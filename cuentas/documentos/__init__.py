"""5.3.a: the certificate of attendance, composed from plain data whenever somebody opens it: always the same bytes."""

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.urls import reverse

from cuentas.models import Convocatoria
from organizacion import documentos
from organizacion.documentos import Encabezado
from organizacion.fechas import con_hora

_PLANTILLA = Path(__file__).parent / "plantillas/constancia_capacitacion.typ"


class Asistencia(TypedDict):
    """What the certificate says."""

    persona: str
    area_de_adscripcion: str
    anio: int
    inicia: str
    termina: str
    temas: str


class Constancia(Encabezado, Asistencia):
    """The certificate. Needs ``qr``."""

    codigo: str


def constancia_en_pdf(convocatoria: Convocatoria) -> bytes:
    """The certificate of somebody who came."""
    sesion, momento = convocatoria.sesion, convocatoria.asistio
    assert isinstance(momento, datetime)  # there is a certificate only of who came
    datos = {
        "area": settings.INSTITUCION.cncs.nombre,
        "lugar": "Ciudad de México",
        "persona": convocatoria.persona.nombre,
        "area_de_adscripcion": convocatoria.area.nombre,
        "anio": sesion.anio,
        "inicia": con_hora(sesion.inicia),
        "termina": con_hora(sesion.termina),
        "temas": sesion.temas,
        "codigo": convocatoria.codigo,
    }
    return documentos.componer(_PLANTILLA, Constancia, datos, momento=momento, qr=direccion_de(convocatoria))


def direccion_de(convocatoria: Convocatoria) -> str:
    """Where anybody checks it."""
    return settings.URL_BASE + reverse("cuentas:comprobar_constancia", args=[convocatoria.codigo])

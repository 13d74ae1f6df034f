"""The dossier that asks a network to remove a fake."""

from datetime import datetime
from pathlib import Path
from typing import Final, NotRequired, TypedDict

from django.conf import settings

from cuentas.models import Suplantacion
from organizacion.documentos import Encabezado, componer

PLANTILLAS: Final = Path(__file__).parent / "plantillas"


class Ficha(TypedDict):
    """An account, as the dossier compares it."""

    red: str
    identificador: str
    nombre: NotRequired[str]
    direccion: str


class Expediente(Encabezado):
    """What the network is told: the fake, the official account beside it, what it does and what is asked for."""

    folio: str
    falsa: Ficha
    oficial: NotRequired[Ficha]
    parecido: NotRequired[str]
    """How the handle of the fake resembles the official one."""
    descripcion: str
    reportes: int
    primera: datetime
    ultima: datetime
    confirmada: datetime
    directorio: str
    """Where anybody checks which accounts are official."""


def expediente(suplantacion: Suplantacion, *, momento: datetime) -> bytes:
    """6.xxxi: the takedown dossier of a confirmed fake, as PDF. Raises ``DocumentoInvalido``."""
    institucion, cuenta = settings.INSTITUCION, suplantacion.cuenta
    datos: dict[str, object] = {
        "area": institucion.cncs.nombre,
        "lugar": "Ciudad de México",
        "folio": suplantacion.folio,
        "falsa": {
            "red": suplantacion.get_red_display(),
            "identificador": suplantacion.rotulo,
            "direccion": suplantacion.direccion,
        },
        "descripcion": suplantacion.descripcion,
        "reportes": suplantacion.cuantos,
        "primera": suplantacion.primera,
        "ultima": suplantacion.ultima,
        "confirmada": suplantacion.resuelta,
        "directorio": f"{settings.URL_BASE}/",
    }
    if cuenta:
        datos["oficial"] = {
            "red": cuenta.get_red_display(),
            "identificador": cuenta.rotulo,
            "nombre": cuenta.nombre,
            "direccion": cuenta.url,
        }
        datos["parecido"] = suplantacion.diferencia
    return componer(PLANTILLAS / "suplantacion.typ", Expediente, datos, momento=momento)

"""Keeping the files that people hand in, and issuing papers."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder

from organizacion.archivos import huella, nombre_seguro
from organizacion.codigos import nuevo_codigo
from organizacion.models import Persona
from solicitudes.estados import ClaseConstancia, ClaseDocumento
from solicitudes.models import Apertura, Constancia, Documento, Solicitud


def guardar_documento(
    *, solicitud: Apertura | Solicitud, clase: ClaseDocumento, archivo: UploadedFile, por: Persona, ahora: datetime
) -> Documento:
    """Keep a file that was already checked, with the digest of its bytes."""
    return Documento.objects.create(
        solicitud=solicitud,
        clase=clase,
        archivo=archivo,
        nombre=nombre_seguro(archivo.name or "documento"),
        huella=huella(archivo),
        tamano=archivo.size or 0,
        subido_por=por,
        momento=ahora,
    )


def emitir(
    *, solicitud: Apertura | Solicitud, clase: ClaseConstancia, datos: dict[str, Any], ahora: datetime, codigo: str = ""
) -> Constancia:
    """Issue a paper: freeze what it says. Its PDF is composed from this whenever somebody opens it."""
    return Constancia.objects.create(
        codigo=codigo or nuevo_codigo(), solicitud=solicitud, clase=clase, datos=a_json(datos), emitida=ahora
    )


def a_json(datos: dict[str, Any]) -> dict[str, Any]:
    """The same data with dates as ISO 8601 text, as the database keeps them."""
    codificador = DjangoJSONEncoder()

    def convertir(valor: Any) -> Any:
        match valor:
            case dict():
                return {clave: convertir(v) for clave, v in valor.items()}
            case list() | tuple():
                return [convertir(v) for v in valor]
            case None | bool() | int() | float() | str():
                return valor
        return codificador.default(valor)

    return convertir(datos)

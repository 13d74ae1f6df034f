"""What a person reads of a request: its timeline and its papers, without what that person may not know."""

from pathlib import PurePath
from typing import Any, Final

from solicitudes.clases.base import Clase
from solicitudes.consultas.solicitud import linea_de_tiempo
from solicitudes.models import Documento, Solicitud

_SUFIJOS: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".zip"})


def hechos_de(clase: Clase, fila: Solicitud, persona: Any) -> list[dict[str, Any]]:
    """The timeline of a request, as this person may read it."""
    ocultos = [*clase.oculto(fila, persona), *([] if clase.ve_notas(fila, persona) else ["anotar"])]
    return linea_de_tiempo(fila, clase.frases, ocultos=ocultos, anonimos=clase.anonimo(fila, persona))


def constancias_de(clase: Clase, fila: Solicitud, persona: Any) -> Any:
    """The papers issued on a request, but for those that would tell this person who filed it."""
    return fila.constancias.none() if clase.anonimo(fila, persona) else fila.constancias.all()


def documentos_de(clase: Clase, fila: Solicitud, persona: Any) -> list[Documento]:
    """The files of a request; whoever may not know who handed them in reads no name that somebody gave them."""
    documentos = list(fila.documentos.all())
    if clase.anonimo(fila, persona):
        for lugar, documento in enumerate(documentos, start=1):
            sufijo = PurePath(documento.nombre).suffix.lower()
            documento.nombre = f"Prueba {lugar}{sufijo if sufijo in _SUFIJOS else ''}"
    return documentos

"""What a person reads of a request: its timeline and its papers, without what that person may not know."""

from typing import Any

from solicitudes.clases.base import Clase
from solicitudes.consultas.solicitud import linea_de_tiempo
from solicitudes.models import Solicitud


def hechos_de(clase: Clase, fila: Solicitud, persona: Any) -> list[dict[str, Any]]:
    """The timeline of a request, as this person may read it."""
    ocultos = [*clase.oculto(fila, persona), *([] if clase.ve_notas(fila, persona) else ["anotar"])]
    return linea_de_tiempo(fila, clase.frases, ocultos=ocultos, anonimos=clase.anonimo(fila, persona))


def constancias_de(clase: Clase, fila: Solicitud, persona: Any) -> Any:
    """The papers issued on a request, but for those that would tell this person who filed it."""
    return fila.constancias.none() if clase.anonimo(fila, persona) else fila.constancias.all()

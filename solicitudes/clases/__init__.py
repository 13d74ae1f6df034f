"""Every kind of request but the opening, which has pages of its own."""

from typing import Final

from solicitudes.clases import baja, cambio, caso, duda, publicidad, uso_indebido
from solicitudes.clases.base import Clase, Entrega

CLASES: Final[dict[str, Clase]] = {
    clase.slug: clase
    for clase in (baja.CLASE, cambio.CLASE, duda.CLASE, publicidad.CLASE, caso.CLASE, uso_indebido.CLASE)
}

__all__ = ["CLASES", "Clase", "Entrega"]

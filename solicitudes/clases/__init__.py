"""Every kind of request but the opening, which has pages of its own."""

from typing import Final

from solicitudes.clases import duda
from solicitudes.clases.base import Clase, Entrega

CLASES: Final[dict[str, Clase]] = {clase.slug: clase for clase in (duda.CLASE,)}

__all__ = ["CLASES", "Clase", "Entrega"]

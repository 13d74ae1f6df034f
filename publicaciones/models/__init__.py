from publicaciones.models.peticion import (
    Peticion,
    PeticionQuerySet,
)
from publicaciones.models.veda import Veda, VedaQuerySet

__all__ = [
    "Peticion",
    "PeticionQuerySet",
    "Veda",
    "VedaQuerySet",
]

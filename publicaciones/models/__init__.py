from publicaciones.models.peticion import (
    MaterialDePeticion,
    Peticion,
    PeticionQuerySet,
)
from publicaciones.models.veda import Veda, VedaQuerySet

__all__ = [
    "MaterialDePeticion",
    "Peticion",
    "PeticionQuerySet",
    "Veda",
    "VedaQuerySet",
]

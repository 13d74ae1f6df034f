from publicaciones.models.peticion import (
    Peticion,
    PeticionQuerySet,
)

__all__ = [
    "Peticion",
    "PeticionQuerySet",
]

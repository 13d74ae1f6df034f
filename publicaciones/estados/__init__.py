from publicaciones.estados.peticion import (
    PENDIENTES,
    EstadoPeticion,
)
from publicaciones.estados.veda import AmbitoVeda, MateriaExenta

__all__ = [
    "PENDIENTES",
    "AmbitoVeda",
    "EstadoPeticion",
    "MateriaExenta",
]

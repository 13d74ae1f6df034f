from publicaciones.estados.peticion import (
    PENDIENTES,
    EstadoPeticion,
)

__all__ = [
    "PENDIENTES",
    "EstadoPeticion",
]

from publicaciones.estados.atencion import (
    ABIERTAS,
    ADMITIDOS,
    RESPONDIDAS,
    SIN_DECIDIR,
    ClaseInteraccion,
    EstadoImportacion,
    EstadoInteraccion,
    EstadoMedida,
    EstadoPropuesta,
    Fundamento,
    Medio,
    TipoMedida,
)
from publicaciones.estados.peticion import (
    PENDIENTES,
    EstadoPeticion,
)
from publicaciones.estados.veda import AmbitoVeda, MateriaExenta

__all__ = [
    "ABIERTAS",
    "ADMITIDOS",
    "PENDIENTES",
    "RESPONDIDAS",
    "SIN_DECIDIR",
    "AmbitoVeda",
    "ClaseInteraccion",
    "EstadoImportacion",
    "EstadoInteraccion",
    "EstadoMedida",
    "EstadoPeticion",
    "EstadoPropuesta",
    "Fundamento",
    "MateriaExenta",
    "Medio",
    "TipoMedida",
]

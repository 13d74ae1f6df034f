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
from publicaciones.estados.contenido import (
    AVALES_A_LA_VISTA,
    AVALES_VIVOS,
    CASILLAS,
    ClaseContenido,
    EstadoAval,
    EstadoVariante,
)
from publicaciones.estados.peticion import (
    PENDIENTES,
    EstadoPeticion,
)
from publicaciones.estados.veda import (
    AmbitoVeda,
    MateriaExenta,
)

__all__ = [
    "ABIERTAS",
    "ADMITIDOS",
    "AVALES_A_LA_VISTA",
    "AVALES_VIVOS",
    "CASILLAS",
    "PENDIENTES",
    "RESPONDIDAS",
    "SIN_DECIDIR",
    "AmbitoVeda",
    "ClaseContenido",
    "ClaseInteraccion",
    "EstadoAval",
    "EstadoImportacion",
    "EstadoInteraccion",
    "EstadoMedida",
    "EstadoPeticion",
    "EstadoPropuesta",
    "EstadoVariante",
    "Fundamento",
    "MateriaExenta",
    "Medio",
    "TipoMedida",
]

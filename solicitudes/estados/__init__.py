from solicitudes.estados.apertura import (
    EN_COLA,
    EN_TRAMITE,
    FINALES,
    FUNDAMENTOS,
    RESUELTAS_A_FAVOR,
    SIGUIENTE,
    EstadoApertura,
)
from solicitudes.estados.papeles import ClaseConstancia, ClaseDocumento

__all__ = [
    "EN_COLA",
    "EN_TRAMITE",
    "FINALES",
    "FUNDAMENTOS",
    "RESUELTAS_A_FAVOR",
    "SIGUIENTE",
    "ClaseConstancia",
    "ClaseDocumento",
    "EstadoApertura",
]

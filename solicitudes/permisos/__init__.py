from solicitudes.permisos.apertura import (
    es_su_titular,
    puede_anotar,
    puede_asignar,
    puede_decidir,
    puede_registrar_buzon,
    puede_revisar,
    sin_conflicto,
    ve_notas,
)

__all__ = [
    "es_su_titular",
    "puede_anotar",
    "puede_asignar",
    "puede_decidir",
    "puede_registrar_buzon",
    "puede_revisar",
    "sin_conflicto",
    "ve_notas",
]

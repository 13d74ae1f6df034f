from publicaciones.permisos.peticion import (
    es_su_titular,
    puede_contestar,
)

__all__ = [
    "es_su_titular",
    "puede_contestar",
]

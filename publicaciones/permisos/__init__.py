from publicaciones.permisos.peticion import (
    es_su_titular,
    puede_contestar,
)
from publicaciones.permisos.veda import puede_decretar_veda, puede_terminar_veda

__all__ = [
    "es_su_titular",
    "puede_contestar",
    "puede_decretar_veda",
    "puede_terminar_veda",
]

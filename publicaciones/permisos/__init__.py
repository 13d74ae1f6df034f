from publicaciones.permisos.atencion import (
    atiende,
    es_del_area_turnada,
    es_su_importacion,
    puede_acusar,
    puede_analizar,
    puede_atender,
    puede_atender_rebase,
    puede_confirmar_medida,
    puede_contestar_a_la_ciudadania,
    puede_ordenar,
)
from publicaciones.permisos.contenido import (
    edita_contenido,
    es_edicion,
    publica_en,
    puede_actualizar,
    puede_avalar,
    puede_editar,
)
from publicaciones.permisos.peticion import (
    es_su_titular,
    puede_contestar,
)
from publicaciones.permisos.veda import (
    puede_decretar_veda,
    puede_terminar_veda,
)

__all__ = [
    "atiende",
    "edita_contenido",
    "es_del_area_turnada",
    "es_edicion",
    "es_su_importacion",
    "es_su_titular",
    "publica_en",
    "puede_actualizar",
    "puede_acusar",
    "puede_analizar",
    "puede_atender",
    "puede_atender_rebase",
    "puede_avalar",
    "puede_confirmar_medida",
    "puede_contestar",
    "puede_contestar_a_la_ciudadania",
    "puede_decretar_veda",
    "puede_editar",
    "puede_ordenar",
    "puede_terminar_veda",
]

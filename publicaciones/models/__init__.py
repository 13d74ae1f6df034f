from publicaciones.models.aval import (
    Aval,
)
from publicaciones.models.consulta import (
    Consulta,
)
from publicaciones.models.contenido import (
    Contenido,
)
from publicaciones.models.importacion import (
    Importacion,
)
from publicaciones.models.interaccion import (
    Interaccion,
)
from publicaciones.models.medida import (
    Medida,
)
from publicaciones.models.peticion import (
    MaterialDePeticion,
    Peticion,
    PeticionQuerySet,
)
from publicaciones.models.pregunta_de_consulta import (
    PreguntaDeConsulta,
)
from publicaciones.models.propuesta import (
    Propuesta,
)
from publicaciones.models.publicacion import (
    Correccion,
    Publicacion,
)
from publicaciones.models.tema import (
    Rebase,
    Tema,
)
from publicaciones.models.variante import (
    Medio,
    Variante,
    Version,
)
from publicaciones.models.veda import (
    Veda,
    VedaQuerySet,
)

__all__ = [
    "Aval",
    "Consulta",
    "Contenido",
    "Correccion",
    "Importacion",
    "Interaccion",
    "MaterialDePeticion",
    "Medida",
    "Medio",
    "Peticion",
    "PeticionQuerySet",
    "PreguntaDeConsulta",
    "Propuesta",
    "Publicacion",
    "Rebase",
    "Tema",
    "Variante",
    "Veda",
    "VedaQuerySet",
    "Version",
]

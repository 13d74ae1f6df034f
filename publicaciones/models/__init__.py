from publicaciones.models.aval import (
    Aval,
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
    "Contenido",
    "Correccion",
    "Importacion",
    "Interaccion",
    "MaterialDePeticion",
    "Medida",
    "Medio",
    "Peticion",
    "PeticionQuerySet",
    "Propuesta",
    "Publicacion",
    "Rebase",
    "Tema",
    "Variante",
    "Veda",
    "VedaQuerySet",
    "Version",
]

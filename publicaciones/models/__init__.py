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
from publicaciones.models.tema import (
    Rebase,
    Tema,
)
from publicaciones.models.veda import (
    Veda,
    VedaQuerySet,
)

__all__ = [
    "Importacion",
    "Interaccion",
    "MaterialDePeticion",
    "Medida",
    "Peticion",
    "PeticionQuerySet",
    "Propuesta",
    "Rebase",
    "Tema",
    "Veda",
    "VedaQuerySet",
]

from cuentas.permisos.bitacora import puede_asentar, supervisa
from cuentas.permisos.cuenta import (
    administra,
    es_proceso,
    puede_activar,
    puede_completar,
    puede_confirmar,
    puede_dar_de_baja,
    puede_descompletar,
    puede_rotar,
    puede_vigilar,
)

__all__ = [
    "administra",
    "es_proceso",
    "puede_activar",
    "puede_asentar",
    "puede_completar",
    "puede_confirmar",
    "puede_dar_de_baja",
    "puede_descompletar",
    "puede_rotar",
    "puede_vigilar",
    "supervisa",
]

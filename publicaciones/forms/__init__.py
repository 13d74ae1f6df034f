from publicaciones.forms.peticion import (
    Filtros,
    NuevaPeticion,
    cuentas_de_la_cncs,
)

__all__ = [
    "Filtros",
    "NuevaPeticion",
    "cuentas_de_la_cncs",
]

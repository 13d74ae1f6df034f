from publicaciones.forms.peticion import (
    Filtros,
    NuevaPeticion,
    cuentas_de_la_cncs,
)
from publicaciones.forms.veda import DecretarVeda, TerminarVeda

__all__ = [
    "DecretarVeda",
    "Filtros",
    "NuevaPeticion",
    "TerminarVeda",
    "cuentas_de_la_cncs",
]

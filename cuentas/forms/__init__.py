from cuentas.forms.cuenta import (
    MAXIMO_DE_TEXTO,
    ConfirmarCambioDeContrasena,
    Designar,
    Filtros,
    ObjetarCambioDeContrasena,
    RegistrarCambioDeContrasena,
    RevisarIdentificador,
    legible,
)
from cuentas.forms.gobierno import EnFecha, FiltrosDeCuentas

__all__ = [
    "MAXIMO_DE_TEXTO",
    "ConfirmarCambioDeContrasena",
    "Designar",
    "EnFecha",
    "Filtros",
    "FiltrosDeCuentas",
    "ObjetarCambioDeContrasena",
    "RegistrarCambioDeContrasena",
    "RevisarIdentificador",
    "legible",
]

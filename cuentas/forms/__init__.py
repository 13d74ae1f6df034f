from cuentas.forms.bitacora import Actividad, FiltrosDeBitacora
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
    "Actividad",
    "ConfirmarCambioDeContrasena",
    "Designar",
    "EnFecha",
    "Filtros",
    "FiltrosDeBitacora",
    "FiltrosDeCuentas",
    "ObjetarCambioDeContrasena",
    "RegistrarCambioDeContrasena",
    "RevisarIdentificador",
    "legible",
]

from cuentas.forms.cuenta import (
    MAXIMO_DE_TEXTO,
    ConfirmarCambioDeContrasena,
    Designar,
    EnFecha,
    Filtros,
    ObjetarCambioDeContrasena,
    RegistrarCambioDeContrasena,
    RevisarIdentificador,
    legible,
)

__all__ = [
    "MAXIMO_DE_TEXTO",
    "ConfirmarCambioDeContrasena",
    "Designar",
    "EnFecha",
    "Filtros",
    "ObjetarCambioDeContrasena",
    "RegistrarCambioDeContrasena",
    "RevisarIdentificador",
    "legible",
]

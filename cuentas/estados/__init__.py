from cuentas.estados.cuenta import (
    NIVELES,
    OFICIALES,
    Caracter,
    EstadoCuenta,
    EstadoRotacion,
    Frecuencia,
    MotivoRotacion,
    Red,
)

__all__ = [
    "NIVELES",
    "OFICIALES",
    "Caracter",
    "EstadoCuenta",
    "EstadoRotacion",
    "Frecuencia",
    "MotivoRotacion",
    "Red",
]

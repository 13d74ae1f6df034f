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
from cuentas.estados.higiene import (
    DEL_REGISTRO,
    DIAS_ENTRE_ACTUALIZACIONES,
    Dato,
    EstadoDiferencia,
    EstadoRecertificacion,
    MotivoRecertificacion,
    NivelAbandono,
    Respuesta,
)

__all__ = [
    "DEL_REGISTRO",
    "DIAS_ENTRE_ACTUALIZACIONES",
    "NIVELES",
    "OFICIALES",
    "Caracter",
    "Dato",
    "EstadoCuenta",
    "EstadoDiferencia",
    "EstadoRecertificacion",
    "EstadoRotacion",
    "Frecuencia",
    "MotivoRecertificacion",
    "MotivoRotacion",
    "NivelAbandono",
    "Red",
    "Respuesta",
]

from cuentas.estados.actividad import ACTO_ACTIVIDAD, ClaseActividad
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
from cuentas.estados.incidente import (
    COMPROMETEN,
    INCIDENTES_ABIERTOS,
    ClaseIncidente,
    EstadoIncidente,
    PuntoDeAcceso,
)

__all__ = [
    "ACTO_ACTIVIDAD",
    "COMPROMETEN",
    "DEL_REGISTRO",
    "DIAS_ENTRE_ACTUALIZACIONES",
    "INCIDENTES_ABIERTOS",
    "NIVELES",
    "OFICIALES",
    "Caracter",
    "ClaseActividad",
    "ClaseIncidente",
    "Dato",
    "EstadoCuenta",
    "EstadoDiferencia",
    "EstadoIncidente",
    "EstadoRecertificacion",
    "EstadoRotacion",
    "Frecuencia",
    "MotivoRecertificacion",
    "MotivoRotacion",
    "NivelAbandono",
    "PuntoDeAcceso",
    "Red",
    "Respuesta",
]

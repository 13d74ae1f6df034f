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
from cuentas.estados.suplantacion import NO_OFICIALES, SUPLANTACIONES_ABIERTAS, EstadoSuplantacion, QueHace

__all__ = [
    "ACTO_ACTIVIDAD",
    "COMPROMETEN",
    "DEL_REGISTRO",
    "DIAS_ENTRE_ACTUALIZACIONES",
    "INCIDENTES_ABIERTOS",
    "NIVELES",
    "NO_OFICIALES",
    "OFICIALES",
    "SUPLANTACIONES_ABIERTAS",
    "Caracter",
    "ClaseActividad",
    "ClaseIncidente",
    "Dato",
    "EstadoCuenta",
    "EstadoDiferencia",
    "EstadoIncidente",
    "EstadoRecertificacion",
    "EstadoRotacion",
    "EstadoSuplantacion",
    "Frecuencia",
    "MotivoRecertificacion",
    "MotivoRotacion",
    "NivelAbandono",
    "PuntoDeAcceso",
    "QueHace",
    "Red",
    "Respuesta",
]

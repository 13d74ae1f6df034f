from evaluacion.estados.evaluacion import (
    CAPTURABLES,
    CON_RESULTADO,
    POR_EVALUAR,
    Conclusion,
    EstadoEvaluacion,
    EstadoPeriodo,
    Omision,
    Origen,
)
from evaluacion.estados.importacion import EstadoImportacion
from evaluacion.estados.plan import EstadoCompromiso, EstadoPlan
from evaluacion.estados.procedimiento import Dimension, EstadoProcedimiento, Sentido

__all__ = [
    "CAPTURABLES",
    "CON_RESULTADO",
    "POR_EVALUAR",
    "Conclusion",
    "Dimension",
    "EstadoCompromiso",
    "EstadoEvaluacion",
    "EstadoImportacion",
    "EstadoPeriodo",
    "EstadoPlan",
    "EstadoProcedimiento",
    "Omision",
    "Origen",
    "Sentido",
]

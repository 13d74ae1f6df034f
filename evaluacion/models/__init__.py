from evaluacion.models.cifras import Cifras, ImportacionDeCifras
from evaluacion.models.evaluacion import Evaluacion
from evaluacion.models.medicion import Medicion
from evaluacion.models.periodo import Periodo
from evaluacion.models.plan import Compromiso, Plan
from evaluacion.models.procedimiento import Indicador, Procedimiento

__all__ = [
    "Cifras",
    "Compromiso",
    "Evaluacion",
    "ImportacionDeCifras",
    "Indicador",
    "Medicion",
    "Periodo",
    "Plan",
    "Procedimiento",
]

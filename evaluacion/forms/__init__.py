from evaluacion.forms.actos import Ajustar, Dictaminar, Motivar, Observar, Reportar, Resolver, SinDatos
from evaluacion.forms.captura import Captura, SubirCifras
from evaluacion.forms.plan import Compromisos
from evaluacion.forms.procedimiento import DatosDelProcedimiento, Indicadores

__all__ = [
    "Ajustar",
    "Captura",
    "Compromisos",
    "DatosDelProcedimiento",
    "Dictaminar",
    "Indicadores",
    "Motivar",
    "Observar",
    "Reportar",
    "Resolver",
    "SinDatos",
    "SubirCifras",
]

from solicitudes.models.adjunto import Constancia, Documento, Mensaje, Nota, Requerimiento
from solicitudes.models.apertura import Apertura
from solicitudes.models.baja import Baja, Paso
from solicitudes.models.cambio import Cambio
from solicitudes.models.caso import Caso
from solicitudes.models.duda import Duda, PreguntaFrecuente
from solicitudes.models.publicidad import Publicidad
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.uso_indebido import UsoIndebido

__all__ = [
    "Apertura",
    "Baja",
    "Cambio",
    "Caso",
    "Constancia",
    "Documento",
    "Duda",
    "Mensaje",
    "Nota",
    "Paso",
    "PreguntaFrecuente",
    "Publicidad",
    "Requerimiento",
    "Solicitud",
    "UsoIndebido",
]

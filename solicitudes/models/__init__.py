from solicitudes.models.apertura import Apertura
from solicitudes.models.documento import Constancia, Documento
from solicitudes.models.nota import Nota

__all__ = ["Apertura", "Constancia", "Documento", "Nota"]

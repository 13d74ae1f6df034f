from avisos.acciones.bandeja import Mensaje, encolar, para_personas, reintentar
from avisos.acciones.despacho import Resultado, despachar

__all__ = ["Mensaje", "Resultado", "despachar", "encolar", "para_personas", "reintentar"]

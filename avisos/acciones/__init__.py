from avisos.acciones.bandeja import Mensaje, encolar, para_personas
from avisos.acciones.despacho import Resultado, despachar

__all__ = ["Mensaje", "Resultado", "despachar", "encolar", "para_personas"]

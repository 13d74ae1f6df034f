from avisos.acciones.ancla import anclar_el_dia
from avisos.acciones.bandeja import Mensaje, encolar, para_personas, reintentar
from avisos.acciones.despacho import Resultado, despachar

__all__ = ["Mensaje", "Resultado", "anclar_el_dia", "despachar", "encolar", "para_personas", "reintentar"]

from bitacora.models.ancla import Ancla, CabezaAnclada
from bitacora.models.asiento import Asiento, Cadena

__all__ = ["Ancla", "Asiento", "CabezaAnclada", "Cadena"]

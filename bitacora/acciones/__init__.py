from bitacora.acciones.anclas import anclar
from bitacora.acciones.asientos import Hecho, asentar, asentar_varios, texto_canonico

__all__ = ["Hecho", "anclar", "asentar", "asentar_varios", "texto_canonico"]

"""The automatic checks of what is going to be published: plain data in, findings out. No database, no framework."""

from publicaciones.revision.comprobaciones import datos_personales, revisar
from publicaciones.revision.enlaces import enlaces_externos
from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.pieza import Enlace, Limites, Medio, Oficial, Pieza, Previa

__all__ = [
    "Enlace",
    "Hallazgo",
    "Limites",
    "Medio",
    "Oficial",
    "Pieza",
    "Previa",
    "Severidad",
    "datos_personales",
    "enlaces_externos",
    "revisar",
]

from publicaciones.acciones.peticion import (
    PREFIJO,
    declinar,
    difundir,
    presentar_peticion,
    recordar_peticion,
    retirar_peticion,
    tomar_peticion,
)
from publicaciones.acciones.veda import VedaInvalida, decretar_veda, terminar_veda

__all__ = [
    "PREFIJO",
    "VedaInvalida",
    "declinar",
    "decretar_veda",
    "difundir",
    "presentar_peticion",
    "recordar_peticion",
    "retirar_peticion",
    "terminar_veda",
    "tomar_peticion",
]

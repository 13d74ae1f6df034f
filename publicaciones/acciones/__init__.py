from publicaciones.acciones.peticion import (
    PREFIJO,
    declinar,
    difundir,
    presentar_peticion,
    retirar_peticion,
)

__all__ = [
    "PREFIJO",
    "declinar",
    "difundir",
    "presentar_peticion",
    "retirar_peticion",
]

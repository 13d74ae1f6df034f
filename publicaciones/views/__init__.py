from publicaciones.views.calendario import calendario
from publicaciones.views.consulta import actuar_en_consulta, consulta, consultar, consultas
from publicaciones.views.peticion import detalle, lista, material, nueva, retirar

__all__ = [
    "actuar_en_consulta",
    "calendario",
    "consulta",
    "consultar",
    "consultas",
    "detalle",
    "lista",
    "material",
    "nueva",
    "retirar",
]

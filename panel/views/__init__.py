from panel.views.calendario import calendario, ics, nuevo_calendario, revocar
from panel.views.carga import carga, carga_de_persona, carga_por_antiguedad
from panel.views.correo import correo_demo
from panel.views.cumplimiento import cumplimiento_del_area, obligaciones
from panel.views.errores import formulario_caducado
from panel.views.expediente import expediente
from panel.views.inicio import area, inicio
from panel.views.rotaciones import contrasenas, contrasenas_del_mes
from panel.views.salud import salud
from panel.views.tablero import medida, plazos, plazos_de_clase, plazos_del_mes, tablero

__all__ = [
    "area",
    "calendario",
    "carga",
    "carga_de_persona",
    "carga_por_antiguedad",
    "contrasenas",
    "contrasenas_del_mes",
    "correo_demo",
    "cumplimiento_del_area",
    "expediente",
    "formulario_caducado",
    "ics",
    "inicio",
    "medida",
    "nuevo_calendario",
    "obligaciones",
    "plazos",
    "plazos_de_clase",
    "plazos_del_mes",
    "revocar",
    "salud",
    "tablero",
]

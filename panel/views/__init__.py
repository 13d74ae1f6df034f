from panel.views.correo import correo_demo
from panel.views.errores import formulario_caducado
from panel.views.inicio import area, inicio
from panel.views.salud import salud

__all__ = ["area", "correo_demo", "formulario_caducado", "inicio", "salud"]

"""The home of whoever signs in."""

from django.urls import path, register_converter

from panel import views
from panel.conversores import Mes

register_converter(Mes, "mes")

app_name = "panel"
urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("area/<str:siglas>/", views.area, name="area"),
    path("area/<str:siglas>/cumplimiento/", views.cumplimiento_del_area, name="cumplimiento"),
    path("obligaciones/", views.obligaciones, name="obligaciones"),
    path("expediente/<int:pk>/", views.expediente, name="expediente"),
    path("carga/", views.carga, name="carga"),
    path("carga/persona/<int:clave>/", views.carga_de_persona, name="carga_de_persona"),
    path("carga/antiguedad/<int:tramo>/", views.carga_por_antiguedad, name="carga_por_antiguedad"),
    path("tablero/", views.tablero, name="tablero"),
    path("tablero/plazos/", views.plazos, name="tablero_plazos"),
    path("tablero/plazos/mes/<mes:mes>/", views.plazos_del_mes, name="tablero_plazos_mes"),
    path("tablero/plazos/<slug:clase>/<slug:situacion>/", views.plazos_de_clase, name="tablero_plazos_de_clase"),
    path("tablero/<slug:clave>/", views.medida, name="tablero_medida"),
    path("contrasenas/", views.contrasenas, name="contrasenas"),
    path("contrasenas/<str:siglas>/<mes:mes>/", views.contrasenas_del_mes, name="contrasenas_mes"),
    path("calendario/", views.calendario, name="calendario"),
    path("calendario/nuevo/", views.nuevo_calendario, name="nuevo_calendario"),
    path("calendario/revocar/", views.revocar, name="revocar_calendario"),
]

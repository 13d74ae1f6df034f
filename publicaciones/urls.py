"""Doors of the peticiones de difusión, under ``/difusion/``, and of what is published, under ``/publicaciones/``."""

from django.urls import path

from publicaciones import views
from publicaciones.views import contenido, revision

app_name = "publicaciones"
urlpatterns = [
    path("calendario/", views.calendario, name="calendario"),
    path("consultas/", views.consultas, name="consultas"),
    path("consultas/nueva/<int:pk>/", views.consultar, name="consultar"),
    path("consultas/<int:pk>/", views.consulta, name="consulta"),
    path("consultas/<int:pk>/<slug:acto>/", views.actuar_en_consulta, name="consulta_acto"),
    path("difusion/", views.lista, name="lista"),
    path("difusion/nueva/", views.nueva, name="nueva"),
    path("difusion/<int:pk>/", views.detalle, name="detalle"),
    path("difusion/material/<int:pk>/", views.material, name="material"),
    path("difusion/<int:pk>/retirar/", views.retirar, name="retirar"),
    path("publicaciones/<int:pk>/", contenido.contenido, name="contenido"),
    path("publicaciones/variante/<int:pk>/revisar/", revision.revisar, name="revisar"),
]

"""Doors of the peticiones de difusión, under ``/difusion/``, and of what is published, under ``/publicaciones/``."""

from django.urls import path

from publicaciones import views
from publicaciones.views import contenido, publicacion, revision, variante

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
    path("publicaciones/", contenido.contenidos, name="contenidos"),
    path("publicaciones/nuevo/", contenido.contenido_nuevo, name="contenido_nuevo"),
    path("publicaciones/<int:pk>/", contenido.contenido, name="contenido"),
    path("publicaciones/variante/<int:pk>/revisar/", revision.revisar, name="revisar"),
    path("publicaciones/<int:pk>/datos/", contenido.contenido_editar, name="contenido_editar"),
    path("publicaciones/<int:pk>/cuenta/", contenido.variante_nueva, name="variante_nueva"),
    path("publicaciones/<int:pk>/aval/", contenido.aval_pedir, name="aval_pedir"),
    path("publicaciones/<int:pk>/vigencia/", contenido.vigencia, name="vigencia"),
    path("publicaciones/aval/<int:pk>/<slug:acto>/", contenido.aval_resolver, name="aval_resolver"),
    path("publicaciones/variante/<int:pk>/", variante.variante, name="variante"),
    path("publicaciones/variante/<int:pk>/vista-previa/", variante.vista_previa, name="vista_previa"),
    path("publicaciones/variante/<int:pk>/descartar/", variante.variante_descartar, name="variante_descartar"),
    path("publicaciones/variante/<int:pk>/publicar/", publicacion.publicar, name="publicar"),
    path("publicaciones/variante/<int:pk>/corregir/", publicacion.corregir, name="corregir"),
    path("publicaciones/variante/<int:pk>/retirar/", publicacion.variante_retirar, name="variante_retirar"),
    path("publicaciones/variante/<int:pk>/evidencia/", publicacion.evidencia, name="evidencia"),
    path("publicaciones/medio/<int:pk>/", variante.medio, name="medio"),
    path("publicaciones/captura/<int:pk>/", publicacion.captura, name="captura"),
]

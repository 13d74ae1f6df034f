"""Doors of the peticiones de difusión, of what is published and of what citizens write."""

from django.urls import path

from publicaciones import views
from publicaciones.views import (
    atencion,
    atencion_actos,
    atencion_importacion,
    atencion_temas,
    contenido,
    publicacion,
    revision,
    variante,
)

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
    path("atencion/", atencion.cola, name="atencion"),
    path("atencion/nueva/", atencion.nueva, name="atencion_nueva"),
    path("atencion/<int:pk>/", atencion.detalle, name="atencion_detalle"),
    path("atencion/<int:pk>/<slug:acto>/", atencion.actuar, name="atencion_acto"),
    path("atencion/exportar/", atencion_importacion.exportar, name="atencion_exportar"),
    path("atencion/importar/", atencion_importacion.importar, name="atencion_importar"),
    path("atencion/importar/plantilla/", atencion_importacion.plantilla, name="atencion_plantilla"),
    path("atencion/importar/<int:pk>/", atencion_importacion.importacion, name="atencion_importacion"),
    path(
        "atencion/importar/<int:pk>/<slug:acto>/",
        atencion_importacion.actuar_en_importacion,
        name="atencion_importacion_acto",
    ),
    path("atencion/medidas/", atencion_actos.medidas, name="atencion_medidas"),
    path("atencion/medidas/<int:pk>/", atencion_actos.medida, name="atencion_medida"),
    path("atencion/medidas/<int:pk>/evidencia/", atencion_actos.evidencia, name="atencion_evidencia"),
    path("atencion/medidas/<int:pk>/<slug:acto>/", atencion_actos.actuar_en_medida, name="atencion_medida_acto"),
    path("atencion/propuestas/", atencion_actos.propuestas, name="atencion_propuestas"),
    path("atencion/propuestas/<int:pk>/", atencion_actos.propuesta, name="atencion_propuesta"),
    path(
        "atencion/propuestas/<int:pk>/<slug:acto>/", atencion_actos.actuar_en_propuesta, name="atencion_propuesta_acto"
    ),
    path("atencion/temas/", atencion_temas.temas, name="atencion_temas"),
    path("atencion/temas/<int:pk>/", atencion_temas.tema, name="atencion_tema"),
    path("atencion/temas/<int:pk>/<slug:acto>/", atencion_temas.actuar_en_tema, name="atencion_tema_acto"),
    path("atencion/rebases/<int:pk>/", atencion_temas.atender_rebase, name="atencion_rebase"),
]

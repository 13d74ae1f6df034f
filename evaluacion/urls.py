"""Pages of the evaluation, under ``/evaluacion/``."""

from django.urls import path

from evaluacion import views

app_name = "evaluacion"
urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("en-lote/<slug:acto>/", views.en_lote, name="en_lote"),
    path("<int:pk>/", views.detalle, name="detalle"),
    path("<int:pk>/captura/", views.capturar, name="captura"),
    path("<int:pk>/indicadores/<slug:clave>/", views.sustento, name="sustento"),
    path("<int:pk>/acto/<slug:acto>/", views.actuar, name="acto"),
    path("planes/<int:pk>/", views.plan, name="plan"),
    path("compromisos/<int:pk>/<slug:acto>/", views.actuar_en_compromiso, name="compromiso"),
    path("periodos/<str:clave>/", views.periodo, name="periodo"),
    path("periodos/<str:clave>/informe.pdf", views.informe_pdf, name="informe_pdf"),
    path("periodos/<str:clave>/informe.xlsx", views.informe_xlsx, name="informe_xlsx"),
    path("periodos/<str:clave>/cifras/", views.importar, name="importar"),
    path("periodos/<str:clave>/cifras/plantilla.csv", views.plantilla_de_cifras, name="plantilla"),
    path("importaciones/<int:pk>/", views.importacion, name="importacion"),
    path("importaciones/<int:pk>/<slug:acto>/", views.resolver_importacion, name="resolver_importacion"),
    path("procedimiento/<int:pk>/", views.procedimiento, name="procedimiento"),
    path("procedimiento/<int:pk>/procedimiento.pdf", views.procedimiento_pdf, name="procedimiento_pdf"),
    path("datos/evaluaciones.csv", views.datos_csv, name="datos_csv"),
    path("datos/evaluaciones.json", views.datos_json, name="datos_json"),
]

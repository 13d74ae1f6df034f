"""Doors of the requests, under ``/solicitudes/``: the opening has its own, the other kinds share theirs."""

from django.urls import path

from solicitudes import views

app_name = "solicitudes"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("<int:pk>/", views.detalle, name="detalle"),
    path("<int:pk>/paso/<slug:paso>/", views.paso, name="paso"),
    path("<int:pk>/oficio.pdf", views.oficio, name="oficio"),
    path("<int:pk>/presentar/", views.presentar, name="presentar"),
    path("<int:pk>/informacion/", views.informacion, name="informacion"),
    path("<int:pk>/retirar/", views.retirar, name="retirar"),
    path("<int:pk>/renunciar/", views.renunciar, name="renunciar"),
    path("<int:pk>/abrir/", views.abrir, name="abrir"),
    path("<int:pk>/notificar/", views.notificar, name="notificar"),
    path("<int:pk>/plazos/<int:plazo_pk>/prueba/", views.prueba, name="prueba"),
    path("documentos/<int:pk>/", views.documento, name="documento"),
    path("constancias/<int:pk>/", views.constancia, name="constancia"),
    path("verificar/", views.verificar, name="verificar_codigo"),
    path("verificar/<str:codigo>/", views.verificar, name="verificar"),
    path("iniciar/", views.menu, name="menu"),
    path("preguntas/", views.preguntas, name="preguntas"),
    path("precedentes/", views.precedentes, name="precedentes"),
    path("precedentes/<int:pk>/", views.precedente, name="precedente"),
    path("<slug:clase>/nueva/", views.nueva_solicitud, name="nueva_solicitud"),
    path("<slug:clase>/<int:pk>/", views.solicitud, name="solicitud"),
    path("<slug:clase>/<int:pk>/<slug:acto>/", views.acto, name="acto"),
    path("<slug:clase>/<int:pk>/plazos/<int:plazo_pk>/prueba/", views.prueba_solicitud, name="prueba_solicitud"),
]

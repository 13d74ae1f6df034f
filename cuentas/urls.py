"""The public directory at the root, and the page of each account."""

from django.urls import path

from cuentas import views

app_name = "cuentas"
urlpatterns = [
    path("", views.directorio, name="directorio"),
    path("consejerias/", views.consejerias, name="consejerias"),
    path("cuentas/", views.lista, name="lista"),
    path("cuentas/<int:pk>/", views.detalle, name="detalle"),
    path("cuentas/<int:pk>/administradores/", views.designar, name="designar"),
    path("cuentas/<int:pk>/al/", views.al, name="al"),
    path("cuentas/<int:pk>/recertificacion/", views.recertificaciones, name="recertificaciones"),
    path("cuentas/<int:pk>/recertificacion/<int:recertificacion_pk>/", views.recertificacion, name="recertificacion"),
    path(
        "cuentas/<int:pk>/recertificacion/<int:recertificacion_pk>/<int:diferencia_pk>/corregir/",
        views.corregir_diferencia,
        name="corregir_diferencia",
    ),
    path("cuentas/<int:pk>/rotacion/", views.rotacion, name="rotacion"),
    path("cuentas/<int:pk>/rotacion/<int:rotacion_pk>/<slug:acto>/", views.actuar_en_rotacion, name="rotacion_acto"),
    path("incidentes/", views.incidentes, name="incidentes"),
    path("incidentes/nuevo/", views.nuevo_incidente, name="nuevo_incidente"),
    path("incidentes/<int:pk>/", views.incidente, name="incidente"),
    path("incidentes/<int:pk>/<slug:acto>/", views.actuar_en_incidente, name="incidente_acto"),
    path("incidentes/evidencia/<int:pk>/", views.evidencia, name="evidencia"),
]

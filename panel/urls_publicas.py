"""Doors at the root: the directory, the health check and, in the demonstration, its mail."""

from django.conf import settings
from django.urls import include, path

from panel import views

urlpatterns = [
    path("", include("cuentas.urls")),
    path("salud/", views.salud, name="salud"),
    path("calendario/<str:clave>.ics", views.ics, name="panel_ics"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/correo/", views.correo_demo, name="correo_demo"))

"""Doors of the product."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("acceso/", include("organizacion.urls")),
    path("admin/", admin.site.urls),
    path("panel/", include("panel.urls")),
    path("solicitudes/", include("solicitudes.urls")),
    path("evaluacion/", include("evaluacion.urls")),
    path("", include("publicaciones.urls")),
    path("", include("panel.urls_publicas")),
]

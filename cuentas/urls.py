"""The public directory at the root, and the page of each account."""

from django.urls import path

from cuentas import views

app_name = "cuentas"
urlpatterns = [
    path("", views.directorio, name="directorio"),
    path("cuentas/<int:pk>/", views.detalle, name="detalle"),
    path("cuentas/<int:pk>/administradores/", views.designar, name="designar"),
]

"""Doors of the peticiones de difusión, under ``/difusion/``."""

from django.urls import path

from publicaciones import views

app_name = "publicaciones"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("<int:pk>/", views.detalle, name="detalle"),
    path("<int:pk>/retirar/", views.retirar, name="retirar"),
]

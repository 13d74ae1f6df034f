"""The home of whoever signs in."""

from django.urls import path

from panel import views

app_name = "panel"
urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("area/<str:siglas>/", views.area, name="area"),
]

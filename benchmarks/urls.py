"""The product's doors, and the bare views beside them."""

from django.urls import include, path

from benchmarks import views

urlpatterns = [
    path("base/", views.lista, name="lista_base"),
    path("base/presentar/", views.presentar, name="presentar_base"),
    path("base/<int:pk>/decidir/", views.decidir, name="decidir_base"),
    path("", include("redsociales.urls")),
]

from django.urls import path  # noqa: F401

app_name = "publicaciones"
urlpatterns = [path("<int:pk>/", lambda r, pk: None, name="detalle")]

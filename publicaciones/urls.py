from django.urls import path

app_name = "publicaciones"
urlpatterns = [path("<int:pk>/", lambda r, pk: None, name="detalle")]

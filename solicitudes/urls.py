from django.urls import path

app_name = "solicitudes"
urlpatterns = [path("verificar/<str:codigo>/", lambda r, codigo: None, name="verificar"), path("<int:pk>/", lambda r, pk: None, name="detalle")]

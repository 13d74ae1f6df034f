from django.apps import AppConfig


class PublicacionesConfig(AppConfig):
    name = "publicaciones"
    verbose_name = "Publicaciones"

from django.apps import AppConfig


class OrganizacionConfig(AppConfig):
    name = "organizacion"
    verbose_name = "Organización"

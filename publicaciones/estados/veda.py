"""Blackouts: how far one reaches, and the subjects that go on being published in it."""

from django.db import models


class AmbitoVeda(models.TextChoices):
    TODAS = "todas", "Todas las cuentas"
    ALGUNAS = "algunas", "Solo las entidades y cuentas que se indican"


class MateriaExenta(models.TextChoices):
    """What the Constitution (41, III, C) lets authorities publish in a blackout; each says which."""

    ELECTORAL = "electoral", "Información de las autoridades electorales sobre el proceso"
    SERVICIOS = "servicios", "Trámites y servicios a la ciudadanía (módulos, credencial)"
    SALUD_Y_EDUCACION = "salud_y_educacion", "Servicios educativos y de salud"
    PROTECCION_CIVIL = "proteccion_civil", "Protección civil en casos de emergencia"

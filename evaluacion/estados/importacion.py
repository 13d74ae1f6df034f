"""A file of figures that was read and waits for whoever uploaded it."""

from django.db import models


class EstadoImportacion(models.TextChoices):
    PENDIENTE = "pendiente", "Por confirmar"
    CONFIRMADA = "confirmada", "Importada"
    DESCARTADA = "descartada", "Descartada"

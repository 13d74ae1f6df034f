"""8.a: what the área commits itself to improve after an evaluation."""

from django.db import models


class EstadoPlan(models.TextChoices):
    PENDIENTE = "pendiente", "Por presentar"
    PRESENTADO = "presentado", "Presentado, en seguimiento"
    CUMPLIDO = "cumplido", "Cumplido"


class EstadoCompromiso(models.TextChoices):
    PENDIENTE = "pendiente", "Por cumplir"
    REPORTADO = "reportado", "Reportado, por verificar"
    CUMPLIDO = "cumplido", "Cumplido"

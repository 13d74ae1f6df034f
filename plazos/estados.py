"""Units, states and kinds of day of the clocks."""

from datetime import UTC, datetime
from typing import Final

from django.db import models

# When a stopped clock expires: not while it is stopped.
LEJOS: Final = datetime(2999, 12, 31, tzinfo=UTC)


class Unidad(models.TextChoices):
    DIAS_HABILES = "dias_habiles", "días hábiles"
    HORAS = "horas", "horas"
    MESES = "meses", "meses"
    DIAS_NATURALES = "dias_naturales", "días naturales"


class EstadoPlazo(models.TextChoices):
    ABIERTO = "abierto", "Corre"
    CUMPLIDO = "cumplido", "Cumplido"
    CANCELADO = "cancelado", "Sin efecto"


class EstadoRecordatorio(models.TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    EMITIDO = "emitido", "Emitido"
    CANCELADO = "cancelado", "Ya no hizo falta"


class Semaforo(models.TextChoices):
    """Red, amber, green: how near a due date is."""

    VERDE = "verde", "En tiempo"
    AMBAR = "ambar", "Por vencer"
    ROJO = "rojo", "Fuera de plazo"
    GRIS = "gris", "Sin plazo"

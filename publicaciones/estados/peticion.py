"""States of a request to publish in the CNCS's accounts."""

from typing import Final

from django.db import models


class EstadoPeticion(models.TextChoices):
    PRESENTADA = "presentada", "Presentada"
    EN_PREPARACION = "en_preparacion", "En preparación"
    DIFUNDIDA = "difundida", "Difundida"
    DECLINADA = "declinada", "Declinada"
    RETIRADA = "retirada", "Retirada"


PENDIENTES: Final = (EstadoPeticion.PRESENTADA, EstadoPeticion.EN_PREPARACION)

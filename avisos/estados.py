"""States of a message in the outbox, and its limits."""

from datetime import timedelta
from typing import Final

from django.db import models


class EstadoAviso(models.TextChoices):
    PENDIENTE = "pendiente", "Por enviar"
    ENVIADO = "enviado", "Enviado"
    FALLIDO = "fallido", "No se pudo entregar"


# Pauses after each temporary failure. The last one repeats itself: a mail server may be down for days. After
# ``INTENTOS_MAXIMOS`` (about ten days) the message counts as failed, visibly.
INTENTOS_MAXIMOS: Final = 16
PAUSAS: Final = tuple(timedelta(minutes=minutos) for minutos in (1, 5, 15, 60, 240, 720, 1440))

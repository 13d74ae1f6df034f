"""5.3.b: states of a question to the CNCS."""

from typing import Final

from django.db import models


class EstadoDuda(models.TextChoices):
    ABIERTA = "abierta", "Por contestar"
    CONTESTADA = "contestada", "Contestada"
    CERRADA = "cerrada", "Cerrada"


E = EstadoDuda
EN_TRAMITE: Final = (E.ABIERTA,)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.ABIERTA: ("CNCS", "Contestar la duda"),
    E.CONTESTADA: ("Quien preguntó", "Dar por resuelta la duda, o volver a preguntar"),
    E.CERRADA: ("", "La duda quedó resuelta"),
}

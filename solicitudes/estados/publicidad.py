"""7.vii: states of the request of a Consejería Electoral to publicise a personal account."""

from typing import Final

from django.db import models


class EstadoPublicidad(models.TextChoices):
    PRESENTADA = "presentada", "Presentada"
    PUBLICADA = "publicada", "Publicada"
    RECHAZADA = "rechazada", "No publicada"
    RETIRADA = "retirada", "Retirada"


E = EstadoPublicidad
EN_TRAMITE: Final = (E.PRESENTADA,)
VIVAS: Final = (E.PRESENTADA, E.PUBLICADA)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.PRESENTADA: ("CNCS", "Publicarla en el directorio o decir por qué no"),
    E.PUBLICADA: ("", "Aparece en el directorio, en su propia sección"),
    E.RECHAZADA: ("", "Puede presentar otra solicitud"),
    E.RETIRADA: ("", "Ya no aparece en el directorio"),
}

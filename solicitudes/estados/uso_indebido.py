"""5.b: states of a report of misuse, and how it may end."""

from typing import Final

from django.db import models


class EstadoUso(models.TextChoices):
    RECIBIDO = "recibido", "Recibido"
    EN_INVESTIGACION = "en_investigacion", "En investigación"
    CERRADO = "cerrado", "Cerrado"


class ResultadoUso(models.TextChoices):
    FUNDADO = "fundado", "Fundado: hubo uso indebido"
    INFUNDADO = "infundado", "Infundado: no hubo uso indebido"
    SIN_ELEMENTOS = "sin_elementos", "Sin elementos suficientes"


E = EstadoUso
EN_TRAMITE: Final = (E.RECIBIDO, E.EN_INVESTIGACION)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.RECIBIDO: ("Control interno", "Abrir la investigación"),
    E.EN_INVESTIGACION: ("Control interno", "Investigar y concluir"),
    E.CERRADO: ("", "La investigación concluyó"),
}

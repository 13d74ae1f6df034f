"""1.b: states of a case that the Criterios do not foresee."""

from typing import Final

from django.db import models


class EstadoCaso(models.TextChoices):
    PRESENTADO = "presentado", "Presentado"
    EN_ESTUDIO = "en_estudio", "En estudio del Comité"
    RESUELTO = "resuelto", "Resuelto"
    DESECHADO = "desechado", "Desechado: sí está previsto"
    RETIRADO = "retirado", "Retirado"


E = EstadoCaso
EN_TRAMITE: Final = (E.PRESENTADO, E.EN_ESTUDIO)

SIGUIENTE: Final[dict[str, tuple[str, str]]] = {
    E.PRESENTADO: ("Comité", "Tomarlo para estudio"),
    E.EN_ESTUDIO: ("Comité", "Resolverlo por escrito, con sus fundamentos"),
    E.RESUELTO: ("", "La resolución quedó entre los precedentes"),
    E.DESECHADO: ("", "Los Criterios ya lo prevén: se aplica el numeral citado"),
    E.RETIRADO: ("", "Quien lo presentó lo retiró"),
}

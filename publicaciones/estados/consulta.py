"""States of a consult, and what the CNCS may answer."""

from typing import Final

from django.db import models


class EstadoConsulta(models.TextChoices):
    """6.viii: ``SIN_PRONUNCIAMIENTO`` is silence at 48 hours, and never an approval. ``ANULADA``: the text changed, so
    that what was asked, or answered, is about another one."""

    PRESENTADA = "presentada", "Presentada"
    EN_ESTUDIO = "en_estudio", "En estudio"
    FAVORABLE = "favorable", "Opinión favorable"
    CON_CAMBIOS = "con_cambios", "Favorable con cambios"
    DESFAVORABLE = "desfavorable", "Opinión desfavorable"
    SIN_PRONUNCIAMIENTO = "sin_pronunciamiento", "Sin pronunciamiento"
    RETIRADA = "retirada", "Retirada"
    ANULADA = "anulada", "Anulada"


class Opinion(models.TextChoices):
    """What the CNCS said of the text that was asked about; it stays said when the text changes."""

    FAVORABLE = "favorable", "Favorable"
    CON_CAMBIOS = "con_cambios", "Favorable con cambios"
    DESFAVORABLE = "desfavorable", "Desfavorable"


CONSULTAS_ABIERTAS: Final = (EstadoConsulta.PRESENTADA, EstadoConsulta.EN_ESTUDIO)
# What an edit of the text leaves without effect.
ANULABLES: Final = (*CONSULTAS_ABIERTAS, EstadoConsulta.FAVORABLE, EstadoConsulta.CON_CAMBIOS)
COLOR_DE_CONSULTA: Final = {
    EstadoConsulta.PRESENTADA: "azul",
    EstadoConsulta.EN_ESTUDIO: "acento",
    EstadoConsulta.FAVORABLE: "verde",
    EstadoConsulta.CON_CAMBIOS: "ambar",
    EstadoConsulta.DESFAVORABLE: "rojo",
    EstadoConsulta.SIN_PRONUNCIAMIENTO: "gris",
    EstadoConsulta.RETIRADA: "gris",
    EstadoConsulta.ANULADA: "gris",
}

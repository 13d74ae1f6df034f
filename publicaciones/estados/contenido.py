"""Kinds of content, states of a post and of an endorsement, and the list that whoever publishes signs."""

from typing import Final

from django.db import models


class ClaseContenido(models.TextChoices):
    """6.ix–6.xii: what it is that the account publishes."""

    INFORMATIVO = "informativo", "Información del Instituto"
    DIALOGO = "dialogo", "Diálogo con la ciudadanía"
    SERVICIO = "servicio", "Servicio, herramienta o aplicación"
    EN_VIVO = "en_vivo", "Evento en directo"
    SESION = "sesion", "Sesión del Consejo"
    BOLETIN = "boletin", "Boletín o comunicado"
    DECLARACION = "declaracion", "Declaración o postura"


class EstadoVariante(models.TextChoices):
    BORRADOR = "borrador", "En preparación"
    PUBLICADA = "publicada", "Publicada"
    RETIRADA = "retirada", "Retirada"
    DESCARTADA = "descartada", "Descartada"


class EstadoAval(models.TextChoices):
    PEDIDO = "pedido", "Pedido"
    OTORGADO = "otorgado", "Otorgado"
    NEGADO = "negado", "Negado"
    SIN_EFECTO = "sin_efecto", "Sin efecto"


AVALES_VIVOS: Final = (EstadoAval.PEDIDO, EstadoAval.OTORGADO)
AVALES_A_LA_VISTA: Final = (*AVALES_VIVOS, EstadoAval.NEGADO)  # whoever was asked still sees what

# 5.2.b: what a person answers for, which no program can see.
CASILLAS: Final[dict[str, str]] = {
    "5.2.b": "La información es pública: no hay en el texto ni en los archivos nada reservado o confidencial.",
    "6.i": "Trata de las actividades del Instituto o de información pública que tiene en su poder.",
    "6.ii": "Invita al diálogo, o es información que la ciudadanía necesita tal cual.",
    "6.iii": "No lleva opiniones personales, ni datos personales de nadie, tampoco en imágenes o video.",
    "6.iv": "Está confirmada con su fuente y no se presta a confusión.",
    "6.v": "No adelanta nada que se esté deliberando y aún no sea decisión oficial.",
    "6.xiv": "No es conversación sobre asuntos cotidianos.",
    "6.xxiv": "Es veraz, cercana y está bien escrita.",
}

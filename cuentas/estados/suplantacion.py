"""Accounts that pass for the Institute: what they do, and how far they are from being removed."""

from typing import Final

from django.db import models


class QueHace(models.TextChoices):
    """What a citizen saw the account do."""

    IMAGEN = "imagen", "Usa el nombre, el logotipo o la imagen del Instituto"
    DATOS = "datos", "Pide datos personales o la credencial para votar"
    DINERO = "dinero", "Pide dinero u ofrece trámites a cambio de un pago"
    FALSO = "falso", "Difunde información falsa sobre elecciones o trámites"
    MENSAJES = "mensajes", "Escribe mensajes privados en nombre del Instituto"
    OTRO = "otro", "Otra cosa"


class EstadoSuplantacion(models.TextChoices):
    POR_REVISAR = "por_revisar", "Por revisar"
    DESCARTADA = "descartada", "Descartada"
    CONFIRMADA = "confirmada", "Confirmada: no es oficial"
    DENUNCIADA = "denunciada", "Denunciada a la red"
    RETIRADA = "retirada", "Retirada por la red"


# Where another report of the same address is added.
SUPLANTACIONES_ABIERTAS: Final = (
    EstadoSuplantacion.POR_REVISAR,
    EstadoSuplantacion.CONFIRMADA,
    EstadoSuplantacion.DENUNCIADA,
)
# What citizens are told of.
NO_OFICIALES: Final = (EstadoSuplantacion.CONFIRMADA, EstadoSuplantacion.DENUNCIADA)

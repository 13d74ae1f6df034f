"""Networks, states of an account, and the two characters of an administrator."""

from typing import Final

from django.db import models

from organizacion.estados import Nivel


class Red(models.TextChoices):
    """Networks where an account may live."""

    X = "x", "X (Twitter)"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    THREADS = "threads", "Threads"
    LINKEDIN = "linkedin", "LinkedIn"
    WHATSAPP = "whatsapp", "WhatsApp (canal)"
    TELEGRAM = "telegram", "Telegram"
    OTRA = "otra", "Otra red"


class Frecuencia(models.TextChoices):
    """6.xxii: how often an account is updated."""

    DIARIA = "diaria", "Diaria"
    VARIAS = "varias", "Varias veces por semana"
    SEMANAL = "semanal", "Semanal"


class EstadoCuenta(models.TextChoices):
    """States of an account. It is official from ``ACTIVA`` on; ``REGULARIZACION`` is official too, and lacks one or
    both of its administrators: it is older than the registry, or one of them left. ``BAJA`` was official once."""

    REGISTRADA = "registrada", "Abierta, falta el aviso al Comité"
    REGULARIZACION = "regularizacion", "Oficial, faltan administradores"
    ACTIVA = "activa", "Activa"
    BAJA = "baja", "Dada de baja"


OFICIALES: Final = (EstadoCuenta.ACTIVA, EstadoCuenta.REGULARIZACION)


class Caracter(models.TextChoices):
    """5.1.b: the two administrators of an account."""

    TITULAR = "titular", "Titular"
    SUPLENTE = "suplente", "Suplente"


# 5.1.b: which level may be which.
NIVELES: Final[dict[Caracter, tuple[Nivel, ...]]] = {
    Caracter.TITULAR: (Nivel.SUPERIOR, Nivel.MANDO_MEDIO),
    Caracter.SUPLENTE: (Nivel.MANDO_MEDIO, Nivel.OPERATIVO),
}


class MotivoRotacion(models.TextChoices):
    """6.xxxiv, 5.1.d: why a password has to be changed."""

    INICIAL = "inicial", "Puesta en operación"
    PERIODICA = "periodica", "Cambio periódico"
    CAMBIO = "cambio", "Cambio de persona con acceso"
    OBJETADA = "objetada", "El cambio anterior no se confirmó"
    INCIDENTE = "incidente", "Incidente de seguridad"


class EstadoRotacion(models.TextChoices):
    EXIGIDA = "exigida", "Por hacer"
    HECHA = "hecha", "Hecha, por confirmar"
    CONFIRMADA = "confirmada", "Confirmada"
    OBJETADA = "objetada", "No confirmada"
    SUSTITUIDA = "sustituida", "Sustituida por otra"
    CANCELADA = "cancelada", "Ya no hizo falta"

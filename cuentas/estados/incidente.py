"""6.xxxi: what may happen to an account, the states of an incident, and what is reviewed of its access."""

from typing import Final

from django.db import models


class ClaseIncidente(models.TextChoices):
    HACKEO = "hackeo", "Alguien ajeno entró a la cuenta"
    OPERACION_ERRONEA = "operacion_erronea", "Se operó mal la cuenta"
    PUBLICACION = "publicacion", "Se publicó algo no autorizado"
    ACCESO_PERDIDO = "acceso_perdido", "Nadie puede entrar a la cuenta"
    DISPOSITIVO = "dispositivo", "Se perdió o robaron un equipo con la sesión abierta"
    OTRO = "otro", "Otra cosa"


class EstadoIncidente(models.TextChoices):
    """The account is *comprometida* while its incident is ``REPORTADO`` or ``CONTENIDO``."""

    REPORTADO = "reportado", "Reportado, sin contener"
    CONTENIDO = "contenido", "Contenido, sin recuperar"
    RECUPERADO = "recuperado", "Cuenta recuperada, falta cerrar"
    CERRADO = "cerrado", "Cerrado"
    FALSA_ALARMA = "falsa_alarma", "Falsa alarma"


COMPROMETEN: Final = (EstadoIncidente.REPORTADO, EstadoIncidente.CONTENIDO)
INCIDENTES_ABIERTOS: Final = (*COMPROMETEN, EstadoIncidente.RECUPERADO)


class PuntoDeAcceso(models.TextChoices):
    """What the head of the área reviews before an incident is closed."""

    PERSONAS = "personas", "Solo tienen acceso las personas designadas (5.1.d)"
    SESIONES = "sesiones", "Se cerraron todas las sesiones abiertas"
    BUZON = "buzon", "El buzón y el teléfono de recuperación son institucionales y están bajo control"
    DOS_PASOS = "dos_pasos", "La verificación en dos pasos está activa"
    APLICACIONES = "aplicaciones", "Se revisaron y retiraron las aplicaciones conectadas que no se usan"

"""8.c: kinds of activity that administrators log."""

from typing import Final

from django.db import models

ACTO_ACTIVIDAD: Final = "actividad"  # of its entries in the log of the account


class ClaseActividad(models.TextChoices):
    PUBLICACION = "publicacion", "Publicación"
    RESPUESTA = "respuesta", "Respuesta a la ciudadanía"
    MENSAJES = "mensajes", "Mensajes recibidos"
    TRANSMISION = "transmision", "Transmisión en vivo o sesión"
    PERFIL = "perfil", "Cambio en el perfil o en la configuración"
    SEGURIDAD = "seguridad", "Acceso y seguridad"
    RETIRO = "retiro", "Retiro o corrección de contenido"
    OTRA = "otra", "Otra actividad"

"""8.a: the procedure by which accounts are evaluated."""

from django.db import models


class EstadoProcedimiento(models.TextChoices):
    BORRADOR = "borrador", "Borrador"
    EMITIDO = "emitido", "Emitido, vigente"
    SUSTITUIDO = "sustituido", "Sustituido por otro"


class Dimension(models.TextChoices):
    """What an indicator looks at."""

    ACTUALIZACION = "actualizacion", "Actualización"
    CONTENIDO = "contenido", "Contenido"
    ATENCION = "atencion", "Atención a la ciudadanía"
    GOBIERNO = "gobierno", "Gobierno y seguridad de la cuenta"
    ALCANCE = "alcance", "Alcance"


class Sentido(models.TextChoices):
    """Which end of its scale is the good one."""

    MAS = "mas", "Más es mejor"
    MENOS = "menos", "Menos es mejor"

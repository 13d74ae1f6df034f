"""8.a: a period and the evaluation of each account in it."""

from typing import Final

from django.db import models


class EstadoPeriodo(models.TextChoices):
    ABRIENDO = "abriendo", "Abriéndose"
    ABIERTO = "abierto", "Abierto"
    CERRADO = "cerrado", "Cerrado"


class EstadoEvaluacion(models.TextChoices):
    ABIERTA = "abierta", "Por capturar"
    CAPTURADA = "capturada", "Por validar"
    VALIDADA = "validada", "Por evaluar"
    OMITIDA = "omitida", "Por evaluar, sin captura o validación del área"
    EVALUADA = "evaluada", "Evaluada, el área puede contestar"
    OBSERVADA = "observada", "Con observaciones del área"
    FINAL = "final", "Final"


class Omision(models.TextChoices):
    """What the área did not do in its term."""

    CAPTURA = "captura", "Sin captura del área"
    VALIDACION = "validacion", "Sin validación de la o el titular"


class Conclusion(models.TextChoices):
    """How an evaluation became final."""

    ACEPTADA = "aceptada", "El área estuvo de acuerdo"
    SIN_RESPUESTA = "sin_respuesta", "El área no contestó en su plazo"
    RATIFICADA = "ratificada", "Se revisaron las observaciones y se ratificó"
    MODIFICADA = "modificada", "Se revisaron las observaciones y se modificó"


class Origen(models.TextChoices):
    """Where a figure comes from."""

    SISTEMA = "sistema", "Calculado por el sistema"
    CAPTURA = "captura", "Capturado por el área"


CAPTURABLES: Final = (EstadoEvaluacion.ABIERTA, EstadoEvaluacion.CAPTURADA)
POR_EVALUAR: Final = (EstadoEvaluacion.VALIDADA, EstadoEvaluacion.OMITIDA)
CON_RESULTADO: Final = (EstadoEvaluacion.EVALUADA, EstadoEvaluacion.OBSERVADA, EstadoEvaluacion.FINAL)

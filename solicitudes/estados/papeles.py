"""Kinds of file that people hand in, and of paper that the product issues."""

from django.db import models


class ClaseDocumento(models.TextChoices):
    OFICIO = "oficio", "Oficio firmado"
    ELEMENTOS = "elementos", "Elementos de imagen gráfica"
    EVIDENCIA = "evidencia", "Evidencia"
    RESPUESTA = "respuesta", "Respuesta a un requerimiento"
    ANEXO = "anexo", "Documento anexo"


class ClaseConstancia(models.TextChoices):
    ACUSE = "acuse", "Acuse de recibo"
    AUTORIZACION = "respuesta_autorizacion", "Autorización de la CNCS"
    RECHAZO = "respuesta_rechazo", "Rechazo de la CNCS"
    AVISO_COMITE = "aviso_comite", "Aviso al Comité"
    OFICIO_JUNTA = "oficio_junta", "Aviso de apertura de la Junta"
    ACUSE_SOLICITUD = "acuse_solicitud", "Acuse de recibo"
    RESOLUCION = "resolucion", "Resolución"

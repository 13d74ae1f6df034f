"""Files that people handed in, and the papers that the product issued."""

import uuid
from pathlib import PurePath
from typing import Any, Self

from django.db import models

from organizacion.models import Persona
from solicitudes.estados import ClaseConstancia, ClaseDocumento
from solicitudes.models.apertura import Apertura


def _ruta(documento: "Documento", nombre: str) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    return f"solicitudes/{documento.momento:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class DocumentoQuerySet(models.QuerySet["Documento"]):
    def visibles_para(self, persona: Any) -> Self:
        """The files of the openings that the person may see."""
        return self.filter(apertura__in=Apertura.objects.visibles_para(persona))


class Documento(models.Model):
    """A file of an opening, with the digest of its bytes."""

    apertura = models.ForeignKey(Apertura, on_delete=models.PROTECT, related_name="documentos")
    clase = models.CharField("clase", max_length=20, choices=ClaseDocumento)
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200)
    nombre = models.CharField("nombre", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    subido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField("momento")

    objects = DocumentoQuerySet.as_manager()

    class Meta:
        verbose_name = "documento"
        verbose_name_plural = "documentos"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.nombre


class ConstanciaQuerySet(models.QuerySet["Constancia"]):
    def visibles_para(self, persona: Any) -> Self:
        """The papers of the openings that the person may see."""
        return self.filter(apertura__in=Apertura.objects.visibles_para(persona))


class Constancia(models.Model):
    """A paper that the product issued. ``datos`` is all that its PDF says: composing it again gives the same bytes."""

    codigo = models.CharField("código de verificación", max_length=40, unique=True)
    apertura = models.ForeignKey(Apertura, on_delete=models.PROTECT, related_name="constancias")
    clase = models.CharField("clase", max_length=30, choices=ClaseConstancia)
    datos = models.JSONField("contenido")
    emitida = models.DateTimeField("emitida")

    objects = ConstanciaQuerySet.as_manager()

    class Meta:
        verbose_name = "constancia"
        verbose_name_plural = "constancias"
        ordering = ["emitida", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["apertura", "clase"], name="solicitudes_una_constancia_por_clase")
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} {self.codigo}"

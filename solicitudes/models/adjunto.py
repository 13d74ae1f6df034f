"""What hangs on a request of any kind: its files, the papers issued, notes, messages and requests for information."""

import uuid
from functools import reduce
from operator import or_
from pathlib import PurePath
from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from organizacion.models import Persona
from solicitudes.estados import ClaseConstancia, ClaseDocumento


def modelos_de_solicitud() -> list[type[models.Model]]:
    """The models of requests: those on which papers hang."""
    return [m for m in apps.get_app_config("solicitudes").get_models() if hasattr(m, "documentos")]


class AdjuntoQuerySet(models.QuerySet[Any]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the requests that the person may see."""
        por_clase = (
            Q(
                tipo=ContentType.objects.get_for_model(modelo),
                objeto_id__in=modelo._default_manager.visibles_para(persona).values("pk"),  # type: ignore[attr-defined]
            )
            for modelo in modelos_de_solicitud()
        )
        return self.filter(reduce(or_, por_clase))


class Adjunto(models.Model):
    """Base of what hangs on a request."""

    tipo = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="clase de solicitud")
    objeto_id = models.PositiveBigIntegerField("solicitud")
    solicitud = GenericForeignKey("tipo", "objeto_id")

    objects = AdjuntoQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["tipo", "objeto_id"], name="%(app_label)s_%(class)s_de")]


def _ruta(documento: "Documento", nombre: str) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    return f"solicitudes/{documento.momento:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class Documento(Adjunto):
    """A file of a request, with the digest of its bytes."""

    clase = models.CharField("clase", max_length=20, choices=ClaseDocumento)
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200)
    nombre = models.CharField("nombre", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    subido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField("momento")

    class Meta(Adjunto.Meta):
        verbose_name = "documento"
        verbose_name_plural = "documentos"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.nombre


class Constancia(Adjunto):
    """A paper that the product issued. ``datos`` is all that its PDF says: composing it again gives the same bytes."""

    codigo = models.CharField("código de verificación", max_length=40, unique=True)
    clase = models.CharField("clase", max_length=30, choices=ClaseConstancia)
    datos = models.JSONField("contenido")
    emitida = models.DateTimeField("emitida")

    class Meta(Adjunto.Meta):
        verbose_name = "constancia"
        verbose_name_plural = "constancias"
        ordering = ["emitida", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tipo", "objeto_id", "clase"], name="solicitudes_una_constancia_por_clase")
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} {self.codigo}"


class Nota(Adjunto):
    """What those who answer leave for each other; whoever asked does not read it."""

    autor = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    texto = models.TextField("nota", max_length=4000)
    momento = models.DateTimeField("momento")

    class Meta(Adjunto.Meta):
        verbose_name = "nota"
        verbose_name_plural = "notas"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.texto[:60]


class Mensaje(Adjunto):
    """A message of the thread between whoever asked and whoever answers."""

    autor = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    de_la_oficina = models.BooleanField("de quien responde", default=False)
    texto = models.TextField("mensaje", max_length=8000)
    momento = models.DateTimeField("momento")

    class Meta(Adjunto.Meta):
        verbose_name = "mensaje"
        verbose_name_plural = "mensajes"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.texto[:60]


class Requerimiento(Adjunto):
    """More information asked of whoever filed. It stops the legal clock only if the institution's rules say so."""

    texto = models.TextField("qué se pide", max_length=4000)
    pedido = models.DateTimeField("pedido")
    pedido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    limite = models.DateField("para cuándo")
    respuesta = models.TextField("respuesta", max_length=8000, blank=True)
    contestado = models.DateTimeField("contestado", null=True, blank=True)
    contestado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelado = models.DateTimeField("ya no hizo falta", null=True, blank=True)

    class Meta(Adjunto.Meta):
        verbose_name = "requerimiento de información"
        verbose_name_plural = "requerimientos de información"
        ordering = ["pedido", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tipo", "objeto_id"],
                condition=Q(contestado__isnull=True, cancelado__isnull=True),
                name="solicitudes_un_requerimiento_a_la_vez",
            )
        ]

    def __str__(self) -> str:
        return self.texto[:60]

    @property
    def espera(self) -> bool:
        """Is it still to be answered?"""
        return self.contestado is None and self.cancelado is None

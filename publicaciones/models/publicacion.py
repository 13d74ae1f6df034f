"""5.2.b, 5.2.d, 6.xv: the evidence of what an account published, of what was mended and of what was withdrawn."""

import uuid
from datetime import datetime
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import Q

from organizacion.models import Persona
from publicaciones.models.contenido import Contenido
from publicaciones.models.variante import DelContenido, Variante, Version


def _ruta(fila: Any, nombre: str) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    momento: datetime = getattr(fila, "registrada", None) or fila.momento
    return f"capturas/{momento:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class Publicacion(models.Model):
    """What was published, by whom and from which version; ``casillas`` is the list that they signed, by numeral."""

    variante = models.OneToOneField(Variante, on_delete=models.PROTECT, related_name="publicacion")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", verbose_name="versión aprobada")
    publicada = models.DateTimeField("publicada")
    publicada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    registrada = models.DateTimeField("registrada")
    enlace = models.URLField("enlace de la publicación", max_length=400)
    texto_publicado = models.TextField("texto que se publicó")
    huella_aprobada = models.CharField("SHA-256 de lo aprobado", max_length=64)
    huella_publicada = models.CharField("SHA-256 de lo publicado", max_length=64)
    motivo_diferencia = models.CharField("por qué difiere de lo aprobado", max_length=500, blank=True)
    captura = models.FileField("captura", upload_to=_ruta, max_length=200, blank=True)
    captura_tipo = models.CharField("tipo de la captura", max_length=40, blank=True)
    captura_digest = models.CharField("SHA-256 de la captura", max_length=64, blank=True)
    casillas = models.JSONField("lista de verificación")
    advertencias = models.JSONField("por qué se publica con advertencias", default=dict, blank=True)
    retirada = models.DateTimeField("retirada", null=True, blank=True)
    retirada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    motivo_retiro = models.CharField("motivo del retiro", max_length=500, blank=True)

    objects = DelContenido.as_manager()

    class Meta:
        verbose_name = "publicación"
        verbose_name_plural = "publicaciones"
        ordering = ["-publicada", "-pk"]
        indexes = [models.Index(fields=["publicada", "id"], name="publicaciones_por_fecha")]
        constraints = [
            models.CheckConstraint(
                condition=Q(huella_publicada=models.F("huella_aprobada")) | ~Q(motivo_diferencia=""),
                name="publicaciones_diferencia_con_motivo",
            ),
            models.CheckConstraint(
                condition=Q(retirada__isnull=True, retirada_por__isnull=True)
                | Q(retirada__isnull=False, retirada_por__isnull=False),
                name="publicaciones_retiro_de_alguien",
            ),
        ]

    def __str__(self) -> str:
        return str(self.variante)

    @property
    def difiere(self) -> bool:
        """Is what was published another text than what was approved?"""
        return self.huella_publicada != self.huella_aprobada


class CorreccionQuerySet(models.QuerySet["Correccion"]):
    def visibles_para(self, persona: Any) -> Self:
        visibles = Contenido.objects.visibles_para(persona).values("pk")
        return self.filter(publicacion__variante__contenido__in=visibles)


class Correccion(models.Model):
    """5.2.d, 6.iv: what was mended of a post that stays on the network, and why."""

    publicacion = models.ForeignKey(Publicacion, on_delete=models.PROTECT, related_name="correcciones")
    motivo = models.CharField("motivo", max_length=500)
    texto_anterior = models.TextField("texto anterior")
    texto = models.TextField("texto corregido")
    momento = models.DateTimeField("momento")
    por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")

    objects = CorreccionQuerySet.as_manager()

    class Meta:
        verbose_name = "corrección"
        verbose_name_plural = "correcciones"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return f"Corrección de {self.publicacion}"

"""The private address of a person's calendar of due dates. It can be revoked; only its digest is kept."""

from django.db import models
from django.db.models import Q

from organizacion.models.persona import Persona


class ClaveCalendario(models.Model):
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="claves_de_calendario")
    huella = models.CharField("SHA-256 de la clave", max_length=64, unique=True)
    creada = models.DateTimeField("creada")
    revocada = models.DateTimeField("revocada", null=True, blank=True)

    class Meta:
        verbose_name = "clave de calendario"
        verbose_name_plural = "claves de calendario"
        constraints = [
            models.UniqueConstraint(
                fields=["persona"], condition=Q(revocada__isnull=True), name="organizacion_una_clave_de_calendario"
            )
        ]

    def __str__(self) -> str:
        return f"Calendario de {self.persona}"

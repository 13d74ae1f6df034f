"""The counter of folios, one per kind of request and year."""

from django.db import models


class ContadorFolio(models.Model):
    prefijo = models.CharField("prefijo", max_length=10)
    anio = models.PositiveSmallIntegerField("año")
    ultimo = models.PositiveIntegerField("último", default=0)

    class Meta:
        verbose_name = "contador de folios"
        verbose_name_plural = "contadores de folios"
        constraints = [models.UniqueConstraint(fields=["prefijo", "anio"], name="organizacion_contador_unico")]

    def __str__(self) -> str:
        return f"{self.prefijo}-{self.anio}-{self.ultimo:04d}"

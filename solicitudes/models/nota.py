"""Notes that reviewers leave for each other."""

from django.db import models

from organizacion.models import Persona
from solicitudes.models.apertura import Apertura


class Nota(models.Model):
    apertura = models.ForeignKey(Apertura, on_delete=models.PROTECT, related_name="notas")
    autor = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    texto = models.TextField("nota", max_length=4000)
    momento = models.DateTimeField("momento")

    class Meta:
        verbose_name = "nota"
        verbose_name_plural = "notas"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.texto[:60]

"""The one table of the bare views, as long as the queue that they are compared with."""

from django.db import models


class Fila(models.Model):
    titulo = models.CharField(max_length=120)
    vence = models.DateTimeField()
    estado = models.CharField(max_length=20, default="abierta")

    class Meta:
        indexes = [models.Index(fields=["vence", "id"], name="benchmarks_por_vence")]

    def __str__(self) -> str:
        return self.titulo

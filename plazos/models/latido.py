"""The pulse of the scheduler: beat sends it, a worker writes it, ``/salud/`` reads it."""

from django.db import models


class Latido(models.Model):
    componente = models.CharField("componente", max_length=40, primary_key=True)
    momento = models.DateTimeField("momento")

    class Meta:
        verbose_name = "latido"
        verbose_name_plural = "latidos"

    def __str__(self) -> str:
        return self.componente

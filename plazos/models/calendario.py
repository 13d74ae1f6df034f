"""The legal calendar over time: no version is ever lost, so that any date can be proved again later."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from plazos.calendario import Periodo


class VersionCalendario(models.Model):
    """A state of the calendar. Each change of the non-working days makes the next one."""

    numero = models.PositiveIntegerField("número", unique=True)
    clave = models.UUIDField("clave", default=uuid.uuid4, unique=True, editable=False)
    creada = models.DateTimeField("creada")
    autor = models.CharField("quién", max_length=420)
    motivo = models.CharField("motivo", max_length=300)

    class Meta:
        verbose_name = "versión del calendario"
        verbose_name_plural = "versiones del calendario"
        ordering = ["-numero"]

    def __str__(self) -> str:
        return f"Versión {self.numero}"


class DiaInhabilQuerySet(models.QuerySet["DiaInhabil"]):
    def de_version(self, numero: int) -> Self:
        """The periods that the version with that number has."""
        return self.filter(alta__numero__lte=numero).filter(Q(baja__isnull=True) | Q(baja__numero__gt=numero))

    def vigentes(self) -> Self:
        return self.filter(baja__isnull=True)


class DiaInhabil(models.Model):
    """Consecutive days that do not count, both ends included. Rows are ended by a version, never edited or deleted."""

    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    motivo = models.CharField("motivo", max_length=200)
    fundamento = models.CharField("fundamento", max_length=300)
    alta = models.ForeignKey(VersionCalendario, on_delete=models.PROTECT, related_name="agregados")
    baja = models.ForeignKey(VersionCalendario, on_delete=models.PROTECT, null=True, related_name="quitados")

    objects = DiaInhabilQuerySet.as_manager()

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["desde", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hasta__gte=F("desde")), name="plazos_inhabil_termina_despues"),
            models.UniqueConstraint(
                fields=["desde", "hasta", "motivo"], condition=Q(baja__isnull=True), name="plazos_inhabil_unico"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motivo} ({self.desde} a {self.hasta})"

    @property
    def periodo(self) -> Periodo:
        return Periodo(self.desde, self.hasta, self.motivo, self.fundamento)

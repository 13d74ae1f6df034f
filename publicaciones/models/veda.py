"""Blackouts: from when to when nothing is published, where, and on what ground."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from cuentas.models import Cuenta
from organizacion.models import Persona
from publicaciones.estados import AmbitoVeda, MateriaExenta


class VedaQuerySet(models.QuerySet["Veda"]):
    def que_tocan(self, desde: datetime, hasta: datetime) -> Self:
        """Those in force at some instant from ``desde`` (included) to ``hasta`` (not included)."""
        con_fin = self.alias(_fin=Least("hasta", Coalesce("terminada", "hasta")))
        return con_fin.filter(desde__lt=hasta, _fin__gt=desde).filter(_fin__gt=F("desde"))

    def en(self, instante: datetime) -> Self:
        """Those in force at an instant; ``desde`` is the first one, ``hasta`` the first that is out of it."""
        return self.filter(
            Q(terminada__isnull=True) | Q(terminada__gt=instante), desde__lte=instante, hasta__gt=instante
        )


class Veda(models.Model):
    """A blackout. It is never deleted nor changed: it is ended, and another one is written."""

    nombre = models.CharField("nombre", max_length=150)
    fundamento = models.CharField("fundamento", max_length=500)
    desde = models.DateTimeField("desde")
    hasta = models.DateTimeField("hasta")
    ambito = models.CharField("ámbito", max_length=10, choices=AmbitoVeda, default=AmbitoVeda.TODAS)
    entidades = models.JSONField("entidades federativas", default=list, blank=True)
    cuentas = models.ManyToManyField(Cuenta, related_name="vedas", blank=True, verbose_name="cuentas")
    exentas = models.JSONField("materias que sí se publican", default=list, blank=True)
    registrada = models.DateTimeField("registrada")
    registrada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    terminada = models.DateTimeField("terminada antes de su fecha", null=True, blank=True)
    terminada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    motivo_del_fin = models.CharField("por qué terminó antes", max_length=500, blank=True)

    objects = VedaQuerySet.as_manager()

    class Meta:
        verbose_name = "veda"
        verbose_name_plural = "vedas"
        ordering = ["-desde", "-pk"]
        indexes = [models.Index(fields=["hasta", "desde"], name="publicaciones_vedas")]
        constraints = [
            models.CheckConstraint(condition=Q(hasta__gt=F("desde")), name="publicaciones_veda_termina_despues"),
            models.CheckConstraint(
                condition=Q(terminada__isnull=True, terminada_por__isnull=True)
                | Q(terminada__isnull=False, terminada_por__isnull=False),
                name="publicaciones_veda_terminada_por_alguien",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def cadena(self) -> str:
        return f"veda:{self.pk}"

    @property
    def fin(self) -> datetime:
        """The first instant that is out of it: its own end, or the earlier one that it was given."""
        return min(self.hasta, self.terminada) if self.terminada else self.hasta

    def vigente(self, instante: datetime) -> bool:
        """Does it run at that instant?"""
        return self.desde <= instante < self.fin

    def alcanza(self, cuenta: Cuenta) -> bool:
        """Is that account one of those that it stops? By the state of its área, or by itself."""
        if self.ambito == AmbitoVeda.TODAS:
            return True
        return cuenta.area.entidad in self.entidades or any(otra.pk == cuenta.pk for otra in self.cuentas.all())

    def exenta(self, materia: str) -> bool:
        """Does it let that subject be published?"""
        return bool(materia) and materia in self.exentas

    @property
    def exentas_en_palabras(self) -> list[str]:
        return [MateriaExenta(materia).label for materia in self.exentas]

    @property
    def alcance(self) -> str:
        """How far it reaches, in words. Reads ``cuentas``."""
        if self.ambito == AmbitoVeda.TODAS:
            return AmbitoVeda.TODAS.label
        nombres: list[Any] = [*self.entidades, *(cuenta.rotulo for cuenta in self.cuentas.all())]
        return ", ".join(nombres)

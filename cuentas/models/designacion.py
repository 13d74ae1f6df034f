"""5.1.b: who administers an account, in which character, and when."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cuentas.estados import NIVELES, Caracter
from cuentas.models.cuenta import Cuenta
from organizacion.estados import Nivel
from organizacion.models import Persona


class DesignacionQuerySet(models.QuerySet["Designacion"]):
    def vigentes(self) -> Self:
        return self.filter(hasta__isnull=True)


class Designacion(models.Model):
    """A designation; ``cargo`` and ``nivel`` are copies of what the person was when it was made."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="designaciones")
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="designaciones")
    caracter = models.CharField("carácter", max_length=10, choices=Caracter)
    cargo = models.CharField("cargo", max_length=200)
    nivel = models.CharField("nivel", max_length=20, choices=Nivel)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historia de la designación")

    objects = DesignacionQuerySet.as_manager()

    class Meta:
        verbose_name = "designación"
        verbose_name_plural = "designaciones"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta", "caracter"],
                condition=Q(hasta__isnull=True),
                name="cuentas_una_designacion_por_caracter",
            ),
            models.UniqueConstraint(
                fields=["cuenta", "persona"], condition=Q(hasta__isnull=True), name="cuentas_dos_personas_distintas"
            ),
            models.CheckConstraint(
                condition=Q(caracter=Caracter.TITULAR, nivel__in=NIVELES[Caracter.TITULAR])
                | Q(caracter=Caracter.SUPLENTE, nivel__in=NIVELES[Caracter.SUPLENTE]),
                name="cuentas_nivel_del_administrador",
            ),
            models.CheckConstraint(
                condition=Q(hasta__isnull=True) | Q(hasta__gte=F("desde")), name="cuentas_designacion_termina_despues"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_caracter_display()} de {self.cuenta}: {self.persona}"

"""6.xxii, 7.ix: accounts that say nothing for longer than they promised."""

from typing import Any, Self

from django.db import models

from cuentas.estados import NivelAbandono
from cuentas.models.cuenta import Cuenta


class AlertaQuerySet(models.QuerySet["AlertaAbandono"]):
    def vigentes(self) -> Self:
        """Of silences that go on: the account is official and nothing was published or logged since."""
        return self.filter(cuenta__in=Cuenta.objects.oficiales(), cuenta__ultima_actividad=models.F("silencio_desde"))

    def agotadas(self) -> Self:
        """Of each silence, the last alert: the highest level that it has reached."""
        posterior = AlertaAbandono.objects.filter(
            cuenta=models.OuterRef("cuenta"),
            silencio_desde=models.OuterRef("silencio_desde"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(posterior))

    def visibles_para(self, persona: Any) -> Self:
        return self.filter(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk"))


class AlertaAbandono(models.Model):
    """A silence that reached a level: told once, whatever was switched off meanwhile."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="alertas_de_abandono")
    nivel = models.CharField("nivel", max_length=10, choices=NivelAbandono)
    silencio_desde = models.DateTimeField("sin actividad desde")
    emitida = models.DateTimeField("emitida")

    objects = AlertaQuerySet.as_manager()

    class Meta:
        verbose_name = "alerta de abandono"
        verbose_name_plural = "alertas de abandono"
        ordering = ["-emitida", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta", "nivel", "silencio_desde"], name="cuentas_una_alerta_por_silencio_y_nivel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_nivel_display()} · {self.cuenta}"

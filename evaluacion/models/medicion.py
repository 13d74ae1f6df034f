"""8.a: what an indicator says of an account in a period, with how it was computed."""

from django.db import models
from django.db.models import Q

from evaluacion.estados import Origen
from evaluacion.models.evaluacion import Evaluacion
from evaluacion.models.procedimiento import Indicador
from organizacion.models import Persona


class Medicion(models.Model):
    """``valor`` is null when there are no data, never zero. ``como`` keeps what explains it; ``ajuste`` are the points
    that whoever evaluates gave instead of those of the scale, with the reason."""

    evaluacion = models.ForeignKey(Evaluacion, on_delete=models.PROTECT, related_name="mediciones")
    indicador = models.ForeignKey(Indicador, on_delete=models.PROTECT, related_name="mediciones")
    origen = models.CharField("origen", max_length=10, choices=Origen)
    valor = models.DecimalField("valor", max_digits=14, decimal_places=4, null=True, blank=True)
    numerador = models.DecimalField("numerador", max_digits=16, decimal_places=2, null=True, blank=True)
    denominador = models.DecimalField("denominador", max_digits=16, decimal_places=2, null=True, blank=True)
    como = models.JSONField("cómo se calculó", default=dict, blank=True)
    puntos = models.PositiveSmallIntegerField("puntos de la escala", null=True, blank=True)
    medida = models.DateTimeField("medida")
    evidencia = models.CharField("evidencia", max_length=500, blank=True)
    ajuste = models.PositiveSmallIntegerField("puntos ajustados", null=True, blank=True)
    ajuste_motivo = models.CharField("motivo del ajuste", max_length=500, blank=True)
    ajustada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "medición"
        verbose_name_plural = "mediciones"
        ordering = ["evaluacion", "indicador__orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluacion", "indicador"], name="evaluacion_medicion_unica"),
            models.CheckConstraint(
                condition=Q(valor__isnull=False) | Q(puntos__isnull=True), name="evaluacion_sin_datos_no_hay_puntos"
            ),
            models.CheckConstraint(
                condition=(Q(puntos__isnull=True) | Q(puntos__lte=100)) & (Q(ajuste__isnull=True) | Q(ajuste__lte=100)),
                name="evaluacion_puntos_de_0_a_100",
            ),
            models.CheckConstraint(
                condition=Q(ajuste__isnull=True) | (~Q(ajuste_motivo="") & Q(ajustada_por__isnull=False)),
                name="evaluacion_ajuste_con_motivo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicador}: {'sin datos' if self.valor is None else self.valor}"

    @property
    def puntos_finales(self) -> int | None:
        """Those that count."""
        return self.puntos if self.ajuste is None else self.ajuste

    @property
    def en_palabras(self) -> str:
        """The value with its unit, or that there are no data."""
        return "Sin datos" if self.valor is None else self.indicador.con_unidad(self.valor)

    @property
    def bajo_umbral(self) -> bool:
        return self.indicador.bajo_umbral(self.valor)

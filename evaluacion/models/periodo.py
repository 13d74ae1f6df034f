"""8.a: a period: from when to when the accounts are evaluated, by which procedure, and how far it has got."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from evaluacion import permisos
from evaluacion.estados import EstadoPeriodo
from evaluacion.models.procedimiento import Procedimiento
from organizacion.fechas import MESES
from plazos.models import Plazo

E = EstadoPeriodo


class Periodo(FSMModelMixin, models.Model):
    """``previstas`` is how many accounts it has to evaluate; ``preparadas``, how many evaluations are there already."""

    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    procedimiento = models.ForeignKey(Procedimiento, on_delete=models.PROTECT, related_name="periodos")
    iniciado = models.DateTimeField("empezó a abrirse")
    abierto = models.DateTimeField("abierto", null=True, blank=True)
    cerrado = models.DateTimeField("cerrado", null=True, blank=True)
    previstas = models.PositiveIntegerField("cuentas previstas", default=0)
    preparadas = models.PositiveIntegerField("evaluaciones preparadas", default=0)
    plazo_captura = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plazo_validacion = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plazo_evaluacion = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoPeriodo, default=E.ABRIENDO)
    history = HistoricalRecords(verbose_name="historia del periodo")

    class Meta:
        verbose_name = "periodo de evaluación"
        verbose_name_plural = "periodos de evaluación"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["desde"], name="evaluacion_periodo_unico_por_inicio"),
            models.UniqueConstraint(fields=["hasta"], name="evaluacion_periodo_unico_por_fin"),
            models.CheckConstraint(condition=Q(hasta__gt=F("desde")), name="evaluacion_periodo_termina_despues"),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def cadena(self) -> str:
        return f"periodo:{self.pk}"

    @property
    def clave(self) -> str:
        """As an address says it: «2026-01» is the one that began in January 2026."""
        return f"{self.desde:%Y-%m}"

    @property
    def nombre(self) -> str:
        """«enero a junio de 2026»."""
        return nombre_de_periodo(self.desde, self.hasta)

    @property
    def nombre_corto(self) -> str:
        """As a chart says it: «jun 2026», the month in which it ended."""
        return f"{MESES[self.hasta.month - 1][:3]} {self.hasta.year}"

    @property
    def avance(self) -> int:
        """How much of its opening is done, in percent."""
        return 100 * self.preparadas // self.previstas if self.previstas else 100

    @transition(
        field=estado,
        source=E.ABRIENDO,
        target=E.ABIERTO,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Terminar de abrir"},
    )
    def abrir(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """8.a: every account active in it has its evaluation."""
        self.abierto = ahora
        return {"evaluaciones": self.preparadas}

    @transition(
        field=estado,
        source=E.ABIERTO,
        target=E.CERRADO,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cerrar"},
    )
    def cerrar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """8.a: every evaluation of it is final."""
        self.cerrado = ahora
        return {"evaluaciones": self.preparadas}


def nombre_de_periodo(desde: date, hasta: date) -> str:
    """«enero a junio de 2026», «octubre de 2025 a marzo de 2026»."""
    del_mismo = desde.year == hasta.year
    return (
        f"{MESES[desde.month - 1]}{'' if del_mismo else f' de {desde.year}'} a {MESES[hasta.month - 1]} de {hasta.year}"
    )

"""8.a: what the área will do about what came out low, by when, and what became of it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from evaluacion import permisos
from evaluacion.estados import EstadoCompromiso, EstadoPlan
from evaluacion.models.evaluacion import Evaluacion
from evaluacion.models.procedimiento import Indicador
from organizacion.models import Persona
from plazos.models import Plazo


class PlanQuerySet(models.QuerySet["Plan"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the evaluations that the person sees."""
        return self.filter(evaluacion__in=Evaluacion.objects.visibles_para(persona).values("pk"))


class Plan(FSMModelMixin, models.Model):
    """*Plan de mejora* of an evaluation with some indicator past its threshold."""

    NOMBRADO_CON = ("evaluacion__cuenta", "evaluacion__periodo")
    evaluacion = models.OneToOneField(Evaluacion, on_delete=models.PROTECT, related_name="plan")
    plazo = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    presentado = models.DateTimeField("presentado", null=True, blank=True)
    presentado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cumplido = models.DateTimeField("cumplido", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoPlan, default=EstadoPlan.PENDIENTE)
    history = HistoricalRecords(verbose_name="historia del plan")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan de mejora"
        verbose_name_plural = "planes de mejora"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Plan de mejora de {self.evaluacion}"

    @property
    def cadena(self) -> str:
        return self.evaluacion.cadena

    @transition(
        field=estado,
        source=EstadoPlan.PENDIENTE,
        target=EstadoPlan.PRESENTADO,
        permission=permisos.puede_comprometer,
        custom={"dueno": "Titular del área", "etiqueta": "Presentar"},
    )
    def presentar(self, *, por: Persona, ahora: datetime, compromisos: int) -> dict[str, Any]:
        """8.a: the área says what it will do and by when."""
        self.presentado, self.presentado_por = ahora, por
        return {"compromisos": compromisos}

    @transition(
        field=estado,
        source=EstadoPlan.PRESENTADO,
        target=EstadoPlan.CUMPLIDO,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cumplir"},
    )
    def cumplir(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """8.a: its last commitment was verified."""
        self.cumplido = ahora
        return {}


class CompromisoQuerySet(models.QuerySet["Compromiso"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the plans that the person sees."""
        return self.filter(plan__in=Plan.objects.visibles_para(persona).values("pk"))


class Compromiso(FSMModelMixin, models.Model):
    """One commitment, with its date and its clock."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="compromisos")
    indicador = models.ForeignKey(Indicador, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accion = models.CharField("qué se hará", max_length=500)
    fecha = models.DateField("a más tardar")
    creado = models.DateTimeField("creado")
    plazo = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reportado = models.DateTimeField("reportado", null=True, blank=True)
    reportado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidencia = models.TextField("evidencia", max_length=2000, blank=True)
    verificado = models.DateTimeField("verificado", null=True, blank=True)
    verificado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoCompromiso, default=EstadoCompromiso.PENDIENTE)
    history = HistoricalRecords(verbose_name="historia del compromiso")

    objects = CompromisoQuerySet.as_manager()

    class Meta:
        verbose_name = "compromiso de mejora"
        verbose_name_plural = "compromisos de mejora"
        ordering = ["fecha", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado="pendiente") | (Q(reportado__isnull=False) & ~Q(evidencia="")),
                name="evaluacion_compromiso_con_evidencia",
            ),
            models.CheckConstraint(
                condition=Q(verificado_por__isnull=True) | ~Q(verificado_por=models.F("reportado_por")),
                name="evaluacion_compromiso_verifica_otra_persona",
            ),
        ]

    def __str__(self) -> str:
        return self.accion

    @property
    def cadena(self) -> str:
        return self.plan.cadena

    @transition(
        field=estado,
        source=EstadoCompromiso.PENDIENTE,
        target=EstadoCompromiso.REPORTADO,
        permission=permisos.puede_reportar,
        custom={"dueno": "Área", "etiqueta": "Reportar como cumplido"},
    )
    def reportar(self, *, por: Persona, ahora: datetime, evidencia: str) -> dict[str, Any]:
        """8.a: it was done, with its evidence."""
        self.reportado, self.reportado_por, self.evidencia = ahora, por, evidencia
        return {"compromiso": self.accion}

    @transition(
        field=estado,
        source=EstadoCompromiso.REPORTADO,
        target=EstadoCompromiso.CUMPLIDO,
        permission=permisos.puede_verificar,
        custom={"dueno": "CNCS", "etiqueta": "Verificar"},
    )
    def verificar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.a: the CNCS saw the evidence."""
        self.verificado, self.verificado_por = ahora, por
        return {"compromiso": self.accion}

    @transition(
        field=estado,
        source=EstadoCompromiso.REPORTADO,
        target=EstadoCompromiso.PENDIENTE,
        permission=permisos.puede_verificar,
        custom={"dueno": "CNCS", "etiqueta": "Devolver"},
    )
    def devolver(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """8.a: the evidence does not show it: it is due again, on the same date."""
        self.reportado, self.reportado_por, self.evidencia = None, None, ""
        return {"compromiso": self.accion, "motivo": motivo}

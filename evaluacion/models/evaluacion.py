"""8.a: the evaluation of one account in one period, from its capture to its final result."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.estados import Red
from cuentas.models import Cuenta, Designacion
from evaluacion import permisos
from evaluacion.estados import CON_RESULTADO, Conclusion, EstadoEvaluacion, Omision
from evaluacion.models.periodo import Periodo
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales
from plazos.models import Plazo

E = EstadoEvaluacion


class EvaluacionQuerySet(models.QuerySet["Evaluacion"]):
    def con_resultado(self) -> Self:
        return self.filter(estado__in=CON_RESULTADO)

    def visibles_para(self, persona: Any) -> Self:
        """5.1.d: those of the accounts that the person administers and of the áreas that the person heads; all of them
        for the CNCS, the Comité and internal control."""
        if permisos.puede_ver_resultados(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(cuenta__area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            suyas = Designacion.objects.vigentes().filter(persona=persona).values("cuenta")
            filtro |= Q(cuenta__in=suyas)
        return self.filter(filtro)


class Evaluacion(FSMModelMixin, models.Model):
    """``area`` and ``red`` are those of the account when the period opened; ``desde`` and ``hasta``, the days of the
    period on which it was official. ``cobertura`` is how many of the 100 points of weight had data."""

    NOMBRADO_CON = ("cuenta", "periodo")
    periodo = models.ForeignKey(Periodo, on_delete=models.PROTECT, related_name="evaluaciones")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="evaluaciones")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name="área")
    red = models.CharField("red", max_length=20, choices=Red)
    desde = models.DateField("evaluada desde")
    hasta = models.DateField("evaluada hasta")
    creada = models.DateTimeField("creada")
    calificacion = models.DecimalField("calificación", max_digits=5, decimal_places=2, null=True, blank=True)
    cobertura = models.PositiveSmallIntegerField("peso con datos", default=0)
    omision = models.CharField("omisión del área", max_length=12, choices=Omision, blank=True)
    capturada = models.DateTimeField("capturada", null=True, blank=True)
    capturada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    validada = models.DateTimeField("validada", null=True, blank=True)
    validada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evaluada = models.DateTimeField("evaluada", null=True, blank=True)
    evaluada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dictamen = models.TextField("dictamen", max_length=4000, blank=True)
    contestada = models.DateTimeField("contestada por el área", null=True, blank=True)
    contestada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    observaciones = models.TextField("observaciones del área", max_length=4000, blank=True)
    resuelta_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolucion = models.TextField("resolución de las observaciones", max_length=4000, blank=True)
    conclusion = models.CharField("cómo concluyó", max_length=15, choices=Conclusion, blank=True)
    concluida = models.DateTimeField("final desde", null=True, blank=True)
    plazo_respuesta = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plazo_resolucion = models.ForeignKey(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoEvaluacion, default=E.ABIERTA)
    history = HistoricalRecords(verbose_name="historia de la evaluación")

    objects = EvaluacionQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluación"
        verbose_name_plural = "evaluaciones"
        ordering = ["-periodo", "pk"]
        indexes = [
            models.Index(fields=["periodo", "estado", "id"], name="evaluacion_por_periodo"),
            models.Index(fields=["cuenta", "id"], name="evaluacion_por_cuenta"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["periodo", "cuenta"], name="evaluacion_una_por_cuenta_y_periodo"),
            models.CheckConstraint(condition=Q(hasta__gte=models.F("desde")), name="evaluacion_dias_en_orden"),
            models.CheckConstraint(
                condition=~Q(estado__in=["evaluada", "observada", "final"]) | Q(evaluada_por__isnull=False),
                name="evaluacion_evaluada_por_alguien",
            ),
            models.CheckConstraint(
                condition=Q(evaluada_por__isnull=True)
                | (
                    (Q(capturada_por__isnull=True) | ~Q(evaluada_por=models.F("capturada_por")))
                    & (Q(validada_por__isnull=True) | ~Q(evaluada_por=models.F("validada_por")))
                ),
                name="evaluacion_nadie_evalua_lo_suyo",
            ),
            models.CheckConstraint(
                condition=Q(validada_por__isnull=True)
                | Q(capturada_por__isnull=True)
                | ~Q(validada_por=models.F("capturada_por")),
                name="evaluacion_valida_otra_persona",
            ),
            models.CheckConstraint(
                condition=~Q(estado="final") | (Q(concluida__isnull=False) & ~Q(conclusion="")),
                name="evaluacion_final_con_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(calificacion__isnull=True) | Q(calificacion__gte=0, calificacion__lte=100),
                name="evaluacion_calificacion_de_0_a_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cuenta} · {self.periodo}"

    @property
    def cadena(self) -> str:
        return f"evaluacion:{self.pk}"

    @property
    def tiene_resultado(self) -> bool:
        """Was it evaluated? Before, its ``calificacion`` is what the system knows so far."""
        return self.estado in CON_RESULTADO

    @cached_property
    def administraron(self) -> frozenset[int]:
        """Who administered the account on any day of it."""
        filas = self.cuenta.designaciones.filter(desde__lte=self.hasta)
        return frozenset(
            filas.filter(Q(hasta__isnull=True) | Q(hasta__gte=self.desde)).values_list("persona_id", flat=True)
        )

    @transition(
        field=estado,
        source=E.ABIERTA,
        target=E.CAPTURADA,
        permission=permisos.puede_capturar,
        custom={"dueno": "Persona administradora", "etiqueta": "Enviar la captura"},
    )
    def capturar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.a: whoever administers the account hands in its figures and evidence."""
        self.capturada, self.capturada_por = ahora, por
        return {}

    @transition(
        field=estado,
        source=E.CAPTURADA,
        target=E.ABIERTA,
        permission=permisos.puede_devolver,
        custom={"dueno": "Titular del área", "etiqueta": "Devolver para corregir"},
    )
    def devolver(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.1.a: something of the capture has to be corrected."""
        self.capturada, self.capturada_por = None, None
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.CAPTURADA,
        target=E.VALIDADA,
        permission=permisos.puede_validar,
        custom={"dueno": "Titular del área", "etiqueta": "Validar"},
    )
    def validar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.1.a, 8.a: the head answers for what was captured."""
        self.validada, self.validada_por = ahora, por
        return {}

    @transition(
        field=estado,
        source=[E.ABIERTA, E.CAPTURADA],
        target=E.OMITIDA,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Terminar el plazo del área"},
    )
    def omitir(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """8.a: the área's term ended: it is evaluated on what the system knows, and says so."""
        self.omision = Omision.VALIDACION if self.estado == E.CAPTURADA else Omision.CAPTURA
        return {"omision": str(Omision(self.omision).label)}

    @transition(
        field=estado,
        source=[E.VALIDADA, E.OMITIDA],
        target=E.EVALUADA,
        permission=permisos.puede_evaluar,
        custom={"dueno": "CNCS", "etiqueta": "Evaluar"},
    )
    def evaluar(
        self, *, por: Persona, ahora: datetime, dictamen: str, calificacion: Decimal | None, cobertura: int
    ) -> dict[str, Any]:
        """8.a: the CNCS applies the procedure; the área can answer."""
        self.evaluada, self.evaluada_por, self.dictamen = ahora, por, dictamen
        return self._calificar(calificacion, cobertura)

    @transition(
        field=estado,
        source=E.EVALUADA,
        target=E.OBSERVADA,
        permission=permisos.puede_contestar,
        custom={"dueno": "Titular del área", "etiqueta": "Hacer observaciones"},
    )
    def observar(self, *, por: Persona, ahora: datetime, observaciones: str) -> dict[str, Any]:
        """8.a: the área does not agree and says why."""
        self.contestada, self.contestada_por, self.observaciones = ahora, por, observaciones
        return {}

    @transition(
        field=estado,
        source=E.EVALUADA,
        target=E.FINAL,
        permission=permisos.puede_contestar,
        custom={"dueno": "Titular del área", "etiqueta": "Aceptar el resultado"},
    )
    def aceptar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.a: the área agrees."""
        self.contestada, self.contestada_por = ahora, por
        return self._concluir(Conclusion.ACEPTADA, ahora)

    @transition(
        field=estado,
        source=E.EVALUADA,
        target=E.FINAL,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Terminar el plazo para contestar"},
    )
    def vencer_respuesta(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """8.a: the área did not answer: its result stands, and says so."""
        return self._concluir(Conclusion.SIN_RESPUESTA, ahora)

    @transition(
        field=estado,
        source=E.OBSERVADA,
        target=E.FINAL,
        permission=permisos.puede_resolver,
        custom={"dueno": "CNCS, otra persona", "etiqueta": "Resolver las observaciones"},
    )
    def resolver(
        self, *, por: Persona, ahora: datetime, resolucion: str, calificacion: Decimal | None, cobertura: int
    ) -> dict[str, Any]:
        """8.a: somebody else than who evaluated decides on the observations."""
        self.resuelta_por, self.resolucion = por, resolucion
        modificada = calificacion != self.calificacion
        detalle = self._calificar(calificacion, cobertura)
        return detalle | self._concluir(Conclusion.MODIFICADA if modificada else Conclusion.RATIFICADA, ahora)

    def _calificar(self, calificacion: Decimal | None, cobertura: int) -> dict[str, Any]:
        self.calificacion, self.cobertura = calificacion, cobertura
        return {"calificacion": "sin datos" if calificacion is None else str(calificacion), "cobertura": cobertura}

    def _concluir(self, conclusion: Conclusion, ahora: datetime) -> dict[str, Any]:
        self.conclusion, self.concluida = conclusion, ahora
        return {"conclusion": str(conclusion.label)}

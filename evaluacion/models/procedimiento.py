"""8.a: the procedure that the Comité issues: indicators by dimension, with weight, scale and threshold."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from evaluacion import permisos
from evaluacion.estados import Dimension, EstadoProcedimiento, Sentido
from evaluacion.permisos.procedimiento import puede_sustituir
from organizacion.models import Persona

E = EstadoProcedimiento
CIEN = 100


class ProcedimientoQuerySet(models.QuerySet["Procedimiento"]):
    def visibles_para(self, persona: Any) -> Self:
        """What was issued, for everybody with an account of the system; drafts, for those who write and apply them."""
        return self if permisos.puede_ver_borradores(persona) else self.exclude(estado=E.BORRADOR)

    def vigente(self) -> "Procedimiento | None":
        return self.filter(estado=E.EMITIDO).first()


class Procedimiento(FSMModelMixin, models.Model):
    """A version of the procedure. Once issued nothing of it changes: the database refuses it (``candado``)."""

    nombre = models.CharField("nombre", max_length=200)
    presentacion = models.TextField("presentación", max_length=4000)
    version = models.PositiveSmallIntegerField("versión", unique=True, null=True, blank=True)
    creado = models.DateTimeField("creado")
    emitido = models.DateTimeField("emitido", null=True, blank=True)
    emitido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    firma = models.JSONField("quién lo emitió y con qué cargo", default=dict, blank=True)
    sustituido = models.DateTimeField("sustituido", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoProcedimiento, default=E.BORRADOR)
    history = HistoricalRecords(verbose_name="historia del procedimiento")

    objects = ProcedimientoQuerySet.as_manager()

    class Meta:
        verbose_name = "procedimiento de evaluación"
        verbose_name_plural = "procedimientos de evaluación"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["estado"], condition=Q(estado="emitido"), name="evaluacion_un_procedimiento_vigente"
            ),
            models.UniqueConstraint(
                fields=["estado"], condition=Q(estado="borrador"), name="evaluacion_un_procedimiento_en_borrador"
            ),
            models.CheckConstraint(
                condition=Q(estado="borrador", emitido__isnull=True, version__isnull=True)
                | (~Q(estado="borrador") & Q(emitido__isnull=False, emitido_por__isnull=False, version__isnull=False)),
                name="evaluacion_procedimiento_emitido_por_alguien",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}, versión {self.version}" if self.version else f"{self.nombre} (borrador)"

    @property
    def cadena(self) -> str:
        return f"procedimiento:{self.pk}"

    @property
    def es_borrador(self) -> bool:
        return self.estado == E.BORRADOR

    @cached_property
    def redactores(self) -> frozenset[int]:
        """Who wrote any of it."""
        propios = self.history.values_list("history_user_id", flat=True)
        de_indicadores = Indicador.history.filter(procedimiento_id=self.pk).values_list("history_user_id", flat=True)
        return frozenset(pk for pk in (*propios, *de_indicadores) if pk)

    @property
    def peso_total(self) -> int:
        """What its weights add up to; an issued one, always 100."""
        return sum(indicador.peso for indicador in self.indicadores.all())

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.EMITIDO,
        permission=permisos.puede_emitir,
        custom={"dueno": "Presidencia del Comité", "etiqueta": "Emitir"},
    )
    def emitir(self, *, por: Persona, ahora: datetime, version: int, cargo: str) -> dict[str, Any]:
        """8.a: the Comité issues it; from now on it does not change."""
        self.emitido, self.emitido_por, self.version = ahora, por, version
        self.firma = {"nombre": por.nombre, "cargo": cargo}
        return {"version": version}

    @transition(
        field=estado,
        source=E.EMITIDO,
        target=E.SUSTITUIDO,
        permission=puede_sustituir,
        custom={"dueno": "Presidencia del Comité", "etiqueta": "Sustituir"},
    )
    def sustituir(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.a: another one takes its place; what was evaluated with it stays so."""
        self.sustituido = ahora
        return {}


EN_SINGULAR: Final = {
    "publicaciones": "publicación",
    "consultas": "consulta",
    "incidentes": "incidente",
    "horas": "hora",
    "días": "día",
}


class Indicador(models.Model):
    """One indicator. ``formula`` names a computation of the registry; empty, the área captures the value with its
    evidence. Without ``peso`` it informs and gives no points. ``escala`` is [[limit, points], …], by limit; ``umbral``
    is the value past which improvement is asked for."""

    procedimiento = models.ForeignKey(Procedimiento, on_delete=models.PROTECT, related_name="indicadores")
    orden = models.PositiveSmallIntegerField("orden")
    dimension = models.CharField("dimensión", max_length=15, choices=Dimension)
    clave = models.SlugField("clave", max_length=40)
    nombre = models.CharField("nombre", max_length=150)
    formula = models.CharField("fórmula", max_length=40, blank=True)
    unidad = models.CharField("unidad", max_length=30, blank=True)
    peso = models.PositiveSmallIntegerField("peso")
    sentido = models.CharField("sentido", max_length=5, choices=Sentido, default=Sentido.MAS)
    escala = models.JSONField("escala")
    umbral = models.DecimalField("umbral", max_digits=14, decimal_places=4)
    evidencia = models.CharField("evidencia que se pide", max_length=300, blank=True)
    history = HistoricalRecords(verbose_name="historia del indicador")

    class Meta:
        verbose_name = "indicador"
        verbose_name_plural = "indicadores"
        ordering = ["procedimiento", "orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["procedimiento", "clave"], name="evaluacion_indicador_unico"),
            models.CheckConstraint(condition=Q(peso__lte=CIEN), name="evaluacion_peso_de_0_a_100"),
            models.CheckConstraint(
                condition=~Q(formula="") | ~Q(evidencia=""), name="evaluacion_lo_capturado_pide_evidencia"
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def se_captura(self) -> bool:
        return not self.formula

    @property
    def escala_en_palabras(self) -> str:
        """«desde 30, 20 puntos; desde 50, 50»; nothing when it only informs."""
        if not self.peso:
            return ""
        hasta = "desde" if self.sentido == Sentido.MAS else "hasta"
        return "; ".join(
            f"{hasta} {tope}, {valen}{'' if n else ' puntos'}" for n, (tope, valen) in enumerate(self.escala)
        )

    @property
    def umbral_en_palabras(self) -> str:
        """«al menos 50 %», «a lo más 24 horas»; nothing when it only informs."""
        if not self.peso:
            return ""
        cuanto = "al menos" if self.sentido == Sentido.MAS else "a lo más"
        return f"{cuanto} {self.con_unidad(self.umbral)}"

    def con_unidad(self, valor: Decimal) -> str:
        """«2.5 horas», «1 hora», «50 %»."""
        cifra = f"{valor:.2f}".rstrip("0").rstrip(".")
        return f"{cifra} {EN_SINGULAR.get(self.unidad, self.unidad) if valor == 1 else self.unidad}".rstrip()

    def bajo_umbral(self, valor: Decimal | None) -> bool:
        """Does that value ask for improvement? What is not known does not, nor what only informs."""
        if valor is None or not self.peso:
            return False
        return valor < self.umbral if self.sentido == Sentido.MAS else valor > self.umbral

"""8.b: what users propose and suggest, analysed and answered by the área."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.estados import SIN_DECIDIR, EstadoPropuesta
from publicaciones.models.interaccion import Interaccion
from publicaciones.models.tema import de_sus_cuentas

E = EstadoPropuesta


class PropuestaQuerySet(models.QuerySet["Propuesta"]):
    def sin_decidir(self) -> Self:
        return self.filter(estado__in=SIN_DECIDIR)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person attends; the CNCS and internal control read all."""
        filtro = de_sus_cuentas(persona, "interaccion__cuenta")
        return self if filtro is None else self.filter(filtro)


class Propuesta(FSMModelMixin, models.Model):
    """A proposal of a user, set apart from the interaction that brought it."""

    folio = models.CharField("folio", max_length=20, unique=True)
    interaccion = models.OneToOneField(Interaccion, on_delete=models.PROTECT, related_name="propuesta")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="propuestas", verbose_name="área")
    registrada = models.DateTimeField("registrada")
    registrada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    analisis = models.TextField("análisis", max_length=4000, blank=True)
    respuesta = models.TextField("respuesta a la ciudadanía", max_length=2000, blank=True)
    decidida = models.DateTimeField("decidida", null=True, blank=True)
    decidida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoPropuesta, default=E.RECIBIDA)
    history = HistoricalRecords(verbose_name="historia de la propuesta")

    objects = PropuestaQuerySet.as_manager()

    class Meta:
        verbose_name = "propuesta de la ciudadanía"
        verbose_name_plural = "propuestas de la ciudadanía"
        ordering = ["-registrada", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=SIN_DECIDIR)
                | (Q(decidida__isnull=False, decidida_por__isnull=False) & ~Q(analisis="") & ~Q(respuesta="")),
                name="publicaciones_propuesta_decidida_con_analisis",
            )
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.area.siglas}"

    @property
    def cadena(self) -> str:
        return f"propuesta:{self.pk}"

    @transition(
        field=estado,
        source=E.RECIBIDA,
        target=E.EN_ANALISIS,
        permission=permisos.puede_analizar,
        custom={"dueno": "Titular del área", "etiqueta": "Empezar el análisis"},
    )
    def analizar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.b: the área studies it."""
        return {}

    @transition(
        field=estado,
        source=E.EN_ANALISIS,
        target=E.ACEPTADA,
        permission=permisos.puede_analizar,
        custom={"dueno": "Titular del área", "etiqueta": "Aceptar"},
    )
    def aceptar(self, *, por: Persona, ahora: datetime, analisis: str, respuesta: str) -> dict[str, Any]:
        """8.b: it will be done, and the public is told."""
        return self._decidir(por, ahora, analisis, respuesta)

    @transition(
        field=estado,
        source=E.EN_ANALISIS,
        target=E.NO_VIABLE,
        permission=permisos.puede_analizar,
        custom={"dueno": "Titular del área", "etiqueta": "Declarar no viable"},
    )
    def declarar_no_viable(self, *, por: Persona, ahora: datetime, analisis: str, respuesta: str) -> dict[str, Any]:
        """8.b: it cannot be done, and the public is told why."""
        return self._decidir(por, ahora, analisis, respuesta)

    def _decidir(self, por: Persona, ahora: datetime, analisis: str, respuesta: str) -> dict[str, Any]:
        self.decidida, self.decidida_por = ahora, por
        self.analisis, self.respuesta = analisis, respuesta
        return {"analisis": analisis}

"""5.3.b: questions to the CNCS, their answers, and those that everybody may read."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.direcciones import plegar
from organizacion.criterios import NUMERALES
from organizacion.models import Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from solicitudes.estados.duda import EN_TRAMITE, SIGUIENTE, EstadoDuda
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import duda as permisos

E = EstadoDuda


class DudaQuerySet(models.QuerySet["Duda"]):
    def visibles_para(self, persona: Any) -> Self:
        """The CNCS and internal control, all; a head, those of the área and of the áreas under it; whoever asked,
        theirs."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            filtro |= Q(presentada_por=persona)
        return self.filter(filtro)


class Duda(Solicitud):
    """A question; the thread of answers and further questions hangs on it as messages."""

    slug, prefijo = "duda", "DU"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    asunto = models.CharField("asunto", max_length=200)
    pregunta = models.TextField("pregunta", max_length=6000)
    estado = EstadoField("estado", choices=EstadoDuda, default=E.ABIERTA)
    history = HistoricalRecords(verbose_name="historia de la duda", excluded_fields=["busqueda"])

    objects = DudaQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "duda"
        verbose_name_plural = "dudas"
        indexes = [
            *Solicitud.Meta.indexes,
            models.Index(fields=["area", "-id"], name="solicitudes_duda_por_area"),
        ]

    @property
    def rotulo(self) -> str:
        return self.asunto

    def textos_de_busqueda(self) -> list[str]:
        return [*super().textos_de_busqueda(), self.pregunta]

    @transition(
        field=estado,
        source=[E.ABIERTA, E.CONTESTADA],
        target=E.CONTESTADA,
        permission=permisos.puede_contestar,
        custom={"dueno": "CNCS", "etiqueta": "Contestar"},
    )
    def contestar(self, *, por: Persona, ahora: datetime, texto: str) -> dict[str, Any]:
        """5.3.b: the CNCS answers, or completes its answer."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=texto)
        self.responsable = por
        return {}

    @transition(
        field=estado,
        source=[E.CONTESTADA, E.CERRADA],
        target=E.ABIERTA,
        permission=permisos.la_presento,
        custom={"dueno": "Quien preguntó", "etiqueta": "Volver a preguntar"},
    )
    def repreguntar(self, *, por: Persona, ahora: datetime, texto: str) -> dict[str, Any]:
        """5.3.b: the answer did not settle it."""
        return {}

    @transition(
        field=estado,
        source=[E.ABIERTA, E.CONTESTADA],
        target=E.CERRADA,
        permission=permisos.puede_cerrar,
        custom={"dueno": "Quien preguntó", "etiqueta": "Dar por resuelta"},
    )
    def cerrar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.3.b: whoever asked has what was needed, or no longer needs it."""
        return {}


class PreguntaFrecuenteQuerySet(models.QuerySet["PreguntaFrecuente"]):
    def publicadas(self) -> Self:
        return self.filter(retirada__isnull=True)


class PreguntaFrecuente(models.Model):
    """5.3.b: an answer of the CNCS that everybody with a role reads before asking. It says nobody's name."""

    duda = models.ForeignKey(Duda, on_delete=models.PROTECT, null=True, blank=True, related_name="frecuentes")
    pregunta = models.CharField("pregunta", max_length=300)
    respuesta = models.TextField("respuesta", max_length=6000)
    numerales = models.JSONField("numerales", default=list, blank=True)
    busqueda = models.TextField("texto de búsqueda", editable=False, default="")
    publicada = models.DateTimeField("publicada")
    publicada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    retirada = models.DateTimeField("retirada", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historia de la pregunta frecuente", excluded_fields=["busqueda"])

    objects = PreguntaFrecuenteQuerySet.as_manager()

    class Meta:
        verbose_name = "pregunta frecuente"
        verbose_name_plural = "preguntas frecuentes"
        ordering = ["-publicada", "-pk"]

    def __str__(self) -> str:
        return self.pregunta

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.busqueda = plegar(f"{self.pregunta} {self.respuesta}")
        super().save(*args, **kwargs)

    @property
    def cadena(self) -> str:
        return f"pregunta:{self.pk}"

    @property
    def numerales_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, NUMERALES[numeral]) for numeral in self.numerales if numeral in NUMERALES]

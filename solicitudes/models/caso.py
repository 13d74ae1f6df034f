"""1.b: what the Criterios do not foresee, and how the Comité resolved it."""

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
from organizacion.permisos import es_comite, es_control
from solicitudes.estados.caso import EN_TRAMITE, SIGUIENTE, EstadoCaso
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import caso as permisos

E = EstadoCaso


class CasoQuerySet(models.QuerySet["Caso"]):
    def visibles_para(self, persona: Any) -> Self:
        """The Comité and internal control, all; whoever filed, theirs. A resolution is read among the precedents."""
        if es_comite(persona) or es_control(persona):
            return self
        return self.filter(presentada_por=persona) if getattr(persona, "pk", None) else self.none()

    def precedentes(self) -> Self:
        """1.b: what the Comité resolved, newest first."""
        return self.filter(estado=E.RESUELTO).order_by("-numero_anio", "-numero")


class Caso(Solicitud):
    """A matter that no numeral decides. Once resolved it is a precedent, with a number of its own."""

    slug, prefijo = "caso", "CN"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    asunto = models.CharField("asunto", max_length=200)
    descripcion = models.TextField("descripción del caso", max_length=6000)
    propuesta = models.TextField("qué se propone", max_length=3000, blank=True)
    fundamentos = models.JSONField("fundamentos", default=list, blank=True)
    criterio = models.CharField("criterio que se fija", max_length=500, blank=True)
    numero = models.PositiveIntegerField("número de la resolución", null=True, blank=True)
    numero_anio = models.PositiveSmallIntegerField("año de la resolución", null=True, blank=True)
    busqueda_publica = models.TextField("texto de búsqueda del precedente", editable=False, default="")
    estado = EstadoField("estado", choices=EstadoCaso, default=E.PRESENTADO)
    history = HistoricalRecords(verbose_name="historia del caso", excluded_fields=["busqueda", "busqueda_publica"])

    objects = CasoQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "caso no previsto"
        verbose_name_plural = "casos no previstos"
        constraints = [
            models.UniqueConstraint(fields=["numero_anio", "numero"], name="solicitudes_resolucion_unica"),
            models.CheckConstraint(
                condition=~Q(estado="resuelto") | Q(numero__isnull=False, numero_anio__isnull=False),
                name="solicitudes_resolucion_numerada",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        textos = [self.numero_de_resolucion, self.asunto, self.criterio, self.respuesta, *self.fundamentos]
        self.busqueda_publica = plegar(" ".join(textos)) if self.numero else ""
        super().save(*args, **kwargs)

    @property
    def rotulo(self) -> str:
        return self.asunto

    @property
    def numero_de_resolucion(self) -> str:
        """«12/2026»; empty while it is not resolved."""
        return f"{self.numero}/{self.numero_anio}" if self.numero else ""

    @property
    def fundamentos_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, NUMERALES[numeral]) for numeral in self.fundamentos if numeral in NUMERALES]

    def textos_de_busqueda(self) -> list[str]:
        return [*super().textos_de_busqueda(), self.descripcion, self.propuesta, self.criterio]

    @transition(
        field=estado,
        source=E.PRESENTADO,
        target=E.EN_ESTUDIO,
        permission=permisos.puede_estudiar,
        custom={"dueno": "Comité", "etiqueta": "Tomar para estudio"},
    )
    def estudiar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """1.b: the Comité takes the case up."""
        self.responsable = por
        return {"estudia": por.nombre}

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.RESUELTO,
        permission=permisos.puede_resolver,
        custom={"dueno": "Presidencia o Secretaría Técnica", "etiqueta": "Resolver"},
    )
    def resolver_caso(
        self,
        *,
        por: Persona,
        ahora: datetime,
        fundamentos: list[str],
        criterio: str,
        respuesta: str,
        numero: int,
        anio: int,
    ) -> dict[str, Any]:
        """1.b: the Comité resolves in writing, with its grounds; the resolution is a precedent."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        self.fundamentos, self.criterio, self.numero, self.numero_anio = fundamentos, criterio, numero, anio
        return {"resolucion": self.numero_de_resolucion, "fundamentos": fundamentos}

    @transition(
        field=estado,
        source=[E.PRESENTADO, E.EN_ESTUDIO],
        target=E.DESECHADO,
        permission=permisos.puede_resolver,
        custom={"dueno": "Presidencia o Secretaría Técnica", "etiqueta": "Desechar"},
    )
    def desechar(self, *, por: Persona, ahora: datetime, fundamentos: list[str], respuesta: str) -> dict[str, Any]:
        """1.b: a numeral does foresee it: the Comité says which one."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        self.fundamentos = fundamentos
        return {"fundamentos": fundamentos}

    @transition(
        field=estado,
        source=[E.PRESENTADO, E.EN_ESTUDIO],
        target=E.RETIRADO,
        permission=permisos.la_presento,
        custom={"dueno": "Quien lo presentó", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """1.b: whoever filed it no longer needs it."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

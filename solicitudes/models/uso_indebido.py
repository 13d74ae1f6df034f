"""5.b: somebody reports that an account, or its use, breaks the rules."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from solicitudes.estados.uso_indebido import EN_TRAMITE, SIGUIENTE, EstadoUso, ResultadoUso
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import uso_indebido as permisos

E = EstadoUso


class UsoIndebidoQuerySet(models.QuerySet["UsoIndebido"]):
    def visibles_para(self, persona: Any) -> Self:
        """Confidential: internal control and the CNCS, but for whoever heads the área or administers the account that
        it is about; whoever filed it, theirs."""
        suyos = Q(presentada_por=persona) if getattr(persona, "pk", None) else Q(pk__in=[])
        if not (es_cncs(persona) or es_control(persona)):
            return self.filter(suyos)
        administra = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
        encabeza = [area.pk for area in credenciales(persona).titular_de]
        implicado = Q(area__in=encabeza, area__isnull=False) | Q(
            cuenta__in=administra.values("pk"), cuenta__isnull=False
        )
        return self.filter(suyos | ~implicado)


class UsoIndebido(Solicitud):
    """A report. Who filed it is shown to internal control only; nothing of it is ever deleted."""

    slug, prefijo = "uso-indebido", "UI"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asunto = models.CharField("qué ocurrió, en una línea", max_length=200)
    hechos = models.TextField("hechos", max_length=6000)
    ocurrio_el = models.DateField("cuándo ocurrió", null=True, blank=True)
    enlace = models.URLField("dirección de la publicación", max_length=400, blank=True)
    resultado = models.CharField("resultado", max_length=20, choices=ResultadoUso, blank=True)
    estado = EstadoField("estado", choices=EstadoUso, default=E.RECIBIDO)
    history = HistoricalRecords(verbose_name="historia del reporte", excluded_fields=["busqueda"])

    objects = UsoIndebidoQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "reporte de uso indebido"
        verbose_name_plural = "reportes de uso indebido"
        constraints = [
            models.CheckConstraint(
                condition=~Q(estado="cerrado") | ~Q(resultado=""), name="solicitudes_uso_cerrado_con_resultado"
            )
        ]

    @property
    def rotulo(self) -> str:
        return self.asunto

    def textos_de_busqueda(self) -> list[str]:
        """Never who filed it: a search must not tell what the page hides."""
        textos = [self.folio, self.asunto, self.hechos, self.respuesta]
        if self.area:
            textos += [self.area.siglas, self.area.nombre]
        return [*textos, self.cuenta.nombre, self.cuenta.identificador] if self.cuenta else textos

    @transition(
        field=estado,
        source=E.RECIBIDO,
        target=E.EN_INVESTIGACION,
        permission=permisos.puede_investigar,
        custom={"dueno": "Control interno", "etiqueta": "Abrir la investigación"},
    )
    def investigar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.b: internal control opens the investigation."""
        self.responsable = por
        return {"investiga": por.nombre}

    @transition(
        field=estado,
        source=E.EN_INVESTIGACION,
        target=E.CERRADO,
        permission=permisos.puede_investigar,
        custom={"dueno": "Control interno", "etiqueta": "Concluir"},
    )
    def concluir(self, *, por: Persona, ahora: datetime, resultado: str, respuesta: str) -> dict[str, Any]:
        """5.b: internal control concludes, and says on what it rests."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        self.resultado = resultado
        return {"resultado": ResultadoUso(resultado).label}

    @transition(
        field=estado,
        source=E.CERRADO,
        target=E.EN_INVESTIGACION,
        permission=permisos.puede_investigar,
        custom={"dueno": "Control interno", "etiqueta": "Reabrir"},
    )
    def reabrir(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.b: there is something new: the investigation goes on. What was concluded stays in the log."""
        self.responsable, self.resultado, self.resuelta, self.resuelta_por = por, "", None, None
        return {"motivo": motivo}

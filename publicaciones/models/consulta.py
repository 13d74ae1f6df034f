"""6.viii: a doubt about a text before it is published, and what the CNCS says of it within 48 hours."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from bitacora.flujo import ActoRechazado
from cuentas.models import Cuenta
from organizacion.fechas import con_hora
from organizacion.models import Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from plazos.models import Plazo
from publicaciones.estados.consulta import ANULABLES, CONSULTAS_ABIERTAS, EstadoConsulta, Opinion
from publicaciones.models.variante import Variante, Version
from publicaciones.permisos import consulta as permisos

E = EstadoConsulta


class ConsultaVencida(ActoRechazado):
    """Its 48 hours are over: it ended without an answer, and nobody answers it any more."""


class ConsultaQuerySet(models.QuerySet["Consulta"]):
    def abiertas_al(self, ahora: datetime) -> Self:
        """Those that wait for the CNCS at that instant, whether the sweep came or not."""
        return self.filter(estado__in=CONSULTAS_ABIERTAS, vence__gt=ahora)

    def terminadas_al(self, ahora: datetime) -> Self:
        """Those that wait for nobody at that instant, whether the sweep came or not."""
        return self.exclude(estado__in=CONSULTAS_ABIERTAS, vence__gt=ahora)

    def sin_pronunciamiento_al(self, ahora: datetime) -> Self:
        """Those that ended without an answer, whether the sweep came or not."""
        return self.filter(Q(estado=E.SIN_PRONUNCIAMIENTO) | Q(estado__in=CONSULTAS_ABIERTAS, vence__lte=ahora))

    def en_el_estado(self, estado: str, ahora: datetime) -> Self:
        """Those of which ``estado_al`` says that state."""
        if estado == E.SIN_PRONUNCIAMIENTO:
            return self.sin_pronunciamiento_al(ahora)
        return self.filter(estado=estado).exclude(estado__in=CONSULTAS_ABIERTAS, vence__lte=ahora)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person administers or heads; the CNCS and internal control, all."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(cuenta__area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            suyas = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
            filtro |= Q(cuenta__in=suyas.values("pk"))
        return self.filter(filtro)


class Consulta(FSMModelMixin, models.Model):
    """What is asked about a text, bound to that exact text by its digest.

    ``vence`` is the first instant that is too late. ``opinion`` is what the CNCS said of the text of ``huella``, and it
    does not change with the state; of «con cambios», ``huella_propuesta`` is the text that it would approve.
    """

    NOMBRADO_CON = ("cuenta",)
    folio = models.CharField("folio", max_length=20, unique=True)
    variante = models.ForeignKey(Variante, on_delete=models.PROTECT, related_name="consultas")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="consultas")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", verbose_name="versión")
    huella = models.CharField("huella del texto", max_length=64)
    texto = models.TextField("texto que se consulta")
    duda = models.TextField("duda", max_length=2000)
    numerales = models.JSONField("numerales en duda", default=list)
    presentada = models.DateTimeField("presentada")
    presentada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    vence = models.DateTimeField("vence")
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tomada = models.DateTimeField("tomada", null=True, blank=True)
    tomada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.CharField("opinión", max_length=15, choices=Opinion, blank=True)
    respuesta = models.TextField("razones", max_length=4000, blank=True)
    texto_propuesto = models.TextField("texto propuesto", blank=True)
    huella_propuesta = models.CharField("huella del texto propuesto", max_length=64, blank=True)
    resuelta = models.DateTimeField("resuelta", null=True, blank=True)
    resuelta_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    terminada = models.DateTimeField("terminada", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoConsulta, default=E.PRESENTADA)
    history = HistoricalRecords(verbose_name="historia de la consulta")

    objects = ConsultaQuerySet.as_manager()

    class Meta:
        verbose_name = "consulta"
        verbose_name_plural = "consultas"
        ordering = ["-presentada", "-pk"]
        indexes = [
            models.Index(fields=["vence", "id"], name="publicaciones_consultas_vence"),
            models.Index(fields=["variante", "huella"], name="publicaciones_consultas_texto"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["variante"],
                condition=Q(estado__in=["presentada", "en_estudio"]),
                name="publicaciones_una_consulta_abierta",
            ),
            models.CheckConstraint(
                condition=Q(opinion="", resuelta__isnull=True) | (~Q(opinion="") & Q(resuelta__lt=F("vence"))),
                name="publicaciones_opinion_en_plazo",
            ),
            models.CheckConstraint(
                condition=Q(resuelta_por__isnull=True) | ~Q(resuelta_por=F("presentada_por")),
                name="publicaciones_opinion_de_otra_persona",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=["favorable", "con_cambios", "desfavorable"]) | Q(opinion=F("estado")),
                name="publicaciones_opinion_es_el_estado",
            ),
            models.CheckConstraint(
                condition=~Q(estado="sin_pronunciamiento") | Q(opinion=""), name="publicaciones_silencio_no_opina"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.cuenta}"

    @property
    def cadena(self) -> str:
        return f"contenido:{self.variante.contenido_id}"

    def estado_al(self, ahora: datetime) -> EstadoConsulta:
        """6.viii: its state at that instant, whether the sweep came or not."""
        if self.estado in CONSULTAS_ABIERTAS and ahora >= self.vence:
            return E.SIN_PRONUNCIAMIENTO
        return E(self.estado)

    def abierta_al(self, ahora: datetime) -> bool:
        return self.estado_al(ahora) in CONSULTAS_ABIERTAS

    def abierta_en(self, momento: datetime) -> bool:
        """Was it waiting at ``momento``, which may be past? Moments are told to the minute."""
        if self.estado in CONSULTAS_ABIERTAS:
            return momento < self.vence
        if self.estado == E.SIN_PRONUNCIAMIENTO:
            return self.presentada <= momento < self.vence
        fin = self.resuelta or self.terminada
        assert fin is not None  # what is not open ended
        return self.presentada <= momento < fin.replace(second=0, microsecond=0)

    def le_queda(self, ahora: datetime) -> timedelta:
        """How long the CNCS still has; nothing when it is over."""
        return max(self.vence - ahora, timedelta()) if self.abierta_al(ahora) else timedelta()

    def aprueba(self, huella: str) -> bool:
        """6.viii: is that very text the one that the CNCS approved? Only an opinion approves; silence never does."""
        if self.estado == E.FAVORABLE:
            return huella == self.huella
        return self.estado == E.CON_CAMBIOS and huella == self.huella_propuesta

    def habla_de(self, huella: str) -> bool:
        """Is it about that text, or does it propose that very text?"""
        return huella == self.huella or (self.estado == E.CON_CAMBIOS and huella == self.huella_propuesta)

    # --- What people do, within the 48 hours ----------------------------------------------------------------------
    @transition(
        field=estado,
        source=list(CONSULTAS_ABIERTAS),
        target=E.EN_ESTUDIO,
        permission=permisos.puede_tomar_consulta,
        custom={"dueno": "CNCS", "etiqueta": "Tomar"},
    )
    def tomar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.viii: somebody of the CNCS studies it; also in the place of whoever had it."""
        self._a_tiempo(ahora)
        self.tomada, self.tomada_por = ahora, por
        return {"folio": self.folio}

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.EN_ESTUDIO,
        permission=permisos.puede_opinar,
        custom={"dueno": "CNCS", "etiqueta": "Pedir información"},
    )
    def preguntar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.viii: more is asked of who administers the account; the clock goes on."""
        self._a_tiempo(ahora)
        return {"folio": self.folio}

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.EN_ESTUDIO,
        permission=permisos.administra_lo_consultado,
        custom={"dueno": "Persona administradora", "etiqueta": "Responder"},
    )
    def responder(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.viii: who administers the account answers what was asked."""
        self._a_tiempo(ahora)
        return {"folio": self.folio}

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.FAVORABLE,
        permission=permisos.puede_opinar,
        custom={"dueno": "CNCS", "etiqueta": "Opinar a favor"},
    )
    def opinar_a_favor(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.viii: that exact text may be published."""
        return self._opinar(Opinion.FAVORABLE, por, ahora, respuesta)

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.CON_CAMBIOS,
        permission=permisos.puede_opinar,
        custom={"dueno": "CNCS", "etiqueta": "Proponer cambios"},
    )
    def proponer_cambios(
        self, *, por: Persona, ahora: datetime, respuesta: str, texto: str, huella: str
    ) -> dict[str, Any]:
        """6.viii: another text, which the CNCS writes whole, may be published; the one that was asked about, not."""
        self.texto_propuesto, self.huella_propuesta = texto, huella
        return {**self._opinar(Opinion.CON_CAMBIOS, por, ahora, respuesta), "huella_propuesta": huella}

    @transition(
        field=estado,
        source=E.EN_ESTUDIO,
        target=E.DESFAVORABLE,
        permission=permisos.puede_opinar,
        custom={"dueno": "CNCS", "etiqueta": "Opinar en contra"},
    )
    def opinar_en_contra(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.viii: that exact text is not to be published."""
        return self._opinar(Opinion.DESFAVORABLE, por, ahora, respuesta)

    @transition(
        field=estado,
        source=list(CONSULTAS_ABIERTAS),
        target=E.RETIRADA,
        permission=permisos.administra_lo_consultado,
        custom={"dueno": "Persona administradora", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.viii: there is no doubt any more."""
        self._a_tiempo(ahora)
        self.terminada = ahora
        return {"folio": self.folio}

    # --- What the clock and an edit do ----------------------------------------------------------------------------
    @transition(
        field=estado,
        source=list(CONSULTAS_ABIERTAS),
        target=E.SIN_PRONUNCIAMIENTO,
        permission=permisos.es_el_sistema,
        custom={"dueno": "Sistema", "etiqueta": "Vencer a las 48 horas"},
    )
    def vencer(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """6.viii: 48 hours without an answer, which approve nothing."""
        if ahora < self.vence:
            raise ActoRechazado("A esta consulta todavía le queda tiempo.")
        self.terminada = self.vence
        return {"folio": self.folio, "vence": self.vence.isoformat()}

    @transition(
        field=estado,
        source=list(ANULABLES),
        target=E.ANULADA,
        permission=permisos.es_el_sistema,
        custom={"dueno": "Sistema", "etiqueta": "Anular porque el texto cambió o se descartó"},
    )
    def anular(self, *, por: Any, ahora: datetime, huella: str, motivo: str) -> dict[str, Any]:
        """6.viii: the text is another one, or will not be published: what was asked, or answered, speaks of nothing."""
        self.terminada = ahora
        return {"folio": self.folio, "huella": huella, "motivo": motivo}

    def _opinar(self, opinion: Opinion, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        self._a_tiempo(ahora)
        self.opinion, self.respuesta = opinion, respuesta
        self.resuelta, self.resuelta_por, self.terminada = ahora, por, ahora
        return {"folio": self.folio, "opinion": opinion.label, "huella": self.huella}

    def _a_tiempo(self, ahora: datetime) -> None:
        if ahora >= self.vence:
            raise ConsultaVencida(
                f"Las 48 horas terminaron el {con_hora(self.vence)}: la consulta quedó sin pronunciamiento y ya no se "
                "puede actuar en ella. No equivale a una aprobación."
            )

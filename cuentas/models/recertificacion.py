"""5.1.a: once a year, and before electoral milestones, the head of an área certifies the facts of each account."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.estados import Dato, EstadoDiferencia, EstadoRecertificacion, MotivoRecertificacion
from cuentas.models.cuenta import Cuenta
from cuentas.permisos import higiene as permisos
from organizacion.models import Persona
from plazos.models import Plazo

E = EstadoRecertificacion
D = EstadoDiferencia


class RecertificacionQuerySet(models.QuerySet["Recertificacion"]):
    def pedidas(self) -> Self:
        return self.filter(estado=E.PEDIDA)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person may open inside."""
        return self.filter(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk"))


class Recertificacion(FSMModelMixin, models.Model):
    """One certification. ``registrado`` is what the registry said when it was answered; ``respuestas``, by fact, the
    answer and what was found."""

    NOMBRADO_CON = ("cuenta",)
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="recertificaciones")
    motivo = models.CharField("por qué", max_length=10, choices=MotivoRecertificacion)
    hito = models.CharField("hito electoral", max_length=200, blank=True)
    pedida = models.DateTimeField("pedida")
    pedida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    respondida = models.DateTimeField("respondida", null=True, blank=True)
    respondida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    registrado = models.JSONField("lo que decía el registro", default=dict)
    respuestas = models.JSONField("respuestas", default=dict)
    estado = EstadoField("estado", choices=EstadoRecertificacion, default=E.PEDIDA)
    history = HistoricalRecords(verbose_name="historia de la recertificación")

    objects = RecertificacionQuerySet.as_manager()

    class Meta:
        verbose_name = "recertificación"
        verbose_name_plural = "recertificaciones"
        ordering = ["-pedida", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"], condition=Q(estado="pedida"), name="cuentas_una_recertificacion_pedida"
            ),
            models.CheckConstraint(
                condition=Q(motivo="hito") ^ Q(hito=""), name="cuentas_recertificacion_dice_su_hito"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hito or self.get_motivo_display()} · {self.cuenta}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

    @transition(
        field=estado,
        source=E.PEDIDA,
        target=E.CONFORME,
        permission=permisos.puede_certificar,
        custom={"dueno": "Titular del área", "etiqueta": "Certificar sin diferencias"},
    )
    def certificar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.1.a: everything is as the registry says, and as it should be."""
        self.respondida, self.respondida_por = ahora, por
        return {"recertificacion": str(self.hito or self.get_motivo_display())}

    @transition(
        field=estado,
        source=E.PEDIDA,
        target=E.CON_DIFERENCIAS,
        permission=permisos.puede_certificar,
        custom={"dueno": "Titular del área", "etiqueta": "Certificar con diferencias"},
    )
    def certificar_con_diferencias(self, *, por: Persona, ahora: datetime, diferencias: int) -> dict[str, Any]:
        """5.1.a: something differs: each difference is a task."""
        self.respondida, self.respondida_por = ahora, por
        return {"recertificacion": str(self.hito or self.get_motivo_display()), "diferencias": diferencias}

    @transition(
        field=estado,
        source=E.CON_DIFERENCIAS,
        target=E.CORREGIDA,
        permission=permisos.es_un_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Terminar"},
    )
    def terminar_recertificacion(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """5.1.a: the last difference was mended."""
        return {}

    @transition(
        field=estado,
        source=[E.PEDIDA, E.CON_DIFERENCIAS],
        target=E.CANCELADA,
        permission=permisos.es_un_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cancelar"},
    )
    def cancelar_recertificacion(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """7.viii: the account was closed."""
        return {}


class Diferencia(FSMModelMixin, models.Model):
    """A fact that was not as it should be, until it is."""

    NOMBRADO_CON = ("recertificacion__cuenta",)
    recertificacion = models.ForeignKey(Recertificacion, on_delete=models.PROTECT, related_name="diferencias")
    dato = models.CharField("dato", max_length=20, choices=Dato)
    encontrado = models.CharField("qué se encontró", max_length=500)
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corregida = models.DateTimeField("corregida", null=True, blank=True)
    corregida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nota = models.CharField("cómo se corrigió", max_length=500, blank=True)
    estado = EstadoField("estado", choices=EstadoDiferencia, default=D.PENDIENTE)
    history = HistoricalRecords(verbose_name="historia de la diferencia")

    class Meta:
        verbose_name = "diferencia de una cuenta"
        verbose_name_plural = "diferencias de las cuentas"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["recertificacion", "dato"], name="cuentas_una_diferencia_por_dato")
        ]

    def __str__(self) -> str:
        return f"{self.get_dato_display()} · {self.recertificacion.cuenta}"

    @property
    def cadena(self) -> str:
        return self.recertificacion.cadena

    @transition(
        field=estado,
        source=D.PENDIENTE,
        target=D.CORREGIDA,
        permission=permisos.puede_corregir,
        custom={"dueno": "Persona administradora", "etiqueta": "Corregir"},
    )
    def corregir_diferencia(self, *, por: Persona, ahora: datetime, nota: str) -> dict[str, Any]:
        """5.1.a: it was mended on the network, and how."""
        self.corregida, self.corregida_por, self.nota = ahora, por, nota
        return {"dato": self.get_dato_display(), "motivo": nota}

    @transition(
        field=estado,
        source=D.PENDIENTE,
        target=D.CANCELADA,
        permission=permisos.es_un_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cancelar"},
    )
    def cancelar_diferencia(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """7.viii: the account was closed."""
        return {}

"""An account that passes for the Institute, and the reports that citizens made of it: of them, nothing personal."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas import permisos
from cuentas.estados import NO_OFICIALES, SUPLANTACIONES_ABIERTAS, EstadoSuplantacion, QueHace, Red
from cuentas.models.cuenta import Cuenta
from cuentas.parecidos import comparar
from organizacion.models import Persona

E = EstadoSuplantacion


class SuplantacionQuerySet(models.QuerySet["Suplantacion"]):
    def abiertas(self) -> Self:
        return self.filter(estado__in=SUPLANTACIONES_ABIERTAS)

    def no_oficiales(self) -> Self:
        """Those of which citizens are told."""
        return self.filter(estado__in=NO_OFICIALES)

    def visibles_para(self, persona: Any) -> Self:
        """All, for the CNCS and internal control."""
        return self if permisos.ve_suplantaciones(persona) else self.none()


class Suplantacion(FSMModelMixin, models.Model):
    """A reported address: one is open for each, however many people report it."""

    folio = models.CharField("folio", max_length=20, unique=True)
    red = models.CharField("red", max_length=20, choices=Red)
    identificador = models.CharField("identificador", max_length=200)
    clave = models.CharField("identificador normalizado", max_length=200, editable=False)
    direccion = models.CharField("dirección", max_length=300)
    primera = models.DateTimeField("primer reporte")
    ultima = models.DateTimeField("último reporte")
    cuantos = models.PositiveIntegerField("reportes", default=0)
    cuenta = models.ForeignKey(
        Cuenta,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suplantaciones",
        verbose_name="se hace pasar por",
    )
    descripcion = models.TextField("qué hace", max_length=2000, blank=True)
    resuelta = models.DateTimeField("resuelta", null=True, blank=True)
    resuelta_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    motivo = models.TextField("por qué se descartó", max_length=2000, blank=True)
    denunciada_el = models.DateField("denunciada el", null=True, blank=True)
    referencia = models.CharField("referencia de la red", max_length=120, blank=True)
    retirada_el = models.DateField("retirada el", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoSuplantacion, default=E.POR_REVISAR)
    history = HistoricalRecords(verbose_name="historia de la suplantación")

    objects = SuplantacionQuerySet.as_manager()

    class Meta:
        verbose_name = "suplantación"
        verbose_name_plural = "suplantaciones"
        ordering = ["-ultima", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["red", "clave"],
                condition=Q(estado__in=SUPLANTACIONES_ABIERTAS),
                name="cuentas_una_suplantacion_abierta",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=[E.POR_REVISAR, E.DESCARTADA]) | ~Q(descripcion=""),
                name="cuentas_suplantacion_descrita",
            ),
        ]
        indexes = [models.Index(fields=["estado", "ultima"], name="cuentas_suplantacion_cola")]

    def __str__(self) -> str:
        return f"{self.folio} · {self.rotulo} en {self.get_red_display()}"

    @property
    def cadena(self) -> str:
        return f"suplantacion:{self.pk}"

    @property
    def diferencia(self) -> str:
        """How its handle resembles the one that it imitates: to the eye they may be the same."""
        return str(comparar(self.identificador, self.cuenta.identificador) or "") if self.cuenta else ""

    @property
    def rotulo(self) -> str:
        return self.identificador if self.red == Red.OTRA else f"@{self.identificador}"

    @transition(
        field=estado,
        source=E.POR_REVISAR,
        target=E.CONFIRMADA,
        permission=permisos.resuelve_suplantaciones,
        custom={"dueno": "CNCS", "etiqueta": "Confirmar"},
    )
    def confirmar(self, *, por: Any, ahora: datetime, cuenta: Cuenta | None, descripcion: str) -> dict[str, Any]:
        """6.xxxi: it passes for the Institute, and the directory says so."""
        self.cuenta, self.descripcion, self.resuelta, self.resuelta_por = cuenta, descripcion, ahora, por
        return {"cuenta": str(cuenta) if cuenta else "", "descripcion": descripcion}

    @transition(
        field=estado,
        source=[E.POR_REVISAR, E.CONFIRMADA, E.DENUNCIADA],
        target=E.DESCARTADA,
        permission=permisos.resuelve_suplantaciones,
        custom={"dueno": "CNCS", "etiqueta": "Descartar"},
    )
    def descartar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """6.xxxi: it does not pass for the Institute: a parody, a homonym, or a mistake, also of ours."""
        self.motivo, self.resuelta, self.resuelta_por = motivo, ahora, por
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.CONFIRMADA,
        target=E.DENUNCIADA,
        permission=permisos.resuelve_suplantaciones,
        custom={"dueno": "CNCS", "etiqueta": "Registrar la denuncia"},
    )
    def denunciar(self, *, por: Any, ahora: datetime, fecha: date, referencia: str) -> dict[str, Any]:
        """6.xxxi: the network was asked to remove it."""
        self.denunciada_el, self.referencia = fecha, referencia
        return {"fecha": fecha.isoformat(), "referencia": referencia}

    @transition(
        field=estado,
        source=[E.CONFIRMADA, E.DENUNCIADA],
        target=E.RETIRADA,
        permission=permisos.resuelve_suplantaciones,
        custom={"dueno": "CNCS", "etiqueta": "Registrar el retiro"},
    )
    def retirar(self, *, por: Any, ahora: datetime, fecha: date) -> dict[str, Any]:
        """6.xxxi: the network removed it, or it is not there any more."""
        self.retirada_el = fecha
        return {"fecha": fecha.isoformat()}


class ReporteSuplantacion(models.Model):
    """What somebody from the public saw. Who it was is neither asked for nor kept."""

    suplantacion = models.ForeignKey(Suplantacion, on_delete=models.PROTECT, related_name="reportes")
    momento = models.DateTimeField("momento")
    que_hace = models.JSONField("qué hace", default=list)
    texto = models.CharField("qué vio", max_length=1000, blank=True)

    class Meta:
        verbose_name = "reporte de suplantación"
        verbose_name_plural = "reportes de suplantación"
        ordering = ["-momento", "-pk"]

    def __str__(self) -> str:
        return self.texto[:60] or "; ".join(self.que_hace_en_palabras)

    @property
    def que_hace_en_palabras(self) -> list[str]:
        return [str(QueHace(valor).label) for valor in self.que_hace]

"""Clocks that run, and the steps of each: reminders, expiry, escalations."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from organizacion.tiempo import fecha_local
from plazos.calendario import Periodo
from plazos.estados import EstadoPlazo, EstadoRecordatorio, Unidad
from plazos.models.calendario import VersionCalendario


class PlazoQuerySet(models.QuerySet["Plazo"]):
    def abiertos(self) -> Self:
        return self.filter(estado=EstadoPlazo.ABIERTO)


class Plazo(models.Model):
    """A term that runs on an object: what is needed to compute its date again and to explain it.

    ``vence`` is the first instant that is too late: the midnight that ends the last day, or inicio + hours.
    """

    clase = models.CharField("clase", max_length=40)
    objeto_tipo = models.CharField("tipo de objeto", max_length=60)
    objeto_id = models.PositiveBigIntegerField("objeto")
    cadena = models.CharField("cadena en la bitácora", max_length=120)
    inicio = models.DateTimeField("inicio")
    presupuesto = models.PositiveSmallIntegerField("duración")
    unidad = models.CharField("unidad", max_length=15, choices=Unidad)
    version = models.ForeignKey(VersionCalendario, on_delete=models.PROTECT, verbose_name="versión del calendario")
    vence = models.DateTimeField("vence")
    estado = models.CharField("estado", max_length=10, choices=EstadoPlazo, default=EstadoPlazo.ABIERTO)
    cerrado = models.DateTimeField("cerrado", null=True, blank=True)
    suspendido = models.DateTimeField("suspendido desde", null=True, blank=True)

    objects = PlazoQuerySet.as_manager()

    class Meta:
        verbose_name = "plazo"
        verbose_name_plural = "plazos"
        ordering = ["vence", "pk"]
        indexes = [
            models.Index(fields=["clase", "vence", "id"], condition=Q(estado="abierto"), name="plazos_abiertos"),
            models.Index(fields=["objeto_tipo", "objeto_id"], name="plazos_por_objeto"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "objeto_tipo", "objeto_id"],
                condition=Q(estado="abierto"),
                name="plazos_uno_abierto_por_objeto",
            ),
            models.CheckConstraint(condition=Q(presupuesto__gte=1), name="plazos_duracion_positiva"),
            models.CheckConstraint(
                condition=Q(estado="abierto", cerrado__isnull=True) | (~Q(estado="abierto") & Q(cerrado__isnull=False)),
                name="plazos_cerrado_con_fecha",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clase} hasta {self.fecha_limite}"

    @property
    def abierto(self) -> bool:
        return self.estado == EstadoPlazo.ABIERTO

    @property
    def fecha_limite(self) -> date:
        """The last civil day on which it is still in time."""
        return fecha_local(self.vence - timedelta(microseconds=1))

    def vencido(self, ahora: datetime) -> bool:
        """Is it past its date, or was it closed too late? True at that instant, sweep or no sweep."""
        return (self.cerrado or ahora) >= self.vence


class Suspension(models.Model):
    """Days that a clock did not run, both ends included, and why. They are part of the proof of its date."""

    plazo = models.ForeignKey(Plazo, on_delete=models.PROTECT, related_name="suspensiones")
    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    motivo = models.CharField("motivo", max_length=200)
    fundamento = models.CharField("fundamento", max_length=300)

    class Meta:
        verbose_name = "suspensión de un plazo"
        verbose_name_plural = "suspensiones de plazos"
        ordering = ["desde", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hasta__gte=models.F("desde")), name="plazos_suspension_termina_despues")
        ]

    def __str__(self) -> str:
        return f"{self.motivo} ({self.desde} a {self.hasta})"

    @property
    def periodo(self) -> Periodo:
        return Periodo(self.desde, self.hasta, self.motivo, self.fundamento)


class Recordatorio(models.Model):
    """One step of one clock: a reminder before, the expiry, an escalation after. Emitted once (unique per step)."""

    plazo = models.ForeignKey(Plazo, on_delete=models.CASCADE, related_name="recordatorios")
    paso = models.CharField("paso", max_length=20)
    programado = models.DateTimeField("programado")
    estado = models.CharField("estado", max_length=10, choices=EstadoRecordatorio, default=EstadoRecordatorio.PENDIENTE)
    emitido = models.DateTimeField("emitido", null=True, blank=True)
    intentos = models.PositiveSmallIntegerField("intentos fallidos", default=0)
    error = models.CharField("último error", max_length=500, blank=True)

    class Meta:
        verbose_name = "recordatorio"
        verbose_name_plural = "recordatorios"
        ordering = ["programado", "pk"]
        constraints = [models.UniqueConstraint(fields=["plazo", "paso"], name="plazos_recordatorio_unico")]
        indexes = [
            models.Index(fields=["programado", "id"], condition=Q(estado="pendiente"), name="plazos_por_recordar")
        ]

    def __str__(self) -> str:
        return f"{self.paso} de {self.plazo_id}"

"""What somebody owes once for each period: the hours of a vacation, this year's training, a strategy…"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition

from bitacora.campos import EstadoField
from cuentas.estados.cuidado import ClaseObligacion, EstadoObligacion
from cuentas.models.cuenta import Cuenta
from cuentas.permisos.cuidado import solo_proceso
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from organizacion.tiempo import fecha_local
from plazos.estados import Semaforo
from plazos.models import Plazo

E = EstadoObligacion
DIAS_AMBAR = 10  # calendar days before it is due


class ObligacionQuerySet(models.QuerySet["Obligacion"]):
    def pendientes(self) -> Self:
        return self.filter(estado=E.PENDIENTE)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the áreas that the person heads, of the accounts that the person administers, and one's own; every
        one for the CNCS and internal control."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            propias = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
            filtro |= Q(persona=persona) | Q(cuenta__in=propias.values("pk"))
        return self.filter(filtro)


class Obligacion(FSMModelMixin, models.Model):
    """One thing that is owed: by an account, by a person, or by an área as such. There is one for each period."""

    NOMBRADO_CON = ("cuenta", "persona", "area")
    clase = models.CharField("clase", max_length=20, choices=ClaseObligacion)
    periodo = models.CharField("periodo", max_length=40)
    nombre = models.CharField("de qué periodo", max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name="área")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, null=True, blank=True, related_name="obligaciones")
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="obligaciones")
    abierta = models.DateTimeField("abierta")
    limite = models.DateField("a más tardar")
    caduca = models.DateField("sirve hasta", null=True, blank=True)
    cerrada = models.DateTimeField("cerrada", null=True, blank=True)
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoObligacion, default=E.PENDIENTE)

    objects = ObligacionQuerySet.as_manager()

    class Meta:
        verbose_name = "obligación"
        verbose_name_plural = "obligaciones"
        ordering = ["limite", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "cuenta", "periodo"],
                condition=Q(cuenta__isnull=False),
                name="cuentas_obligacion_de_cuenta",
            ),
            models.UniqueConstraint(
                fields=["clase", "persona", "periodo"],
                condition=Q(persona__isnull=False),
                name="cuentas_obligacion_de_persona",
            ),
            models.UniqueConstraint(
                fields=["clase", "area", "periodo"],
                condition=Q(cuenta__isnull=True, persona__isnull=True),
                name="cuentas_obligacion_de_area",
            ),
            models.CheckConstraint(
                condition=Q(cuenta__isnull=True) | Q(persona__isnull=True), name="cuentas_obligacion_de_uno"
            ),
            models.CheckConstraint(
                condition=Q(estado="pendiente", cerrada__isnull=True)
                | (~Q(estado="pendiente") & Q(cerrada__isnull=False)),
                name="cuentas_obligacion_cerrada_con_fecha",
            ),
        ]
        indexes = [
            models.Index(fields=["limite", "id"], condition=Q(estado="pendiente"), name="cuentas_obligaciones_debidas"),
            models.Index(fields=["clase", "periodo"], name="cuentas_obligaciones_clase"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} de {self.sujeto}: {self.nombre}"

    @property
    def sujeto(self) -> str:
        """What or who owes it, in words."""
        if self.cuenta:
            return f"{self.cuenta.nombre} ({self.cuenta.rotulo} en {self.cuenta.get_red_display()})"
        return self.persona.nombre if self.persona else self.area.nombre

    @property
    def cadena(self) -> str:
        if self.cuenta_id:
            return f"cuenta:{self.cuenta_id}"
        return f"persona:{self.persona_id}" if self.persona_id else f"area:{self.area_id}"

    def luz(self, ahora: datetime) -> Semaforo:
        """Red, amber or green; grey when it is not owed any more."""
        hoy = fecha_local(ahora)
        match self.estado:
            case E.PENDIENTE if hoy > self.limite:
                return Semaforo.ROJO
            case E.PENDIENTE if hoy + timedelta(days=DIAS_AMBAR) >= self.limite:
                return Semaforo.AMBAR
            case E.INCUMPLIDA:
                return Semaforo.ROJO
            case E.CANCELADA:
                return Semaforo.GRIS
        return Semaforo.VERDE

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.CUMPLIDA,
        permission=solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cumplir"},
    )
    def dar_por_cumplida(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """What it asks for was done."""
        self.cerrada = ahora
        return {"obligacion": self.get_clase_display(), "periodo": self.nombre}

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.CANCELADA,
        permission=solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Dejar sin efecto"},
    )
    def dejar_sin_efecto(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """Whoever owed it does not any more: the account was closed, the person left, the vacation was called off."""
        self.cerrada = ahora
        return {"obligacion": self.get_clase_display(), "periodo": self.nombre, "motivo": motivo}

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.INCUMPLIDA,
        permission=solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Dar por incumplida"},
    )
    def dar_por_incumplida(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """Its period is over and nothing was done: it stays on record."""
        self.cerrada = ahora
        return {"obligacion": self.get_clase_display(), "periodo": self.nombre}

    @transition(
        field=estado,
        source=[E.CUMPLIDA, E.CANCELADA],
        target=E.PENDIENTE,
        permission=solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Volver a exigir"},
    )
    def volver_a_exigir(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """It is owed again: changes were asked for, the person or the vacation came back."""
        self.cerrada = None
        return {"obligacion": self.get_clase_display(), "periodo": self.nombre, "motivo": motivo}

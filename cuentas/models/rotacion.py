"""6.xxxiv, 5.1.d: a password that has to be changed, who changed it and who confirmed it. Never the password."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas import permisos
from cuentas.estados import EstadoRotacion, MotivoRotacion
from cuentas.models.cuenta import Cuenta
from organizacion.models import Persona
from plazos.models import Plazo

E = EstadoRotacion


class RotacionQuerySet(models.QuerySet["Rotacion"]):
    def exigidas(self) -> Self:
        return self.filter(estado=E.EXIGIDA)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person may open inside."""
        return self.filter(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk"))


class Rotacion(FSMModelMixin, models.Model):
    """One change of password. An active account always has exactly one that is due, with its clock."""

    NOMBRADO_CON = ("cuenta",)
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="rotaciones")
    motivo = models.CharField("por qué", max_length=20, choices=MotivoRotacion)
    detalle = models.CharField("detalle", max_length=300, blank=True)
    exigida = models.DateTimeField("exigida")
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hecha = models.DateTimeField("hecha", null=True, blank=True)
    hecha_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cumple_politica = models.BooleanField("cumple la política de composición (5.2.g)", default=False)
    confirmada = models.DateTimeField("confirmada", null=True, blank=True)
    confirmada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoRotacion, default=E.EXIGIDA)
    history = HistoricalRecords(verbose_name="historia de la rotación")

    objects = RotacionQuerySet.as_manager()

    class Meta:
        verbose_name = "rotación de contraseña"
        verbose_name_plural = "rotaciones de contraseñas"
        ordering = ["-exigida", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"], condition=Q(estado="exigida"), name="cuentas_una_rotacion_exigida"
            ),
            models.CheckConstraint(
                condition=Q(confirmada_por__isnull=True) | ~Q(confirmada_por=models.F("hecha_por")),
                name="cuentas_rotacion_confirmada_por_otra_persona",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_motivo_display()} · {self.cuenta}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

    @transition(
        field=estado,
        source=E.EXIGIDA,
        target=E.HECHA,
        permission=permisos.puede_rotar,
        custom={"dueno": "Persona administradora", "etiqueta": "Registrar el cambio"},
    )
    def rotar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.xxxiv, 5.2.g: whoever changed the password says so, and that it meets the policy of composition."""
        self.hecha, self.hecha_por, self.cumple_politica = ahora, por, True
        return {"rotacion": self.get_motivo_display()}

    @transition(
        field=estado,
        source=E.HECHA,
        target=E.CONFIRMADA,
        permission=permisos.puede_confirmar,
        custom={"dueno": "La otra persona administradora", "etiqueta": "Confirmar"},
    )
    def confirmar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.xxxiv: the other one confirms that the old password no longer opens the account."""
        self.confirmada, self.confirmada_por = ahora, por
        return {}

    @transition(
        field=estado,
        source=E.HECHA,
        target=E.OBJETADA,
        permission=permisos.puede_confirmar,
        custom={"dueno": "La otra persona administradora", "etiqueta": "No confirmar"},
    )
    def objetar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """6.xxxiv: the old password still works, or the other one was left out: it is due again, at once."""
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.EXIGIDA,
        target=E.SUSTITUIDA,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Sustituir"},
    )
    def sustituir(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """5.1.d: another one falls due at once in its place."""
        return {}

    @transition(
        field=estado,
        source=[E.EXIGIDA, E.HECHA],
        target=E.CANCELADA,
        permission=permisos.es_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Cancelar"},
    )
    def cancelar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """7.ix: the account no longer exists, or a later change made this one's confirmation useless."""
        return {}

"""6.xxx: whether the network was asked to verify an account, and what it answered."""

import uuid
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.estados.cuidado import EstadoAutenticidad
from cuentas.models.cuenta import Cuenta
from cuentas.permisos.cuidado import lleva_autenticidad

E = EstadoAutenticidad
_DUENO = "Persona administradora o titular del área"


class AutenticidadQuerySet(models.QuerySet["Autenticidad"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person may open inside."""
        return self.filter(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk"))


def _ruta(autenticidad: "Autenticidad", nombre: str) -> str:
    return f"cuentas/autenticidad/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class Autenticidad(FSMModelMixin, models.Model):
    """How an account stands with its network's verification: the last date and evidence; the log keeps the others."""

    cuenta = models.OneToOneField(Cuenta, on_delete=models.PROTECT, related_name="autenticidad")
    fecha = models.DateField("fecha", null=True, blank=True)
    nota = models.CharField("nota", max_length=300, blank=True)
    evidencia = models.FileField("evidencia", upload_to=_ruta, max_length=200, blank=True)
    evidencia_nombre = models.CharField("nombre de la evidencia", max_length=150, blank=True)
    evidencia_huella = models.CharField("huella de la evidencia", max_length=64, blank=True)
    estado = EstadoField("estado", choices=EstadoAutenticidad, default=E.NO_SOLICITADA)
    history = HistoricalRecords(verbose_name="historia de la autenticidad")

    objects = AutenticidadQuerySet.as_manager()

    class Meta:
        verbose_name = "autenticidad de una cuenta"
        verbose_name_plural = "autenticidad de las cuentas"
        constraints = [
            models.CheckConstraint(
                condition=Q(estado="no_solicitada") | (Q(fecha__isnull=False) & ~Q(evidencia="")),
                name="cuentas_autenticidad_con_evidencia",
            )
        ]

    def __str__(self) -> str:
        return f"Autenticidad de {self.cuenta}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

    @transition(
        field=estado,
        source=[E.NO_SOLICITADA, E.NEGADA],
        target=E.SOLICITADA,
        permission=lleva_autenticidad,
        custom={"dueno": _DUENO, "etiqueta": "Registrar que se solicitó"},
    )
    def solicitar_autenticidad(self, *, por: Any, ahora: datetime, fecha: date, nota: str) -> dict[str, Any]:
        """6.xxx: the network was asked."""
        return self._anotar(fecha, nota)

    @transition(
        field=estado,
        source=[E.NO_SOLICITADA, E.SOLICITADA],
        target=E.CONCEDIDA,
        permission=lleva_autenticidad,
        custom={"dueno": _DUENO, "etiqueta": "Registrar que se concedió"},
    )
    def conceder_autenticidad(self, *, por: Any, ahora: datetime, fecha: date, nota: str) -> dict[str, Any]:
        """6.xxx: the network verified the account."""
        return self._anotar(fecha, nota)

    @transition(
        field=estado,
        source=E.SOLICITADA,
        target=E.NEGADA,
        permission=lleva_autenticidad,
        custom={"dueno": _DUENO, "etiqueta": "Registrar que se negó"},
    )
    def negar_autenticidad(self, *, por: Any, ahora: datetime, fecha: date, nota: str) -> dict[str, Any]:
        """6.xxx: the network refused."""
        return self._anotar(fecha, nota)

    @transition(
        field=estado,
        source=E.CONCEDIDA,
        target=E.NEGADA,
        permission=lleva_autenticidad,
        custom={"dueno": _DUENO, "etiqueta": "Registrar que se perdió"},
    )
    def perder_autenticidad(self, *, por: Any, ahora: datetime, fecha: date, nota: str) -> dict[str, Any]:
        """6.xxx: the network took the verification away."""
        return self._anotar(fecha, nota)

    def _anotar(self, fecha: date, nota: str) -> dict[str, Any]:
        self.fecha, self.nota = fecha, nota
        return {"fecha": fecha.isoformat(), "motivo": nota, "huella": self.evidencia_huella}

"""5.1.e: the vacation periods of the calendar, and when each account is attended during them."""

import uuid
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cuentas.estados.cuidado import DIAS_DE_LA_SEMANA
from cuentas.models.cuenta import Cuenta
from organizacion.models import Persona
from plazos.models import DiaInhabil


class VacacionesQuerySet(models.QuerySet["Vacaciones"]):
    def vigentes(self) -> Self:
        return self.filter(canceladas=False)


class Vacaciones(models.Model):
    """A non-working period of more than one day, as the calendar has it now. When the calendar moves it, this follows:
    what was said about it stays."""

    dia = models.OneToOneField(DiaInhabil, on_delete=models.PROTECT, related_name="+", verbose_name="periodo inhábil")
    nombre = models.CharField("nombre", max_length=200)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    canceladas = models.BooleanField("ya no están en el calendario", default=False)

    objects = VacacionesQuerySet.as_manager()

    class Meta:
        verbose_name = "periodo de vacaciones"
        verbose_name_plural = "periodos de vacaciones"
        ordering = ["desde", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hasta__gt=F("desde")), name="cuentas_vacaciones_de_varios_dias")
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def periodo(self) -> str:
        """How obligations name it."""
        return f"vacaciones-{self.pk}"


def _ruta(horario: "Horario", nombre: str) -> str:
    return f"cuentas/monitoreo/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class HorarioQuerySet(models.QuerySet["Horario"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the accounts that the person may open inside."""
        return self.filter(cuenta__in=Cuenta.objects.visibles_para(persona).values("pk"))


class Horario(models.Model):
    """When an account is attended in a vacation period, what the public is told, and who watches it meanwhile.

    ``horas`` is a list of [weekday, from, to]: ``[0, "09:00", "14:00"]`` is Monday morning. Empty means no attention.
    """

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="horarios")
    vacaciones = models.ForeignKey(Vacaciones, on_delete=models.PROTECT, related_name="horarios")
    horas = models.JSONField("horas de atención", default=list, blank=True)
    texto = models.TextField("texto para el público", blank=True)
    vigila = models.CharField("quién vigila la cuenta", max_length=300)
    monitoreo = models.TextField("cómo se vigila", blank=True)
    plan = models.FileField("plan de monitoreo", upload_to=_ruta, max_length=200, blank=True)
    plan_nombre = models.CharField("nombre del plan", max_length=150, blank=True)
    plan_huella = models.CharField("huella del plan", max_length=64, blank=True)
    registrado = models.DateTimeField("registrado")
    registrado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords(verbose_name="historia del horario")

    objects = HorarioQuerySet.as_manager()

    class Meta:
        verbose_name = "horario de atención"
        verbose_name_plural = "horarios de atención"
        ordering = ["-vacaciones__desde", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cuenta", "vacaciones"], name="cuentas_un_horario_por_vacaciones"),
            models.CheckConstraint(condition=~Q(monitoreo="") | ~Q(plan=""), name="cuentas_horario_con_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.vacaciones} · {self.cuenta}"

    @property
    def sin_atencion(self) -> bool:
        return not self.horas

    @property
    def horas_en_palabras(self) -> list[tuple[str, str]]:
        """«lunes», «de 09:00 a 14:00 h»."""
        return [(DIAS_DE_LA_SEMANA[dia], f"de {de} a {a} h") for dia, de, a in self.horas]

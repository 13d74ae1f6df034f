"""6.xix: what citizens write about, topic by topic, and when there is more of it than usual."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cuentas.direcciones import plegar
from cuentas.models import Cuenta, Designacion
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control


def de_sus_cuentas(persona: Any, cuenta: str = "cuenta") -> Q | None:
    """The rows of the accounts that a person attends or oversees, by the name of their column; ``None``: all.

    5.1.d: the administrators, the heads of the área and those above; the CNCS and internal control read all.
    """
    if es_cncs(persona) or es_control(persona):
        return None
    filtro = Q(pk__in=[])
    for ruta in credenciales(persona).rutas_que_encabeza:
        filtro |= Q(**{f"{cuenta}__area__ruta__startswith": ruta})
    if getattr(persona, "pk", None):
        suyas = Designacion.objects.vigentes().filter(persona=persona).values("cuenta")
        filtro |= Q(**{f"{cuenta}__in": suyas})
    return filtro


class TemaQuerySet(models.QuerySet["Tema"]):
    def vigentes(self) -> Self:
        """Those that can be given to an interaction."""
        return self.filter(fusionado_en__isnull=True)

    def visibles_para(self, persona: Any) -> Self:
        """Those of the áreas that the person heads or for whose accounts the person works; the CNCS and internal
        control read all."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            suyas = Designacion.objects.vigentes().filter(persona=persona).values("cuenta__area")
            filtro |= Q(area__in=suyas)
        return self.filter(filtro)


class Tema(models.Model):
    """A topic of an área. One that was merged into another keeps its name and no interactions."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="temas", verbose_name="área")
    nombre = models.CharField("tema", max_length=80)
    clave = models.CharField("tema normalizado", max_length=80, editable=False)
    creado = models.DateTimeField("creado")
    fusionado_en = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="fusionados")
    history = HistoricalRecords(verbose_name="historia del tema")

    objects = TemaQuerySet.as_manager()

    class Meta:
        verbose_name = "tema"
        verbose_name_plural = "temas"
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "clave"],
                condition=Q(fusionado_en__isnull=True),
                name="publicaciones_tema_unico_por_area",
                violation_error_message="El área ya tiene un tema con ese nombre.",
            ),
            models.CheckConstraint(
                condition=Q(fusionado_en__isnull=True) | ~Q(fusionado_en=models.F("pk")),
                name="publicaciones_tema_no_se_fusiona_consigo",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clave = plegar(" ".join(self.nombre.split()))
        super().save(*args, **kwargs)

    @property
    def cadena(self) -> str:
        return f"tema:{self.pk}"

    @cached_property
    def administran(self) -> frozenset[int]:
        """Who administers an account of its área."""
        vigentes = Designacion.objects.vigentes().filter(cuenta__area=self.area_id)
        return frozenset(vigentes.values_list("persona_id", flat=True))


class RebaseQuerySet(models.QuerySet["Rebase"]):
    def abiertos(self) -> Self:
        return self.filter(atendido__isnull=True)

    def visibles_para(self, persona: Any) -> Self:
        filtro = de_sus_cuentas(persona)
        return self if filtro is None else self.filter(filtro)


class Rebase(models.Model):
    """6.xix: on that day, an account received about a topic (or in all) much more than it usually does."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="rebases")
    tema = models.ForeignKey(Tema, on_delete=models.PROTECT, null=True, blank=True, related_name="rebases")
    dia = models.DateField("día")
    cuantas = models.PositiveIntegerField("interacciones al detectarse")
    habitual = models.DecimalField("promedio diario anterior", max_digits=8, decimal_places=1)
    detectado = models.DateTimeField("detectado")
    atendido = models.DateTimeField("atendido", null=True, blank=True)
    atendido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    que_se_hizo = models.CharField("qué se hizo", max_length=500, blank=True)

    objects = RebaseQuerySet.as_manager()

    class Meta:
        verbose_name = "alerta de rebase"
        verbose_name_plural = "alertas de rebase"
        ordering = ["-dia", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cuenta", "tema", "dia"], name="publicaciones_un_rebase_por_tema_y_dia"),
            models.UniqueConstraint(
                fields=["cuenta", "dia"], condition=Q(tema__isnull=True), name="publicaciones_un_rebase_por_dia"
            ),
            models.CheckConstraint(
                condition=Q(atendido__isnull=True) | ~Q(que_se_hizo=""), name="publicaciones_rebase_atendido_con_que"
            ),
        ]

    def __str__(self) -> str:
        return f"Rebase de {self.tema or 'interacciones'} en {self.cuenta}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

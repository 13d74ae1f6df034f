"""The tree of áreas (4.ii, 5.1): central organs, Juntas Locales, Juntas Distritales under them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from organizacion.estados import JUNTAS, TipoArea

if TYPE_CHECKING:
    from organizacion.models.persona import Nombramiento


class AreaQuerySet(models.QuerySet["Area"]):
    def bajo(self, rutas: tuple[str, ...]) -> Self:
        """The áreas at or under any of ``rutas``."""
        filtro = Q(pk__in=[])
        for ruta in rutas:
            filtro |= Q(ruta__startswith=ruta)
        return self.filter(filtro)


class Area(models.Model):
    """An administrative unit. ``ruta`` spells its place in the tree, e.g. ``JL-AGS/JD-AGS-01/``."""

    siglas = models.CharField("siglas", max_length=20, unique=True)
    nombre = models.CharField("nombre", max_length=200)
    tipo = models.CharField("tipo", max_length=20, choices=TipoArea)
    padre = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="hijas", verbose_name="depende de"
    )
    ruta = models.CharField("ruta", max_length=200, unique=True, editable=False)
    entidad = models.CharField("entidad federativa", max_length=60, blank=True, db_index=True)
    distrito = models.PositiveSmallIntegerField("distrito", null=True, blank=True)
    activa = models.BooleanField("activa", default=True)
    history = HistoricalRecords(verbose_name="historia del área")

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "área"
        verbose_name_plural = "áreas"
        ordering = ["ruta"]

    def __str__(self) -> str:
        return f"{self.siglas} · {self.nombre}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.ruta = f"{self.padre.ruta if self.padre else ''}{self.siglas}/"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @cached_property
    def titularidad(self) -> "Nombramiento | None":
        """5.1.a: the position in force of who heads the área, with the person; nobody while it is vacant."""
        nombramiento = (
            self.nombramientos.vigentes()
            .filter(es_titular=True, persona__is_active=True)
            .select_related("persona")
            .first()
        )
        if nombramiento:
            nombramiento.persona.nombramiento_vigente = nombramiento
        return nombramiento

    @property
    def es_junta(self) -> bool:
        """7.xi: Juntas follow the same rules and notify the CNCS of an opening by oficio."""
        return self.tipo in JUNTAS

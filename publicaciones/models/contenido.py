"""5.2.c, 6.xxiii: what is said once, to be published in each account in its own way."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cuentas.models import Cuenta
from organizacion.criterios import FINES
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from plazos.models import Plazo
from publicaciones.estados import AVALES_A_LA_VISTA, ClaseContenido, EstadoVariante, MateriaExenta
from publicaciones.huella import DatosDelContenido, huella_de


class ContenidoQuerySet(models.QuerySet["Contenido"]):
    def visibles_para(self, persona: Any) -> Self:
        """5.1.d: those of the accounts that the person administers or heads, and those that wait, or waited, for the
        endorsement of the área that the person heads; the CNCS and internal control, all."""
        if es_cncs(persona) or es_control(persona):
            return self
        encabeza = [area.pk for area in credenciales(persona).titular_de]
        propios = self.model._default_manager.filter(
            Q(variantes__cuenta__in=Cuenta.objects.supervisadas_por(persona).values("pk"))
            | Q(avales__area__in=encabeza, avales__estado__in=AVALES_A_LA_VISTA)
        )
        return self.filter(pk__in=propios.values("pk"))


class Contenido(models.Model):
    """What is said, where it comes from and until when it holds. Each account says it in a variant of its own."""

    folio = models.CharField("folio", max_length=20, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="contenidos", verbose_name="área")
    titulo = models.CharField("título", max_length=200)
    clase = models.CharField("tipo de contenido", max_length=20, choices=ClaseContenido)
    fines = models.JSONField("fines", default=list)
    fuente = models.CharField("fuente", max_length=500)
    fuente_url = models.URLField("dirección de la fuente", max_length=400, blank=True)
    area_avala = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", verbose_name="área que genera la información"
    )
    boletin_titular = models.CharField("titular del boletín", max_length=300, blank=True)
    sesion = models.CharField("sesión del Consejo", max_length=150, blank=True)
    materia = models.CharField("materia", max_length=20, choices=MateriaExenta, blank=True)
    embargo_hasta = models.DateTimeField("embargo hasta", null=True, blank=True)
    vigente_hasta = models.DateField("vigente hasta", null=True, blank=True)
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField("versión de los datos", default=1)
    creado = models.DateTimeField("creado")
    creado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords(verbose_name="historia del contenido")

    objects = ContenidoQuerySet.as_manager()

    class Meta:
        verbose_name = "contenido"
        verbose_name_plural = "contenidos"
        ordering = ["-creado", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(fuente=""), name="publicaciones_contenido_con_fuente"),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.titulo}"

    @property
    def cadena(self) -> str:
        return f"contenido:{self.pk}"

    @property
    def fines_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, FINES[numeral]) for numeral in self.fines]

    @property
    def necesita_aval(self) -> bool:
        """6.xx: is the information another área's?"""
        return self.area_avala_id != self.area_id

    @cached_property
    def vivas(self) -> list[Any]:
        """Its variants, but those that were discarded; read once per instance."""
        filas = self.variantes.select_related("cuenta__area").order_by("pk")
        return [variante for variante in filas if variante.estado != EstadoVariante.DESCARTADA]

    @property
    def se_puede_cambiar(self) -> bool:
        """What the variants share stands still from the first one that is published."""
        return all(variante.estado == EstadoVariante.BORRADOR for variante in self.vivas)

    @property
    def datos(self) -> DatosDelContenido:
        """What of it goes into the digest of each variant."""
        return DatosDelContenido(
            titulo=self.titulo,
            clase=self.clase,
            fines=tuple(sorted(self.fines)),
            fuente=self.fuente,
            fuente_url=self.fuente_url,
            area_avala=self.area_avala.siglas,
            boletin_titular=self.boletin_titular,
            sesion=self.sesion,
            materia=self.materia,
            embargo_hasta=self.embargo_hasta,
        )

    @property
    def huella(self) -> str:
        """The digest of all its variants, as they are now."""
        return huella_de("".join(sorted(variante.huella for variante in self.vivas)))

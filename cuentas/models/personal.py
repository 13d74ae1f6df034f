"""7.vii: personal accounts of Consejeros Electorales that the Institute publicises, apart from its own."""

from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cuentas.direcciones import normalizar, plegar
from cuentas.estados import Red
from organizacion.models import Persona


class CuentaPersonalQuerySet(models.QuerySet["CuentaPersonal"]):
    def publicadas(self) -> Self:
        return self.filter(retirada__isnull=True)


class CuentaPersonal(models.Model):
    """A personal account in the directory. It is not institutional (2): its holder alone answers for it."""

    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="cuentas_personales")
    red = models.CharField("red", max_length=20, choices=Red)
    identificador = models.CharField("identificador", max_length=80)
    clave = models.CharField("identificador normalizado", max_length=80, editable=False)
    url = models.URLField("dirección", max_length=300)
    nombre = models.CharField("nombre con el que aparece", max_length=120)
    busqueda = models.TextField("texto de búsqueda", editable=False, default="")
    publicada = models.DateTimeField("publicada")
    retirada = models.DateTimeField("retirada", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historia de la cuenta personal", excluded_fields=["busqueda"])

    objects = CuentaPersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "cuenta personal publicada"
        verbose_name_plural = "cuentas personales publicadas"
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["red", "clave"], condition=Q(retirada__isnull=True), name="cuentas_personal_unica_por_red"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.rotulo} en {self.get_red_display()})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.clave = normalizar(self.red, self.identificador)
        self.busqueda = plegar(f"{self.nombre} {self.clave} {self.persona.nombre}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def cadena(self) -> str:
        return f"personal:{self.pk}"

    @property
    def rotulo(self) -> str:
        """The handle as people write it."""
        return f"@{self.identificador}"

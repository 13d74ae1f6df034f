"""8.a: what only the network knows of an account (followers, reach, interactions), and the files that bring it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition

from bitacora.campos import EstadoField
from evaluacion import permisos
from evaluacion.estados import EstadoImportacion
from evaluacion.models.evaluacion import Evaluacion
from evaluacion.models.periodo import Periodo
from organizacion.models import Persona

E = EstadoImportacion


class Cifras(models.Model):
    """The figures of the network for one evaluation. What is not known stays empty."""

    evaluacion = models.OneToOneField(Evaluacion, on_delete=models.PROTECT, related_name="cifras")
    seguidores_al_inicio = models.PositiveBigIntegerField("seguidores al empezar el periodo", null=True, blank=True)
    seguidores = models.PositiveBigIntegerField("seguidores al terminar el periodo", null=True, blank=True)
    alcance = models.PositiveBigIntegerField("alcance", null=True, blank=True)
    interacciones = models.PositiveBigIntegerField("interacciones", null=True, blank=True)
    fuente = models.CharField("de dónde salen", max_length=300)
    capturadas = models.DateTimeField("capturadas")
    capturadas_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cifras de la red"
        verbose_name_plural = "cifras de la red"
        constraints = [models.CheckConstraint(condition=~Q(fuente=""), name="evaluacion_cifras_con_fuente")]

    def __str__(self) -> str:
        return f"Cifras de {self.evaluacion}"


class ImportacionQuerySet(models.QuerySet["ImportacionDeCifras"]):
    def pendientes(self) -> Self:
        return self.filter(estado=E.PENDIENTE)

    def visibles_para(self, persona: Any) -> Self:
        """Only one's own."""
        return self.filter(subida_por=getattr(persona, "pk", None))


class ImportacionDeCifras(FSMModelMixin, models.Model):
    """A file that was read. ``filas`` is what it would write; ``errores`` are (line, what is wrong and what to do)."""

    periodo = models.ForeignKey(Periodo, on_delete=models.PROTECT, related_name="importaciones")
    nombre = models.CharField("archivo", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    formato = models.CharField("formato reconocido", max_length=120)
    filas = models.JSONField("filas", default=list)
    errores = models.JSONField("errores por línea", default=list)
    leidas = models.PositiveIntegerField("líneas leídas")
    importadas = models.PositiveIntegerField("cuentas con cifras nuevas", null=True, blank=True)
    subida = models.DateTimeField("subida")
    subida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    concluida = models.DateTimeField("concluida", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoImportacion, default=E.PENDIENTE)

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = "importación de cifras"
        verbose_name_plural = "importaciones de cifras"
        ordering = ["-subida", "-pk"]

    def __str__(self) -> str:
        return f"{self.nombre} · {self.periodo}"

    @property
    def cadena(self) -> str:
        return self.periodo.cadena

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.CONFIRMADA,
        permission=permisos.es_su_importacion,
        custom={"dueno": "Quien subió el archivo", "etiqueta": "Confirmar"},
    )
    def importar(self, *, por: Persona, ahora: datetime, cuantas: int) -> dict[str, Any]:
        """8.a: the figures of the file are captured."""
        self.concluida, self.importadas = ahora, cuantas
        return {"archivo": self.nombre, "huella": self.huella, "cuantas": cuantas}

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.DESCARTADA,
        permission=permisos.es_su_importacion,
        custom={"dueno": "Quien subió el archivo", "etiqueta": "Descartar"},
    )
    def descartar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """8.a: it was not the file."""
        self.concluida = ahora
        return {"archivo": self.nombre}

"""5.2.e: a file of interactions exported by a network, read and waiting for whoever uploaded it to confirm."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.estados import EstadoImportacion

E = EstadoImportacion


class ImportacionQuerySet(models.QuerySet["Importacion"]):
    def pendientes(self) -> Self:
        return self.filter(estado=E.PENDIENTE)

    def visibles_para(self, persona: Any) -> Self:
        """Only one's own."""
        return self.filter(subida_por=getattr(persona, "pk", None))


class Importacion(FSMModelMixin, models.Model):
    """``filas`` is what would be imported, already without what may not be kept; it is emptied at the end. ``errores``
    are (line, column, what to do), never the text that was refused."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="importaciones")
    nombre = models.CharField("archivo", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    formato = models.CharField("formato reconocido", max_length=120)
    filas = models.JSONField("filas", default=list)
    errores = models.JSONField("errores por línea", default=list)
    leidas = models.PositiveIntegerField("líneas leídas")
    repetidas = models.PositiveIntegerField("ya registradas o repetidas")
    importadas = models.PositiveIntegerField("importadas", null=True, blank=True)
    subida = models.DateTimeField("subida")
    subida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    concluida = models.DateTimeField("concluida", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoImportacion, default=E.PENDIENTE)

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = "importación de interacciones"
        verbose_name_plural = "importaciones de interacciones"
        ordering = ["-subida", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado="pendiente") | Q(filas=[]), name="publicaciones_importacion_sin_textos_al_final"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nombre} · {self.cuenta}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.CONFIRMADA,
        permission=permisos.es_su_importacion,
        custom={"dueno": "Quien subió el archivo", "etiqueta": "Confirmar"},
    )
    def importar(self, *, por: Persona, ahora: datetime, cuantas: int) -> dict[str, Any]:
        """5.2.e: what the file brings is registered."""
        self.concluida, self.importadas, self.filas = ahora, cuantas, []
        return {"archivo": self.nombre, "huella": self.huella, "cuantas": cuantas}

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.DESCARTADA,
        permission=permisos.es_su_importacion,
        custom={"dueno": "Quien subió el archivo", "etiqueta": "Descartar"},
    )
    def descartar_importacion(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.2.e: it was not the file; nothing of it is kept."""
        self.concluida, self.filas = ahora, []
        return {"archivo": self.nombre}

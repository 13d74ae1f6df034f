"""6.xx: the área that generates the information endorses exactly this text."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.estados import EstadoAval
from publicaciones.models.contenido import Contenido

E = EstadoAval


class AvalQuerySet(models.QuerySet["Aval"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the contents that the person sees."""
        return self.filter(contenido__in=Contenido.objects.visibles_para(persona).values("pk"))


class Aval(FSMModelMixin, models.Model):
    """An endorsement. ``huella`` is that of the whole content when it was asked for; ``cubre``, those of its variants:
    what is not in it is not endorsed."""

    contenido = models.ForeignKey(Contenido, on_delete=models.PROTECT, related_name="avales")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name="área que avala")
    huella = models.CharField("SHA-256 del contenido", max_length=64)
    cubre = models.JSONField("versiones que cubre")
    pedido = models.DateTimeField("pedido")
    pedido_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    resuelto = models.DateTimeField("resuelto", null=True, blank=True)
    resuelto_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    respuesta = models.TextField("respuesta", max_length=1000, blank=True)
    estado = EstadoField("estado", choices=EstadoAval, default=E.PEDIDO)
    history = HistoricalRecords(verbose_name="historia del aval")

    objects = AvalQuerySet.as_manager()

    class Meta:
        verbose_name = "aval"
        verbose_name_plural = "avales"
        ordering = ["-pedido", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contenido"],
                condition=Q(estado__in=["pedido", "otorgado"]),
                name="publicaciones_un_aval_vivo_por_contenido",
            ),
            models.CheckConstraint(
                condition=Q(resuelto_por__isnull=True) | ~Q(resuelto_por=models.F("pedido_por")),
                name="publicaciones_aval_de_otra_persona",
            ),
        ]

    def __str__(self) -> str:
        return f"Aval de {self.area.siglas} · {self.contenido}"

    @property
    def cadena(self) -> str:
        return self.contenido.cadena

    def ampara(self, huella: str) -> bool:
        """Does it endorse exactly that version?"""
        return self.estado == E.OTORGADO and huella in self.cubre

    @transition(
        field=estado,
        source=E.PEDIDO,
        target=E.OTORGADO,
        permission=permisos.puede_avalar,
        custom={"dueno": "Titular del área que genera la información", "etiqueta": "Otorgar"},
    )
    def otorgar(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.xx: the information is right, and comes from its original source."""
        self.resuelto, self.resuelto_por, self.respuesta = ahora, por, respuesta
        return {"area": self.area.siglas, "huella": self.huella}

    @transition(
        field=estado,
        source=E.PEDIDO,
        target=E.NEGADO,
        permission=permisos.puede_avalar,
        custom={"dueno": "Titular del área que genera la información", "etiqueta": "Negar"},
    )
    def negar(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.xx: the área does not stand by it, and says why."""
        self.resuelto, self.resuelto_por, self.respuesta = ahora, por, respuesta
        return {"area": self.area.siglas, "motivo": respuesta}

    @transition(
        field=estado,
        source=[E.PEDIDO, E.OTORGADO],
        target=E.SIN_EFECTO,
        permission=permisos.es_edicion,
        custom={"dueno": "Sistema", "etiqueta": "Dejar sin efecto"},
    )
    def anular(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """6.xx: the text is another one now: nobody endorsed it."""
        return {"area": self.area.siglas}

"""6.xvi, 6.xvii: measures of moderation: only on hate or violence, with evidence, and confirmed by a second person."""

import uuid
from datetime import datetime
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.estados import ADMITIDOS, EstadoMedida, Fundamento, TipoMedida
from publicaciones.models.interaccion import Interaccion
from publicaciones.models.tema import de_sus_cuentas

E = EstadoMedida


def _ruta(medida: "Medida", nombre: str) -> str:
    """A name that nobody chose."""
    return f"publicaciones/medidas/{medida.registrada:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class MedidaQuerySet(models.QuerySet["Medida"]):
    def visibles_para(self, persona: Any) -> Self:
        """6.xvii: those of the accounts that the person attends; the CNCS and internal control see all."""
        filtro = de_sus_cuentas(persona)
        return self if filtro is None else self.filter(filtro)


class Medida(FSMModelMixin, models.Model):
    """What was done on the network about a message, and why."""

    folio = models.CharField("folio", max_length=20, unique=True)
    interaccion = models.ForeignKey(Interaccion, on_delete=models.PROTECT, related_name="medidas")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="medidas")
    tipo = models.CharField("medida", max_length=12, choices=TipoMedida)
    fundamento = models.CharField("fundamento", max_length=12, choices=Fundamento)
    motivo = models.TextField("por qué es odio o violencia", max_length=2000)
    evidencia = models.FileField("evidencia", upload_to=_ruta, max_length=200)
    nombre_evidencia = models.CharField("nombre del archivo", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    registrada = models.DateTimeField("registrada")
    registrada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    resuelta = models.DateTimeField("resuelta", null=True, blank=True)
    resuelta_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nota = models.TextField("nota de quien resolvió", max_length=1000, blank=True)
    estado = EstadoField("estado", choices=EstadoMedida, default=E.REGISTRADA)
    history = HistoricalRecords(verbose_name="historia de la medida")

    objects = MedidaQuerySet.as_manager()

    class Meta:
        verbose_name = "medida de moderación"
        verbose_name_plural = "medidas de moderación"
        ordering = ["-registrada", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["interaccion", "tipo"],
                condition=~Q(estado="revocada"),
                name="publicaciones_una_medida_de_cada_tipo",
                violation_error_message="Ya se registró esa medida sobre esta interacción.",
            ),
            models.CheckConstraint(
                condition=Q(fundamento__in=ADMITIDOS), name="publicaciones_medida_solo_por_odio_o_violencia"
            ),
            models.CheckConstraint(
                condition=~Q(evidencia="") & ~Q(motivo=""), name="publicaciones_medida_con_evidencia_y_motivo"
            ),
            models.CheckConstraint(
                condition=Q(estado="registrada")
                | (Q(resuelta_por__isnull=False) & ~Q(resuelta_por=F("registrada_por"))),
                name="publicaciones_medida_resuelta_por_otra_persona",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.get_tipo_display()}"

    @property
    def cadena(self) -> str:
        return self.cuenta.cadena

    @transition(
        field=estado,
        source=E.REGISTRADA,
        target=E.CONFIRMADA,
        permission=permisos.puede_confirmar_medida,
        custom={"dueno": "Titular u otra persona administradora", "etiqueta": "Confirmar la medida"},
    )
    def confirmar_medida(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """6.xvii: a second person saw the evidence: it is hate or violence."""
        self.resuelta, self.resuelta_por = ahora, por
        return {"medida": str(self)}

    @transition(
        field=estado,
        source=E.REGISTRADA,
        target=E.REVOCADA,
        permission=permisos.puede_confirmar_medida,
        custom={"dueno": "Titular u otra persona administradora", "etiqueta": "Revertir la medida"},
    )
    def revocar_medida(self, *, por: Persona, ahora: datetime, nota: str) -> dict[str, Any]:
        """6.xvi: it was neither hate nor violence: what was done on the network is undone."""
        self.resuelta, self.resuelta_por, self.nota = ahora, por, nota
        return {"medida": str(self), "motivo": nota}

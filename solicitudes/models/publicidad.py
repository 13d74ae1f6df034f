"""7.vii: a Consejería Electoral asks that its personal account be publicised."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import transition
from simple_history.models import HistoricalRecords

from bitacora.actores import Actor
from bitacora.campos import EstadoField
from cuentas.direcciones import normalizar
from cuentas.estados import Red
from organizacion.models import Persona
from organizacion.permisos import es_cncs, es_control
from solicitudes.estados.publicidad import EN_TRAMITE, SIGUIENTE, VIVAS, EstadoPublicidad
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import publicidad as permisos

E = EstadoPublicidad


class PublicidadQuerySet(models.QuerySet["Publicidad"]):
    def visibles_para(self, persona: Any) -> Self:
        """The CNCS and internal control, all; whoever asked, theirs."""
        if es_cncs(persona) or es_control(persona):
            return self
        return self.filter(presentada_por=persona) if getattr(persona, "pk", None) else self.none()


class Publicidad(Solicitud):
    """A personal account that its holder asks to have in the directory, apart from the institutional ones."""

    slug, prefijo = "publicidad", "PP"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    red = models.CharField("red social", max_length=20, choices=Red)
    identificador = models.CharField("identificador", max_length=80)
    clave = models.CharField("identificador normalizado", max_length=80, editable=False)
    url = models.URLField("dirección", max_length=300)
    nombre = models.CharField("nombre con el que aparece", max_length=120)
    estado = EstadoField("estado", choices=EstadoPublicidad, default=E.PRESENTADA)
    history = HistoricalRecords(verbose_name="historia de la publicidad", excluded_fields=["busqueda"])

    objects = PublicidadQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "publicidad de cuenta personal"
        verbose_name_plural = "publicidad de cuentas personales"
        constraints = [
            models.UniqueConstraint(
                fields=["red", "clave"],
                condition=Q(estado__in=[str(e) for e in VIVAS]),
                name="solicitudes_una_publicidad_por_cuenta",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clave = normalizar(self.red, self.identificador)
        super().save(*args, **kwargs)

    @property
    def rotulo(self) -> str:
        return f"@{self.identificador} en {Red(self.red).label}"

    def textos_de_busqueda(self) -> list[str]:
        return [*super().textos_de_busqueda(), self.nombre, self.clave]

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.PUBLICADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Publicar"},
    )
    def publicar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """7.vii: the CNCS shows it in the directory, in a section of its own."""
        self.anotar_resolucion(por=por, ahora=ahora)
        return {}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.RECHAZADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "No publicar"},
    )
    def rechazar(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """7.vii: the CNCS does not publish it, and says why."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        return {}

    @transition(
        field=estado,
        source=[E.PRESENTADA, E.PUBLICADA],
        target=E.RETIRADA,
        permission=permisos.puede_retirar,
        custom={"dueno": "Consejería Electoral o CNCS", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Actor, ahora: datetime, motivo: str) -> dict[str, Any]:
        """7.vii: it leaves the directory: its holder wishes so, or is no longer a Consejero Electoral."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

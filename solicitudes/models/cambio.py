"""7.v: who administers an account, or who heads an área, changes."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django_fsm import transition
from simple_history.models import HistoricalRecords

from bitacora.actores import Actor
from bitacora.campos import EstadoField
from cuentas.estados import Caracter
from cuentas.models import Cuenta
from organizacion.models import Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from solicitudes.estados.cambio import EN_TRAMITE, SIGUIENTE, ClaseCambio, EstadoCambio
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import cambio as permisos

E = EstadoCambio


class CambioQuerySet(models.QuerySet["Cambio"]):
    def visibles_para(self, persona: Any) -> Self:
        """The CNCS and internal control, all; a head, those of the área and of the áreas under it; those who enter or
        leave, and the administrators of the account, theirs."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            suyas = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
            filtro |= Q(sale=persona) | Q(entra=persona) | Q(cuenta__in=suyas.values("pk"))
        return self.filter(filtro)


class Cambio(Solicitud):
    """Who leaves, who enters, and from when. ``de_oficio``: a departure recorded in the institution opened it."""

    NOMBRADO_CON = ("cuenta", "area")
    slug, prefijo = "cambio", "CA"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    clase = models.CharField("de quién", max_length=20, choices=ClaseCambio, default=ClaseCambio.ADMINISTRACION)
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, null=True, blank=True, related_name="cambios")
    de_oficio = models.BooleanField("lo abrió el sistema", default=False)
    caracter = models.CharField("carácter", max_length=10, choices=Caracter, blank=True)
    sale = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sale"
    )
    entra = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="entra"
    )
    desde = models.DateField("desde", null=True, blank=True)
    motivo = models.TextField("motivo", max_length=2000, blank=True)
    aplicado = models.DateTimeField("surtió efecto", null=True, blank=True)
    acusado = models.DateTimeField("acusado por la CNCS", null=True, blank=True)
    estado = EstadoField("estado", choices=EstadoCambio, default=E.PENDIENTE)
    history = HistoricalRecords(verbose_name="historia del cambio", excluded_fields=["busqueda"])

    objects = CambioQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "cambio de administración o titularidad"
        verbose_name_plural = "cambios de administración o titularidad"
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta", "caracter"],
                condition=Q(estado__in=["pendiente", "presentado", "acusado"], cuenta__isnull=False),
                name="solicitudes_un_cambio_por_caracter",
            ),
            models.CheckConstraint(
                condition=Q(entra__isnull=True) | Q(sale__isnull=True) | ~Q(entra=F("sale")),
                name="solicitudes_cambio_de_persona",
            ),
        ]
        indexes = [
            *Solicitud.Meta.indexes,
            models.Index(fields=["area", "-id"], name="solicitudes_cambio_por_area"),
            models.Index(
                fields=["desde", "id"],
                condition=Q(estado__in=["presentado", "acusado"]),
                name="solicitudes_cambio_por_fecha",
            ),
        ]

    @property
    def rotulo(self) -> str:
        if self.clase == ClaseCambio.TITULARIDAD or self.cuenta is None:
            return f"Titular de {self.area.siglas}" if self.area else "Titular de un área"
        return f"{Caracter(self.caracter).label} de {self.cuenta.rotulo} en {self.cuenta.get_red_display()}"

    def textos_de_busqueda(self) -> list[str]:
        personas = [persona.nombre for persona in (self.sale, self.entra) if persona]
        cuenta = [self.cuenta.nombre, self.cuenta.identificador] if self.cuenta else []
        return [*super().textos_de_busqueda(), *personas, *cuenta, self.motivo]

    @transition(
        field=estado,
        source=E.PENDIENTE,
        target=E.PRESENTADO,
        permission=permisos.puede_presentar,
        custom={"dueno": "Titular del área", "etiqueta": "Designar a quien entra"},
    )
    def presentar(self, *, por: Actor, ahora: datetime, entra: Persona | None, desde: date) -> dict[str, Any]:
        """7.v: the head says who enters and from when."""
        self.entra, self.desde = entra, desde
        if isinstance(por, Persona):
            self.presentada_por = por
        return {"entra": entra.nombre if entra else "vacante", "desde": desde.isoformat()}

    @transition(
        field=estado,
        source=E.PRESENTADO,
        target=E.VIGENTE,
        permission=permisos.puede_aplicar,
        custom={"dueno": "En su fecha", "etiqueta": "Surtir efecto"},
    )
    def aplicar(self, *, por: Actor, ahora: datetime) -> dict[str, Any]:
        """7.v, 5.1.b: on its date one leaves and the other enters, at the same instant."""
        self.aplicado = ahora
        return {}

    @transition(
        field=estado,
        source=E.ACUSADO,
        target=E.CONCLUIDO,
        permission=permisos.puede_aplicar,
        custom={"dueno": "En su fecha", "etiqueta": "Surtir efecto"},
    )
    def concluir(self, *, por: Actor, ahora: datetime) -> dict[str, Any]:
        """7.v, 5.1.b: as ``aplicar``, when the CNCS had acknowledged it."""
        self.aplicado = ahora
        return {}

    @transition(
        field=estado,
        source=E.PRESENTADO,
        target=E.ACUSADO,
        permission=permisos.puede_acusar,
        custom={"dueno": "CNCS", "etiqueta": "Acusar recibo"},
    )
    def acusar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """7.v: the CNCS acknowledges a change that has not come into effect."""
        self.acusado, self.responsable = ahora, por
        return {}

    @transition(
        field=estado,
        source=E.VIGENTE,
        target=E.CONCLUIDO,
        permission=permisos.puede_acusar,
        custom={"dueno": "CNCS", "etiqueta": "Acusar recibo"},
    )
    def acusar_vigente(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """7.v: the CNCS acknowledges a change that is in effect."""
        self.acusado, self.responsable = ahora, por
        return {}

    @transition(
        field=estado,
        source=[E.PRESENTADO, E.ACUSADO],
        target=E.PENDIENTE,
        permission=permisos.es_sistema,
        custom={"dueno": "Sistema", "etiqueta": "Volver a designar"},
    )
    def reponer(self, *, por: Actor, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.1.b: on its date, whoever was to enter no longer may: the head names another person."""
        self.entra, self.desde, self.acusado = None, None, None
        self.de_oficio = True
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=[E.PRESENTADO, E.ACUSADO],
        target=E.RETIRADO,
        permission=permisos.puede_retirar,
        custom={"dueno": "Titular del área", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """7.v: the head takes it back before it takes effect."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=[E.PENDIENTE, E.PRESENTADO, E.ACUSADO],
        target=E.SIN_EFECTO,
        permission=permisos.es_sistema,
        custom={"dueno": "Sistema", "etiqueta": "Dejar sin efecto"},
    )
    def dejar_sin_efecto(self, *, por: Actor, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.1.b: nobody has to be named any more: the account was closed, or was completed otherwise."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

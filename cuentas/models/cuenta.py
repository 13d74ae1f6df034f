"""An institutional account (4.v) and its state."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas import permisos
from cuentas.direcciones import normalizar, plegar
from cuentas.estados import OFICIALES, Caracter, EstadoCuenta, Frecuencia, Red
from organizacion.criterios import FINES
from organizacion.models import Area
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control, es_unicom


class CuentaQuerySet(models.QuerySet["Cuenta"]):
    def oficiales(self) -> Self:
        """Those that citizens may trust."""
        return self.filter(estado__in=OFICIALES)

    def comprometidas(self) -> Self:
        """6.xxxi: those with an incident from which they have not recovered."""
        return self.vivas().filter(comprometida_desde__isnull=False)

    def vivas(self) -> Self:
        """Those that exist on their network."""
        return self.exclude(estado=EstadoCuenta.BAJA)

    def dadas_de_baja(self) -> Self:
        """7.ix: the record of those that were official."""
        return self.filter(estado=EstadoCuenta.BAJA)

    def vigiladas(self) -> Self:
        """7.ix: those closed whose handle an impostor could use: it is not that of a live account."""
        vivas = Cuenta.objects.vivas().filter(red=OuterRef("red"), clave=OuterRef("clave"))
        return self.dadas_de_baja().exclude(Exists(vivas))

    def visibles_para(self, persona: Any) -> Self:
        """5.1.d: the accounts that a person may open inside: those that the person supervises; all of them for UNICOM
        and the Comité."""
        if es_unicom(persona) or es_comite(persona):
            return self
        return self.supervisadas_por(persona)

    def supervisadas_por(self, persona: Any) -> Self:
        """5.a, 8.c: the accounts of whose life a person may know everything: those of the áreas that the person heads
        or works for as administrator; all of them for the CNCS and internal control."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if getattr(persona, "pk", None):
            filtro |= Q(designaciones__persona=persona, designaciones__hasta__isnull=True)
        return self.filter(filtro).distinct()


class Cuenta(FSMModelMixin, models.Model):
    """A page or address opened in the Institute's name on a network."""

    red = models.CharField("red", max_length=20, choices=Red)
    identificador = models.CharField("identificador", max_length=80)
    clave = models.CharField("identificador normalizado", max_length=80, editable=False)
    nombre = models.CharField("nombre", max_length=120)
    busqueda = models.TextField("texto de búsqueda", editable=False, default="")
    url = models.URLField("dirección", max_length=300)
    id_permanente = models.CharField("identificador permanente", max_length=80, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="cuentas", verbose_name="área")
    correo = models.EmailField("buzón institucional", blank=True)
    fines = models.JSONField("fines", default=list)
    propositos = models.TextField("propósitos", blank=True)
    operacion = models.TextField("operación", blank=True)
    frecuencia = models.CharField("frecuencia de actualización", max_length=10, choices=Frecuencia, blank=True)
    homologada = models.BooleanField("homologada (7.x)", default=False)
    abierta_el = models.DateField("abierta en la red el", null=True, blank=True)
    activada = models.DateTimeField("activa desde", null=True, blank=True)
    oficial_desde = models.DateField("oficial desde", null=True, blank=True)
    oficial_hasta = models.DateField("oficial hasta", null=True, blank=True)
    ultima_actividad = models.DateTimeField("última actividad", null=True, blank=True, editable=False)
    vigilada_el = models.DateField("última revisión del identificador", null=True, blank=True)
    # Kept by ``acciones.incidente`` from the open incident, so that no list needs to look for it.
    comprometida_desde = models.DateTimeField("comprometida desde", null=True, blank=True, editable=False)
    estado = EstadoField("estado", choices=EstadoCuenta, default=EstadoCuenta.REGISTRADA)
    history = HistoricalRecords(verbose_name="historia de la cuenta", excluded_fields=["busqueda", "ultima_actividad"])

    objects = CuentaQuerySet.as_manager()

    class Meta:
        verbose_name = "cuenta"
        verbose_name_plural = "cuentas"
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["red", "clave"],
                condition=~Q(estado="baja"),  # a handle that was given up may be official again
                name="cuentas_identificador_unico_por_red",
                violation_error_message="Ya hay una cuenta viva con ese identificador en esa red.",
            ),
            models.CheckConstraint(
                condition=~Q(estado="baja") | Q(oficial_hasta__isnull=False), name="cuentas_baja_con_fecha"
            ),
            models.UniqueConstraint(
                fields=["correo"],
                condition=~Q(correo=""),
                name="cuentas_buzon_unico",
                violation_error_message="Ese buzón ya es de otra cuenta.",
            ),
        ]
        indexes = [
            models.Index(fields=["nombre", "id"], name="cuentas_por_nombre"),
            models.Index(
                fields=["ultima_actividad"],
                condition=Q(estado__in=["activa", "regularizacion"]),
                name="cuentas_por_actividad",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.rotulo} en {self.get_red_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clave = normalizar(self.red, self.identificador)
        area = self.area
        self.busqueda = plegar(" ".join((self.nombre, self.clave, area.siglas, area.nombre, area.entidad)))
        super().save(*args, **kwargs)

    @property
    def cadena(self) -> str:
        return f"cuenta:{self.pk}"

    @property
    def rotulo(self) -> str:
        """The handle as people write it."""
        return f"@{self.identificador}"

    @property
    def fines_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, FINES[numeral]) for numeral in self.fines]

    @property
    def es_oficial(self) -> bool:
        return self.estado in OFICIALES

    @property
    def comprometida(self) -> bool:
        """6.xxxi: is it official, and in other hands or operated wrongly? Nobody should trust what it says."""
        return self.comprometida_desde is not None and not self.dada_de_baja

    @property
    def dada_de_baja(self) -> bool:
        """7.ix: was it official, and is now a record?"""
        return self.estado == EstadoCuenta.BAJA

    @cached_property
    def administradores(self) -> dict[str, Any]:
        """5.1.b: the designations in force, by character."""
        return {d.caracter: d for d in self.designaciones.vigentes().select_related("persona")}

    @transition(
        field=estado,
        source=[EstadoCuenta.REGISTRADA, EstadoCuenta.REGULARIZACION],
        target=EstadoCuenta.ACTIVA,
        permission=permisos.puede_activar,
        custom={"dueno": "Titular del área", "etiqueta": "Activar"},
    )
    def activar(self, *, por: Any, ahora: datetime, desde: date) -> dict[str, str]:
        """7.iv: the account goes to work once the Comité was told and its two administrators are designated."""
        self.activada, self.oficial_desde = ahora, self.oficial_desde or desde
        self.ultima_actividad = ahora  # 6.xxii: its silence counts from the first day
        self.__dict__.pop("administradores", None)
        return {str(c): self.administradores[c].persona.nombre for c in Caracter}

    @transition(
        field=estado,
        source=EstadoCuenta.ACTIVA,
        target=EstadoCuenta.REGULARIZACION,
        permission=permisos.puede_descompletar,
        custom={"dueno": "Sistema", "etiqueta": "Quedar sin administrador"},
    )
    def descompletar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, str]:
        """5.1.b: one of its administrators left the área or the institution: it is official, and incomplete."""
        self.__dict__.pop("administradores", None)
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=EstadoCuenta.REGULARIZACION,
        target=EstadoCuenta.ACTIVA,
        permission=permisos.puede_completar,
        custom={"dueno": "Titular del área", "etiqueta": "Completar"},
    )
    def completar(self, *, por: Any, ahora: datetime) -> dict[str, str]:
        """5.1.b: it has its two administrators again."""
        self.__dict__.pop("administradores", None)
        return {str(c): self.administradores[c].persona.nombre for c in Caracter}

    @transition(
        field=estado,
        source=[EstadoCuenta.ACTIVA, EstadoCuenta.REGULARIZACION],
        target=EstadoCuenta.BAJA,
        permission=permisos.puede_dar_de_baja,
        custom={"dueno": "Titular del área", "etiqueta": "Dar de baja"},
    )
    def dar_de_baja(self, *, por: Any, ahora: datetime, fecha: date) -> dict[str, str]:
        """7.viii: it no longer exists on its network; what is left is the record that it was official."""
        self.oficial_hasta = self.vigilada_el = fecha
        return {"fecha": fecha.isoformat()}

"""7.viii, 7.ix: an account is closed: asked for, reviewed, and closed step by step with evidence."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django_fsm import transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.criterios import NUMERALES
from organizacion.models import Persona
from organizacion.permisos import credenciales, es_cncs, es_control, es_unicom
from organizacion.tiempo import fecha_local
from solicitudes.estados.baja import EN_TRAMITE, SIGUIENTE, EstadoBaja, PasoCierre
from solicitudes.models.solicitud import Solicitud
from solicitudes.permisos import baja as permisos

E = EstadoBaja


class BajaQuerySet(models.QuerySet["Baja"]):
    def visibles_para(self, persona: Any) -> Self:
        """The CNCS and internal control, all; UNICOM, those that reached it; a head, those of the área and of the
        áreas under it; the administrators of the account, theirs."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        if es_unicom(persona):
            filtro |= Q(estado__in=[E.CANCELADA, E.SIN_BUZON, E.CONCLUIDA])
        if getattr(persona, "pk", None):
            suyas = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
            filtro |= Q(cuenta__in=suyas.values("pk"))
        return self.filter(filtro)


class Baja(Solicitud):
    """Asks to close an account: of its área (7.viii), or of the CNCS for one abandoned (``de_oficio``, 7.ix)."""

    NOMBRADO_CON = ("cuenta",)
    slug, prefijo = "baja", "BA"
    siguiente, en_tramite = SIGUIENTE, EN_TRAMITE

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="bajas")
    de_oficio = models.BooleanField("la inició la CNCS", default=False)
    motivo = models.TextField("por qué se cierra", max_length=3000)
    oficio_numero = models.CharField("número de oficio", max_length=60, blank=True)
    oficio_fecha = models.DateField("fecha del oficio", null=True, blank=True)
    conforme = models.BooleanField("el área está conforme", null=True, blank=True)
    respuesta_area = models.TextField("respuesta del área", max_length=3000, blank=True)
    fundamentos = models.JSONField("fundamentos", default=list, blank=True)
    observacion = models.TextField("lo que la CNCS encontró sin cerrar", max_length=3000, blank=True)
    estado = EstadoField("estado", choices=EstadoBaja, default=E.PRESENTADA)
    history = HistoricalRecords(verbose_name="historia de la baja", excluded_fields=["busqueda"])

    objects = BajaQuerySet.as_manager()

    class Meta(Solicitud.Meta):
        verbose_name = "baja"
        verbose_name_plural = "bajas"
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"],
                condition=Q(estado__in=[str(e) for e in EN_TRAMITE]),
                name="solicitudes_una_baja_por_cuenta",
            ),
        ]
        indexes = [
            *Solicitud.Meta.indexes,
            models.Index(fields=["area", "-id"], name="solicitudes_baja_por_area"),
        ]

    @property
    def rotulo(self) -> str:
        return f"{self.cuenta.rotulo} en {self.cuenta.get_red_display()}"

    @property
    def fundamentos_con_texto(self) -> list[tuple[str, str]]:
        return [(numeral, NUMERALES[numeral]) for numeral in self.fundamentos if numeral in NUMERALES]

    @cached_property
    def administraron(self) -> frozenset[int]:
        """5.1.b: the ids of those who administer the account, or did when its closing began or later."""
        desde = Q(hasta__isnull=True) | Q(hasta__gte=fecha_local(self.creada))
        return frozenset(self.cuenta.designaciones.filter(desde).values_list("persona_id", flat=True))

    def textos_de_busqueda(self) -> list[str]:
        return [*super().textos_de_busqueda(), self.cuenta.nombre, self.cuenta.identificador, self.motivo]

    @transition(
        field=estado,
        source=E.NOTIFICADA,
        target=E.PRESENTADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Contestar"},
    )
    def contestar(self, *, por: Persona, ahora: datetime, conforme: bool, texto: str) -> dict[str, Any]:
        """7.ix: the área says whether it agrees with the closing that the CNCS started."""
        self.conforme, self.respuesta_area = conforme, texto
        return {"conforme": "conforme" if conforme else "en desacuerdo"}

    @transition(
        field=estado,
        source=E.NOTIFICADA,
        target=E.EN_REVISION,
        permission=permisos.puede_revisar,
        custom={"dueno": "CNCS", "etiqueta": "Continuar sin respuesta del área"},
    )
    def continuar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """7.ix: the área's term passed without an answer: somebody of the CNCS, who did not start it, goes on."""
        self.responsable = por
        return {"revisa": por.nombre}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.EN_REVISION,
        permission=permisos.puede_revisar,
        custom={"dueno": "CNCS", "etiqueta": "Tomar"},
    )
    def tomar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """7.viii: a reviewer of the CNCS takes it."""
        self.responsable = por
        return {"revisa": por.nombre}

    @transition(
        field=estado,
        source=[E.PRESENTADA, E.EN_REVISION],
        target=E.EN_REVISION,
        permission=permisos.puede_asignar,
        custom={"dueno": "Titular de la CNCS", "etiqueta": "Asignar"},
    )
    def asignar(self, *, por: Persona, ahora: datetime, revisor: Persona) -> dict[str, Any]:
        """7.viii: the head of the CNCS gives it to a reviewer."""
        self.responsable = revisor
        return {"revisa": revisor.nombre}

    @transition(
        field=estado,
        source=E.EN_REVISION,
        target=E.PROCEDENTE,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Autorizar la baja"},
    )
    def autorizar(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """7.viii: the CNCS finds that the account is to be closed."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        return {}

    @transition(
        field=estado,
        source=E.EN_REVISION,
        target=E.RECHAZADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Rechazar la baja"},
    )
    def rechazar(self, *, por: Persona, ahora: datetime, fundamentos: list[str], respuesta: str) -> dict[str, Any]:
        """7.viii: the CNCS finds that the account goes on, and says on which numerals."""
        self.anotar_resolucion(por=por, ahora=ahora, respuesta=respuesta)
        self.fundamentos = fundamentos
        return {"fundamentos": fundamentos}

    @transition(
        field=estado,
        source=[E.PRESENTADA, E.EN_REVISION],
        target=E.RETIRADA,
        permission=permisos.puede_retirar,
        custom={"dueno": "Titular del área", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """7.viii: before a decision the área may take its request back."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=[E.NOTIFICADA, E.PRESENTADA, E.EN_REVISION],
        target=E.ARCHIVADA,
        permission=permisos.puede_archivar,
        custom={"dueno": "CNCS", "etiqueta": "Dejar sin efecto"},
    )
    def archivar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """7.ix: the CNCS drops the closing that it started: the account was not abandoned."""
        self.motivo_cierre = motivo
        return {"motivo": motivo}

    @transition(
        field=estado,
        source=E.PROCEDENTE,
        target=E.EXPORTADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Exportar contenidos"},
    )
    def exportar(self, *, por: Persona, ahora: datetime, evidencia: str) -> dict[str, Any]:
        """7.ix: the contents are kept for the archive."""
        return {"evidencia": evidencia}

    @transition(
        field=estado,
        source=E.EXPORTADA,
        target=E.ELIMINADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Eliminar contenidos"},
    )
    def eliminar(self, *, por: Persona, ahora: datetime, evidencia: str) -> dict[str, Any]:
        """7.ix: the contents are deleted from the network."""
        return {"evidencia": evidencia}

    @transition(
        field=estado,
        source=E.ELIMINADA,
        target=E.CANCELADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Cancelar la cuenta"},
    )
    def cancelar(self, *, por: Persona, ahora: datetime, evidencia: str, fecha: date) -> dict[str, Any]:
        """7.viii: the account is cancelled on the network; from now on it is not official."""
        return {"evidencia": evidencia, "fecha": fecha.isoformat()}

    @transition(
        field=estado,
        source=E.CANCELADA,
        target=E.SIN_BUZON,
        permission=permisos.puede_cerrar_buzon,
        custom={"dueno": "UNICOM", "etiqueta": "Cerrar el buzón"},
    )
    def cerrar_buzon(self, *, por: Persona, ahora: datetime, evidencia: str) -> dict[str, Any]:
        """7.ix: UNICOM closes the mailbox of the account."""
        return {"evidencia": evidencia}

    @transition(
        field=estado,
        source=E.SIN_BUZON,
        target=E.CONCLUIDA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Comprobar y concluir"},
    )
    def verificar(self, *, por: Persona, ahora: datetime, evidencia: str) -> dict[str, Any]:
        """7.ix: the CNCS checks that nothing is left, and closes."""
        return {"evidencia": evidencia}

    @transition(
        field=estado,
        source=E.SIN_BUZON,
        target=E.EXPORTADA,
        permission=permisos.puede_decidir,
        custom={"dueno": "CNCS", "etiqueta": "Devolver al área"},
    )
    def devolver(self, *, por: Persona, ahora: datetime, observacion: str) -> dict[str, Any]:
        """7.ix: something is left on the network: the área deletes and cancels again."""
        self.observacion = observacion
        return {"motivo": observacion}


class Paso(models.Model):
    """A step of the checklist that was done, with its evidence. What was returned and done again leaves two rows."""

    baja = models.ForeignKey(Baja, on_delete=models.PROTECT, related_name="pasos")
    paso = models.CharField("paso", max_length=20, choices=PasoCierre)
    evidencia = models.TextField("evidencia", max_length=3000)
    hecho_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField("momento")

    class Meta:
        verbose_name = "paso del cierre"
        verbose_name_plural = "pasos del cierre"
        ordering = ["momento", "pk"]

    def __str__(self) -> str:
        return self.get_paso_display()

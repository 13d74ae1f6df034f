"""5.2.e–f, 6.vii: something that a citizen wrote to an account, and what became of it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales
from publicaciones import permisos
from publicaciones.estados import ABIERTAS, RESPONDIDAS, ClaseInteraccion, EstadoInteraccion, Medio
from publicaciones.models.importacion import Importacion
from publicaciones.models.tema import Tema, de_sus_cuentas

E = EstadoInteraccion


class InteraccionQuerySet(models.QuerySet["Interaccion"]):
    def abiertas(self) -> Self:
        """Those that still wait for something."""
        return self.filter(estado__in=ABIERTAS)

    def visibles_para(self, persona: Any) -> Self:
        """5.1.d: those of the accounts that the person attends; 6.vii: those passed on to an área that the person
        heads, and nothing else of that account. The CNCS and internal control read all."""
        filtro = de_sus_cuentas(persona)
        if filtro is None:
            return self
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area_turnada__ruta__startswith=ruta)
        return self.filter(filtro)


class Interaccion(FSMModelMixin, models.Model):
    """What was written, without anybody's name, handle or personal data. ``objetivo`` is until when it should be
    answered; ``primera_respuesta`` is when the citizen first heard something, ``concluida`` when it was over."""

    NOMBRADO_CON = ("cuenta",)
    folio = models.CharField("folio", max_length=20, unique=True)
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="interacciones")
    recibida = models.DateTimeField("recibida")
    registrada = models.DateTimeField("registrada")
    registrada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    importacion = models.ForeignKey(Importacion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    medio = models.CharField("medio", max_length=12, choices=Medio)
    clase = models.CharField("clase", max_length=12, choices=ClaseInteraccion)
    tema = models.ForeignKey(Tema, on_delete=models.PROTECT, null=True, blank=True, related_name="interacciones")
    enlace = models.URLField("enlace a la interacción", max_length=400, blank=True)
    texto = models.TextField("qué dice, sin datos personales", max_length=4000)
    referencia = models.CharField("referencia interna", max_length=40, blank=True)
    huella = models.CharField("seña que la distingue", max_length=64, editable=False)
    objetivo = models.DateTimeField("contestar antes de")

    area_turnada = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="área a la que se turnó"
    )
    turnada = models.DateTimeField("turnada", null=True, blank=True)
    turno_vence = models.DateTimeField("el área informa antes de", null=True, blank=True)
    informada = models.DateTimeField("el área informó", null=True, blank=True)
    informada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    informacion = models.TextField("lo que informó el área", max_length=4000, blank=True)

    respuesta = models.TextField("respuesta", max_length=4000, blank=True)
    enlace_respuesta = models.URLField("enlace a la respuesta", max_length=400, blank=True)
    area_notificada = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="área notificada"
    )
    atendida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    primera_respuesta = models.DateTimeField("primera respuesta", null=True, blank=True)
    concluida = models.DateTimeField("concluida", null=True, blank=True)
    motivo_cierre = models.CharField("por qué no se contestó", max_length=500, blank=True)

    relevante = models.DateTimeField("señalada como asunto relevante", null=True, blank=True)
    relevante_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relevante_motivo = models.CharField("por qué es relevante", max_length=500, blank=True)
    acusada = models.DateTimeField("la o el titular se dio por enterado", null=True, blank=True)
    acusada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    estado = EstadoField("estado", choices=EstadoInteraccion, default=E.RECIBIDA)
    history = HistoricalRecords(verbose_name="historia de la interacción")

    objects = InteraccionQuerySet.as_manager()

    class Meta:
        verbose_name = "interacción"
        verbose_name_plural = "interacciones"
        ordering = ["-recibida", "-pk"]
        indexes = [
            models.Index(fields=["recibida", "id"], name="publicaciones_int_por_fecha"),
            models.Index(fields=["cuenta", "estado", "recibida", "id"], name="publicaciones_int_por_cuenta"),
            models.Index(
                fields=["objetivo", "id"],
                condition=Q(estado__in=["recibida", "turnada", "informada"]),
                name="publicaciones_int_abiertas",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta", "huella"],
                name="publicaciones_interaccion_unica_por_cuenta",
                violation_error_message="Esa interacción ya está registrada.",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=ABIERTAS, concluida__isnull=True)
                | (~Q(estado__in=ABIERTAS) & Q(concluida__isnull=False)),
                name="publicaciones_interaccion_concluida_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=RESPONDIDAS) | (Q(primera_respuesta__isnull=False) & ~Q(respuesta="")),
                name="publicaciones_interaccion_respondida_con_texto",
            ),
            models.CheckConstraint(
                condition=~Q(estado="cerrada") | ~Q(motivo_cierre=""),
                name="publicaciones_interaccion_cerrada_con_motivo",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=["turnada", "informada"])
                | Q(area_turnada__isnull=False, turnada__isnull=False),
                name="publicaciones_interaccion_turnada_con_area",
            ),
            models.CheckConstraint(
                condition=Q(acusada__isnull=True) | Q(relevante__isnull=False),
                name="publicaciones_interaccion_acusada_si_relevante",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.get_clase_display()} en {self.cuenta.rotulo}"

    @property
    def cadena(self) -> str:
        return f"interaccion:{self.pk}"

    @property
    def abierta(self) -> bool:
        return self.estado in ABIERTAS

    @property
    def limite(self) -> datetime:
        """Until when whoever has it now should act: the área it was passed on to, or who attends the account."""
        return self.turno_vence if self.estado == E.TURNADA and self.turno_vence else self.objetivo

    @transition(
        field=estado,
        source=[E.RECIBIDA, E.TURNADA, E.INFORMADA],
        target=E.CONTESTADA,
        permission=permisos.puede_contestar_a_la_ciudadania,
        custom={"dueno": "Quien atiende la cuenta o el área a la que se turnó", "etiqueta": "Contestar"},
    )
    def contestar(
        self, *, por: Persona, ahora: datetime, respuesta: str, enlace: str, area: Area | None, advertencia: str
    ) -> dict[str, Any]:
        """6.vii, 6.xviii: the citizen was answered with what is known for certain."""
        self.area_notificada = area
        detalle = {"enlace": enlace, "area": area.siglas if area else "", "motivo": advertencia}
        return self._responder(por, ahora, respuesta, enlace) | {k: v for k, v in detalle.items() if v}

    @transition(
        field=estado,
        source=[E.RECIBIDA, E.TURNADA, E.INFORMADA],
        target=E.ORIENTADA,
        permission=permisos.puede_atender,
        custom={"dueno": "Quien atiende la cuenta", "etiqueta": "Orientar a INETEL o la PNT"},
    )
    def orientar(self, *, por: Persona, ahora: datetime, respuesta: str, enlace: str) -> dict[str, Any]:
        """6.vii: the citizen was told of INETEL or the PNT."""
        return self._responder(por, ahora, respuesta, enlace)

    @transition(
        field=estado,
        source=E.RECIBIDA,
        target=E.TURNADA,
        permission=permisos.puede_atender,
        custom={"dueno": "Quien atiende la cuenta", "etiqueta": "Turnar al área que tiene la información"},
    )
    def turnar(self, *, por: Persona, ahora: datetime, area: Area, vence: datetime, nota: str) -> dict[str, Any]:
        """6.vii: the área that owns the information is told and asked for it."""
        self.area_turnada, self.turnada, self.turno_vence = area, ahora, vence
        self.informacion, self.informada, self.informada_por = "", None, None
        return {"area": area.siglas, "nota": nota}

    @transition(
        field=estado,
        source=E.TURNADA,
        target=E.INFORMADA,
        permission=permisos.es_del_area_turnada,
        custom={"dueno": "Titular del área a la que se turnó", "etiqueta": "Informar"},
    )
    def informar(self, *, por: Persona, ahora: datetime, informacion: str) -> dict[str, Any]:
        """6.vii: the área gives what it holds, for the account to answer with."""
        self.informacion, self.informada, self.informada_por = informacion, ahora, por
        return {"area": self.area_turnada.siglas if self.area_turnada else ""}

    @transition(
        field=estado,
        source=E.TURNADA,
        target=E.RECIBIDA,
        permission=permisos.es_del_area_turnada,
        custom={"dueno": "Titular del área a la que se turnó", "etiqueta": "Devolver: no es de esta área"},
    )
    def devolver(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """6.vii: the área does not own that information: it goes back to the account."""
        area, self.area_turnada, self.turno_vence = self.area_turnada, None, None
        return {"area": area.siglas if area else "", "motivo": motivo}

    @transition(
        field=estado,
        source=[E.RECIBIDA, E.TURNADA, E.INFORMADA],
        target=E.CERRADA,
        permission=permisos.puede_atender,
        custom={"dueno": "Quien atiende la cuenta", "etiqueta": "Cerrar sin respuesta"},
    )
    def cerrar_sin_respuesta(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.2.e: nothing is to be answered, and it is said why."""
        self.motivo_cierre, self.concluida, self.atendida_por = motivo, ahora, por
        return {"motivo": motivo}

    def _responder(self, por: Persona, ahora: datetime, respuesta: str, enlace: str) -> dict[str, Any]:
        self.respuesta, self.enlace_respuesta, self.atendida_por = respuesta, enlace, por
        self.primera_respuesta = self.primera_respuesta or ahora
        self.concluida = ahora
        return {}

"""5.3.a: the yearly training meetings of the CNCS, who is called to each, and who came."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.estados.cuidado import ESPERADAS, EstadoConvocatoria, EstadoSesion
from cuentas.permisos import cuidado as permisos
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from plazos.models import Plazo

C = EstadoConvocatoria
S = EstadoSesion
_CNCS = "CNCS"
_TITULAR = "Titular del área"


class SesionQuerySet(models.QuerySet["Sesion"]):
    def por_venir(self, ahora: datetime) -> Self:
        return self.filter(estado=S.PROGRAMADA, inicia__gt=ahora)


class Sesion(FSMModelMixin, models.Model):
    """A meeting: when, where, about what, and for how many."""

    anio = models.PositiveSmallIntegerField("año que cubre")
    inicia = models.DateTimeField("inicia")
    termina = models.DateTimeField("termina")
    lugar = models.CharField("lugar", max_length=200, blank=True)
    enlace = models.URLField("enlace", max_length=300, blank=True)
    temas = models.TextField("temas")
    cupo = models.PositiveSmallIntegerField("cupo")
    estado = EstadoField("estado", choices=EstadoSesion, default=S.PROGRAMADA)
    history = HistoricalRecords(verbose_name="historia de la sesión")

    objects = SesionQuerySet.as_manager()

    class Meta:
        verbose_name = "sesión de capacitación"
        verbose_name_plural = "sesiones de capacitación"
        ordering = ["-inicia", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(termina__gt=F("inicia")), name="cuentas_sesion_termina_despues"),
            models.CheckConstraint(condition=~Q(lugar="") | ~Q(enlace=""), name="cuentas_sesion_con_lugar"),
            models.CheckConstraint(condition=Q(cupo__gte=1), name="cuentas_sesion_con_cupo"),
        ]

    def __str__(self) -> str:
        return f"Capacitación {self.anio}"

    @property
    def cadena(self) -> str:
        return f"sesion:{self.pk}"

    @transition(
        field=estado,
        source=S.PROGRAMADA,
        target=S.CERRADA,
        permission=permisos.lleva_capacitacion,
        custom={"dueno": _CNCS, "etiqueta": "Cerrar la lista"},
    )
    def cerrar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """5.3.a: the list is complete: whoever is not on it did not come."""
        return {}

    @transition(
        field=estado,
        source=S.PROGRAMADA,
        target=S.CANCELADA,
        permission=permisos.lleva_capacitacion,
        custom={"dueno": _CNCS, "etiqueta": "Cancelar"},
    )
    def cancelar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.3.a: it will not take place."""
        return {"motivo": motivo}


class ConvocatoriaQuerySet(models.QuerySet["Convocatoria"]):
    def esperadas(self) -> Self:
        return self.filter(estado__in=ESPERADAS)

    def visibles_para(self, persona: Any) -> Self:
        """One's own, those of the áreas that the person heads; every one for the CNCS and internal control."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(persona=persona) if getattr(persona, "pk", None) else Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        return self.filter(filtro)


class Convocatoria(FSMModelMixin, models.Model):
    """One person called to one meeting. ``area`` is the one whose head sends the person."""

    NOMBRADO_CON = ("sesion", "persona")
    sesion = models.ForeignKey(Sesion, on_delete=models.PROTECT, related_name="convocatorias")
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="convocatorias")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name="área")
    convocada = models.DateTimeField("convocada")
    motivo = models.CharField("por qué no asiste", max_length=300, blank=True)
    asistio = models.DateTimeField("asistencia", null=True, blank=True)
    codigo = models.CharField("código de la constancia", max_length=40, blank=True)
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoConvocatoria, default=C.CONVOCADA)

    objects = ConvocatoriaQuerySet.as_manager()

    class Meta:
        verbose_name = "convocatoria a capacitación"
        verbose_name_plural = "convocatorias a capacitación"
        ordering = ["-convocada", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sesion", "persona"], name="cuentas_una_convocatoria_por_sesion"),
            models.UniqueConstraint(fields=["codigo"], condition=~Q(codigo=""), name="cuentas_constancia_unica"),
            models.CheckConstraint(
                condition=Q(estado="asistio", asistio__isnull=False) & ~Q(codigo="")
                | (~Q(estado="asistio") & Q(asistio__isnull=True, codigo="")),
                name="cuentas_asistencia_con_constancia",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sesion}: {self.persona}"

    @property
    def cadena(self) -> str:
        return self.sesion.cadena

    @transition(
        field=estado,
        source=C.CONVOCADA,
        target=C.CONFIRMADA,
        permission=permisos.envia,
        custom={"dueno": _TITULAR, "etiqueta": "Confirmar"},
    )
    def confirmar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """5.3.a: the área sends the person."""
        return {"persona": self.persona.nombre}

    @transition(
        field=estado,
        source=[C.CONVOCADA, C.CONFIRMADA],
        target=C.EXCUSADA,
        permission=permisos.envia,
        custom={"dueno": _TITULAR, "etiqueta": "Decir por qué no asiste"},
    )
    def excusar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.3.a: the área does not send the person, and says why: the next meeting will call again."""
        self.motivo = motivo
        return {"persona": self.persona.nombre, "motivo": motivo}

    @transition(
        field=estado,
        source=[C.CONVOCADA, C.CONFIRMADA, C.EXCUSADA],
        target=C.ASISTIO,
        permission=permisos.puede_asistir,
        custom={"dueno": "Persona convocada o CNCS", "etiqueta": "Registrar asistencia"},
    )
    def asistir(self, *, por: Any, ahora: datetime, codigo: str) -> dict[str, Any]:
        """5.3.a: the person came."""
        self.asistio, self.codigo = ahora, codigo
        return {"persona": self.persona.nombre}

    @transition(
        field=estado,
        source=[C.CONVOCADA, C.CONFIRMADA],
        target=C.AUSENTE,
        permission=permisos.solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Dar por ausente"},
    )
    def faltar(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """5.3.a: the list was closed without the person."""
        return {"persona": self.persona.nombre}

    @transition(
        field=estado,
        source=[C.CONVOCADA, C.CONFIRMADA],
        target=C.CANCELADA,
        permission=permisos.solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Dejar sin efecto"},
    )
    def cancelar(self, *, por: Any, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.3.a: the meeting was called off, or the person administers no account any more."""
        self.motivo = motivo
        return {"persona": self.persona.nombre, "motivo": motivo}

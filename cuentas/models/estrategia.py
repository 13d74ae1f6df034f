"""6.xxxiii: the social-media strategy of each Junta Local, year by year; no version is ever overwritten."""

import uuid
from datetime import datetime
from pathlib import PurePath
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition

from bitacora.campos import EstadoField
from cuentas.estados.cuidado import EstadoEstrategia
from cuentas.permisos.cuidado import recibe_estrategia, solo_proceso
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control

E = EstadoEstrategia


class EstrategiaQuerySet(models.QuerySet["Estrategia"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the Juntas that the person heads or works for; every one for the CNCS and internal control."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(area__in=[area.pk for area in credenciales(persona).adscripciones])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        return self.filter(filtro)


def _ruta(estrategia: "Estrategia", nombre: str) -> str:
    return f"cuentas/estrategias/{estrategia.anio}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class Estrategia(FSMModelMixin, models.Model):
    """One version of the strategy of a Junta for a year: its signed PDF and a summary."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="estrategias", verbose_name="Junta")
    anio = models.PositiveSmallIntegerField("año")
    version = models.PositiveSmallIntegerField("versión")
    resumen = models.TextField("resumen")
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200)
    nombre = models.CharField("nombre del archivo", max_length=150)
    huella = models.CharField("huella del archivo", max_length=64)
    presentada = models.DateTimeField("presentada")
    presentada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    respuesta = models.TextField("respuesta de la CNCS", blank=True)
    respondida = models.DateTimeField("respondida", null=True, blank=True)
    respondida_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    estado = EstadoField("estado", choices=EstadoEstrategia, default=E.PRESENTADA)

    objects = EstrategiaQuerySet.as_manager()

    class Meta:
        verbose_name = "estrategia de una Junta Local"
        verbose_name_plural = "estrategias de las Juntas Locales"
        ordering = ["-anio", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "anio", "version"], name="cuentas_version_de_estrategia"),
            models.UniqueConstraint(
                fields=["area", "anio"], condition=Q(estado="presentada"), name="cuentas_una_estrategia_por_recibir"
            ),
            models.CheckConstraint(
                condition=Q(respondida_por__isnull=True) | ~Q(respondida_por=models.F("presentada_por")),
                name="cuentas_estrategia_recibida_por_otra_persona",
            ),
        ]

    def __str__(self) -> str:
        return f"Estrategia {self.anio} de {self.area.siglas}, versión {self.version}"

    @property
    def cadena(self) -> str:
        return f"area:{self.area_id}"

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.RECIBIDA,
        permission=recibe_estrategia,
        custom={"dueno": "CNCS", "etiqueta": "Acusar de recibo"},
    )
    def recibir(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.xxxiii: the CNCS has it."""
        self._responder(por, ahora, respuesta)
        return {"estrategia": str(self), "motivo": respuesta}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.CON_CAMBIOS,
        permission=recibe_estrategia,
        custom={"dueno": "CNCS", "etiqueta": "Pedir cambios"},
    )
    def pedir_cambios(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict[str, Any]:
        """6.xxxiii: the CNCS asks for another version."""
        self._responder(por, ahora, respuesta)
        return {"estrategia": str(self), "motivo": respuesta}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.SUSTITUIDA,
        permission=solo_proceso,
        custom={"dueno": "Sistema", "etiqueta": "Sustituir"},
    )
    def sustituir(self, *, por: Any, ahora: datetime) -> dict[str, Any]:
        """6.xxxiii: the Junta filed another version before the CNCS answered."""
        return {"estrategia": str(self)}

    def _responder(self, por: Persona, ahora: datetime, respuesta: str) -> None:
        self.respondida, self.respondida_por, self.respuesta = ahora, por, respuesta

"""5.2.a, 7.i, 7.x: an área asks the CNCS to publish its material in the CNCS's accounts."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from cuentas.models import Cuenta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from publicaciones import permisos
from publicaciones.estados import EstadoPeticion

E = EstadoPeticion


class PeticionQuerySet(models.QuerySet["Peticion"]):
    def visibles_para(self, persona: Any) -> Self:
        """The head, those of the área and of the áreas under it; the CNCS and internal control, all."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        return self.filter(filtro)


class Peticion(FSMModelMixin, models.Model):
    """What to publish, where and by when."""

    folio = models.CharField("folio", max_length=20, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="peticiones", verbose_name="área")
    cuenta = models.ForeignKey(
        Cuenta, on_delete=models.PROTECT, related_name="peticiones", verbose_name="cuenta de la CNCS"
    )
    asunto = models.CharField("asunto", max_length=200)
    material = models.TextField("material que se pide difundir", max_length=5000)
    fecha_deseada = models.DateField("fecha deseada", null=True, blank=True)
    presentada = models.DateTimeField("presentada")
    presentada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    contestada = models.DateTimeField("contestada", null=True, blank=True)
    contestada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    enlace = models.URLField("enlace de lo difundido", max_length=400, blank=True)
    respuesta = models.TextField("respuesta", max_length=2000, blank=True)
    estado = FSMField("estado", choices=EstadoPeticion, default=E.PRESENTADA, protected=True)
    history = HistoricalRecords(verbose_name="historia de la petición")

    objects = PeticionQuerySet.as_manager()

    class Meta:
        verbose_name = "petición de difusión"
        verbose_name_plural = "peticiones de difusión"
        ordering = ["-presentada", "-pk"]

    def __str__(self) -> str:
        return f"{self.folio} · {self.asunto}"

    @property
    def cadena(self) -> str:
        return f"peticion:{self.pk}"

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.DIFUNDIDA,
        permission=permisos.puede_contestar,
        custom={"dueno": "CNCS", "etiqueta": "Registrar la difusión"},
    )
    def difundir(self, *, por: Persona, ahora: datetime, enlace: str, respuesta: str) -> dict:
        """7.x: the CNCS published it, and says where."""
        self.contestada, self.contestada_por, self.enlace, self.respuesta = ahora, por, enlace, respuesta
        return {"enlace": enlace}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.DECLINADA,
        permission=permisos.puede_contestar,
        custom={"dueno": "CNCS", "etiqueta": "Declinar"},
    )
    def declinar(self, *, por: Persona, ahora: datetime, respuesta: str) -> dict:
        """7.x: the CNCS will not publish it, and says why."""
        self.contestada, self.contestada_por, self.respuesta = ahora, por, respuesta
        return {}

    @transition(
        field=estado,
        source=E.PRESENTADA,
        target=E.RETIRADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime) -> dict:
        """5.2.a: the área no longer needs it."""
        return {}

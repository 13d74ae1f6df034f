"""5.2.a, 7.i, 7.x: an área asks the CNCS to publish its material in the CNCS's accounts."""

import uuid
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_control
from plazos.models import Plazo
from publicaciones import permisos
from publicaciones.estados import PENDIENTES, EstadoPeticion

E = EstadoPeticion
SIN_FECHA: Final = date(9999, 12, 31)


class PeticionQuerySet(models.QuerySet["Peticion"]):
    def visibles_para(self, persona: Any) -> Self:
        """The head, those of the área and of the áreas under it; the CNCS and internal control, all."""
        if es_cncs(persona) or es_control(persona):
            return self
        filtro = Q(pk__in=[])
        for ruta in credenciales(persona).rutas_que_encabeza:
            filtro |= Q(area__ruta__startswith=ruta)
        return self.filter(filtro)

    def en_cola(self) -> Self:
        """7.x: those to attend to, each with ``para_cuando``: by the date on which it is wanted; those without a date,
        after."""
        para_cuando = Coalesce("fecha_deseada", Value(SIN_FECHA, models.DateField()))
        pendientes = self.filter(estado__in=PENDIENTES).annotate(para_cuando=para_cuando)
        return pendientes.order_by("para_cuando", "presentada", "pk")


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
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tomada = models.DateTimeField("tomada", null=True, blank=True)
    tomada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contestada = models.DateTimeField("contestada", null=True, blank=True)
    contestada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    enlace = models.URLField("enlace de lo difundido", max_length=400, blank=True)
    respuesta = models.TextField("respuesta", max_length=2000, blank=True)
    estado = EstadoField("estado", choices=EstadoPeticion, default=E.PRESENTADA)
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
        target=E.EN_PREPARACION,
        permission=permisos.puede_contestar,
        custom={"dueno": "CNCS", "etiqueta": "Tomar"},
    )
    def tomar(self, *, por: Persona, ahora: datetime) -> dict:
        """7.x: somebody of the CNCS prepares it."""
        self.tomada, self.tomada_por = ahora, por
        return {}

    @transition(
        field=estado,
        source=E.EN_PREPARACION,
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
        source=[E.PRESENTADA, E.EN_PREPARACION],
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
        source=[E.PRESENTADA, E.EN_PREPARACION],
        target=E.RETIRADA,
        permission=permisos.es_su_titular,
        custom={"dueno": "Titular del área", "etiqueta": "Retirar"},
    )
    def retirar(self, *, por: Persona, ahora: datetime) -> dict:
        """5.2.a: the área no longer needs it."""
        return {}


def _ruta(material: "MaterialDePeticion", nombre: str) -> str:
    """A name that nobody chose: no path, no clash, no surprise."""
    return f"peticiones/{material.momento:%Y/%m}/{uuid.uuid4().hex}{PurePath(nombre).suffix.lower()[:8]}"


class MaterialQuerySet(models.QuerySet["MaterialDePeticion"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the peticiones that the person may see."""
        return self.filter(peticion__in=Peticion.objects.visibles_para(persona).values("pk"))


class MaterialDePeticion(models.Model):
    """A file that the área hands in to be published, with the digest of its bytes."""

    peticion = models.ForeignKey(Peticion, on_delete=models.PROTECT, related_name="archivos")
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200)
    nombre = models.CharField("nombre", max_length=150)
    huella = models.CharField("SHA-256", max_length=64)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    momento = models.DateTimeField("momento")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "material de una petición"
        verbose_name_plural = "materiales de peticiones"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.nombre

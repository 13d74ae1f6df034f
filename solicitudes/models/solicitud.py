"""What every request of chapter 7 is, whatever it asks for: who filed it, for which área, since when, and its clock."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django_fsm import FSMModelMixin

from cuentas.direcciones import plegar
from organizacion.models import Area, Persona
from plazos.models import Plazo


class Solicitud(FSMModelMixin, models.Model):
    """Base of the requests. A subclass adds what it asks, its ``estado`` and its transitions.

    ``slug`` names the kind in addresses and in the log; ``prefijo`` begins its folios; ``siguiente`` says who has the
    request in each state, and what that person does.
    """

    slug: ClassVar[str]
    prefijo: ClassVar[str]
    siguiente: ClassVar[dict[str, tuple[str, str]]]
    en_tramite: ClassVar[tuple[str, ...]]
    estado: Any

    folio = models.CharField("folio", max_length=20, unique=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="área"
    )
    creada = models.DateTimeField("creada")
    presentada_por = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="presentó"
    )
    responsable = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="atiende"
    )
    plazo = models.OneToOneField(Plazo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resuelta = models.DateTimeField("resuelta", null=True, blank=True)
    resuelta_por = models.ForeignKey(
        Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="resolvió"
    )
    respuesta = models.TextField("respuesta", max_length=8000, blank=True)
    motivo_cierre = models.TextField("motivo", max_length=2000, blank=True)
    busqueda = models.TextField("texto de búsqueda", editable=False, default="")

    documentos = GenericRelation("solicitudes.Documento", "objeto_id", "tipo")
    constancias = GenericRelation("solicitudes.Constancia", "objeto_id", "tipo")
    notas = GenericRelation("solicitudes.Nota", "objeto_id", "tipo")
    mensajes = GenericRelation("solicitudes.Mensaje", "objeto_id", "tipo")
    requerimientos = GenericRelation("solicitudes.Requerimiento", "objeto_id", "tipo")

    class Meta:
        abstract = True
        ordering = ["-creada", "-pk"]
        indexes = [models.Index(fields=["-creada", "-id"], name="%(class)s_recientes")]

    def __str__(self) -> str:
        return f"{self.folio} · {self.rotulo}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.busqueda = plegar(" ".join(texto for texto in self.textos_de_busqueda() if texto))
        super().save(*args, **kwargs)

    def textos_de_busqueda(self) -> list[str]:
        """What a search finds it by."""
        textos = [self.folio, self.rotulo, self.respuesta]
        if self.area:
            textos += [self.area.siglas, self.area.nombre, self.area.entidad]
        if self.presentada_por:
            textos.append(self.presentada_por.nombre)
        return textos

    @property
    def cadena(self) -> str:
        return f"{self.slug}:{self.pk}"

    @property
    def rotulo(self) -> str:
        """What the request is about, in a line."""
        raise NotImplementedError

    @property
    def presentada(self) -> datetime:
        return self.creada

    @property
    def en_curso(self) -> bool:
        """Does it still wait for somebody?"""
        return self.estado in self.en_tramite

    @property
    def a_cargo(self) -> Persona | None:
        """Who of the office has it, while it waits for the office."""
        return self.responsable if self.quien_sigue in {"CNCS", "Comité", "Control interno"} else None

    @property
    def quien_sigue(self) -> str:
        return self.siguiente[self.estado][0]

    @property
    def que_sigue(self) -> str:
        return self.siguiente[self.estado][1]

    def anotar_resolucion(self, *, por: Persona, ahora: datetime, respuesta: str = "") -> None:
        """Keep who decided, when and what was answered; for the transitions that decide."""
        self.resuelta, self.resuelta_por, self.respuesta = ahora, por, respuesta

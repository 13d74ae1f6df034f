"""6.xxiii: a content as one account says it, its files, and each of its versions."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django_fsm import FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from bitacora.campos import EstadoField
from cuentas.models import Cuenta
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.estados import EstadoVariante
from publicaciones.huella import DatosDelMedio, texto_canonico
from publicaciones.medios import EXTENSION, IMAGENES, VIDEOS
from publicaciones.models.contenido import Contenido

E = EstadoVariante
QUIEN = "Persona administradora o titular"


class DelContenido(models.QuerySet[Any]):
    """Rows that hang from a variant, seen by whoever sees its content."""

    def visibles_para(self, persona: Any) -> Self:
        return self.filter(variante__contenido__in=Contenido.objects.visibles_para(persona).values("pk"))


class VarianteQuerySet(models.QuerySet["Variante"]):
    def visibles_para(self, persona: Any) -> Self:
        """Those of the contents that the person sees."""
        return self.filter(contenido__in=Contenido.objects.visibles_para(persona).values("pk"))


class Variante(FSMModelMixin, models.Model):
    """The post of one account. ``version`` counts its edits; ``huella`` is the digest of the last one."""

    contenido = models.ForeignKey(Contenido, on_delete=models.PROTECT, related_name="variantes")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="variantes", verbose_name="cuenta")
    texto = models.TextField("texto", blank=True)
    motivos = models.JSONField("motivo de cada enlace externo", default=dict, blank=True)
    programada = models.DateTimeField("programada para", null=True, blank=True)
    version = models.PositiveIntegerField("versión", default=1)
    huella = models.CharField("SHA-256 de la versión", max_length=64)
    creada = models.DateTimeField("creada")
    modificada = models.DateTimeField("modificada")
    modificada_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")
    estado = EstadoField("estado", choices=EstadoVariante, default=E.BORRADOR)
    history = HistoricalRecords(verbose_name="historia de la variante")

    objects = VarianteQuerySet.as_manager()

    class Meta:
        verbose_name = "variante"
        verbose_name_plural = "variantes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contenido", "cuenta"],
                condition=~Q(estado="descartada"),
                name="publicaciones_una_variante_por_cuenta",
            ),
        ]
        indexes = [
            models.Index(fields=["programada", "id"], condition=Q(estado="borrador"), name="publicaciones_programadas"),
        ]

    def __str__(self) -> str:
        return f"{self.contenido} · {self.cuenta.rotulo} en {self.cuenta.get_red_display()}"

    @property
    def cadena(self) -> str:
        return self.contenido.cadena

    def canonico(self, *, texto: str | None = None) -> str:
        """All that matters of it as text; with another ``texto``, as it would be with that one."""
        return texto_canonico(
            self.contenido.datos,
            cuenta=f"{self.cuenta.red}:{self.cuenta.clave}",
            texto=self.texto if texto is None else texto,
            motivos=self.motivos,
            medios=[DatosDelMedio(medio.digest, medio.texto_alternativo) for medio in self.medios.all()],
        )

    def _modificar(self, por: Persona, ahora: datetime) -> dict[str, Any]:
        self.modificada, self.modificada_por = ahora, por
        return {"cuenta": self.cuenta.rotulo, "version": self.version, "huella": self.huella}

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.BORRADOR,
        permission=permisos.puede_editar,
        custom={"dueno": QUIEN, "etiqueta": "Editar"},
    )
    def editar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.2.a: another version of the post."""
        return self._modificar(por, ahora)

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.BORRADOR,
        permission=permisos.puede_actualizar,
        custom={"dueno": QUIEN, "etiqueta": "Cambiar los datos del contenido"},
    )
    def actualizar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.2.a: what it shares with the other posts changed, so it is another version too."""
        return self._modificar(por, ahora)

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.PUBLICADA,
        permission=permisos.puede_editar,
        custom={"dueno": QUIEN, "etiqueta": "Registrar la publicación"},
    )
    def publicar(self, *, por: Persona, ahora: datetime, enlace: str) -> dict[str, Any]:
        """5.2.a: it is on the network, as who published it says."""
        return {"cuenta": self.cuenta.rotulo, "enlace": enlace, "version": self.version, "huella": self.huella}

    @transition(
        field=estado,
        source=E.PUBLICADA,
        target=E.PUBLICADA,
        permission=permisos.puede_editar,
        custom={"dueno": QUIEN, "etiqueta": "Registrar una corrección"},
    )
    def corregir(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.2.d, 6.iv: what is on the network was mended."""
        return {"cuenta": self.cuenta.rotulo, "motivo": motivo}

    @transition(
        field=estado,
        source=E.PUBLICADA,
        target=E.RETIRADA,
        permission=permisos.puede_editar,
        custom={"dueno": QUIEN, "etiqueta": "Registrar el retiro"},
    )
    def retirar(self, *, por: Persona, ahora: datetime, motivo: str) -> dict[str, Any]:
        """5.2.d: it is no longer on the network."""
        return {"cuenta": self.cuenta.rotulo, "motivo": motivo}

    @transition(
        field=estado,
        source=E.BORRADOR,
        target=E.DESCARTADA,
        permission=permisos.puede_editar,
        custom={"dueno": QUIEN, "etiqueta": "Descartar"},
    )
    def descartar(self, *, por: Persona, ahora: datetime) -> dict[str, Any]:
        """5.2.c: this account will not publish it."""
        return {"cuenta": self.cuenta.rotulo}


class Version(models.Model):
    """A variant as it was saved once. It is written and never changed: opinions and endorsements are about one."""

    variante = models.ForeignKey(Variante, on_delete=models.PROTECT, related_name="versiones")
    numero = models.PositiveIntegerField("número")
    texto = models.TextField("texto", blank=True)
    canonico = models.TextField("texto canónico")
    huella = models.CharField("SHA-256", max_length=64, db_index=True)
    creada = models.DateTimeField("creada")
    por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")

    objects = DelContenido.as_manager()

    class Meta:
        verbose_name = "versión"
        verbose_name_plural = "versiones"
        ordering = ["-numero"]
        constraints = [models.UniqueConstraint(fields=["variante", "numero"], name="publicaciones_version_unica")]

    def __str__(self) -> str:
        return f"Versión {self.numero}"


def _ruta(medio: "Medio", nombre: str) -> str:
    """A name that nobody chose, with the extension of what the file is."""
    return f"medios/{medio.momento:%Y/%m}/{uuid.uuid4().hex}{EXTENSION[medio.tipo]}"


class Medio(models.Model):
    """6.xxvii: a picture, video or document of a post. What it shows is said in words."""

    variante = models.ForeignKey(Variante, on_delete=models.PROTECT, related_name="medios")
    archivo = models.FileField("archivo", upload_to=_ruta, max_length=200)
    nombre = models.CharField("nombre", max_length=150)
    tipo = models.CharField("tipo", max_length=40)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    texto_alternativo = models.CharField("texto alternativo", max_length=1000, blank=True)
    digest = models.CharField("SHA-256", max_length=64)
    orden = models.PositiveSmallIntegerField("orden")
    momento = models.DateTimeField("momento")

    objects = DelContenido.as_manager()

    class Meta:
        verbose_name = "archivo de una variante"
        verbose_name_plural = "archivos de variantes"
        ordering = ["orden", "pk"]

    def __str__(self) -> str:
        return self.nombre

    @property
    def es_imagen(self) -> bool:
        return self.tipo in IMAGENES

    @property
    def es_video(self) -> bool:
        return self.tipo in VIDEOS

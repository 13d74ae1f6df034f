"""Writes on a post in preparation: its text, its files, the reasons of its links, its date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.flujo import EstadoCambiado
from organizacion.archivos import huella as digest_de
from organizacion.archivos import nombre_seguro
from organizacion.models import Persona
from publicaciones.acciones.aval import anular_avales
from publicaciones.acciones.consulta import anular_por_descarte
from publicaciones.acciones.contenido import EdicionSimultanea, bloquear_contenido
from publicaciones.acciones.version import guardar_version
from publicaciones.models import Medio, Variante

MAXIMO_DE_MEDIOS: Final = 10


@dataclass(frozen=True)
class ArchivoNuevo:
    """A file that was checked, its type, and what it shows in words."""

    archivo: UploadedFile
    tipo: str
    texto_alternativo: str = ""


@dataclass(frozen=True)
class Edicion:
    """What a person leaves in a post: all of its text, reasons and date; of its files, what changes."""

    texto: str
    motivos: Mapping[str, str] = field(default_factory=dict)
    programada: datetime | None = None
    alternativos: Mapping[int, str] = field(default_factory=dict)
    quitar: Collection[int] = ()
    nuevo: ArchivoNuevo | None = None


@transaction.atomic
def guardar_variante(
    *, variante: Variante, edicion: Edicion, version: int, por: Persona, ahora: datetime
) -> tuple[Variante, bool]:
    """5.2.a: save the post; return it, and whether it is another version. Any difference, however small, makes another
    version, for which no opinion and no endorsement hold.

    ``version`` is that on which ``por`` was writing. Raises ``SinPermiso``, ``EstadoCambiado``, ``EdicionSimultanea``.
    """
    contenido = bloquear_contenido(variante.contenido)
    fila = flujo.bloquear(variante, "editar", por=por, con=("cuenta__area",))
    fila.contenido = contenido
    if fila.version != version:
        raise EdicionSimultanea(
            f"{fila.modificada_por.nombre} guardó la versión {fila.version} mientras usted escribía. Lo suyo sigue "
            "aquí y no se ha guardado: compare con lo guardado y, si procede, guarde de nuevo."
        )
    fila.texto, fila.programada = edicion.texto, edicion.programada
    fila.motivos = {enlace: motivo for enlace, motivo in edicion.motivos.items() if motivo}
    _cambiar_medios(fila, edicion, ahora)
    cambio = guardar_version(fila, por=por, ahora=ahora)
    if cambio:
        anular_avales(contenido, ahora=ahora)
    return fila, cambio


@transaction.atomic
def descartar_variante(*, variante: Variante, por: Persona, ahora: datetime) -> Variante:
    """5.2.c: this account will not publish it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    bloquear_contenido(variante.contenido)
    fila = flujo.ejecutar(variante, "descartar", por=por, ahora=ahora)
    anular_por_descarte(variante=fila, ahora=ahora)
    return fila


def _cambiar_medios(variante: Variante, edicion: Edicion, ahora: datetime) -> None:
    medios = list(Medio.objects.filter(variante=variante))
    for medio in medios:
        alternativo = edicion.alternativos.get(medio.pk, medio.texto_alternativo)
        if medio.pk in edicion.quitar:
            medio.delete()  # its bytes stay in the store: what versions of before say of it can be checked
        elif alternativo != medio.texto_alternativo:
            medio.texto_alternativo = alternativo
            medio.save(update_fields=["texto_alternativo"])
    if nuevo := edicion.nuevo:
        if len(medios) - len(set(edicion.quitar)) >= MAXIMO_DE_MEDIOS:
            raise EstadoCambiado(f"Una publicación lleva hasta {MAXIMO_DE_MEDIOS} archivos: quite alguno antes.")
        Medio.objects.create(
            variante=variante,
            archivo=nuevo.archivo,
            nombre=nombre_seguro(nuevo.archivo.name or "archivo"),
            tipo=nuevo.tipo,
            tamano=nuevo.archivo.size or 0,
            texto_alternativo=nuevo.texto_alternativo,
            digest=digest_de(nuevo.archivo),
            orden=max((medio.orden for medio in medios), default=0) + 1,
            momento=ahora,
        )

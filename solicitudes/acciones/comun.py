"""What filing and moving a request have in common, whatever it asks for."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor
from cuentas.direcciones import plegar
from organizacion.acciones import siguiente_folio
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.estados import EstadoPlazo
from solicitudes.acciones import papeles_solicitud
from solicitudes.acciones.documento import guardar_documento
from solicitudes.acciones.requerimiento import dejar_sin_efecto
from solicitudes.estados import ClaseDocumento
from solicitudes.models import Nota, Solicitud

S = TypeVar("S", bound=Solicitud)
# Files that come with an act, each with what it is.
Archivos = Iterable[tuple[ClaseDocumento, UploadedFile]]
NINGUNO: Final = ""


class DatoInvalido(Exception):
    """What was asked breaks a rule of the norm. ``str()`` is the message in Spanish, ``campo`` what it is about."""

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.campo = campo


@transaction.atomic(savepoint=False)
def registrar(
    solicitud: S,
    *,
    por: Actor,
    ahora: datetime,
    plazo: str = NINGUNO,
    archivos: Archivos = (),
    detalle: Mapping[str, Any] | None = None,
    acuse: bool = True,
) -> S:
    """File a request: its folio, its row, its clock (``plazo``, a key of ``plazos.clases.CLASES``), its files, its log
    entry and its acuse. Who may file it is for the caller to check, before.
    """
    solicitud.creada = ahora
    if isinstance(por, Persona):
        solicitud.presentada_por = por
    solicitud.folio = siguiente_folio(solicitud.prefijo, ahora=ahora)
    flujo.anotar_historia(solicitud, por=por, ahora=ahora)
    solicitud.save()
    if plazo:
        abrir_plazo(solicitud, plazo, ahora=ahora)
        solicitud.skip_history_when_saving = True
        solicitud.save(update_fields=["plazo"])
        del solicitud.skip_history_when_saving
    documentos = guardar(solicitud, archivos, por=por, ahora=ahora)
    if acuse and isinstance(por, Persona):
        papeles_solicitud.emitir_acuse(solicitud, documentos, ahora=ahora)
    asentar(
        cadena=solicitud.cadena,
        acto="presentar",
        objeto=str(solicitud),
        por=por,
        ahora=ahora,
        detalle={"folio": solicitud.folio, "a": solicitud.estado, **(detalle or {})},
    )
    return solicitud


@transaction.atomic(savepoint=False)
def avanzar(
    solicitud: S,
    transicion: str,
    *,
    por: Actor,
    ahora: datetime,
    cierra: EstadoPlazo | None = None,
    abre: str = NINGUNO,
    archivos: Archivos = (),
    con: tuple[str, ...] = (),
    **argumentos: Any,
) -> S:
    """Run a transition on the locked row and log it; before, close its clock (``cierra`` says how it ended; what was
    asked meanwhile is not needed any more) and start another (``abre``). ``con`` names what to load beside it, besides
    what every notice needs.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = flujo.bloquear(solicitud, transicion, por=por, con=("area", "presentada_por", "responsable", "plazo", *con))
    if cierra:
        dejar_sin_efecto(fila, por=por, ahora=ahora)
        plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=cierra)
    if abre:
        abrir_plazo(fila, abre, ahora=ahora)
    flujo.cumplir(fila, transicion, por=por, ahora=ahora, **argumentos)
    guardar(fila, archivos, por=por, ahora=ahora)
    return fila


def abrir_plazo(solicitud: Solicitud, clase: str, *, ahora: datetime) -> None:
    """Start a clock of a request, which becomes its current one. The caller saves the row."""
    solicitud.plazo = plazos.abrir(
        clase=clase,
        objeto_tipo=solicitud._meta.label_lower,
        objeto_id=solicitud.pk,
        cadena=solicitud.cadena,
        ahora=ahora,
    )


def guardar(solicitud: Solicitud, archivos: Archivos, *, por: Actor, ahora: datetime) -> list[Any]:
    """Keep the files of an act, already checked."""
    pares = list(archivos)
    assert isinstance(por, Persona) or not pares  # a process hands nothing in
    return [
        guardar_documento(solicitud=solicitud, clase=clase, archivo=archivo, por=por, ahora=ahora)
        for clase, archivo in pares
        if isinstance(por, Persona)
    ]


@transaction.atomic(savepoint=False)
def anotar(*, solicitud: Solicitud, texto: str, por: Persona, ahora: datetime) -> Nota:
    """Leave a note for the others who answer. Who may is for the page's ``permiso`` to say."""
    nota = Nota.objects.create(solicitud=solicitud, autor=por, texto=texto, momento=ahora)
    asentar(
        cadena=solicitud.cadena, acto="anotar", objeto=str(solicitud), por=por, ahora=ahora, detalle={"nota": nota.pk}
    )
    return nota


def nombra(texto: str, persona: Persona | None) -> bool:
    """Does the text say the person's mail address, or two words in a row of the name?"""
    if persona is None:
        return False
    dicho = " ".join(re.findall(r"\w+", plegar(texto)))
    nombre = re.findall(r"\w+", plegar(persona.nombre))
    pares = [f"{uno} {otro}" for uno, otro in pairwise(nombre)] or nombre
    return persona.email.lower() in texto.lower() or any(f" {par} " in f" {dicho} " for par in pares)

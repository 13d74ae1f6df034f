"""7.iii: what the CNCS does with a request."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from organizacion.codigos import nuevo_codigo
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import USO_AUTORIZACION
from solicitudes import permisos
from solicitudes.acciones import avisos_apertura as avisos
from solicitudes.acciones.apertura import TIPO, OpcionInvalida
from solicitudes.acciones.documento import emitir, guardar_documento
from solicitudes.acciones.requerimiento import dejar_sin_efecto
from solicitudes.contenido import datos_de_respuesta
from solicitudes.estados import FUNDAMENTOS, ClaseConstancia, ClaseDocumento
from solicitudes.models import Apertura, Nota


@transaction.atomic
def tomar(*, apertura: Apertura, por: Persona, ahora: datetime) -> Apertura:
    """7.iii: take the request to review it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(apertura, "tomar", por=por, ahora=ahora)


@transaction.atomic
def asignar(*, apertura: Apertura, revisor: Persona, por: Persona, ahora: datetime) -> Apertura:
    """7.iii: the head of the CNCS gives the request to a reviewer, who is told.

    Raises ``OpcionInvalida`` for somebody who may not review it, ``SinPermiso``, ``EstadoCambiado``.
    """
    if not permisos.puede_revisar(apertura, revisor):
        raise OpcionInvalida(f"{revisor.nombre} no puede revisar esta solicitud: elija a otra persona de la CNCS.")
    fila = flujo.ejecutar(apertura, "asignar", por=por, ahora=ahora, revisor=revisor)
    if revisor.pk != por.pk:
        avisos.al_asignar(fila, ahora=ahora)
    return fila


@transaction.atomic
def anotar(*, apertura: Apertura, texto: str, por: Persona, ahora: datetime) -> Nota:
    """7.iii: leave a note for the other reviewers. Raises ``SinPermiso``."""
    if not permisos.puede_anotar(apertura, por):
        raise SinPermiso("Solo la CNCS anota en la revisión.")
    nota = Nota.objects.create(solicitud=apertura, autor=por, texto=texto, momento=ahora)
    asentar(
        cadena=apertura.cadena, acto="anotar", objeto=str(apertura), por=por, ahora=ahora, detalle={"nota": nota.pk}
    )
    return nota


@transaction.atomic
def autorizar(
    *, apertura: Apertura, respuesta: str, elementos: Sequence[UploadedFile], por: Persona, ahora: datetime
) -> Apertura:
    """7.iii: authorise, handing over the files of graphic identity (already checked, at least one); stop the clock,
    start that of the use, answer the área and tell UNICOM.

    Raises ``OpcionInvalida`` without files, ``SinPermiso``, ``EstadoCambiado``; then nothing was written.
    """
    if not elementos:
        raise OpcionInvalida("Entregue al menos un archivo con los elementos de imagen gráfica (7.iii).")
    fila = flujo.bloquear(apertura, "autorizar", por=por, con=("area", "plazo_revision", "presentada_por"))
    dejar_sin_efecto(fila, por=por, ahora=ahora)
    plazo = plazos.abrir(clase=USO_AUTORIZACION, objeto_tipo=TIPO, objeto_id=fila.pk, cadena=fila.cadena, ahora=ahora)
    plazos.cerrar(plazo=fila.plazo_revision, ahora=ahora)
    flujo.cumplir(
        fila,
        "autorizar",
        por=por,
        ahora=ahora,
        respuesta=respuesta,
        plazo=plazo,
        elementos=[archivo.name or "" for archivo in elementos],
    )
    documentos = [
        guardar_documento(solicitud=fila, clase=ClaseDocumento.ELEMENTOS, archivo=archivo, por=por, ahora=ahora)
        for archivo in elementos
    ]
    codigo = nuevo_codigo()
    emitir(
        solicitud=fila,
        clase=ClaseConstancia.AUTORIZACION,
        datos=datos_de_respuesta(fila, codigo, documentos),
        ahora=ahora,
        codigo=codigo,
    )
    avisos.al_autorizar(fila, ahora=ahora)
    return fila


@transaction.atomic
def rechazar(
    *, apertura: Apertura, fundamentos: Sequence[str], respuesta: str, por: Persona, ahora: datetime
) -> Apertura:
    """7.iii: reject on at least one numeral of ``FUNDAMENTOS``, saying why; stop the clock and answer the área.

    Raises ``OpcionInvalida``, ``SinPermiso``, ``EstadoCambiado``; then nothing was written.
    """
    if not fundamentos or not set(fundamentos) <= set(FUNDAMENTOS):
        raise OpcionInvalida("Elija al menos un numeral de la lista como fundamento del rechazo (7.iii).")
    if not respuesta.strip():
        raise OpcionInvalida("Explique al área por qué se rechaza (7.iii).")
    fila = flujo.bloquear(apertura, "rechazar", por=por, con=("area", "plazo_revision", "presentada_por"))
    dejar_sin_efecto(fila, por=por, ahora=ahora)
    plazos.cerrar(plazo=fila.plazo_revision, ahora=ahora)
    flujo.cumplir(fila, "rechazar", por=por, ahora=ahora, fundamentos=list(fundamentos), respuesta=respuesta)
    codigo = nuevo_codigo()
    emitir(
        solicitud=fila,
        clase=ClaseConstancia.RECHAZO,
        datos=datos_de_respuesta(fila, codigo),
        ahora=ahora,
        codigo=codigo,
    )
    avisos.al_rechazar(fila, ahora=ahora)
    return fila

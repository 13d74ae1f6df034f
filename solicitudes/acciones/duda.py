"""5.3.b: a question to the CNCS, its answer, its thread, and the answers that everybody may read."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso, anotar_historia
from organizacion.models import Area, Persona
from organizacion.permisos import es_cncs
from plazos.clases import DUDA
from plazos.estados import EstadoPlazo
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca
from solicitudes.acciones.comun import avanzar, registrar
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.duda import EstadoDuda
from solicitudes.models import Duda, Mensaje, PreguntaFrecuente
from solicitudes.permisos.comun import tiene_papel


@transaction.atomic
def preguntar(
    *, asunto: str, pregunta: str, por: Persona, ahora: datetime, archivos: Sequence[UploadedFile] = ()
) -> Duda:
    """5.3.b: anybody with a position or a role asks the CNCS, which has ``duda_dias_habiles`` to answer.

    Raises ``SinPermiso``.
    """
    if not tiene_papel(por):
        raise SinPermiso("Para preguntar a la CNCS necesita un cargo vigente en la institución.")
    nombramiento = por.nombramiento_vigente
    area: Area | None = nombramiento.area if nombramiento else None
    duda = registrar(
        Duda(area=area, asunto=asunto, pregunta=pregunta),
        por=por,
        ahora=ahora,
        plazo=DUDA,
        archivos=[(ClaseDocumento.ANEXO, archivo) for archivo in archivos],
    )
    avisar_a_quien_le_toca(duda, f"Nueva duda: {duda.asunto}", pregunta, ahora=ahora)
    return duda


@transaction.atomic
def contestar(*, duda: Duda, texto: str, por: Persona, ahora: datetime) -> Duda:
    """5.3.b: the CNCS answers, or completes its answer; whoever asked is told. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    cierra = EstadoPlazo.CUMPLIDO if duda.estado == EstadoDuda.ABIERTA else None
    fila = avanzar(duda, "contestar", por=por, ahora=ahora, cierra=cierra, texto=texto)
    Mensaje.objects.create(solicitud=fila, autor=por, de_la_oficina=True, texto=texto, momento=ahora)
    avisar(fila, [fila.presentada_por], f"Contestaron su duda: {fila.asunto}", texto, ahora=ahora)
    return fila


@transaction.atomic
def repreguntar(*, duda: Duda, texto: str, por: Persona, ahora: datetime) -> Duda:
    """5.3.b: the answer did not settle it: the question is open again, with its clock. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = avanzar(duda, "repreguntar", por=por, ahora=ahora, abre=DUDA, texto=texto)
    Mensaje.objects.create(solicitud=fila, autor=por, texto=texto, momento=ahora)
    avisar_a_quien_le_toca(fila, f"Vuelven a preguntar: {fila.asunto}", texto, ahora=ahora)
    return fila


@transaction.atomic
def cerrar(*, duda: Duda, por: Persona, ahora: datetime) -> Duda:
    """5.3.b: whoever asked has what was needed, or no longer needs it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return avanzar(duda, "cerrar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO)


@transaction.atomic
def publicar(
    *, duda: Duda, pregunta: str, respuesta: str, numerales: Sequence[str], por: Persona, ahora: datetime
) -> PreguntaFrecuente:
    """5.3.b: the CNCS publishes an answer for everybody, in its own words and without names.

    Raises ``SinPermiso``, and ``EstadoCambiado`` when the question has no answer yet or is published already.
    """
    if not es_cncs(por):
        raise SinPermiso("Solo la CNCS publica preguntas frecuentes.")
    fila = Duda.objects.select_for_update().get(pk=duda.pk)
    if fila.estado == EstadoDuda.ABIERTA or not fila.respuesta:
        raise EstadoCambiado("Primero hay que contestar la duda.")
    if fila.frecuentes.publicadas().exists():
        raise EstadoCambiado("Esta duda ya está publicada entre las preguntas frecuentes.")
    frecuente = PreguntaFrecuente(
        duda=fila,
        pregunta=pregunta,
        respuesta=respuesta,
        numerales=list(numerales),
        publicada=ahora,
        publicada_por=por,
    )
    anotar_historia(frecuente, por=por, ahora=ahora)
    frecuente.save()
    asentar(cadena=fila.cadena, acto="publicar", objeto=str(fila), por=por, ahora=ahora)
    return frecuente


@transaction.atomic
def retirar_frecuente(*, frecuente: PreguntaFrecuente, por: Persona, ahora: datetime) -> PreguntaFrecuente:
    """5.3.b: an answer that no longer holds leaves the list. Raises ``SinPermiso``, ``EstadoCambiado``."""
    if not es_cncs(por):
        raise SinPermiso("Solo la CNCS retira preguntas frecuentes.")
    fila = PreguntaFrecuente.objects.select_for_update().get(pk=frecuente.pk)
    if fila.retirada:
        raise EstadoCambiado("Esta pregunta ya se había retirado.")
    fila.retirada = ahora
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    asentar(cadena=fila.cadena, acto="retirar", objeto=str(fila), por=por, ahora=ahora)
    return fila

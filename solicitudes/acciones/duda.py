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
from solicitudes.acciones.comun import DatoInvalido, avanzar, nombra, registrar
from solicitudes.acciones.hilo import escribir, no_repetir
from solicitudes.consultas.solicitud import quienes_la_tienen
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.duda import EstadoDuda
from solicitudes.models import Duda, PreguntaFrecuente
from solicitudes.permisos.comun import tiene_papel
from solicitudes.permisos.duda import puede_contestar


@transaction.atomic
def preguntar(
    *, asunto: str, pregunta: str, por: Persona, ahora: datetime, archivos: Sequence[UploadedFile] = ()
) -> Duda:
    """5.3.b: anybody with a position or a role asks the CNCS, which has ``duda_dias_habiles`` to answer.

    Raises ``SinPermiso``, and ``EstadoCambiado`` when the person asked the same and still waits for the answer.
    """
    if not tiene_papel(por):
        raise SinPermiso("Para preguntar a la CNCS necesita un cargo vigente en la institución.")
    no_repetir(Duda, por=por, asunto=asunto, pregunta=pregunta)
    nombramiento = por.nombramiento_vigente
    area: Area | None = nombramiento.area if nombramiento else None
    duda = registrar(
        Duda(area=area, asunto=asunto, pregunta=pregunta),
        por=por,
        ahora=ahora,
        plazo=DUDA,
        archivos=[(ClaseDocumento.ANEXO, archivo) for archivo in archivos],
    )
    contestan = [persona for persona in quienes_la_tienen(duda) if puede_contestar(duda, persona)]
    avisar(duda, contestan, f"Nueva duda: {duda.asunto}", pregunta, ahora=ahora, interno=True)
    return duda


@transaction.atomic
def contestar(*, duda: Duda, texto: str, por: Persona, ahora: datetime) -> Duda:
    """5.3.b: the CNCS answers, or completes its answer; whoever asked is told. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = avanzar(duda, "contestar", por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO, texto=texto)
    escribir(fila, texto=texto, por=por, ahora=ahora, de_la_oficina=True)
    avisar(fila, [fila.presentada_por], f"Contestaron su duda: {fila.asunto}", texto, ahora=ahora)
    return fila


@transaction.atomic
def repreguntar(*, duda: Duda, texto: str, por: Persona, ahora: datetime) -> Duda:
    """5.3.b: the answer did not settle it: the question is open again, with its clock. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = avanzar(duda, "repreguntar", por=por, ahora=ahora, abre=DUDA, texto=texto)
    escribir(fila, texto=texto, por=por, ahora=ahora)
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

    Raises ``SinPermiso``; ``EstadoCambiado`` when the question has no answer yet or is published already; and
    ``DatoInvalido`` when the text names who asked.
    """
    if not es_cncs(por):
        raise SinPermiso("Solo la CNCS publica preguntas frecuentes.")
    fila = Duda.objects.select_for_update(of=("self",)).select_related("presentada_por").get(pk=duda.pk)
    if fila.estado == EstadoDuda.ABIERTA or not fila.respuesta:
        raise EstadoCambiado("Primero hay que contestar la duda.")
    if fila.frecuentes.publicadas().exists():
        raise EstadoCambiado("Esta duda ya está publicada entre las preguntas frecuentes.")
    for campo, texto in (("pregunta", pregunta), ("respuesta", respuesta)):
        if nombra(texto, fila.presentada_por):
            raise DatoInvalido("Quite el nombre o el correo de quien preguntó: esto lo leerá cualquier persona.", campo)
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

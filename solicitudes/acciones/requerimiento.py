"""More information is asked of whoever filed a request, and handed in. It stops the clock only if the rules say so."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado, SinPermiso
from organizacion.consultas import titular_del_area
from organizacion.fechas import larga
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.consultas import calendario_vigente
from solicitudes.acciones.avisos_apertura import avisar_de_la_apertura
from solicitudes.acciones.avisos_solicitud import avisar
from solicitudes.acciones.documento import guardar_documento
from solicitudes.estados import ClaseDocumento
from solicitudes.models import Apertura, Requerimiento, Solicitud
from solicitudes.permisos import requerimiento as permisos

MOTIVO = "Suspensión por requerimiento de información"


@transaction.atomic
def requerir(*, solicitud: Solicitud | Apertura, texto: str, por: Persona, ahora: datetime) -> Requerimiento:
    """7.iii, 7.viii: whoever reviews a request asks for more information; whoever filed it is told.

    It is due in ``requerimiento_dias_habiles``. The legal clock runs on, unless the institution's rules say that it
    stops. Raises ``SinPermiso``, and ``EstadoCambiado`` while another one waits for its answer.
    """
    fila = _bloquear(solicitud)
    if not permisos.puede_requerir(fila, por):
        raise SinPermiso("Solo quien tiene la solicitud en revisión puede pedir más información.")
    termino = settings.INSTITUCION.terminos.requerimiento_dias_habiles
    limite = calendario_vigente().sumar(fecha_local(ahora), termino)
    try:
        with transaction.atomic():
            requerimiento = Requerimiento.objects.create(
                solicitud=fila, texto=texto, pedido=ahora, pedido_por=por, limite=limite
            )
    except IntegrityError as error:
        raise EstadoCambiado("Ya hay un requerimiento de información sin contestar en esta solicitud.") from error
    if settings.INSTITUCION.reglas.requerimiento_suspende_plazo and fila.plazo:
        plazos.suspender(plazo=fila.plazo, motivo=MOTIVO, por=por, ahora=ahora)
    _asentar(fila, "requerir", por, ahora, {"limite": limite.isoformat(), "texto": texto})
    cuerpo = f"Para seguir con su solicitud hace falta esta información, a más tardar el {larga(limite)}:\n\n{texto}"
    _avisar(fila, _a_quien_se_pide(fila), f"Se le pide más información: {fila.folio}", cuerpo, ahora)
    return requerimiento


@transaction.atomic
def responder(
    *, solicitud: Solicitud | Apertura, texto: str, archivos: Sequence[UploadedFile], por: Persona, ahora: datetime
) -> Requerimiento:
    """7.iii, 7.viii: whoever filed hands in what was asked, in time or late; the clock goes on if it was stopped.

    ``archivos`` are already checked. Raises ``SinPermiso``, and ``EstadoCambiado`` when nothing is asked any more.
    """
    fila = _bloquear(solicitud)
    if not permisos.puede_responder(fila, por):
        raise SinPermiso("La información la entrega quien presentó la solicitud o la o el titular del área.")
    requerimiento = _pendiente(fila)
    if requerimiento is None:
        raise EstadoCambiado("Ya no se le pide información en esta solicitud.")
    requerimiento.respuesta, requerimiento.contestado, requerimiento.contestado_por = texto, ahora, por
    requerimiento.save(update_fields=["respuesta", "contestado", "contestado_por"])
    for archivo in archivos:
        guardar_documento(solicitud=fila, clase=ClaseDocumento.RESPUESTA, archivo=archivo, por=por, ahora=ahora)
    _reanudar(fila, requerimiento, por, ahora)
    _asentar(fila, "responder_requerimiento", por, ahora, {"archivos": [a.name for a in archivos]})
    asunto = f"Entregaron la información: {fila.folio}"
    _avisar(fila, requerimiento.pedido_por, asunto, "Ya puede seguir con la revisión.", ahora, interno=True)
    return requerimiento


@transaction.atomic
def cancelar(*, solicitud: Solicitud | Apertura, por: Persona, ahora: datetime) -> Requerimiento:
    """7.iii: the information is not needed any more. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _bloquear(solicitud)
    if not permisos.puede_requerir(fila, por):
        raise SinPermiso("Solo quien tiene la solicitud en revisión puede retirar el requerimiento.")
    requerimiento = _pendiente(fila)
    if requerimiento is None:
        raise EstadoCambiado("No hay ningún requerimiento sin contestar en esta solicitud.")
    dejar_sin_efecto(fila, por=por, ahora=ahora)
    return requerimiento


def dejar_sin_efecto(solicitud: Solicitud | Apertura, *, por: Actor, ahora: datetime) -> None:
    """What was asked is not needed any more, because the request ended or because whoever asked says so."""
    requerimiento = _pendiente(solicitud)
    if requerimiento is None:
        return
    requerimiento.cancelado = ahora
    requerimiento.save(update_fields=["cancelado"])
    _reanudar(solicitud, requerimiento, por, ahora)
    _asentar(solicitud, "cancelar_requerimiento", por, ahora, {})


def _pendiente(solicitud: Solicitud | Apertura) -> Requerimiento | None:
    return solicitud.requerimientos.filter(contestado__isnull=True, cancelado__isnull=True).first()


def _a_quien_se_pide(fila: Solicitud | Apertura) -> Persona | None:
    """Whoever filed it; of what the office began by itself (7.ix), the head of the área."""
    if getattr(fila, "de_oficio", False) and fila.area:
        return titular_del_area(fila.area)
    return fila.presentada_por


def _bloquear(solicitud: Solicitud | Apertura) -> Solicitud | Apertura:
    """The row of the request, locked: two people do not ask, answer or decide at once."""
    con = ["area", "presentada_por"]
    con += ["plazo_revision", "plazo_uso", "revisor"] if isinstance(solicitud, Apertura) else ["plazo", "responsable"]
    filas = type(solicitud)._default_manager.select_for_update(of=("self",)).select_related(*con)
    return filas.get(pk=solicitud.pk)


def _reanudar(fila: Solicitud | Apertura, requerimiento: Requerimiento, por: Actor, ahora: datetime) -> None:
    if fila.plazo and fila.plazo.suspendido:
        fundamento = f"Reglas de la institución; requerimiento del {larga(fecha_local(requerimiento.pedido))}"
        plazos.reanudar(plazo=fila.plazo, motivo=MOTIVO, fundamento=fundamento, por=por, ahora=ahora)


def _asentar(fila: Solicitud | Apertura, acto: str, por: Actor, ahora: datetime, detalle: dict[str, object]) -> None:
    asentar(cadena=fila.cadena, acto=acto, objeto=str(fila), por=por, ahora=ahora, detalle=detalle)


def _avisar(
    fila: Solicitud | Apertura,
    persona: Persona | None,
    asunto: str,
    texto: str,
    ahora: datetime,
    *,
    interno: bool = False,
) -> None:
    funcion = avisar_de_la_apertura if isinstance(fila, Apertura) else avisar
    funcion(fila, [persona], asunto, texto, ahora=ahora, interno=interno)

"""Starting and stopping clocks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bitacora.acciones import asentar
from bitacora.actores import Actor
from organizacion.tiempo import fecha_local
from plazos.calendario import UN_DIA, Calendario
from plazos.clases import CLASES
from plazos.consultas import calcular_vencimiento, calendario_de, vencimiento_de, version_vigente
from plazos.estados import LEJOS, EstadoPlazo, EstadoRecordatorio, Unidad
from plazos.models import Latido, Plazo, Recordatorio, Suspension, VersionCalendario

LOTE = 500


@dataclass(frozen=True)
class Arranque:
    """A clock to start: on which object, in which chain, and since when it runs.

    Where its steps after ``desde`` should have come out already, because nobody opened it in time, they will with the
    next sweep; without it, those that are past are not written.
    """

    objeto_id: int
    cadena: str
    inicio: datetime
    desde: datetime | None = None


@transaction.atomic(savepoint=False)
def abrir(
    *,
    clase: str,
    objeto_tipo: str,
    objeto_id: int,
    cadena: str,
    ahora: datetime,
    presupuesto: int | None = None,
    inicio: datetime | None = None,
    desde: datetime | None = None,
) -> Plazo:
    """Start a clock of ``clase`` on an object, and write down its steps. Those already past are not written.

    ``presupuesto`` is its length when it is not a term of the institution: until a date that somebody chose. A clock
    whose date is fixed by something else (a vacation, a year) began at ``inicio``; where its steps after ``desde``
    should have come out already, because nobody opened it in time, they will with the next sweep.

    Raises ``FueraDelCalendario`` when its date leaves the covered years, ``SinCalendario`` without initial data.
    """
    arranque = Arranque(objeto_id, cadena, inicio or ahora, desde)
    return abrir_varios(
        clase=clase, objeto_tipo=objeto_tipo, arranques=[arranque], ahora=ahora, presupuesto=presupuesto
    )[0]


@transaction.atomic(savepoint=False)
def abrir_varios(
    *,
    clase: str,
    objeto_tipo: str,
    arranques: Iterable[Arranque],
    ahora: datetime,
    presupuesto: int | None = None,
) -> list[Plazo]:
    """Start many clocks of ``clase`` at once, each since its own instant. The rest, as ``abrir``."""
    arranques = list(arranques)
    tomar_turno()
    definicion, version = CLASES[clase], version_vigente()
    calendario, presupuesto = calendario_de(version), presupuesto or definicion.presupuesto
    plazos = Plazo.objects.bulk_create(
        (
            Plazo(
                clase=clase,
                objeto_tipo=objeto_tipo,
                objeto_id=arranque.objeto_id,
                cadena=arranque.cadena,
                inicio=arranque.inicio,
                presupuesto=presupuesto,
                unidad=definicion.unidad,
                version=version,
                vence=calcular_vencimiento(arranque.inicio, presupuesto, definicion.unidad, calendario),
            )
            for arranque in arranques
        ),
        batch_size=LOTE,
    )
    pasos = (
        (plazo, paso.clave, paso.instante(plazo, calendario), min(arranque.desde or ahora, ahora))
        for plazo, arranque in zip(plazos, arranques, strict=True)
        for paso in definicion.pasos
    )
    Recordatorio.objects.bulk_create(
        (
            Recordatorio(plazo=plazo, paso=clave, programado=instante)
            for plazo, clave, instante, desde in pasos
            if instante > desde
        ),
        batch_size=LOTE,
    )
    return plazos


def cerrar(*, plazo: Plazo | None, ahora: datetime, estado: EstadoPlazo = EstadoPlazo.CUMPLIDO) -> None:
    """Close a clock: what it was for was done (``CUMPLIDO``) or is no longer to be done (``CANCELADO``).

    Its steps that have not come out are not needed any more. One that was suspended goes on first, so that its date is
    the one that its days give. Where there is no clock, or it is closed, there is nothing to do.
    """
    if plazo:
        cerrar_varios(plazos=[plazo], ahora=ahora, estado=estado)


@transaction.atomic(savepoint=False)
def cerrar_varios(*, plazos: Iterable[Plazo], ahora: datetime, estado: EstadoPlazo = EstadoPlazo.CUMPLIDO) -> None:
    """As ``cerrar``, many at once: only those that were suspended cost queries of their own."""
    plazos = list(plazos)
    for plazo in plazos:
        if plazo.suspendido:
            _soltar(plazo, "Suspensión", "El plazo se cerró mientras estaba detenido", ahora)
    claves = [plazo.pk for plazo in plazos]
    if Plazo.objects.abiertos().filter(pk__in=claves).update(estado=estado, cerrado=ahora):
        # One that was closed already has none left.
        Recordatorio.objects.filter(plazo__in=claves, estado=EstadoRecordatorio.PENDIENTE).update(
            estado=EstadoRecordatorio.CANCELADO
        )
        for plazo in plazos:
            if plazo.estado == EstadoPlazo.ABIERTO:
                plazo.estado, plazo.cerrado = estado, ahora


@transaction.atomic(savepoint=False)
def suspender(*, plazo: Plazo, motivo: str, por: Actor, ahora: datetime) -> bool:
    """Stop a clock in business days until ``reanudar``: from tomorrow its days do not count, and nothing comes due.

    Return whether it was running. Clocks in hours or months do not stop; nor does one that is past its date: it is late
    already, and stays so. One stopped on its last day has no days left when it goes on.
    """
    fila = Plazo.objects.abiertos().select_for_update().filter(pk=plazo.pk, suspendido__isnull=True).first()
    if fila is None or fila.unidad != Unidad.DIAS_HABILES or fila.vencido(ahora):
        return False
    Plazo.objects.filter(pk=fila.pk).update(suspendido=ahora, vence=LEJOS)
    Recordatorio.objects.filter(plazo=fila, estado=EstadoRecordatorio.PENDIENTE).update(programado=LEJOS)
    detalle = {"motivo": motivo, "vencía": str(fila.fecha_limite)}
    objeto = CLASES[fila.clase].nombre
    asentar(cadena=fila.cadena, acto="suspender_plazo", objeto=objeto, por=por, ahora=ahora, detalle=detalle)
    plazo.suspendido, plazo.vence = ahora, LEJOS
    return True


@transaction.atomic(savepoint=False)
def reanudar(*, plazo: Plazo, motivo: str, fundamento: str, por: Actor, ahora: datetime) -> bool:
    """Let a stopped clock go on tomorrow: the days between are a suspension, part of its proof, and its date moves.

    Asked and answered on one day, nothing is suspended. Its steps that have not come out will come out once, for the
    new date. Return whether it was stopped.
    """
    if not _soltar(plazo, motivo, fundamento, ahora):
        return False
    detalle = {"motivo": motivo, "a": str(plazo.fecha_limite)}
    objeto = CLASES[plazo.clase].nombre
    asentar(cadena=plazo.cadena, acto="reanudar_plazo", objeto=objeto, por=por, ahora=ahora, detalle=detalle)
    return True


def _soltar(plazo: Plazo, motivo: str, fundamento: str, ahora: datetime) -> bool:
    """Turn the days since it was stopped into a suspension, and give the clock its date by the calendar of today."""
    tomar_turno()
    fila = Plazo.objects.abiertos().select_for_update().filter(pk=plazo.pk, suspendido__isnull=False).first()
    if fila is None:
        return False
    assert fila.suspendido is not None
    desde, hasta = fecha_local(fila.suspendido) + UN_DIA, fecha_local(ahora)
    if desde <= hasta:
        Suspension.objects.create(plazo=fila, desde=desde, hasta=hasta, motivo=motivo, fundamento=fundamento)
    fila.version = version_vigente()
    calendario = calendario_de(fila.version)
    fila.suspendido, fila.vence = None, vencimiento_de(fila, calendario)
    fila.save(update_fields=["suspendido", "vence", "version"])
    reprogramar({fila.pk: fila}, calendario, ahora, repetir=False)
    plazo.suspendido, plazo.vence, plazo.version = None, fila.vence, fila.version
    return True


def reprogramar(plazos: Mapping[int, Plazo], calendario: Calendario, ahora: datetime, *, repetir: bool = True) -> None:
    """Set the steps of clocks whose date moved, by their ids; those still to come will come out, with ``repetir`` even
    those that had come out for the old date."""
    recordatorios = list(
        Recordatorio.objects.select_for_update()
        .filter(plazo__in=plazos)
        .exclude(estado__in=[EstadoRecordatorio.CANCELADO, *([] if repetir else [EstadoRecordatorio.EMITIDO])])
    )
    for recordatorio in recordatorios:
        plazo = plazos[recordatorio.plazo_id]
        recordatorio.programado = CLASES[plazo.clase].paso(recordatorio.paso).instante(plazo, calendario)
        if recordatorio.programado > ahora:
            recordatorio.estado = EstadoRecordatorio.PENDIENTE
    Recordatorio.objects.bulk_update(recordatorios, ["programado", "estado"], batch_size=LOTE)


def tomar_turno() -> None:
    """Whoever starts a clock and whoever changes the calendar go one by one until their transaction ends: no clock
    starts on a calendar that is being replaced. The row of the first version is the lock."""
    VersionCalendario.objects.select_for_update(no_key=True).order_by("numero").first()


def latir(*, ahora: datetime, componente: str = "planificador") -> None:
    """Write the pulse of the scheduler: it came through beat, the broker and a worker; or that of a sweep."""
    Latido.objects.update_or_create(componente=componente, defaults={"momento": ahora})

"""Changing the calendar: first the picture of what moves, then the move, its log and its notices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils.module_loading import import_string

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Actor, rotulo
from plazos.acciones.reloj import reprogramar, tomar_turno
from plazos.calendario import Calendario, Periodo
from plazos.clases import CLASES
from plazos.consultas import PRIMER_DIA, ULTIMO_DIA, calendario_de, vencimiento_de, version_vigente
from plazos.estados import Unidad
from plazos.models import DiaInhabil, Plazo, VersionCalendario
from plazos.models.plazo import PlazoQuerySet

LOTE = 500
CADENA = "calendario"


class CambioInvalido(Exception):
    """The change makes no sense. ``str()`` is the message in Spanish."""


@dataclass(frozen=True)
class CalendarioCambio:
    """What changes: days that stop counting, or days that count again, and why."""

    motivo: str
    agregar: tuple[Periodo, ...] = ()
    quitar: tuple[int, ...] = ()  # ids of DiaInhabil


@dataclass(frozen=True)
class Movimiento:
    """A clock that the change moves: from which last day to which."""

    plazo: Plazo
    de: date
    a: date


def sembrar_calendario(*, periodos: Iterable[Periodo], motivo: str, por: Actor, ahora: datetime) -> int:
    """Add to the calendar the periods that it lacks, ever had or not; return how many. Idempotent."""
    conocidos = set(DiaInhabil.objects.values_list("desde", "hasta", "motivo"))
    nuevos = tuple(p for p in periodos if (p.desde, p.hasta, p.motivo) not in conocidos)
    if nuevos or not VersionCalendario.objects.exists():
        aplicar_cambio(cambio=CalendarioCambio(motivo, agregar=nuevos), por=por, ahora=ahora)
    return len(nuevos)


def previsualizar(cambio: CalendarioCambio) -> list[Movimiento]:
    """Which open clocks the change would move, in the order of their dates; nothing is written.

    Raises ``CambioInvalido`` and ``FueraDelCalendario``.
    """
    quitados = _validar(cambio)
    version = version_vigente()
    vigentes = DiaInhabil.objects.vigentes().exclude(pk__in=[dia.pk for dia in quitados])
    periodos = [dia.periodo for dia in vigentes] + list(cambio.agregar)
    nuevo = Calendario(periodos, version=version.numero + 1, desde=PRIMER_DIA, hasta=ULTIMO_DIA)
    return _movimientos(nuevo, Plazo.objects.all())


@transaction.atomic
def aplicar_cambio(*, cambio: CalendarioCambio, por: Actor, ahora: datetime) -> list[Movimiento]:
    """7.iii: make the next version of the calendar and move the open clocks that it moves; log it and tell those
    concerned. Steps whose new instant is still to come will come out again for the new date.

    Raises ``CambioInvalido`` and ``FueraDelCalendario``.
    """
    tomar_turno()
    ultima = VersionCalendario.objects.order_by("-numero").first()
    quitados = _validar(cambio)
    version = VersionCalendario.objects.create(
        numero=(ultima.numero if ultima else 0) + 1, creada=ahora, autor=rotulo(por), motivo=cambio.motivo
    )
    DiaInhabil.objects.bulk_create(
        DiaInhabil(desde=p.desde, hasta=p.hasta, motivo=p.motivo, fundamento=p.fundamento, alta=version)
        for p in cambio.agregar
    )
    DiaInhabil.objects.filter(pk__in=[dia.pk for dia in quitados]).update(baja=version)
    calendario = calendario_de(version)
    movimientos = _movimientos(calendario, Plazo.objects.select_for_update())
    _mover(movimientos, version, calendario, ahora)
    asentar(
        cadena=CADENA,
        acto="cambiar_calendario",
        objeto=str(version),
        por=por,
        ahora=ahora,
        detalle={
            "motivo": cambio.motivo,
            "agregados": [f"{p.desde}/{p.hasta} {p.motivo}" for p in cambio.agregar],
            "quitados": [str(dia) for dia in quitados],
            "plazos movidos": len(movimientos),
        },
    )
    asentar_varios(
        [
            Hecho(
                m.plazo.cadena,
                "mover_plazo",
                CLASES[m.plazo.clase].nombre,
                {"de": str(m.de), "a": str(m.a), "calendario": version.numero, "motivo": cambio.motivo},
            )
            for m in movimientos
        ],
        por=por,
        ahora=ahora,
    )
    por_clase = attrgetter("plazo.clase")
    for clase, grupo in groupby(sorted(movimientos, key=por_clase), key=por_clase):
        avisar: Callable[..., None] = import_string(CLASES[clase].al_mover)
        avisar(list(grupo), motivo=cambio.motivo, ahora=ahora)
    return movimientos


def _validar(cambio: CalendarioCambio) -> list[DiaInhabil]:
    for periodo in cambio.agregar:
        if periodo.hasta < periodo.desde:
            raise CambioInvalido("La fecha final no puede ser anterior a la inicial.")
        if periodo.desde < PRIMER_DIA or periodo.hasta > ULTIMO_DIA:
            raise CambioInvalido(f"El calendario abarca de {PRIMER_DIA.year} a {ULTIMO_DIA.year}.")
        iguales = DiaInhabil.objects.vigentes().filter(desde=periodo.desde, hasta=periodo.hasta, motivo=periodo.motivo)
        if iguales.exists():
            raise CambioInvalido("Ese periodo ya está en el calendario.")
    quitados = list(DiaInhabil.objects.vigentes().filter(pk__in=cambio.quitar))
    if len(quitados) != len(set(cambio.quitar)):
        raise CambioInvalido("Alguien ya quitó ese periodo del calendario.")
    return quitados


def _movimientos(calendario: Calendario, plazos: PlazoQuerySet) -> list[Movimiento]:
    # A clock that is stopped gets its date, by the calendar of that day, when it goes on.
    abiertos = plazos.abiertos().filter(unidad=Unidad.DIAS_HABILES, suspendido__isnull=True).order_by("vence", "pk")
    movimientos = []
    for plazo in abiertos.prefetch_related("suspensiones"):
        vence = vencimiento_de(plazo, calendario)
        if vence != plazo.vence:
            de, plazo.vence = plazo.fecha_limite, vence
            movimientos.append(Movimiento(plazo, de, plazo.fecha_limite))
    return movimientos


def _mover(movimientos: list[Movimiento], version: VersionCalendario, calendario: Calendario, ahora: datetime) -> None:
    plazos = {m.plazo.pk: m.plazo for m in movimientos}
    for plazo in plazos.values():
        plazo.version = version
    Plazo.objects.bulk_update(plazos.values(), ["vence", "version"], batch_size=LOTE)
    reprogramar(plazos, calendario, ahora)

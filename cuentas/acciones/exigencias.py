"""What is to be owed now, kind by kind; whoever opens it sees whether it is already."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q

from cuentas.acciones.obligacion import Exigencia
from cuentas.estados import OFICIALES
from cuentas.estados.cuidado import (
    ClaseObligacion,
    EstadoAutenticidad,
    EstadoConvocatoria,
    EstadoEstrategia,
    EstadoObligacion,
)
from cuentas.models import Autenticidad, Convocatoria, Cuenta, Designacion, Estrategia, Horario, Obligacion, Vacaciones
from cuentas.models.obligacion import ObligacionQuerySet
from organizacion.estados import TipoArea
from organizacion.models import Area
from organizacion.tiempo import fecha_local, instante_local
from plazos import acciones as plazos
from plazos.clases import AUTENTICIDAD, AUTENTICIDAD_REPETIDA, CAPACITACION, CLASES, ESTRATEGIA, HORARIO
from plazos.consultas import calendario_vigente
from plazos.estados import EstadoPlazo, EstadoRecordatorio
from plazos.models import Recordatorio

C = ClaseObligacion
UN_DIA: Final = timedelta(days=1)
MESES_DE_GRACIA: Final = 3  # how long a training that was missed may still be made up for


def de_horario(*, ahora: datetime, desde: datetime) -> Iterator[Exigencia]:
    """5.1.e: of each official account, its hours in each vacation period whose time to say them has begun, unless they
    were said before."""
    hoy = fecha_local(ahora)
    for vacaciones in Vacaciones.objects.vigentes().filter(hasta__gte=hoy).select_related("dia__alta"):
        ya = _exigidas(C.HORARIO, vacaciones.periodo).filter(cuenta=OuterRef("pk"))
        dado = Horario.objects.filter(vacaciones=vacaciones, cuenta=OuterRef("pk"))
        cuentas = Cuenta.objects.oficiales().filter(~Exists(ya), ~Exists(dado)).select_related("area").order_by("pk")
        if _inicio_del_horario(vacaciones)[1] <= ahora:
            creadas = max(desde, vacaciones.dia.alta.creada)
            yield from (exigencia for _, exigencia in exigencias_de_horario(vacaciones, cuentas, desde=creadas))


def exigencias_de_horario(
    vacaciones: Vacaciones, cuentas: Iterable[Cuenta], *, desde: datetime
) -> Iterator[tuple[date, Exigencia]]:
    """5.1.e: what each account owes for a vacation period, with its last day: some business days before it begins."""
    limite, inicio = _inicio_del_horario(vacaciones)
    for cuenta in cuentas:
        yield (
            limite,
            Exigencia(
                C.HORARIO,
                vacaciones.periodo,
                vacaciones.nombre,
                cuenta.area,
                HORARIO,
                inicio,
                max(desde, cuenta.activada or desde),
                vacaciones.hasta,
                cuenta=cuenta,
                avisa=True,
            ),
        )


def _inicio_del_horario(vacaciones: Vacaciones) -> tuple[date, datetime]:
    calendario = calendario_vigente()
    limite = calendario.restar(vacaciones.desde - UN_DIA, settings.INSTITUCION.terminos.horario_margen_dias_habiles)
    return limite, instante_local(calendario.restar(limite, CLASES[HORARIO].presupuesto))


def de_capacitacion(*, ahora: datetime, desde: datetime) -> Iterator[Exigencia]:
    """5.3.a: of each administrator in force, this year's training; whoever was designated near the end of the year
    begins with the next one, and who came already owes nothing."""
    anio = fecha_local(ahora).year
    asistio = Convocatoria.objects.filter(
        persona=OuterRef("persona"), estado=EstadoConvocatoria.ASISTIO, sesion__anio=anio
    )
    ya = _exigidas(C.CAPACITACION, str(anio)).filter(persona=OuterRef("persona"))
    tope = date(anio, 12 - settings.INSTITUCION.terminos.capacitacion_minimo_meses + 1, 1)
    vigentes = Designacion.objects.vigentes().filter(cuenta__estado__in=OFICIALES, persona__is_active=True)
    primeras = vigentes.values("persona").annotate(primera=Min("pk"), desde=Min("desde")).filter(desde__lt=tope)
    filas = vigentes.filter(~Exists(asistio), ~Exists(ya), pk__in=primeras.values("primera"))
    for fila in filas.select_related("persona", "cuenta__area").order_by("persona_id"):
        yield Exigencia(
            C.CAPACITACION,
            str(anio),
            f"Capacitación {anio}",
            fila.cuenta.area,
            CAPACITACION,
            fin_del_anio(anio - 1),
            max(desde, instante_local(fila.desde)),
            date(anio + 1, MESES_DE_GRACIA, 31),
            persona=fila.persona,
        )


def de_estrategia(*, ahora: datetime, desde: datetime) -> Iterator[Exigencia]:
    """6.xxxiii: of each Junta Local, this year's strategy, unless it was filed before."""
    anio = fecha_local(ahora).year
    ya = _exigidas(C.ESTRATEGIA, str(anio)).filter(area=OuterRef("pk"))
    dada = Estrategia.objects.filter(area=OuterRef("pk"), anio=anio).exclude(estado=EstadoEstrategia.CON_CAMBIOS)
    for area in Area.objects.filter(~Exists(ya), ~Exists(dada), tipo=TipoArea.JUNTA_LOCAL, activa=True):
        yield Exigencia(
            C.ESTRATEGIA,
            str(anio),
            f"Estrategia {anio}",
            area,
            ESTRATEGIA,
            fin_del_anio(anio - 1),
            desde,
            date(anio, 12, 31),
            avisa=True,
        )


def de_autenticidad(*, ahora: datetime, desde: datetime) -> Iterator[Exigencia]:
    """6.xxx: of each official account of which the network was not asked, that it be."""
    pedida = Autenticidad.objects.filter(cuenta=OuterRef("pk")).exclude(estado=EstadoAutenticidad.NO_SOLICITADA)
    ya = _exigidas(C.AUTENTICIDAD, "inicial").filter(cuenta=OuterRef("pk"))
    for cuenta in Cuenta.objects.oficiales().filter(~Exists(pedida), ~Exists(ya)).select_related("area").order_by("pk"):
        inicio = cuenta.activada or ahora
        yield Exigencia(
            C.AUTENTICIDAD,
            "inicial",
            "Desde su activación",
            cuenta.area,
            AUTENTICIDAD,
            inicio,
            max(desde, inicio),
            cuenta=cuenta,
        )


@transaction.atomic
def repetir_autenticidad(*, ahora: datetime) -> None:
    """6.xxx: where the clock has no step left and still nobody asked, another reminder comes in so many months. The
    date by which it was due stays."""
    por_salir = Recordatorio.objects.filter(plazo=OuterRef("plazo"), estado=EstadoRecordatorio.PENDIENTE)
    filas = Obligacion.objects.pendientes().filter(~Exists(por_salir), clase=C.AUTENTICIDAD, plazo__vence__lte=ahora)
    for fila in filas.select_for_update(of=("self",)).select_related("plazo").order_by("pk"):
        plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
        fila.plazo = plazos.abrir(
            clase=AUTENTICIDAD_REPETIDA,
            objeto_tipo=fila._meta.label_lower,
            objeto_id=fila.pk,
            cadena=fila.cadena,
            ahora=ahora,
        )
        fila.save(update_fields=["plazo"])


def fin_del_anio(anio: int) -> datetime:
    """Where yearly clocks begin."""
    return instante_local(date(anio, 12, 31))


def _exigidas(clase: ClaseObligacion, periodo: str) -> ObligacionQuerySet:
    """Those that need not be opened: there is one, and it is not without effect."""
    return Obligacion.objects.filter(clase=clase, periodo=periodo).filter(~Q(estado=EstadoObligacion.CANCELADA))

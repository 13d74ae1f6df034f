"""Obligations: each is opened once for its period, runs on a clock, and is closed by what fulfils it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models, transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Sistema
from bitacora.flujo import EstadoCambiado
from cuentas.acciones.avisos_obligacion import avisar_abierta
from cuentas.estados.cuidado import ClaseObligacion, EstadoObligacion
from cuentas.models import Cuenta, Obligacion
from organizacion.models import Area, Persona
from plazos import acciones as plazos
from plazos.acciones import Movimiento
from plazos.estados import EstadoPlazo
from plazos.models import Plazo

CUIDADO: Final = Sistema("obligaciones de las cuentas")
E = EstadoObligacion


@dataclass(frozen=True)
class Exigencia:
    """What is to be owed: of which kind and period, by whom, since when its clock runs and until when it is of use.

    ``desde`` is since when its steps should have come out, when it is opened later than it should.
    """

    clase: ClaseObligacion
    periodo: str
    nombre: str
    area: Area
    reloj: str
    inicio: datetime
    desde: datetime
    caduca: date | None = None
    cuenta: Cuenta | None = None
    persona: Persona | None = None
    avisa: bool = False

    @property
    def sujeto(self) -> models.Model:
        return self.cuenta or self.persona or self.area


@transaction.atomic
def exigir_obligacion(*, exigencia: Exigencia, ahora: datetime) -> Obligacion | None:
    """5.1.a: open an obligation with its clock, or open again one that was without effect. ``None`` when there is one
    already. The row of whoever owes it is locked first: two sweeps at once open it once."""
    x = exigencia
    type(x.sujeto)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=x.sujeto.pk)
    fila = Obligacion.objects.filter(
        clase=x.clase, periodo=x.periodo, **sujeto_de(cuenta=x.cuenta, persona=x.persona, area=x.area)
    ).first()
    if fila and fila.estado != E.CANCELADA:
        return None
    if fila:
        fila = flujo.ejecutar(fila, "volver_a_exigir", por=CUIDADO, ahora=ahora, motivo="Vuelve a hacer falta")
        _poner_plazo(fila, x, ahora)
    else:
        fila = _crear(x, ahora)
    if x.avisa:
        avisar_abierta(fila, ahora=ahora)
    return fila


@transaction.atomic
def mudar(*, obligacion: Obligacion, exigencia: Exigencia, ahora: datetime) -> bool:
    """5.1.e: the calendar moved what it is about: another clock takes the place of its own, and those who owe it are
    told the new date. Steps that came out for the old date are not sent again."""
    plazos.cerrar(plazo=obligacion.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    fila = Obligacion.objects.select_for_update(of=("self",)).get(pk=obligacion.pk)
    if fila.estado != E.PENDIENTE:
        return False
    antes = fila.limite
    _poner_plazo(fila, exigencia, ahora)
    detalle = {"de": antes.isoformat(), "a": fila.limite.isoformat(), "periodo": fila.nombre}
    asentar(cadena=fila.cadena, acto="mudar_obligacion", objeto=str(fila), por=CUIDADO, ahora=ahora, detalle=detalle)
    avisar_abierta(fila, movida=True, ahora=ahora)
    return True


@transaction.atomic(savepoint=False)
def cumplir_obligacion(
    *,
    clase: ClaseObligacion,
    periodo: str,
    ahora: datetime,
    cuenta: Cuenta | None = None,
    persona: Persona | None = None,
    area: Area | None = None,
) -> None:
    """5.1.a: what was owed was done; where nothing is pending there is nothing to do."""
    sujeto = sujeto_de(cuenta=cuenta, persona=persona, area=area)
    for fila in Obligacion.objects.pendientes().filter(clase=clase, periodo=periodo, **sujeto).select_related("plazo"):
        plazos.cerrar(plazo=fila.plazo, ahora=ahora)
        flujo.ejecutar(fila, "dar_por_cumplida", por=CUIDADO, ahora=ahora)


@transaction.atomic(savepoint=False)
def reponer_obligacion(*, exigencia: Exigencia, motivo: str, ahora: datetime) -> None:
    """6.xxxiii: what had been done is to be done again, by another date."""
    x = exigencia
    sujeto = sujeto_de(cuenta=x.cuenta, persona=x.persona, area=x.area)
    fila = Obligacion.objects.filter(clase=x.clase, periodo=x.periodo, estado=E.CUMPLIDA, **sujeto).first()
    if fila:
        fila = flujo.ejecutar(fila, "volver_a_exigir", por=CUIDADO, ahora=ahora, motivo=motivo)
        _poner_plazo(fila, x, ahora)


@transaction.atomic
def dejar_sin_efecto(*, obligacion: Obligacion, motivo: str, ahora: datetime) -> bool:
    """5.1.a: whoever owed it does not any more. Return whether it was pending."""
    return _terminar(obligacion, "dejar_sin_efecto", ahora, motivo=motivo)


@transaction.atomic
def dar_por_incumplida(*, obligacion: Obligacion, ahora: datetime) -> bool:
    """5.1.a: its period is over: it stays on record that it was not done. Return whether it was pending."""
    return _terminar(obligacion, "dar_por_incumplida", ahora)


def mover_obligaciones(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """5.1.e: a change of the calendar moved these clocks: the date of each obligation is that of its clock."""
    for movimiento in movimientos:
        Obligacion.objects.filter(plazo=movimiento.plazo).update(limite=movimiento.a)


def sujeto_de(*, cuenta: Cuenta | None, persona: Persona | None, area: Area | None) -> dict[str, Any]:
    """How to look for what one of them owes."""
    if cuenta:
        return {"cuenta": cuenta}
    return {"persona": persona} if persona else {"area": area, "cuenta": None, "persona": None}


def _crear(x: Exigencia, ahora: datetime) -> Obligacion:
    fila = Obligacion(
        clase=x.clase,
        periodo=x.periodo,
        nombre=x.nombre,
        area=x.area,
        cuenta=x.cuenta,
        persona=x.persona,
        abierta=ahora,
        limite=x.inicio.date(),
    )
    fila.save()
    _poner_plazo(fila, x, ahora)
    detalle = {"obligacion": fila.get_clase_display(), "periodo": fila.nombre, "limite": fila.limite.isoformat()}
    asentar(cadena=fila.cadena, acto="exigir_obligacion", objeto=str(fila), por=CUIDADO, ahora=ahora, detalle=detalle)
    return fila


def _poner_plazo(fila: Obligacion, x: Exigencia, ahora: datetime) -> None:
    """Its clock, and the date that it gives."""
    plazo: Plazo = plazos.abrir(
        clase=x.reloj,
        objeto_tipo=fila._meta.label_lower,
        objeto_id=fila.pk,
        cadena=fila.cadena,
        ahora=ahora,
        inicio=x.inicio,
        desde=x.desde,
    )
    fila.plazo, fila.limite, fila.caduca, fila.nombre, fila.area = plazo, plazo.fecha_limite, x.caduca, x.nombre, x.area
    fila.save(update_fields=["plazo", "limite", "caduca", "nombre", "area"])


def _terminar(obligacion: Obligacion, transicion: str, ahora: datetime, **argumentos: Any) -> bool:
    plazos.cerrar(plazo=obligacion.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    try:
        flujo.ejecutar(obligacion, transicion, por=CUIDADO, ahora=ahora, **argumentos)
    except EstadoCambiado:  # it was fulfilled meanwhile, and its clock is closed already
        return False
    return True

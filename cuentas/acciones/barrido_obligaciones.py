"""The sweep of obligations: it opens what is to be owed and closes what is not any more, from what the database says
now; after any time switched off it catches up, and repeating it changes nothing."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from cuentas.acciones.capacitacion import convocar_a_quien_falta
from cuentas.acciones.exigencias import (
    de_autenticidad,
    de_capacitacion,
    de_estrategia,
    de_horario,
    exigencias_de_horario,
    repetir_autenticidad,
)
from cuentas.acciones.obligacion import (
    Exigencia,
    dar_por_incumplida,
    dejar_sin_efecto,
    exigir_obligacion,
    mudar,
)
from cuentas.acciones.vacaciones import sincronizar_vacaciones
from cuentas.estados import OFICIALES
from cuentas.estados.cuidado import ClaseObligacion
from cuentas.models import Designacion, Obligacion, Vacaciones
from organizacion.tiempo import fecha_local
from plazos.acciones import latir
from plazos.estados import EstadoRecordatorio
from plazos.models import Latido, Recordatorio

registro = logging.getLogger(__name__)
PULSO: Final = "obligaciones"
# What each kind asks for: ``f(*, ahora, desde)``, where ``desde`` is the last time that the sweep came to its end.
EXIGENCIAS: Final[tuple[Callable[..., Iterable[Exigencia]], ...]] = (
    de_horario,
    de_capacitacion,
    de_estrategia,
    de_autenticidad,
)


@dataclass
class Balance:
    """How many obligations the sweep opened, moved and closed, and how many it could not."""

    abiertas: int = 0
    mudadas: int = 0
    cerradas: int = 0
    convocadas: int = 0
    fallidas: int = 0


def barrer_obligaciones(*, ahora: datetime) -> Balance:
    """5.1.a: bring every obligation up to date; each in a transaction of its own, so that one that fails lets the
    others pass and is tried again."""
    balance = Balance()
    desde = Latido.objects.filter(componente=PULSO).values_list("momento", flat=True).first() or ahora
    sincronizar_vacaciones(ahora=ahora)
    for fila, motivo in list(_sobrantes()):
        balance.cerradas += _intentar(balance, dejar_sin_efecto, obligacion=fila, motivo=motivo, ahora=ahora)
    for fila, exigencia in list(_mudadas(ahora)):
        balance.mudadas += _intentar(balance, mudar, obligacion=fila, exigencia=exigencia, ahora=ahora)
    for exigencias in EXIGENCIAS:
        for exigencia in list(exigencias(ahora=ahora, desde=desde)):
            balance.abiertas += _intentar(balance, exigir_obligacion, exigencia=exigencia, ahora=ahora)
    for fila in _caducas(ahora):
        balance.cerradas += _intentar(balance, dar_por_incumplida, obligacion=fila, ahora=ahora)
    repetir_autenticidad(ahora=ahora)
    balance.convocadas = convocar_a_quien_falta(ahora=ahora)
    if not balance.fallidas:
        latir(ahora=ahora, componente=PULSO)
    return balance


def _intentar(balance: Balance, acto: Callable[..., object], **datos: object) -> bool:
    """Did something change? One that cannot be brought up to date is logged, and the others go on."""
    try:
        return bool(acto(**datos))
    except Exception:
        registro.exception("No se pudo poner al día una obligación: %s", datos)
        balance.fallidas += 1
        return False


def _sobrantes() -> Iterator[tuple[Obligacion, str]]:
    """What is pending of an account that is not official any more, of a person who administers nothing, of an área that
    is gone, of a vacation that was called off."""
    administra = Designacion.objects.vigentes().filter(persona=OuterRef("persona"), cuenta__estado__in=OFICIALES)
    pendientes = Obligacion.objects.pendientes().select_related("plazo", "cuenta", "persona", "area")
    canceladas = [vacaciones.periodo for vacaciones in Vacaciones.objects.filter(canceladas=True)]
    casos: tuple[tuple[Combinable | Q, str], ...] = (
        (Q(cuenta__isnull=False) & ~Q(cuenta__estado__in=OFICIALES), "La cuenta dejó de ser oficial"),
        (Q(persona__isnull=False) & ~Exists(administra), "La persona ya no administra ninguna cuenta"),
        (Q(cuenta__isnull=True, persona__isnull=True, area__activa=False), "El área dejó de existir"),
        (
            Q(clase=ClaseObligacion.HORARIO, periodo__in=canceladas),
            "El periodo salió del calendario",
        ),
    )
    for filtro, motivo in casos:
        for fila in list(pendientes.filter(filtro)):
            yield fila, motivo


def _mudadas(ahora: datetime) -> Iterator[tuple[Obligacion, Exigencia]]:
    """The hours that are pending for a vacation that moved."""
    pendientes = Obligacion.objects.pendientes().filter(clase=ClaseObligacion.HORARIO)
    for vacaciones in Vacaciones.objects.vigentes().filter(hasta__gte=fecha_local(ahora)):
        filas = list(pendientes.filter(periodo=vacaciones.periodo).select_related("plazo", "cuenta__area", "area"))
        exigencias = exigencias_de_horario(vacaciones, [f.cuenta for f in filas if f.cuenta], desde=ahora)
        for fila, (limite, exigencia) in zip(filas, exigencias, strict=True):
            if fila.limite != limite or fila.caduca != vacaciones.hasta:
                yield fila, exigencia


def _caducas(ahora: datetime) -> list[Obligacion]:
    """Those whose period is over, once every step of their clock has come out."""
    por_salir = Recordatorio.objects.filter(plazo=OuterRef("plazo"), estado=EstadoRecordatorio.PENDIENTE)
    vencidas = Obligacion.objects.pendientes().filter(caduca__lt=fecha_local(ahora))
    return list(vencidas.exclude(Exists(por_salir)).select_related("plazo", "cuenta", "persona", "area"))

"""6.xxxiv: were the passwords changed on time? By área and by month of the date on which each was due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import F, QuerySet

from cuentas.estados import EstadoRotacion as R
from cuentas.models import Rotacion
from organizacion.models import Area
from organizacion.tiempo import fecha_local, instante_local
from plazos.estados import Semaforo

MESES: Final = 6
# What was never to be done any more does not count, for or against.
CUENTAN: Final = (R.EXIGIDA, R.HECHA, R.CONFIRMADA, R.OBJETADA)


@dataclass(frozen=True)
class Mes:
    """Of the changes that were due in a month, how many were done on time."""

    mes: date
    a_tiempo: int = 0
    total: int = 0

    @property
    def clave(self) -> str:
        return f"{self.mes:%Y-%m}"

    @property
    def texto(self) -> str:
        return f"{self.a_tiempo} de {self.total}"

    @property
    def porcentaje(self) -> int:
        return round(100 * self.a_tiempo / self.total) if self.total else 0

    @property
    def luz(self) -> str:
        if not self.total:
            return Semaforo.GRIS
        if self.a_tiempo == self.total:
            return Semaforo.VERDE
        return Semaforo.AMBAR if self.porcentaje >= 80 else Semaforo.ROJO


def ultimos_meses(ahora: datetime) -> list[date]:
    """The first day of this month and of those before, oldest first."""
    hoy = fecha_local(ahora)
    cuenta = hoy.year * 12 + hoy.month - 1
    return [date((cuenta - n) // 12, (cuenta - n) % 12 + 1, 1) for n in range(MESES - 1, -1, -1)]


def cambios_debidos(areas: QuerySet[Area], desde: date, hasta: date, *, ahora: datetime) -> QuerySet[Rotacion]:
    """The changes of password that fell due from one day until before the other, not after ``ahora``, of accounts of
    those áreas; one that is still to be done counts from the instant at which it is late."""
    limite = min(instante_local(hasta), ahora)
    return Rotacion.objects.filter(
        plazo__vence__gt=instante_local(desde),
        plazo__vence__lte=limite,
        cuenta__area__in=areas,
        estado__in=CUENTAN,
    )


def cumplimiento_de_contrasenas(areas: QuerySet[Area], *, ahora: datetime) -> list[tuple[Area, list[Mes]]]:
    """6.xxxiv: for each of those áreas with changes in the last months, the on-time share of each month. One query."""
    meses = ultimos_meses(ahora)
    filas = cambios_debidos(areas, meses[0], _siguiente(meses[-1]), ahora=ahora)
    conteo: dict[int, dict[date, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for area, vence, hecha in filas.values_list("cuenta__area_id", "plazo__vence", "hecha"):
        ultimo_dia = fecha_local(vence - timedelta(microseconds=1))
        conteo[area][ultimo_dia.replace(day=1)].append(hecha is not None and hecha < vence)
    por_id = Area.objects.in_bulk(conteo)
    tabla = [(por_id[pk], [_mes(mes, conteo[pk].get(mes, ())) for mes in meses]) for pk in conteo]
    return sorted(tabla, key=lambda fila: fila[0].siglas)


def en_total(tabla: Iterable[tuple[Area, list[Mes]]], *, ahora: datetime) -> list[Mes]:
    """The same of all of them together."""
    columnas = list(zip(*(meses for _, meses in tabla), strict=True))
    return [
        Mes(mes, sum(m.a_tiempo for m in columna), sum(m.total for m in columna))
        for mes, columna in zip(ultimos_meses(ahora), columnas, strict=False)
    ]


def cambios_del_mes(area: Area, mes: date, *, ahora: datetime) -> QuerySet[Any]:
    """The changes behind a figure, by the date on which each was due."""
    filas = cambios_debidos(Area.objects.filter(pk=area.pk), mes, _siguiente(mes), ahora=ahora)
    return filas.select_related("cuenta", "plazo", "hecha_por").annotate(vence=F("plazo__vence"))


def _mes(mes: date, cambios: Iterable[bool]) -> Mes:
    cambios = list(cambios)
    return Mes(mes, sum(cambios), len(cambios))


def _siguiente(mes: date) -> date:
    return date(mes.year + mes.month // 12, mes.month % 12 + 1, 1)

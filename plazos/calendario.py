"""The legal calendar as a value: which days count, and the proof of any count. No database here.

A business day is one that is neither Saturday nor Sunday nor in a non-working period. Counting is a search in a sorted
list, so its cost does not grow with the number of days.
"""

from bisect import bisect_right
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

UN_DIA: Final = timedelta(days=1)
_SABADO: Final = 5
DIAS_DE_LA_SEMANA: Final = "lunes martes miércoles jueves viernes sábado domingo".split()


class FueraDelCalendario(Exception):
    """The count would leave the years that the calendar covers. ``str()`` is the message in Spanish."""


@dataclass(frozen=True, order=True)
class Periodo:
    """Consecutive non-working days, both ends included, with why and on what legal ground."""

    desde: date
    hasta: date
    motivo: str
    fundamento: str


@dataclass(frozen=True)
class DiaContado:
    """A line of the proof: a day, its number in the count (0 when it is skipped), and the ground."""

    fecha: date
    numero: int
    motivo: str
    fundamento: str

    @property
    def cuenta(self) -> bool:
        return self.numero > 0

    @property
    def dia_de_la_semana(self) -> str:
        return DIAS_DE_LA_SEMANA[self.fecha.weekday()]


class Calendario:
    """The calendar of one version. ``version`` is its number; ``desde`` and ``hasta`` the days that it covers."""

    def __init__(self, periodos: Iterable[Periodo], *, version: int, desde: date, hasta: date) -> None:
        self.version, self.desde, self.hasta = version, desde, hasta
        self._periodos = sorted(periodos)
        self._motivos: dict[date, Periodo] = {}
        for periodo in self._periodos:
            dia = max(periodo.desde, desde)
            while dia <= min(periodo.hasta, hasta):
                self._motivos.setdefault(dia, periodo)
                dia += UN_DIA
        ordinales = range(desde.toordinal(), hasta.toordinal() + 1)
        inhabiles = {dia.toordinal() for dia in self._motivos}
        # date.toordinal(1) is a Monday, so (ordinal - 1) % 7 is the weekday.
        self._habiles = [n for n in ordinales if (n - 1) % 7 < _SABADO and n not in inhabiles]

    def con(self, periodos: Iterable[Periodo]) -> "Calendario":
        """The same calendar in which also those days do not count; where two grounds meet, the calendar's own holds."""
        propios = list(periodos)
        if not propios:
            return self
        otro = copy(self)
        otro._motivos = dict(self._motivos)
        for periodo in propios:
            dia = max(periodo.desde, self.desde)
            while dia <= min(periodo.hasta, self.hasta):
                otro._motivos.setdefault(dia, periodo)
                dia += UN_DIA
        inhabiles = {dia.toordinal() for dia in otro._motivos}
        otro._habiles = [n for n in self._habiles if n not in inhabiles]
        return otro

    def es_habil(self, fecha: date) -> bool:
        """Does the day count?"""
        self._dentro(fecha)
        return fecha.weekday() < _SABADO and fecha not in self._motivos

    def sumar(self, inicio: date, dias: int) -> date:
        """7.iii: the ``dias``-th business day after ``inicio``; day 1 is the first business day after it.

        ``dias`` is at least 1. Raises ``FueraDelCalendario`` when the count leaves the covered years.
        """
        if dias < 1:
            raise ValueError("a term has at least one business day")
        self._dentro(inicio)
        posicion = bisect_right(self._habiles, inicio.toordinal()) + dias - 1
        if posicion >= len(self._habiles):
            raise FueraDelCalendario(self._mensaje())
        return date.fromordinal(self._habiles[posicion])

    def restar(self, fin: date, dias: int) -> date:
        """The business day that is ``dias`` business days before ``fin``; with 0, the last one that is not after it."""
        self._dentro(fin)
        posicion = bisect_right(self._habiles, fin.toordinal()) - 1 - dias
        if posicion < 0:
            raise FueraDelCalendario(self._mensaje())
        return date.fromordinal(self._habiles[posicion])

    def entre(self, desde: date, hasta: date) -> int:
        """Business days after ``desde`` up to ``hasta`` included; negative when ``hasta`` comes first."""
        return bisect_right(self._habiles, hasta.toordinal()) - bisect_right(self._habiles, desde.toordinal())

    def prueba(self, inicio: date, hasta: date) -> list[DiaContado]:
        """Every day after ``inicio`` up to ``hasta``: counted with its number, or skipped and on what ground."""
        dias, numero, dia = [], 0, inicio + UN_DIA
        while dia <= hasta:
            periodo = self._motivos.get(dia)
            if periodo:
                dias.append(DiaContado(dia, 0, periodo.motivo, periodo.fundamento))
            elif dia.weekday() >= _SABADO:
                dias.append(DiaContado(dia, 0, "Fin de semana", "Descanso semanal"))
            else:
                numero += 1
                dias.append(DiaContado(dia, numero, "", ""))
            dia += UN_DIA
        return dias

    def _dentro(self, fecha: date) -> None:
        if not self.desde <= fecha <= self.hasta:
            raise FueraDelCalendario(self._mensaje())

    def _mensaje(self) -> str:
        return f"El calendario solo abarca de {self.desde.year} a {self.hasta.year}."

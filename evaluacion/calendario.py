"""8.a: which periods there are. Dates only: no database.

The institution says on which days of the year a period opens; each one looks at the days between the opening before
and its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

UN_DIA = timedelta(days=1)


class Tramo(NamedTuple):
    """The days of a period, both included, and the day on which it opens: the one after its last."""

    desde: date
    hasta: date

    @property
    def abre(self) -> date:
        return self.hasta + UN_DIA


def tramos_que_abrieron(aperturas: Sequence[str], hoy: date, *, despues_de: date | None) -> list[Tramo]:
    """The periods that had to open by ``hoy``, oldest first: those that end after ``despues_de`` or, when nothing was
    ever opened, only the last one."""
    dias = sorted(_dias(aperturas, range(hoy.year - 2 if despues_de is None else despues_de.year, hoy.year + 1)))
    anteriores = _anterior(aperturas, dias[0])
    tramos = [Tramo(antes, dia - UN_DIA) for antes, dia in zip([anteriores, *dias], dias, strict=False) if dia <= hoy]
    if despues_de is None:
        return tramos[-1:]
    return [tramo for tramo in tramos if tramo.desde > despues_de]


def proxima_apertura(aperturas: Sequence[str], hoy: date) -> date:
    """The first opening after ``hoy``."""
    return min(dia for dia in _dias(aperturas, range(hoy.year, hoy.year + 2)) if dia > hoy)


def _dias(aperturas: Sequence[str], anios: range) -> Iterator[date]:
    return (date.fromisoformat(f"{anio}-{dia}") for anio in anios for dia in aperturas)


def _anterior(aperturas: Sequence[str], dia: date) -> date:
    return max(d for d in _dias(aperturas, range(dia.year - 1, dia.year + 1)) if d < dia)

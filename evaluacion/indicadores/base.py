"""What a formula is: how it computes the figures of a lot of accounts at once, and the rows that each one rests on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from statistics import median
from typing import Any, Final, TypeVar

from django.db.models import QuerySet

from cuentas.models import Cuenta
from evaluacion.calendario import UN_DIA
from evaluacion.estados import Dimension, Sentido
from organizacion.tiempo import fecha_local, instante_local

EXACTITUD: Final = Decimal("0.0001")
T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Ventana:
    """The days of the period on which an account is evaluated: those on which it was official, both included."""

    cuenta: Cuenta
    desde: date
    hasta: date

    @cached_property
    def inicio(self) -> datetime:
        return instante_local(self.desde)

    @cached_property
    def fin(self) -> datetime:
        """The first instant that is out of it."""
        return instante_local(self.hasta + UN_DIA)

    @property
    def dias(self) -> int:
        return (self.hasta - self.desde).days + 1

    def tiene(self, instante: datetime) -> bool:
        return self.inicio <= instante < self.fin


@dataclass(frozen=True)
class Lote:
    """Some accounts of a period, each with its own days."""

    ventanas: Mapping[int, Ventana]

    @cached_property
    def inicio(self) -> datetime:
        return min(v.inicio for v in self.ventanas.values())

    @cached_property
    def fin(self) -> datetime:
        return max(v.fin for v in self.ventanas.values())

    def repartir(self, filas: Iterable[T]) -> dict[int, list[T]]:
        """The rows of each account that fall on its days. A row begins with the account and an instant."""
        reparto: dict[int, list[T]] = defaultdict(list)
        for fila in filas:
            if self.ventanas[fila[0]].tiene(fila[1]):
                reparto[fila[0]].append(fila)
        return reparto

    def cada_una(self, calcular: Callable[[Ventana], "Cifra"]) -> dict[int, "Cifra"]:
        return {pk: calcular(ventana) for pk, ventana in self.ventanas.items()}


@dataclass(frozen=True)
class Cifra:
    """A figure: its value (``None``: there are no data), what over what, and what explains it."""

    valor: Decimal | None
    numerador: Decimal | None = None
    denominador: Decimal | None = None
    como: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sustento:
    """The rows behind a figure: which, in which order (as ``paginar`` takes it), and how each is told."""

    filas: QuerySet[Any]
    orden: tuple[str, ...]
    columnas: tuple[str, ...]
    fila: Callable[[Any], Sequence[Any]]


@dataclass(frozen=True)
class Formula:
    """A computed indicator. ``calcular`` makes one query (or a few) for the whole lot, never one for each account.
    ``publica``: may anybody read it in the open data?"""

    clave: str
    nombre: str
    numeral: str
    dimension: Dimension
    unidad: str
    sentido: Sentido
    explicacion: str
    calcular: Callable[[Lote], dict[int, Cifra]]
    sustento: Callable[[Ventana], Sustento]
    publica: bool = False


def proporcion(parte: int | Decimal, todo: int | Decimal, **como: Any) -> Cifra:
    """``parte`` of ``todo`` in percent; of nothing there is no share."""
    if not todo:
        return Cifra(None, Decimal(parte), Decimal(todo), como)
    valor = (100 * Decimal(parte) / Decimal(todo)).quantize(EXACTITUD, ROUND_HALF_UP)
    return Cifra(valor, Decimal(parte), Decimal(todo), como)


def cociente(numerador: int | Decimal, denominador: int | Decimal, *, por: int = 1, **como: Any) -> Cifra:
    """``por`` times ``numerador`` over ``denominador``."""
    if not denominador:
        return Cifra(None, Decimal(numerador), Decimal(denominador), como)
    valor = (por * Decimal(numerador) / Decimal(denominador)).quantize(EXACTITUD, ROUND_HALF_UP)
    return Cifra(valor, Decimal(numerador), Decimal(denominador), como)


def conteo(cuantos: int, **como: Any) -> Cifra:
    """A number of things; none is zero, and that is known."""
    return Cifra(Decimal(cuantos), Decimal(cuantos), None, como)


def mediana_de_horas(lapsos: Sequence[float], **como: Any) -> Cifra:
    """The median of some spans in seconds, in hours; of none there is no median."""
    if not lapsos:
        return Cifra(None, None, Decimal(0), como)
    horas = Decimal(str(median(lapsos))) / 3600
    return Cifra(horas.quantize(EXACTITUD, ROUND_HALF_UP), None, Decimal(len(lapsos)), como)


def semanas(desde: date, hasta: date) -> set[tuple[int, int]]:
    """The weeks (ISO year and number) that the days from ``desde`` to ``hasta`` touch."""
    cuantos = (hasta - desde).days + 1
    return {(desde + n * UN_DIA).isocalendar()[:2] for n in range(cuantos)}


def semana_de(instante: datetime) -> tuple[int, int]:
    return fecha_local(instante).isocalendar()[:2]

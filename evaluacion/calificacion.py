"""8.a: from values to points and from points to a result. Arithmetic only: no database.

An indicator without data has no points and its weight is shared out among the others: what is not known is never
taken for zero. The result is from 0 to 100; ``cobertura`` says how much of the weight it rests on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

from evaluacion.estados import Sentido

CENTESIMA: Final = Decimal("0.01")
MAXIMO: Final = 100


class EscalaInvalida(ValueError):
    """The scale cannot be used. ``str()`` is the message in Spanish."""


@dataclass(frozen=True)
class Resultado:
    """A result and the weight with data; ``None`` when nothing had any."""

    calificacion: Decimal | None
    cobertura: int


def puntos(valor: Decimal | None, escala: Sequence[Sequence[str]], sentido: str) -> int | None:
    """The points of a value. With *más es mejor*, those of the highest limit that it reaches; with *menos es mejor*,
    those of the lowest limit that it does not exceed; past the last one, none. Without a value, there are none to give.
    """
    if valor is None:
        return None
    peldanos = [(Decimal(limite), int(valen)) for limite, valen in escala]
    if sentido == Sentido.MAS:
        return max((valen for limite, valen in peldanos if valor >= limite), default=0)
    return max((valen for limite, valen in peldanos if valor <= limite), default=0)


def calificar(pesos_y_puntos: Iterable[tuple[int, int | None]]) -> Resultado:
    """The weighted mean of the points that there are, to two decimals."""
    con_datos = [(peso, valen) for peso, valen in pesos_y_puntos if valen is not None]
    cobertura = sum(peso for peso, _ in con_datos)
    if not cobertura:
        return Resultado(None, 0)
    suma = Decimal(sum(peso * valen for peso, valen in con_datos))
    return Resultado((suma / cobertura).quantize(CENTESIMA, ROUND_HALF_UP), cobertura)


def revisar_escala(escala: Sequence[Sequence[str]], sentido: str) -> None:
    """A scale has at least one step, its limits rise, and a better value never gets fewer points.

    Raises ``EscalaInvalida``.
    """
    if not escala:
        raise EscalaInvalida("Escriba al menos un peldaño, por ejemplo «80: 100».")
    limites = [Decimal(limite) for limite, _ in escala]
    valen = [int(p) for _, p in escala]
    if any(not 0 <= p <= MAXIMO for p in valen):
        raise EscalaInvalida("Los puntos de cada peldaño van de 0 a 100.")
    if any(uno >= otro for uno, otro in pairwise(limites)):
        raise EscalaInvalida("Escriba los peldaños de menor a mayor límite, sin repetir ninguno.")
    if sorted(valen, reverse=sentido == Sentido.MENOS) != valen:
        orden = "crecer" if sentido == Sentido.MAS else "bajar"
        raise EscalaInvalida(f"Con «{Sentido(sentido).label.lower()}», los puntos deben {orden} con el límite.")

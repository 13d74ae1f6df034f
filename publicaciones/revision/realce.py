"""The text in runs, to be shown with what was found in it marked where it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from publicaciones.revision.hallazgo import GRAVEDAD, Hallazgo, Severidad


@dataclass(frozen=True)
class Tramo:
    """A run of the text: plain, or marked with the gravest of what was found there and the numerals of all."""

    texto: str
    severidad: Severidad | None = None
    numerales: str = ""


def tramos(texto: str, hallazgos: Sequence[Hallazgo]) -> list[Tramo]:
    """The whole ``texto`` in runs. What is about all of it marks nothing: it would hide the rest."""
    puntuales = [h for h in hallazgos if h.campo == "texto" and h.inicio < h.fin and h.fin - h.inicio < len(texto)]
    cortes = sorted({0, len(texto), *(h.inicio for h in puntuales), *(h.fin for h in puntuales)})
    partes = []
    for inicio, fin in pairwise(cortes):
        aqui = [h for h in puntuales if h.inicio <= inicio and fin <= h.fin]
        aqui.sort(key=lambda h: GRAVEDAD[h.severidad])
        numerales = ", ".join(dict.fromkeys(h.numeral for h in aqui))
        partes.append(Tramo(texto[inicio:fin], aqui[0].severidad if aqui else None, numerales))
    return partes

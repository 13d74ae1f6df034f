"""The words that the spelling check compares with: lists in ``palabras/``, read when the first text is checked."""

from functools import cache
from pathlib import Path
from typing import Final

_CARPETA: Final = Path(__file__).parent / "palabras"


@cache
def casa() -> frozenset[str]:
    """Words of the house and of everyday institutional prose, as they are written."""
    return frozenset(_leer("casa"))


@cache
def validas() -> frozenset[str]:
    """Other words, names and forms of a verb that look like one of the house with a mistake."""
    return frozenset(_leer("validas"))


@cache
def frecuentes() -> dict[str, str]:
    """Mistakes that no rule gives, and what was meant."""
    pares = (par.partition("=") for par in _leer("frecuentes"))
    return {mala: buena.replace("_", " ") for mala, _, buena in pares}


def _leer(lista: str) -> list[str]:
    lineas = (_CARPETA / f"{lista}.txt").read_text(encoding="utf-8").splitlines()
    return [palabra for linea in lineas if not linea.startswith("#") for palabra in linea.split()]

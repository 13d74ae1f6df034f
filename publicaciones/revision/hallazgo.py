"""What a check found: by which numeral, how grave, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severidad(StrEnum):
    """An error stops the publication; a warning needs a written reason to go on; a note only informs."""

    ERROR = "error"
    ADVERTENCIA = "advertencia"
    NOTA = "nota"

    @property
    def etiqueta(self) -> str:
        return _ETIQUETAS[self]


_ETIQUETAS: Final = {
    Severidad.ERROR: "Hay que corregirlo",
    Severidad.ADVERTENCIA: "Corríjalo o explique por qué sigue",
    Severidad.NOTA: "Nota",
}
GRAVEDAD: Final = {Severidad.ERROR: 0, Severidad.ADVERTENCIA: 1, Severidad.NOTA: 2}


@dataclass(frozen=True)
class Hallazgo:
    """One finding. ``inicio`` and ``fin`` are a slice of the text as it was written; both are 0 when it is about
    something else, which ``campo`` names."""

    clave: str
    numeral: str
    severidad: Severidad
    mensaje: str
    inicio: int = 0
    fin: int = 0
    campo: str = "texto"

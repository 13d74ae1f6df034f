"""A line of the tray, and how many of each list the panel shows."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MAXIMO: Final = 20  # rows of each list of the panel; the rest is one link away


@dataclass(frozen=True)
class Pendiente:
    """A line of the tray: what it is about, what to do, and since when or until when it waits (for the order).

    ``vence`` is its due date, if it has one: what the private calendar shows.
    """

    clave: str
    titulo: str
    area: str
    que_hacer: str
    accion: str
    url: str
    orden: date
    luz: str
    cuando: str
    vence: date | None = None

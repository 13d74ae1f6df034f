"""The days of the federal labour law, article 74, to seed the calendar. The library is never asked at run time."""

from collections.abc import Iterator

import holidays

from plazos.calendario import Periodo

FUNDAMENTO = "Artículo 74 de la Ley Federal del Trabajo"


def descansos_obligatorios(desde: int, hasta: int) -> Iterator[Periodo]:
    """The rest days of the law in the years ``desde`` to ``hasta``, both included.

    Election days, which the law leaves to the electoral laws, are entered by the institution.
    """
    dias = holidays.country_holidays("MX", years=range(desde, hasta + 1), language="es")
    for dia, nombre in sorted(dias.items()):
        yield Periodo(dia, dia, nombre, FUNDAMENTO)

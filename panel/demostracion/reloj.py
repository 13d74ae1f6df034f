"""Time in the demonstration: everything happens so many business days before today, in the order of the clock."""

from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

from organizacion.tiempo import fecha_local, instante_local
from plazos.consultas import calendario_vigente

# A story yields the instant of its next act, and acts when it is resumed.
Historia: TypeAlias = Generator[datetime, None, None]
APERTURA: Final = time(9, 15)


class Reloj:
    """Instants relative to ``ahora``, counted with the calendar in force."""

    def __init__(self, ahora: datetime) -> None:
        self.ahora, self.hoy = ahora, fecha_local(ahora)
        self.calendario = calendario_vigente()

    def hace(self, dias: int, minutos: int = 0) -> datetime:
        """``minutos`` after opening time on the day ``dias`` business days ago; never in the future."""
        return self.en(self.calendario.restar(self.hoy, dias), minutos)

    def en(self, dia: date, minutos: int = 0) -> datetime:
        """``minutos`` after opening time on that day; never in the future."""
        return min(instante_local(dia, APERTURA) + timedelta(minutes=minutos), self.ahora)

    def dias_desde_presentar(self, faltan: int, termino: int) -> int:
        """How many business days ago a request was filed whose term of ``termino`` ends in ``faltan`` business days."""
        return self.calendario.entre(self.calendario.restar(self._limite(faltan), termino), self.hoy)

    def _limite(self, faltan: int) -> date:
        if faltan < 0:
            return self.calendario.restar(self.hoy, -faltan)
        if faltan or not self.calendario.es_habil(self.hoy):
            return self.calendario.sumar(self.hoy, max(faltan, 1))
        return self.hoy


def representar(historias: Iterable[Historia]) -> None:
    """Let the stories happen at once, each act in the order of its instant."""
    cola = [(next(historia), turno, historia) for turno, historia in enumerate(historias)]
    heapify(cola)
    while cola:
        _, turno, historia = heappop(cola)
        siguiente = next(historia, None)
        if siguiente:
            heappush(cola, (siguiente, turno, historia))

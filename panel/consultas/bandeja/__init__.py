"""What waits for a person: one tray, whatever it is about, the most urgent first."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from panel.consultas.bandeja.atencion import de_la_atencion
from panel.consultas.bandeja.comun import Pendiente
from panel.consultas.bandeja.consultas import de_las_peticiones
from panel.consultas.bandeja.contrasenas import de_las_contrasenas
from panel.consultas.bandeja.cuidado import del_cuidado
from panel.consultas.bandeja.evaluacion import de_la_evaluacion
from panel.consultas.bandeja.higiene import de_la_higiene
from panel.consultas.bandeja.incidentes import de_las_suplantaciones, de_los_incidentes
from panel.consultas.bandeja.publicaciones import de_las_publicaciones
from panel.consultas.bandeja.solicitudes import de_las_solicitudes
from plazos.calendario import Calendario

# Each gives the lines of one subject: ``f(persona, *, ahora, calendario)``.
FUENTES: Final[tuple[Callable[..., Iterable[Pendiente]], ...]] = (
    de_las_solicitudes,
    de_las_contrasenas,
    de_las_peticiones,
    de_la_evaluacion,
    de_la_higiene,
    de_los_incidentes,
    del_cuidado,
    de_las_publicaciones,
    de_las_suplantaciones,
    de_la_atencion,
)


def bandeja(persona: Any, *, ahora: datetime, calendario: Calendario) -> list[Pendiente]:
    """5.1.a: everything that waits for the person, the most urgent first."""
    pendientes = [p for fuente in FUENTES for p in fuente(persona, ahora=ahora, calendario=calendario)]
    return sorted(pendientes, key=lambda pendiente: (pendiente.orden, pendiente.titulo))


__all__ = [
    "Pendiente",
    "bandeja",
]

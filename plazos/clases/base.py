"""What a clock of the norm is, and the steps that several share."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings

from organizacion.tiempo import instante_local
from plazos.calendario import Calendario
from plazos.estados import Unidad
from plazos.models import Plazo

HORA_DE_AVISOS: Final = time(9, 0)
VENCE: Final = "vence"


@dataclass(frozen=True)
class Paso:
    """A step: its name, and how many business days before (negative) or after (positive) the last day it comes,
    at nine in the morning; calendar days when ``naturales``. Without ``dias`` it comes ``horas`` after the instant at
    which the clock expires (before, when negative; at that instant, by default)."""

    clave: str
    dias: int | None = None
    naturales: bool = False
    horas: int = 0

    def instante(self, plazo: Plazo, calendario: Calendario) -> datetime:
        """When this step of that clock comes due."""
        if self.dias is None:
            return plazo.vence + timedelta(hours=self.horas)
        ultimo = plazo.fecha_limite
        if self.naturales:
            return instante_local(ultimo + timedelta(days=self.dias), HORA_DE_AVISOS)
        dia = calendario.sumar(ultimo, self.dias) if self.dias > 0 else calendario.restar(ultimo, -self.dias)
        return instante_local(dia, HORA_DE_AVISOS)


@dataclass(frozen=True)
class ClasePlazo:
    """A clock of the norm. ``ambar`` is how many business days before the last one the light turns amber.

    ``al_paso`` is called with the steps that came due, all of one step: ``f(recordatorios, *, paso, ahora)``.
    ``al_mover`` is called with the clocks that a change of the calendar moved: ``f(movimientos, *, motivo, ahora)``;
    only clocks in business days move.
    """

    clave: str
    nombre: str
    numeral: str
    unidad: Unidad
    termino: str  # empty when its length is given as it starts
    pasos: tuple[Paso, ...]
    ambar: int
    al_paso: str = "solicitudes.acciones.recordar_solicitud"
    al_mover: str = "solicitudes.acciones.avisar_cambio_de_solicitud"

    @property
    def presupuesto(self) -> int:
        """Its length, in ``unidad``, as the institution configures it."""
        return int(getattr(settings.INSTITUCION.terminos, self.termino)) if self.termino else 1

    def paso(self, clave: str) -> Paso:
        return self.pasos[self.turno(clave)]

    def turno(self, clave: str) -> int:
        """The place of a step among those of the clock."""
        return next(turno for turno, paso in enumerate(self.pasos) if paso.clave == clave)


LARGO: Final = (Paso("faltan_5", -5), Paso("faltan_2", -2), Paso("faltan_0", 0), Paso(VENCE), Paso("pasaron_5", 5))
BREVE: Final = (Paso("faltan_1", -1), Paso(VENCE), Paso("pasaron_3", 3))
DIAS: Final = Unidad.DIAS_HABILES


def naturales(*dias: int) -> tuple[Paso, ...]:
    """Steps so many calendar days before the last day (negative) or after it, and the one at which it expires."""
    pasos = [Paso(f"{'pasaron' if n > 0 else 'faltan'}_{abs(n)}", n, naturales=True) for n in dias]
    return tuple(sorted([*pasos, Paso(VENCE)], key=lambda p: p.dias if p.dias is not None else 0.5))

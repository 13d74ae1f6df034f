"""Every clock of the norm, in one table: unit, length, steps, and who answers when a step comes due.

When a clock must call a floor above, it goes through the dotted paths of this table and no other way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from organizacion.tiempo import instante_local
from plazos.calendario import Calendario
from plazos.estados import Unidad
from plazos.models import Plazo, Recordatorio

HORA_DE_AVISOS: Final = time(9, 0)
VENCE: Final = "vence"


@dataclass(frozen=True)
class Paso:
    """A step: its name, and how many business days before (negative) or after (positive) the last day it comes,
    at nine in the morning. ``None`` is the very instant at which the clock expires."""

    clave: str
    dias: int | None = None

    def instante(self, plazo: Plazo, calendario: Calendario) -> datetime:
        """When this step of that clock comes due."""
        if self.dias is None:
            return plazo.vence
        ultimo = plazo.fecha_limite
        dia = calendario.sumar(ultimo, self.dias) if self.dias > 0 else calendario.restar(ultimo, -self.dias)
        return instante_local(dia, HORA_DE_AVISOS)


@dataclass(frozen=True)
class ClasePlazo:
    """A clock of the norm. ``ambar`` is how many business days before the last one the light turns amber.

    ``al_paso`` is called with the steps that came due, all of one step: ``f(recordatorios, *, paso, ahora)``.
    ``al_mover`` is called with the clocks that a change of the calendar moved: ``f(movimientos, *, ahora)``.
    """

    clave: str
    nombre: str
    numeral: str
    unidad: Unidad
    termino: str
    pasos: tuple[Paso, ...]
    ambar: int
    al_paso: str
    al_mover: str

    @property
    def presupuesto(self) -> int:
        """Its length, in ``unidad``, as the institution configures it."""
        return int(getattr(settings.INSTITUCION.terminos, self.termino))

    def paso(self, clave: str) -> Paso:
        return next(paso for paso in self.pasos if paso.clave == clave)


REVISION_APERTURA: Final = "revision_apertura"
USO_AUTORIZACION: Final = "uso_autorizacion"

CLASES: Final[dict[str, ClasePlazo]] = {
    clase.clave: clase
    for clase in (
        ClasePlazo(
            clave=REVISION_APERTURA,
            nombre="Revisión de la CNCS",
            numeral="7.iii",
            unidad=Unidad.DIAS_HABILES,
            termino="revision_dias_habiles",
            pasos=(
                Paso("faltan_5", -5),
                Paso("faltan_2", -2),
                Paso("faltan_0", 0),
                Paso(VENCE),
                Paso("pasaron_5", 5),
            ),
            ambar=5,
            al_paso="solicitudes.acciones.recordar_revision",
            al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
        ),
        ClasePlazo(
            clave=USO_AUTORIZACION,
            nombre="Uso de la autorización",
            numeral="7.iv",
            unidad=Unidad.DIAS_HABILES,
            termino="uso_autorizacion_dias_habiles",
            pasos=(Paso("faltan_5", -5), Paso(VENCE), Paso("pasaron_15", 15)),
            ambar=5,
            al_paso="solicitudes.acciones.recordar_uso",
            al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
        ),
    )
}


def llamar_al_paso(clase: str, recordatorios: list[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """Hand the steps that came due to whoever answers for that clock."""
    funcion: Callable[..., None] = import_string(CLASES[clase].al_paso)
    funcion(recordatorios, paso=paso, ahora=ahora)

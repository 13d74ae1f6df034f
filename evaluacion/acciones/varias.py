"""One act on many evaluations at once: each is checked by itself, so that what cannot be done stops nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bitacora import flujo
from bitacora.actores import Actor
from bitacora.flujo import ActoRechazado
from cuentas.consultas import cargar_administradores
from cuentas.models import Designacion
from evaluacion.models import Evaluacion


@dataclass
class Varias:
    """Those that were done, and why the others were not."""

    hechas: list[Evaluacion] = field(default_factory=list)
    rechazadas: list[tuple[Evaluacion, str]] = field(default_factory=list)


def en_todas(
    evaluaciones: Iterable[Evaluacion],
    transicion: str,
    *,
    por: Actor,
    ahora: datetime,
    con: tuple[str, ...],
    antes: Callable[[Evaluacion, datetime], None] = lambda evaluacion, ahora: None,
    argumentos: Callable[[Evaluacion], Mapping[str, Any]] = lambda evaluacion: {},
) -> Varias:
    """Run the transition on those on which ``por`` may, once ``antes`` does not refuse; ``con`` names what to load
    beside them. They are locked in the order of their keys, as everybody does. The queries do not grow with them."""
    claves = [e.pk for e in evaluaciones]
    bloqueadas = Evaluacion.objects.select_for_update(of=("self",)).filter(pk__in=claves)
    filas = list(bloqueadas.select_related(*con).order_by("pk"))
    cargar_administradores([e.cuenta for e in filas])
    _cargar_quienes_administraron(filas)
    varias = Varias()
    for fila in filas:
        try:
            flujo.comprobar(fila, transicion, por)
            antes(fila, ahora)
        except ActoRechazado as error:
            varias.rechazadas.append((fila, str(error)))
        else:
            varias.hechas.append(fila)
    flujo.cumplir_varias(varias.hechas, transicion, por=por, ahora=ahora, argumentos=argumentos)
    return varias


def _cargar_quienes_administraron(evaluaciones: Sequence[Evaluacion]) -> None:
    """Read who administered each account on its days, at once, into their ``administraron``."""
    designaciones: dict[int, list[Designacion]] = defaultdict(list)
    for designacion in Designacion.objects.filter(cuenta__in={e.cuenta_id for e in evaluaciones}):
        designaciones[designacion.cuenta_id].append(designacion)
    for evaluacion in evaluaciones:
        evaluacion.administraron = frozenset(
            d.persona_id
            for d in designaciones[evaluacion.cuenta_id]
            if d.desde <= evaluacion.hasta and (d.hasta is None or d.hasta >= evaluacion.desde)
        )

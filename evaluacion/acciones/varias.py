"""One act on many evaluations: each by itself, so that what cannot be done stops nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from bitacora.flujo import ActoRechazado
from evaluacion.models import Evaluacion


@dataclass
class Varias:
    """Those that were done, and why the others were not."""

    hechas: list[Evaluacion] = field(default_factory=list)
    rechazadas: list[tuple[Evaluacion, str]] = field(default_factory=list)


def en_cada_una(evaluaciones: Iterable[Evaluacion], acto: Callable[[Evaluacion], Evaluacion]) -> Varias:
    """Do the act on each, in the order of their keys, as everybody locks them."""
    varias = Varias()
    for evaluacion in sorted(evaluaciones, key=lambda e: e.pk):
        try:
            with transaction.atomic():
                varias.hechas.append(acto(evaluacion))
        except ActoRechazado as error:
            varias.rechazadas.append((evaluacion, str(error)))
    return varias

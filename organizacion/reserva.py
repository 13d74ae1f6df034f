"""5.b: matters that only internal control knows: neither the log, nor the outbox, nor the calendar tells the others."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from organizacion.permisos import es_control

# The beginning of their chains → the rows of the floor above, by its dotted path.
RESERVADAS: Final[dict[str, str]] = {"uso-indebido": "solicitudes.models.UsoIndebido"}

Q = TypeVar("Q", bound=QuerySet[Any])


T = TypeVar("T")


def es_reservada(cadena: str) -> bool:
    """Does that chain belong to a confidential matter?"""
    return cadena.partition(":")[0] in RESERVADAS


def sin_reservadas(filas: Q, persona: Any) -> Q:
    """The rows (of any model with a ``cadena``) of which the person may know: internal control, all but those of the
    matters in which that person is involved; the others, none that is confidential."""
    for prefijo, ruta in RESERVADAS.items():
        if es_control(persona):
            filas = filas.exclude(cadena__in=[f"{prefijo}:{pk}" for pk in _vetadas(ruta, persona)])
        else:
            filas = filas.exclude(cadena__startswith=f"{prefijo}:")
    return filas


def que_puede_saber(objetos: Iterable[T], persona: Any, cadena: Callable[[T], str]) -> list[T]:
    """The same, of objects at hand; ``cadena`` says the chain of each."""
    objetos = list(objetos)
    if not any(es_reservada(cadena(objeto)) for objeto in objetos):
        return objetos
    if not es_control(persona):
        return [objeto for objeto in objetos if not es_reservada(cadena(objeto))]
    vetadas = {f"{prefijo}:{pk}" for prefijo, ruta in RESERVADAS.items() for pk in _vetadas(ruta, persona)}
    return [objeto for objeto in objetos if cadena(objeto) not in vetadas]


def _vetadas(ruta: str, persona: Any) -> list[int]:
    """The matters that internal control may not know, because they are about its own account."""
    filas = import_string(ruta).objects
    return list(filas.exclude(pk__in=filas.visibles_para(persona).values("pk")).values_list("pk", flat=True))

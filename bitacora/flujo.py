"""The one door for acts: nothing else calls the transitions of a state machine.

django-fsm checks the source state of a transition but not its ``permission``; this door checks both, on a locked
row, and leaves the log entry in the same transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

from django.db import models, transaction
from django_fsm import can_proceed, has_transition_perm
from simple_history.utils import bulk_update_with_history

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Actor, Sistema

LOTE = 100  # rows written by one statement


class ConCadena(Protocol):
    """What a row with a state machine tells the log: its chain, and its name as text."""

    @property
    def cadena(self) -> str: ...

    @property
    def estado(self) -> str: ...


class ActoRechazado(Exception):
    """The act did not happen. ``str()`` is the message for whoever tried, in Spanish."""


class SinPermiso(ActoRechazado):
    """That person may not do this act on this object."""


class EstadoCambiado(ActoRechazado):
    """The object is no longer in a state from which the act is possible: somebody acted before."""


Fila = TypeVar("Fila", bound=models.Model)


@transaction.atomic(savepoint=False)
def ejecutar(objeto: Fila, transicion: str, *, por: Actor, ahora: datetime, **argumentos: Any) -> Fila:
    """Run ``transicion`` on the locked row of ``objeto`` and log it; return the row as saved.

    ``objeto`` itself is left as it was: go on with what is returned. Raises ``SinPermiso`` or ``EstadoCambiado``, and
    then nothing was written.
    """
    return cumplir(bloquear(objeto, transicion, por=por), transicion, por=por, ahora=ahora, **argumentos)


def bloquear(objeto: Fila, transicion: str, *, por: Actor, con: tuple[str, ...] = ()) -> Fila:
    """Lock the row of ``objeto`` until the transaction ends and return it, once it is sure that ``por`` may run
    ``transicion`` on it now; ``con`` names what to load beside it.

    For acts that must prepare something (open a clock, give a folio) between the check and ``cumplir``. Raises
    ``SinPermiso`` or ``EstadoCambiado``.
    """
    filas = type(objeto)._default_manager.select_for_update(of=("self",))
    fila = (filas.select_related(*con) if con else filas).get(pk=objeto.pk)
    comprobar(fila, transicion, por)
    return fila


@transaction.atomic(savepoint=False)
def cumplir(fila: Fila, transicion: str, *, por: Actor, ahora: datetime, **argumentos: Any) -> Fila:
    """Run ``transicion`` on a row that ``bloquear`` gave, save it and log it. A transition may return a dict: the
    details of its log entry. Raises as ``bloquear``."""
    hecho = _correr(fila, transicion, por, ahora, argumentos)
    fila.save()
    asentar(cadena=hecho.cadena, acto=hecho.acto, objeto=hecho.objeto, por=por, ahora=ahora, detalle=hecho.detalle)
    return fila


@transaction.atomic(savepoint=False)
def cumplir_varias(
    filas: Sequence[Fila],
    transicion: str,
    *,
    por: Actor,
    ahora: datetime,
    argumentos: Callable[[Fila], Mapping[str, Any]] = lambda fila: {},
) -> None:
    """As ``cumplir`` on many rows of one model with history, all locked and checked already: the number of queries does
    not grow with them. All or none. What a ``save`` of the model's own would do is not done."""
    if not filas:
        return
    antes = [_valores(fila) for fila in filas]
    hechos = [_correr(fila, transicion, por, ahora, argumentos(fila)) for fila in filas]
    pares = [(viejos, _valores(fila)) for viejos, fila in zip(antes, filas, strict=True)]
    cambian = sorted({campo for viejos, nuevos in pares for campo in nuevos if nuevos[campo] != viejos[campo]})
    bulk_update_with_history(filas, type(filas[0]), cambian, batch_size=LOTE)
    asentar_varios(hechos, por=por, ahora=ahora)


def _correr(fila: models.Model, transicion: str, por: Actor, ahora: datetime, argumentos: Mapping[str, Any]) -> Hecho:
    """Run a transition on a row, which is not saved yet; return what is to be logged of it."""
    comprobar(fila, transicion, por)
    con_cadena = cast(ConCadena, fila)
    antes = con_cadena.estado
    detalle = getattr(fila, transicion)(por=por, ahora=ahora, **argumentos) or {}
    anotar_historia(fila, por=por, ahora=ahora)
    return Hecho(con_cadena.cadena, transicion, str(fila), {"de": antes, "a": con_cadena.estado, **detalle})


def _valores(fila: models.Model) -> dict[str, Any]:
    return {campo.name: getattr(fila, campo.attname) for campo in fila._meta.concrete_fields}


def comprobar(fila: models.Model, transicion: str, por: Actor) -> None:
    """May ``por`` run ``transicion`` on this row as it is? Raises ``SinPermiso`` or ``EstadoCambiado``."""
    metodo = getattr(fila, transicion)
    if not can_proceed(metodo, check_conditions=False):
        raise EstadoCambiado(_mensaje_de_estado(fila))
    if not has_transition_perm(metodo, por):
        raise SinPermiso("No puede hacer este trámite: corresponde a otra persona.")


def anotar_historia(fila: models.Model, *, por: Actor, ahora: datetime) -> None:
    """Tell the history of fields who changes ``fila`` and when; a process of the system is not a person."""
    fila._history_user = None if isinstance(por, Sistema) else por  # type: ignore[attr-defined]
    fila._history_date = ahora  # type: ignore[attr-defined]


def _mensaje_de_estado(fila: models.Model) -> str:
    estado = getattr(fila, "get_estado_display", lambda: "")()
    return f"Alguien actuó antes: este trámite ya está en el estado «{estado}». Revise cómo quedó antes de seguir."

"""Who acts: a person, or a process of the system with a name. Nothing else may leave an entry in the log."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias


class ActorDesconocido(Exception):
    """An act was attempted by nobody: neither a saved person nor a named process of the system."""


class PersonaQueActua(Protocol):
    """What the log needs to know of a person."""

    pk: int
    email: str
    nombre: str


@dataclass(frozen=True)
class Sistema:
    """A process of the system that acts by itself, e.g. ``Sistema("barrido de plazos")``."""

    proceso: str

    def __post_init__(self) -> None:
        if not self.proceso.strip():
            raise ActorDesconocido("a process of the system needs a name")


Actor: TypeAlias = PersonaQueActua | Sistema


def rotulo(actor: Actor) -> str:
    """How the log names the actor, as text that stays true when the person's row changes.

    Raises ``ActorDesconocido`` for anonymous or unsaved people and for anything that is not an actor.
    """
    if isinstance(actor, Sistema):
        return f"sistema: {actor.proceso}"
    if not getattr(actor, "pk", None) or not getattr(actor, "email", ""):
        raise ActorDesconocido("an act needs a person with an account or a named process of the system")
    return f"{actor.nombre} <{actor.email}>"

"""The roles that try every door, the world in which they do, and what a door is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from solicitudes.estados import EstadoApertura as E
from tests.fabrica import Institucion

ANONIMO = "anonimo"
ROLES = [
    ANONIMO, "titular", "medio", "operativo", "otra_titular", "otro_medio", "vocal_local", "vocal_distrital",
    "revisora", "revisor", "titular_cncs", "unicom", "presidencia", "secretaria", "control", "consejera", "sistema",
]  # fmt: skip
TODOS = frozenset(ROLES)
CON_SESION = TODOS - {ANONIMO}
CNCS = frozenset({"revisora", "revisor", "titular_cncs"})
COMITE = frozenset({"presidencia", "secretaria"})
TITULARES = frozenset({"titular", "otra_titular", "vocal_local", "vocal_distrital", "titular_cncs"})
ADMIN = CNCS | COMITE | {"unicom", "control", "sistema"}


@dataclass
class Mundo:
    """One opening of DECEyEC in each state that the doors need, and whatever each module of doors prepares."""

    ine: Institucion
    aperturas: dict[E, Any] = field(default_factory=dict)

    def pk(self, estado: E) -> dict[str, int]:
        return {"pk": self.aperturas[estado].pk}

    def __getattr__(self, nombre: str) -> Any:
        raise AttributeError(f"no module of doors prepared «{nombre}»")


@dataclass
class Puerta:
    """A door: how to build its address, who may open it, and with which method it is tried."""

    quienes: frozenset[str]
    args: Callable[[Mundo], dict[str, Any]] = lambda mundo: {}
    metodo: str = "get"

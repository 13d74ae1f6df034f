"""Every door, by the module of this package that tells of it: ``PUERTAS`` and, when there is something to prepare,
``preparar(mundo)``, in the order of ``MODULOS``."""

from types import ModuleType

from tests.puertas import casa, consulta
from tests.puertas.comun import Mundo, Puerta

MODULOS: tuple[ModuleType, ...] = (casa, consulta)


def todas() -> dict[str, list[Puerta]]:
    """The doors by the name of their address. A name belongs to one module."""
    puertas: dict[str, list[Puerta]] = {}
    for modulo in MODULOS:
        assert not puertas.keys() & modulo.PUERTAS.keys()
        puertas |= modulo.PUERTAS
    return puertas


def preparar(mundo: Mundo) -> None:
    """Put into the world what the doors lead to."""
    for modulo in MODULOS:
        getattr(modulo, "preparar", lambda mundo: None)(mundo)

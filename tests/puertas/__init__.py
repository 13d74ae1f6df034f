"""Every door, by the module of this package that tells of it: ``PUERTAS`` and, when there is something to prepare,
``preparar(mundo)``. A module needs only be here: that of the house comes first, on which the others build."""

import pkgutil
from importlib import import_module
from types import ModuleType

from tests.puertas.comun import Mundo, Puerta


def _modulos() -> tuple[ModuleType, ...]:
    nombres = {modulo.name for modulo in pkgutil.iter_modules(__path__)} - {"casa", "comun"}
    return tuple(import_module(f"{__name__}.{nombre}") for nombre in ("casa", *sorted(nombres)))


MODULOS = _modulos()


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

"""Pure predicates on what a person is. They touch no database: they read the person's ``credenciales``."""

from dataclasses import dataclass
from typing import Any, Protocol

from organizacion.estados import ROLES_CNCS, ROLES_COMITE, Rol


@dataclass(frozen=True)
class AreaConRuta:
    """An área as the predicates need it: id, siglas, and place in the tree."""

    pk: int
    siglas: str
    ruta: str


class Credenciales(Protocol):
    """What a person is today: roles, the áreas where the person works, and those the person heads."""

    @property
    def roles(self) -> frozenset[Rol]: ...

    @property
    def adscripciones(self) -> tuple[AreaConRuta, ...]: ...

    @property
    def titular_de(self) -> tuple[AreaConRuta, ...]: ...

    @property
    def rutas_que_encabeza(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class SinCredenciales:
    """Those of nobody."""

    roles: frozenset[Rol] = frozenset()
    adscripciones: tuple[AreaConRuta, ...] = ()
    titular_de: tuple[AreaConRuta, ...] = ()
    rutas_que_encabeza: tuple[str, ...] = ()


NADA = SinCredenciales()


def credenciales(persona: Any) -> Credenciales:
    """The credentials of a person; none for the anonymous, the inactive and the processes of the system."""
    if not getattr(persona, "is_authenticated", False) or not persona.is_active:
        return NADA
    return persona.credenciales


def es_titular_de(area_id: int | None, persona: Any) -> bool:
    """7.ii: is the person the head of exactly that área?"""
    return any(area.pk == area_id for area in credenciales(persona).titular_de)


def encabeza(ruta: str, persona: Any) -> bool:
    """5.1.a: is the person the head of the área at ``ruta``, or of one above it?"""
    return any(ruta.startswith(propia) for propia in credenciales(persona).rutas_que_encabeza)


def es_cncs(persona: Any) -> bool:
    """Reviewers of the CNCS and its head."""
    return bool(credenciales(persona).roles & ROLES_CNCS)


def es_titular_cncs(persona: Any) -> bool:
    return Rol.TITULAR_CNCS in credenciales(persona).roles


def es_unicom(persona: Any) -> bool:
    return Rol.UNICOM in credenciales(persona).roles


def es_comite(persona: Any) -> bool:
    return bool(credenciales(persona).roles & ROLES_COMITE)


def es_control(persona: Any) -> bool:
    """Internal control reads everything that was filed, and changes nothing."""
    return Rol.CONTROL in credenciales(persona).roles


def es_sistema(persona: Any) -> bool:
    """Keeps catalogues, people and the calendar; decides on no request."""
    return Rol.SISTEMA in credenciales(persona).roles or getattr(persona, "is_superuser", False)

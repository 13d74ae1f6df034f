"""What is checked: the text and all that surrounds it, as plain data. Nothing here is read from the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Medio:
    """A picture, video or sound that goes with the text."""

    archivo: str
    alternativo: str = ""


@dataclass(frozen=True)
class Enlace:
    """A link, and the written reason why it is tied to the Institute's ends (6.vi)."""

    direccion: str
    razon: str = ""


@dataclass(frozen=True)
class Previa:
    """What the account already published or has planned, and when."""

    texto: str
    cuando: datetime


@dataclass(frozen=True)
class Oficial:
    """Public data of the institution, which are nobody's personal data. Telephones as ten digits."""

    dominio: str = "ine.mx"
    telefonos: frozenset[str] = frozenset()
    correos: frozenset[str] = frozenset()
    rfc: frozenset[str] = frozenset()
    siglas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Limites:
    """Where repeats, floods and length begin. ``contar`` counts characters by the network's own rules."""

    caracteres: int | None = None
    contar: Callable[[str], int] = len
    ventana: timedelta = timedelta(days=7)
    por_hora: int = 4
    por_sesion: int = 3


@dataclass(frozen=True)
class Pieza:
    """One variant, ready to be checked."""

    texto: str
    red: str = ""
    medios: tuple[Medio, ...] = ()
    enlaces: tuple[Enlace, ...] = ()
    clase: str = ""
    titular: str = ""
    sesion: str = ""
    publicadas_en_sesion: int = 0
    hermanas: tuple[str, ...] = ()
    recientes: tuple[Previa, ...] = ()
    cuando: datetime | None = None
    oficial: Oficial = field(default_factory=Oficial)
    limites: Limites = field(default_factory=Limites)

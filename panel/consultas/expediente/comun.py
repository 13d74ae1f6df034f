"""What an expediente is made of: sections of facts, and files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cuentas.models import Cuenta

Fila = tuple[str, ...]


@dataclass(frozen=True)
class Archivo:
    """A file of the expediente: its name inside it, how to read its bytes, and the digest that the product keeps of it
    when it keeps one."""

    nombre: str
    leer: Callable[[], bytes]
    huella: str = ""


@dataclass(frozen=True)
class Seccion:
    """Facts of one kind. ``omitido`` says what the public version leaves out of it, and why."""

    titulo: str
    numeral: str
    columnas: Fila
    filas: list[Fila]
    omitido: str = ""
    nota: str = ""  # said under the heading
    archivos: list[Archivo] = field(default_factory=list)


@dataclass(frozen=True)
class Pedido:
    """Whose expediente, for whom, in which version, and as of when."""

    cuenta: Cuenta
    persona: Any
    publica: bool
    ahora: datetime


Fuente = Callable[[Pedido], list[Seccion]]


def leer(archivo: Any) -> Callable[[], bytes]:
    """How to read the bytes of a file that the product keeps."""

    def bytes_de() -> bytes:
        with archivo.open("rb") as abierto:
            return bytes(abierto.read())

    return bytes_de

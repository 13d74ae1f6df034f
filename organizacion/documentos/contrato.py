"""The contract of a template, a ``TypedDict``, and the check that it is met."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypedDict, get_args, get_origin, get_type_hints, is_typeddict


class DocumentoInvalido(ValueError):
    """The document cannot be composed; the message says, in Spanish, what is missing or wrong."""


class Encabezado(TypedDict):
    """Common to every template. The document is dated at ``momento``."""

    area: str
    """Name of the área that issues it."""
    lugar: str
    """«Ciudad de México»."""


def comprobar(plantilla: str, contrato: type, datos: Mapping[str, Any]) -> None:
    """Raise ``DocumentoInvalido``, naming everything that is missing, left over or of another kind."""
    if faltas := list(_faltas(contrato, datos, "")):
        raise DocumentoInvalido(f"No se puede componer «{plantilla}»: {'; '.join(faltas)}.")


def _faltas(tipo: Any, valor: Any, ruta: str) -> Iterator[str]:
    if is_typeddict(tipo) and isinstance(valor, Mapping):
        yield from _faltas_de_las_claves(tipo, valor, ruta)
    elif get_origin(tipo) is list and isinstance(valor, list):
        (cada,) = get_args(tipo)
        for numero, elemento in enumerate(valor, start=1):
            yield from _faltas(cada, elemento, f"{ruta}[{numero}]")
    elif not _es(tipo, valor):
        yield f"«{ruta}» no tiene la forma esperada"


def _faltas_de_las_claves(contrato: Any, datos: Mapping[str, Any], ruta: str) -> Iterator[str]:
    tipos = get_type_hints(contrato)
    for clave, tipo in tipos.items():
        lugar = f"{ruta}.{clave}" if ruta else clave
        if datos.get(clave) not in (None, "", []):
            yield from _faltas(tipo, datos[clave], lugar)
        elif clave in contrato.__required_keys__:
            yield f"falta «{lugar}»"
    yield from (f"sobra «{ruta}.{clave}»" if ruta else f"sobra «{clave}»" for clave in datos.keys() - tipos.keys())


def _es(tipo: Any, valor: Any) -> bool:
    if isinstance(valor, datetime):  # which is a date too, but not here
        return tipo is datetime and valor.tzinfo is not None
    return isinstance(tipo, type) and not is_typeddict(tipo) and isinstance(valor, tipo)

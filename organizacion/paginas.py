"""Pages by key: the cost of a page does not grow with the table, and what is inserted meanwhile repeats no row.

An order names columns that are never null and whose last one is unique, all in the same direction. A page never
counts the rows: it knows whether there are more before and after.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.http import QueryDict

TAMANO: Final = 25
_SEPARADOR: Final = "~"

Fila = TypeVar("Fila", bound=Model)


@dataclass(frozen=True)
class Pagina(Generic[Fila]):
    """The rows of a page and the query strings («?…») of the pages before and after, empty when there is none."""

    objetos: list[Fila]
    anterior: str
    siguiente: str


def paginar(filas: QuerySet[Fila], *, orden: tuple[str, ...], pedido: QueryDict, tamano: int = TAMANO) -> Pagina[Fila]:
    """The page of ``filas`` in ``orden`` that the query string asks for by ``despues`` or ``antes``.

    A key that cannot be read gives the first page. The other parameters of the query string are kept in the links.
    """
    campos = tuple(campo.removeprefix("-") for campo in orden)
    descendente = orden[0].startswith("-")
    atras = "antes" in pedido
    llave = _leer(filas, campos, pedido.get("antes" if atras else "despues", ""))
    atras = atras and llave is not None
    hacia_abajo = descendente != atras
    if llave is not None:
        comparar = LessThan if hacia_abajo else GreaterThan
        filas = filas.filter(comparar(_tupla(*map(F, campos)), _tupla(*llave)))
    filas = filas.order_by(*(f"-{campo}" if hacia_abajo else campo for campo in campos))
    objetos = list(filas[: tamano + 1])
    hay_mas, objetos = len(objetos) > tamano, objetos[:tamano]
    if atras:
        objetos.reverse()
    if not objetos:
        return Pagina([], "", "")
    return Pagina(
        objetos,
        anterior=_enlace(pedido, "antes", objetos[0], campos) if (hay_mas if atras else llave is not None) else "",
        siguiente=_enlace(pedido, "despues", objetos[-1], campos) if atras or hay_mas else "",
    )


def _tupla(*expresiones: F | Value) -> Func:
    """A row value: both engines compare ``(a, b) > (x, y)`` along an index on both columns."""
    return Func(*expresiones, template="(%(expressions)s)", output_field=BooleanField())


def _leer(filas: QuerySet[Any], campos: tuple[str, ...], texto: str) -> list[Value] | None:
    partes = texto.rsplit(_SEPARADOR, len(campos) - 1)  # only the first column may be free text
    if len(partes) != len(campos) or "\0" in texto:
        return None
    valores = []
    for campo, parte in zip(campos, partes, strict=True):
        tipo = F(campo).resolve_expression(filas.query.clone()).output_field
        try:
            valores.append(Value(tipo.to_python(parte), output_field=tipo))
        except (ValidationError, ValueError):
            return None
    return valores if all(_cabe(valor.value) for valor in valores) else None


def _cabe(valor: Any) -> bool:
    """Could the column hold it? What a person types in the address may be anything."""
    match valor:
        case None:
            return False
        case int():
            return abs(valor) < 2**63
        case datetime():
            return valor.tzinfo is not None and MINYEAR < valor.year < MAXYEAR
        case str():
            return "\0" not in valor
    return True


def _enlace(pedido: QueryDict, sentido: str, objeto: Model, campos: tuple[str, ...]) -> str:
    parametros = pedido.copy()
    for sobrante in ("antes", "despues"):
        parametros.pop(sobrante, None)
    valores = (attrgetter(campo.replace("__", "."))(objeto) for campo in campos)
    parametros[sentido] = _SEPARADOR.join(str(valor) for valor in valores)
    return f"?{parametros.urlencode()}"

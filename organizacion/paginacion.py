"""Pages by key: no count, no offset, the same cost at any depth."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict

TAMANO: Final = 25


@dataclass(frozen=True)
class Pagina:
    """Rows of a page, newest first, and the addresses of its neighbours (empty when there is none)."""

    filas: list[Any]
    anterior: str
    siguiente: str


def paginar(filas: QuerySet[Any], parametros: QueryDict, *, tamano: int = TAMANO) -> Pagina:
    """The page that ``parametros`` asks for: ``antes`` or ``despues`` of a key; anything else gives the first one."""
    antes, despues = _clave(parametros.get("antes")), _clave(parametros.get("despues"))
    if despues:
        lista = list(filas.filter(pk__gt=despues).order_by("pk")[: tamano + 1])
        hay_anterior, hay_siguiente = len(lista) > tamano, True
        lista = lista[:tamano][::-1]
    else:
        filas = filas.filter(pk__lt=antes) if antes else filas
        lista = list(filas.order_by("-pk")[: tamano + 1])
        hay_anterior, hay_siguiente = bool(antes), len(lista) > tamano
        lista = lista[:tamano]
    return Pagina(
        filas=lista,
        anterior=_direccion(parametros, "despues", lista[0].pk) if lista and hay_anterior else "",
        siguiente=_direccion(parametros, "antes", lista[-1].pk) if lista and hay_siguiente else "",
    )


def _clave(texto: str | None) -> int:
    return int(texto) if texto and texto.isdecimal() and len(texto) < 19 else 0


def _direccion(parametros: QueryDict, sentido: str, clave: int) -> str:
    nuevos = parametros.copy()
    for viejo in ("antes", "despues"):
        nuevos.pop(viejo, None)
    nuevos[sentido] = str(clave)
    return f"?{nuevos.urlencode()}"

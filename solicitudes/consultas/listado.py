"""The list of requests of every kind that a person may see, newest first, by pages.

The order is (filed, kind, number), all descending. A page reads at most its size plus one of each kind beyond its key
and merges them here: its cost grows neither with the tables nor with the depth, and nothing is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, Final

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from organizacion.paginas import TAMANO, Pagina
from solicitudes.consultas.busqueda import con_texto, es_folio
from solicitudes.consultas.requerimiento import espera_informacion

EN_TRAMITE: Final = "tramite"
TERMINADAS: Final = "terminadas"
_SEPARADOR: Final = "~"


@dataclass(frozen=True)
class Listable:
    """A kind of request in the list, and what its rows show of others."""

    modelo: type[Model]
    relacionados: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.modelo.slug  # type: ignore[attr-defined]

    def visibles(self, persona: Any) -> QuerySet[Any]:
        filas: QuerySet[Any] = self.modelo._default_manager.visibles_para(persona)  # type: ignore[attr-defined]
        return filas


@dataclass(frozen=True, order=True)
class _Llave:
    """Where a request is in the list: when it was filed, the place of its kind, its number."""

    creada: datetime
    clase: int
    pk: int


def listar(
    persona: Any,
    clases: Sequence[Listable],
    *,
    ver: str = "",
    texto: str = "",
    pedido: QueryDict,
    tamano: int = TAMANO,
) -> Pagina[Any]:
    """The page that the query string asks for by ``despues`` or ``antes``, of the requests of ``clases`` that the
    person may see: those that are ``EN_TRAMITE``, the ``TERMINADAS`` or all, with that ``texto``. A row says in
    ``espera_informacion`` whether it waits for what was asked.

    A key that cannot be read gives the first page. The other parameters of the query string are kept in the links.
    """
    atras = "antes" in pedido
    llave = _leer(pedido.get("antes" if atras else "despues", ""), clases)
    atras = atras and llave is not None
    candidatas: list[tuple[_Llave, Any]] = []
    for lugar, clase in enumerate(clases):
        filas = con_texto(_en_estado(clase, clase.visibles(persona), ver), texto)
        if llave is not None:
            filas = filas.filter(_mas_alla(llave, lugar, atras=atras))
        orden = ("creada", "pk") if atras else ("-creada", "-pk")
        filas = filas.select_related(*clase.relacionados).annotate(espera_informacion=espera_informacion(clase.modelo))
        filas = filas.defer("busqueda").order_by(*orden)[: tamano + 1]
        candidatas += [(_Llave(fila.creada, lugar, fila.pk), fila) for fila in filas]
    candidatas.sort(key=lambda par: par[0], reverse=not atras)
    hay_mas, pagina = len(candidatas) > tamano, candidatas[:tamano]
    if atras:
        pagina.reverse()
    if not pagina:
        return Pagina([], "", "")
    hay_antes, hay_despues = (hay_mas, True) if atras else (llave is not None, hay_mas)
    return Pagina(
        [fila for _, fila in pagina],
        anterior=_enlace(pedido, "antes", pagina[0][0], clases) if hay_antes else "",
        siguiente=_enlace(pedido, "despues", pagina[-1][0], clases) if hay_despues else "",
    )


def con_folio(persona: Any, clases: Sequence[Listable], texto: str) -> Any | None:
    """The request with that folio, if ``texto`` is one and the person may see it."""
    if not es_folio(texto):
        return None
    prefijo = texto.strip()[:2].upper()
    suyas = (clase for clase in clases if clase.modelo.prefijo == prefijo)  # type: ignore[attr-defined]
    return next((fila for clase in suyas if (fila := con_texto(clase.visibles(persona), texto).first())), None)


def _en_estado(clase: Listable, filas: QuerySet[Any], ver: str) -> QuerySet[Any]:
    en_tramite = Q(estado__in=clase.modelo.en_tramite)  # type: ignore[attr-defined]
    if ver == EN_TRAMITE:
        return filas.filter(en_tramite)
    return filas.exclude(en_tramite) if ver == TERMINADAS else filas


def _mas_alla(llave: _Llave, lugar: int, *, atras: bool) -> Q:
    """Which rows of the kind in that ``lugar`` come beyond the key. The first condition is what an index follows."""
    mas = "gt" if atras else "lt"
    cerca = Q(**{f"creada__{mas}e": llave.creada})
    if lugar == llave.clase:
        return cerca & (Q(**{f"creada__{mas}": llave.creada}) | Q(**{f"pk__{mas}": llave.pk}))
    despues_de_la_llave = lugar > llave.clase if atras else lugar < llave.clase
    return cerca if despues_de_la_llave else Q(**{f"creada__{mas}": llave.creada})


def _leer(texto: str, clases: Sequence[Listable]) -> _Llave | None:
    partes = texto.split(_SEPARADOR)
    lugares = {clase.slug: lugar for lugar, clase in enumerate(clases)}
    if len(partes) != 3 or partes[1] not in lugares or not (partes[2].isascii() and partes[2].isdecimal()):
        return None
    try:
        creada = parse_datetime(partes[0])
    except ValueError:
        return None
    if creada is None or creada.tzinfo is None or not MINYEAR < creada.year < MAXYEAR or int(partes[2]) >= 2**63:
        return None
    return _Llave(creada, lugares[partes[1]], int(partes[2]))


def _enlace(pedido: QueryDict, sentido: str, llave: _Llave, clases: Sequence[Listable]) -> str:
    parametros = pedido.copy()
    for sobrante in ("antes", "despues"):
        parametros.pop(sobrante, None)
    partes = (llave.creada.isoformat(), clases[llave.clase].slug, str(llave.pk))
    parametros[sentido] = _SEPARADOR.join(partes)
    return f"?{parametros.urlencode()}"

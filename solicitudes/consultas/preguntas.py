"""5.3.b: finding an answer that is there already, before asking: by words, whatever their case, accents and plurals."""

from math import ceil
from typing import Any, Final, TypeVar

from django.db.models import Case, IntegerField, QuerySet, Value, When

from cuentas.direcciones import plegar
from solicitudes.models import Duda, PreguntaFrecuente

Q = TypeVar("Q", bound=QuerySet[Any])
PARECIDAS: Final = 5
_MAXIMO_DE_PALABRAS: Final = 8
# Words that say nothing of what is asked.
_VACIAS: Final = frozenset(
    "que quien quienes como cual cuales cuando cuanto cuantos cuanta donde para por pero con sin sobre entre hasta "
    "desde una uno unos unas los las del este esta esto ese esa eso puede puedo pueden debe debo deben hay tiene "
    "tengo hace hacer ser soy son fue mas muy nuestra nuestro area".split()
)


def frecuentes(texto: str = "") -> QuerySet[PreguntaFrecuente]:
    """The published ones that say every word of ``texto``."""
    return con_palabras(PreguntaFrecuente.objects.publicadas(), texto)


def con_palabras(filas: Q, texto: str) -> Q:
    """Those that say every word of ``texto``."""
    for raiz in _raices(texto):
        filas = filas.filter(busqueda__contains=raiz)
    return filas


def frecuentes_parecidas(texto: str) -> list[PreguntaFrecuente]:
    """The published ones that say at least half of the words of ``texto``, those that say most of them first."""
    return _parecidas(PreguntaFrecuente.objects.publicadas(), texto)


def propias_parecidas(persona: Any, texto: str) -> list[Duda]:
    """What the same person asked before with those words."""
    return _parecidas(Duda.objects.filter(presentada_por=persona), texto)


def _parecidas(filas: QuerySet[Any], texto: str) -> list[Any]:
    raices = _raices(texto)
    if not raices:
        return []
    puntos: Any = Value(0)
    for raiz in raices:
        puntos = puntos + Case(When(busqueda__contains=raiz, then=1), default=0, output_field=IntegerField())
    return list(
        filas.annotate(puntos=puntos).filter(puntos__gte=ceil(len(raices) / 2)).order_by("-puntos", "-pk")[:PARECIDAS]
    )


def _raices(texto: str) -> list[str]:
    """The words of ``texto`` that say something, folded and without the plural."""
    palabras = plegar("".join(c if c.isalnum() else " " for c in texto.replace("\0", " "))).split()
    dichas = [p for p in palabras if len(p) > 2 and p not in _VACIAS] or palabras
    return list(dict.fromkeys(_singular(p) for p in dichas))[:_MAXIMO_DE_PALABRAS]


def _singular(palabra: str) -> str:
    if len(palabra) > 5 and palabra.endswith("es"):
        return palabra[:-2]
    return palabra[:-1] if len(palabra) > 3 and palabra.endswith("s") else palabra

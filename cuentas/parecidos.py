"""Handles that look like another: the tricks of those who pass for an official account. Pure: it reads no database.

Two handles are compared by their *skeleton* (what the eye sees, whatever the alphabet, the case, the accents and the
signs), then without the words and numbers that impostors add, then letter by letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeVar

T = TypeVar("T")


class Parecido(StrEnum):
    """How a handle resembles another, the most deceiving first."""

    IDENTICO = "tiene el mismo identificador en otra red"
    A_LA_VISTA = "usa letras, números o signos que se confunden a la vista"
    AGREGA = "le agrega o le quita palabras, números o signos"
    CAMBIA = "cambia una o dos letras"


# Signs of other alphabets that are drawn as Latin letters. Capitals and small letters may be drawn as different ones.
_IGUALES: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "авекмнорстухіјѕһӏԁԛԝ" "αβεηικνορτυχγω" "օոսԍցհɑɡɩɪɴᴀʙᴄᴅᴇɢʜᴊᴋʟᴍᴏᴘʀᴛᴜᴠᴡʏᴢ",
    "ABEKMHOPCTYXIJS" "ABEZHIKMNOPTYX" "abekmhopctyxijshldqw" "abenikvoptuxyw" "onugghagiinabcdeghjklmoprtuvwyz",
)  # fmt: skip
_A_LA_VISTA: Final = str.maketrans("0134578|!$@i", "oleastbllsal")
_JUNTAS: Final = (("rn", "m"), ("vv", "w"))
_CORTO: Final = 5  # a name shorter than this is too common to be told apart by what surrounds it
_LARGO: Final = 8
_AGREGADO: Final = 12  # letters around a name that is whole inside another
_PALABRAS: Final = (
    "oficial", "official", "verificado", "verificada", "verified", "real", "noticias", "news", "info", "ayuda",
    "soporte", "atencion", "contacto", "soy", "somos", "cuenta", "canal", "tramites", "citas", "mexico", "mex",
    "mx", "org", "the",
)  # fmt: skip


def esqueleto(identificador: str) -> str:
    """What the eye sees of a handle: one case, no accents, no signs, one letter for those that look alike."""
    texto = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", identificador).translate(_IGUALES).casefold())
    texto = "".join(c for c in texto if not unicodedata.combining(c)).translate(_IGUALES)
    for juntas, una in _JUNTAS:
        texto = texto.replace(juntas, una)
    letras = (c for c in texto.translate(_A_LA_VISTA) if c.isalnum())
    return "".join(letra for letra, _ in groupby(letras))


_AGREGADOS: Final = tuple(sorted({esqueleto(palabra) for palabra in _PALABRAS}, key=len, reverse=True))


def nucleo(identificador: str) -> str:
    """The skeleton without the numbers at its ends and the words that are added to a name."""
    visto = esqueleto(re.sub(r"^[\W\d_]+|[\W\d_]+$", "", identificador) or identificador)
    while menos := next((resto for palabra in _AGREGADOS if (resto := _sin(visto, palabra)) != visto), ""):
        visto = menos
    return visto


def _sin(visto: str, palabra: str) -> str:
    """``visto`` without a word at one of its ends, if enough is left to be a name."""
    resto = visto.removeprefix(palabra) if visto.startswith(palabra) else visto.removesuffix(palabra)
    return resto if len(resto) >= _CORTO else visto


def comparar(identificador: str, oficial: str) -> Parecido | None:
    """How ``identificador`` resembles the handle of an official account; ``None`` when it does not."""
    if identificador.casefold() == oficial.casefold():
        return Parecido.IDENTICO
    uno, otro = esqueleto(identificador), esqueleto(oficial)
    if not uno or not otro:
        return None
    if uno == otro:
        return Parecido.A_LA_VISTA
    if len(otro) >= _CORTO - 1 and (nucleo(identificador) in {otro, nucleo(oficial)} or _contiene(uno, otro)):
        return Parecido.AGREGA
    maximo = 2 if len(otro) >= 10 else 1 if len(otro) >= 6 else 0
    if maximo and (distancia(uno, otro, maximo) <= maximo or distancia(nucleo(identificador), otro, 1) <= 1):
        return Parecido.CAMBIA
    return None


def buscar(identificador: str, oficiales: Iterable[T], clave: Callable[[T], str]) -> list[tuple[T, Parecido]]:
    """Which of ``oficiales`` it resembles and how, the most alike first; ``clave`` gives the handle of each."""
    pares = ((oficial, comparar(identificador, clave(oficial))) for oficial in oficiales)
    orden = list(Parecido)
    encontrados = [(oficial, parecido) for oficial, parecido in pares if parecido]
    return sorted(encontrados, key=lambda par: orden.index(par[1]))


def _contiene(uno: str, otro: str) -> bool:
    """Is the whole of a name that is long enough inside another that adds little to it?"""
    return len(otro) >= _LARGO and otro in uno and len(uno) - len(otro) <= _AGREGADO


def distancia(uno: str, otro: str, maximo: int) -> int:
    """How many letters are added, left out, changed or swapped with the next; ``maximo + 1`` when they are more."""
    if abs(len(uno) - len(otro)) > maximo:
        return maximo + 1
    anterior: list[int] = []
    fila = list(range(len(otro) + 1))
    for i, a in enumerate(uno, start=1):
        penultima, anterior, fila = anterior, fila, [i]
        for j, b in enumerate(otro, start=1):
            costo = min(anterior[j] + 1, fila[j - 1] + 1, anterior[j - 1] + (a != b))
            if i > 1 and j > 1 and a == otro[j - 2] and uno[i - 2] == b:
                costo = min(costo, penultima[j - 2] + 1)
            fila.append(costo)
        if min(fila) > maximo:
            return maximo + 1
    return min(fila[-1], maximo + 1)

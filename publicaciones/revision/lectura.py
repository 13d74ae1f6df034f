"""A text as the checks read it: what people hide or paste by accident is undone, and every place leads back to the
text as it was written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.pieza import Pieza

_RARO: Final = re.compile(r"[^\x09\x0a\x0d\x20-\x7eáéíóúüñÁÉÍÓÚÜÑ¿¡«»…“”]")
_MARCAS: Final = re.compile(r"[\u0300-\u036f]+")
_MENCIONES_Y_ENLACES: Final = re.compile(r"(?:[hH][tT][tT][pP][sS]?://|[wW]{3}\.)\S+|[@#]\w+")
PALABRA: Final = re.compile(r"[a-zA-ZÀ-ÖØ-öø-ɏ]{2,}")
# People part keys and numbers as they like; two characters between two of a key are still the same key.
ENTRE: Final = r"[ \t.\-_/·*]{0,2}"
_SEIS_CIFRAS: Final = re.compile(rf"\d(?:{ENTRE}\d){{5,}}", re.ASCII)
_LETRA: Final = re.compile(r"[^\W\d_]|&")
_ACENTOS: Final = tuple(zip("áéíóúüñ", "aeiouun", strict=True))


class _Llanas(dict[str, str]):
    """The plain form of each character: full-width digits and letters, other scripts' digits; nothing for those that
    are not seen. Filled as they appear."""

    def __missing__(self, letra: str) -> str:
        self[letra] = llana = _letra(letra) if _RARO.match(letra) else letra
        return llana


def _letra(letra: str) -> str:
    categoria = unicodedata.category(letra)
    if categoria in ("Cf", "Mn", "Cc", "Cs"):
        return ""
    if categoria == "Nd":
        return str(unicodedata.decimal(letra))
    if categoria in ("Zs", "Zl", "Zp"):
        return " "
    if categoria == "Pd":
        return "-"
    return unicodedata.normalize("NFKC", letra)


class _Compuestas(dict[tuple[str, str], str]):
    """A letter and the mark that hangs on it, as one letter when there is one."""

    def __missing__(self, par: tuple[str, str]) -> str:
        junta = unicodedata.normalize("NFC", "".join(par))
        self[par] = junta = junta if len(junta) == 1 else par[0]
        return junta


_LLANAS: Final = _Llanas()
_COMPUESTAS: Final = _Compuestas()


@dataclass(frozen=True)
class Plano:
    """The plain text; its character ``i`` stands at ``lugares[i]`` in the original (``None``: at the same place)."""

    texto: str
    lugares: list[int] | None

    def lugar(self, inicio: int, fin: int) -> tuple[int, int]:
        """The slice of the original that became ``texto[inicio:fin]``."""
        if self.lugares is None or inicio >= fin:
            return inicio, fin
        return self.lugares[inicio], self.lugares[fin - 1] + 1


def aplanar(texto: str) -> Plano:
    """The plain form of ``texto``."""
    if not _RARO.search(texto):
        return Plano(texto, None)
    partes = list(map(_LLANAS.__getitem__, texto))
    for marcas in _MARCAS.finditer(texto):
        if (base := marcas.start() - 1) >= 0:
            partes[base] = _COMPUESTAS[partes[base], texto[marcas.start()]]
    llano = "".join(partes)
    if len(llano) == len(texto) and "" not in partes:
        return Plano(llano, None)
    lugares: list[int] = []
    desde = 0
    for lugar in [lugar for lugar, parte in enumerate(partes) if len(parte) != 1]:
        lugares.extend(range(desde, lugar))
        lugares.extend([lugar] * len(partes[lugar]))
        desde = lugar + 1
    lugares.extend(range(desde, len(texto)))
    return Plano(llano, lugares)


def en_bajas(texto: str) -> str:
    """Lower case, each character at its own place: the few capitals of other scripts that would grow stay."""
    bajas = texto.lower()
    return bajas if len(bajas) == len(texto) else "".join(b if len(b := c.lower()) == 1 else c for c in texto)


def sin_acentos(texto: str) -> str:
    """Lower case and without accents, each character at its own place."""
    texto = en_bajas(texto)
    for con, sin in _ACENTOS:
        texto = texto.replace(con, sin)
    return texto


class Lectura:
    """What the checks share of one piece: each part is made once, when the first check asks for it."""

    def __init__(self, pieza: Pieza) -> None:
        self.pieza = pieza
        self.plano = aplanar(pieza.texto)

    @property
    def texto(self) -> str:
        return self.plano.texto

    @cached_property
    def prosa(self) -> str:
        """The text with its links, tags and mentions blanked, each character at its own place."""
        return _MENCIONES_Y_ENLACES.sub(lambda hallado: " " * len(hallado.group()), self.texto)

    @cached_property
    def bajas(self) -> str:
        return en_bajas(self.prosa)

    @cached_property
    def palabras(self) -> frozenset[str]:
        """The different words of the text, in lower case."""
        return frozenset(PALABRA.findall(self.bajas))

    @cached_property
    def fechas(self) -> list[int]:
        """Where six digits or more begin after a letter, as the date inside a person's key does."""
        texto = self.texto
        comienzos = (cifras.start() for cifras in _SEIS_CIFRAS.finditer(texto))
        return [inicio for inicio in comienzos if _LETRA.search(texto, max(0, inicio - 3), inicio)]

    def senalar(self, clave: str, numeral: str, severidad: Severidad, mensaje: str, inicio: int, fin: int) -> Hallazgo:
        """A finding at a place of the plain text, told at its place in the text as it was written."""
        return Hallazgo(clave, numeral, severidad, mensaje, *self.plano.lugar(inicio, fin))

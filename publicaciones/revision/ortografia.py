"""Spanish spelling (6.xxv): what is surely a mistake, with what was meant.

There is no dictionary of every word behind: the ones that are light enough lack most conjugations and plurals, and a
check that calls good words bad is soon ignored. This one knows rules without exception, frequent mistakes, and the
words of the house with one letter wrong. It leaves alone whatever begins with a capital inside a sentence.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import PALABRA, Lectura, sin_acentos
from publicaciones.revision.lexico import casa, frecuentes, validas

_LARGA: Final = 7
# The last letters of a good word may be its ending: publicación, publicaciones.
_TERMINACION: Final = 2
_CORTE: Final = re.compile(r"(?:^|[.!?¡¿:\n«\"])[ \t]*$")

# Word endings and joints that Spanish does not have.
_REGLAS: Final = (
    (re.compile(r"(\w{2,})asi[oó]n"), r"\1ación"),
    (re.compile(r"(\w{2,}[csx])ion"), r"\1ión"),
    (re.compile(r"(\w+)n([pb]\w+)"), r"\1m\2"),
    (re.compile(r"(\w*)m(v\w+)"), r"\1n\2"),
    (re.compile(r"(\w*)extrang(er\w+)"), r"\1extranj\2"),
    (re.compile(r"olbid(\w+)"), r"olvid\1"),
    (re.compile(r"nese[cs](\w+)"), r"neces\1"),
    (re.compile(r"espes(ial\w*|[ií]fi\w+)"), r"espec\1"),
    (re.compile(r"esce(p\w+|len\w+)"), r"exce\1"),
    (re.compile(r"pro[sz]es(\w+)"), r"proces\1"),
    (re.compile(r"(\w+)ogia(s?)"), r"\1ogía\2"),
)
# What every word that a rule could touch has somewhere: most have none of it.
_SOSPECHA: Final = re.compile(r"si[oó]n$|[cx]ion$|n[pb]|mv|extrang|^olbid|^nese|^espes|^esce|^pro[sz]es|ogias?$")
_SIN_REGLA: Final = re.compile(
    r"(?:oc|inv|ev|persu|disu|per|adhe)asi[oó]n|inbox|inputs?|greenpeace|logia|anp\w*|unp\w*|inp[aei]",
    re.IGNORECASE,
)
# Real words that are the wrong ones where they stand: each phrase whole, with what was meant.
_FRASES: Final = {
    "haber si": "a ver si",
    "ha ver": "haber» o «a ver",
    "ay que": "hay que",
    "tubo que": "tuvo que",
    "va haber": "va a haber",
    "o sino": "o si no",
    "el tramite": "el trámite",
    "su tramite": "su trámite",
    "tu tramite": "tu trámite",
    "un tramite": "un trámite",
    "sus tramites": "sus trámites",
    "los tramites": "los trámites",
    "del publico": "del público",
    "al publico": "al público",
    "el publico": "el público",
    "servicio publico": "servicio público",
    "mas de": "más de",
    "mas que": "más que",
    "mas cerca": "más cerca",
    "mas cercano": "más cercano",
    "mas importante": "más importante",
    "mas tarde": "más tarde",
    "mas grande": "más grande",
    "mas alta": "más alta",
    "mas alto": "más alto",
    "mas amplia": "más amplia",
    "los mas": "los más",
    "las mas": "las más",
    "que mas": "que más",
    "es mas": "es más",
}
_FRASE: Final = re.compile(rf"\b(?:{'|'.join(_FRASES)})\b")
_CON_TILDE: Final = {
    "que": "qué", "como": "cómo", "cuando": "cuándo", "donde": "dónde", "quien": "quién", "quienes": "quiénes",
    "cual": "cuál", "cuales": "cuáles", "cuanto": "cuánto", "cuantos": "cuántos", "cuantas": "cuántas",
}  # fmt: skip
_PREGUNTA: Final = re.compile(rf"¿ ?({'|'.join(_CON_TILDE)})\b")


def ortografia(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxv: words that are surely misspelled, with a suggestion."""
    for inicio, fin, propuesta in _errores(lectura):
        mensaje = f"Revise «{lectura.texto[inicio:fin]}»: ¿quiso escribir «{propuesta}»?"
        yield lectura.senalar("ortografia", "6.xxv", Severidad.ADVERTENCIA, mensaje, inicio, fin)


def _errores(lectura: Lectura) -> Iterator[tuple[int, int, str]]:
    for frase in _FRASE.finditer(lectura.bajas):
        yield *frase.span(), _FRASES[frase.group()]
    for pregunta in _PREGUNTA.finditer(lectura.bajas):
        yield *pregunta.span(1), _CON_TILDE[pregunta.group(1)]
    propuestas = {palabra: buena for palabra in lectura.palabras if (buena := corregir(palabra))}
    if not propuestas:
        return
    for hallada in PALABRA.finditer(lectura.bajas):
        propuesta = propuestas.get(hallada.group())
        if propuesta and _puede_corregirse(lectura.prosa, *hallada.span(), propuesta):
            yield *hallada.span(), propuesta


def _puede_corregirse(prosa: str, inicio: int, fin: int, propuesta: str) -> bool:
    """A capital may begin a name: it is corrected where a sentence begins, or when only the accent is missing and the
    word is long enough not to be somebody's surname."""
    palabra = prosa[inicio:fin]
    if palabra[0].islower():
        return True
    if palabra.isupper() and len(palabra) < _LARGA:
        return False
    if inicio < 3 or _CORTE.search(prosa[max(0, inicio - 4) : inicio]):
        return True
    return propuesta == "méxico" or (len(palabra) > _LARGA and sin_acentos(propuesta) == palabra.lower())


@cache
def _tablas() -> tuple[dict[str, str], dict[str, str]]:
    """Made when the first text is checked: mistakes by what they lack, and words of the house by what is left of them
    when one letter goes."""
    acentos = {sin_acentos(palabra): palabra for palabra in casa()}
    directas = {mala: buena for mala, buena in acentos.items() if mala != buena} | frecuentes()
    restos: dict[str, str] = {}
    for palabra in sorted(casa()):
        if len(palabra) >= _LARGA:
            llana = sin_acentos(palabra)
            for corte in range(1, len(llana)):
                restos.setdefault(llana[:corte] + llana[corte + 1 :], palabra)
            restos.setdefault(llana, palabra)
    return directas, restos


@lru_cache(maxsize=8192)
def corregir(palabra: str) -> str | None:
    """What was meant by ``palabra``, in lower case; ``None`` when nothing is surely wrong with it."""
    if palabra in casa() or palabra in validas() or len(palabra) > 30:
        return None
    directas, restos = _tablas()
    if buena := directas.get(palabra):
        return buena
    if _SOSPECHA.search(palabra) and not _SIN_REGLA.match(palabra):
        for patron, cambio in _REGLAS:
            if hallada := patron.fullmatch(palabra):
                return hallada.expand(cambio)
    return _por_una_letra(palabra, restos) if len(palabra) >= _LARGA - 1 else None


def _por_una_letra(palabra: str, restos: dict[str, str]) -> str | None:
    """The word of the house from which ``palabra`` differs in one letter (missing, spare, other or swapped with its
    neighbour), neither the first nor among the last two, where a good word has its endings."""
    llana = sin_acentos(palabra)
    formas = [llana] + [llana[:corte] + llana[corte + 1 :] for corte in range(1, len(llana))]
    for forma in formas:
        buena = restos.get(forma)
        # An accent that the word of the house does not have is that of another word: desechó is not «derecho».
        if buena and (palabra == llana or buena[-2:] == palabra[-2:]) and _difieren_en_una(llana, sin_acentos(buena)):
            return buena
    return None


def _difieren_en_una(mala: str, buena: str) -> bool:
    """Whether a single slip parts them: two neighbours swapped anywhere, or else one letter where no ending is."""
    if mala == buena or mala[0] != buena[0]:
        return False
    comienzo = _iguales(mala, buena)
    final = _iguales(mala[comienzo:][::-1], buena[comienzo:][::-1])
    medio_malo, medio_bueno = mala[comienzo : len(mala) - final], buena[comienzo : len(buena) - final]
    if len(medio_malo) == 2 and medio_malo == medio_bueno[::-1]:
        return True
    return final >= _TERMINACION and max(len(medio_malo), len(medio_bueno)) <= 1


def _iguales(una: str, otra: str) -> int:
    """With how many equal letters both begin."""
    return next((i for i, (a, b) in enumerate(zip(una, otra, strict=False)) if a != b), min(len(una), len(otra)))

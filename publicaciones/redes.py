"""How each network reads a text: how it counts it, and what in it is a link, a tag or a mention."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from cuentas.estados import Red

_FINALES: Final = "com|mx|org|net|edu|gob|gov|info|tv|io|app|int|us|es|eu|me|ly|be|gl|co"
ENLACE: Final = re.compile(
    rf"https?://[^\s<>\"«»]{{1,2000}}|(?<![\w@.\-/])(?:[\w\-]{{1,63}}\.){{1,5}}(?:{_FINALES})(?![\w\-@]|\.\w)(?:/[^\s<>\"«»]{{0,2000}})?",
    re.IGNORECASE,
)
ETIQUETA: Final = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d])\w{1,100}")
MENCION: Final = re.compile(r"(?<![\w@/.])@[A-Za-z0-9_][A-Za-z0-9_.\-]{0,59}(?<![.\-])")
_COLA: Final = ".,;:!?)]}'…"

# twitter-text, version 3: what weighs one; anything else weighs two, and so does each emoji, however it is composed.
_LIGEROS: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_ENLACE_EN_X: Final = 23
_BASE: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff]"
)
_UNO: Final = f"{_BASE}[\ufe0f\U0001f3fb-\U0001f3ff]?"
_EMOJI: Final = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_UNO}(?:[\U000e0020-\U000e007e]+\U000e007f|(?:\u200d{_UNO})*)"
)
# Signs of text that are drawn as emoji only when they are asked to.
_DE_TEXTO: Final = re.compile("[\u00a9\u00ae\u2122\u203c\u2049\u2139\u2194-\u2199\u21a9\u21aa](?!\ufe0f)")


@dataclass(frozen=True)
class Pieza:
    """A run of the text: ``enlace``, ``etiqueta``, ``mencion`` or plain (empty); with the address of a link."""

    tipo: str
    texto: str
    direccion: str = ""


@dataclass(frozen=True)
class Regla:
    """How much a network takes, how it counts it, and how many tags."""

    maximo: int
    contar: Callable[[str], int]
    etiquetas: int | None = None


def contar_como_x(texto: str) -> int:
    """The weighted length of X: a link 23, an emoji or a sign of the East 2, anything else 1."""
    texto = unicodedata.normalize("NFC", texto)
    total, cursor = 0, 0
    for hallado in ENLACE.finditer(texto):
        fin = hallado.start() + len(_sin_cola(hallado.group()))
        total += _pesar(texto[cursor : hallado.start()]) + _ENLACE_EN_X
        cursor = fin
    return total + _pesar(texto[cursor:])


def _pesar(texto: str) -> int:
    total, cursor = 0, 0
    for emoji in _EMOJI.finditer(texto):
        if _DE_TEXTO.match(texto, emoji.start()):
            continue
        total += _pesar_letras(texto[cursor : emoji.start()]) + 2
        cursor = emoji.end()
    return total + _pesar_letras(texto[cursor:])


def _pesar_letras(texto: str) -> int:
    return sum(1 if any(de <= ord(letra) <= a for de, a in _LIGEROS) else 2 for letra in texto)


def contar_como_threads(texto: str) -> int:
    """Each sign is one; an emoji, as many as its bytes in UTF-8."""
    emojis = (e.group() for e in _EMOJI.finditer(texto) if not _DE_TEXTO.match(e.group()))
    return len(texto) + sum(len(emoji.encode()) - len(emoji) for emoji in emojis)


def contar_utf16(texto: str) -> int:
    """As programs of the web count: an emoji outside the basic plane is two."""
    return len(texto.encode("utf-16-le")) // 2


REGLAS: Final[dict[str, Regla]] = {
    Red.X: Regla(280, contar_como_x),
    Red.FACEBOOK: Regla(63_206, contar_utf16),
    Red.INSTAGRAM: Regla(2_200, contar_utf16, etiquetas=30),
    Red.YOUTUBE: Regla(5_000, contar_utf16),
    Red.TIKTOK: Regla(2_200, contar_utf16),
    Red.THREADS: Regla(500, contar_como_threads),
    Red.LINKEDIN: Regla(3_000, contar_utf16),
    Red.WHATSAPP: Regla(4_096, contar_utf16),
    Red.TELEGRAM: Regla(4_096, contar_utf16),
}
_GENERAL: Final = Regla(5_000, len)


def regla_de(red: str) -> Regla:
    """The rule of a network; that of networks without one of their own is wide."""
    return REGLAS.get(red, _GENERAL)


def enlaces(texto: str) -> list[str]:
    """The links of a text as they are written, each once, in order."""
    return list(dict.fromkeys(_sin_cola(hallado.group()) for hallado in ENLACE.finditer(texto)))


def etiquetas(texto: str) -> list[str]:
    """6.xiii: the tags of a text, each once, in order."""
    return _unicas(texto, "etiqueta")


def menciones(texto: str) -> list[str]:
    """The accounts that a text names, each once, in order."""
    return _unicas(texto, "mencion")


def es_institucional(enlace: str, dominio: str) -> bool:
    """6.vi: does the link stay in the institution's domain?"""
    try:
        anfitrion = (urlsplit(_direccion(enlace)).hostname or "").rstrip(".")
    except ValueError:
        return False
    return anfitrion == dominio or anfitrion.endswith(f".{dominio}")


def piezas(texto: str) -> list[Pieza]:
    """The text in runs, as a network would show it: links, tags and mentions apart."""
    marcas = sorted(
        [
            *((h.start(), h.start() + len(_sin_cola(h.group())), "enlace") for h in ENLACE.finditer(texto)),
            *((h.start(), h.end(), "etiqueta") for h in ETIQUETA.finditer(texto)),
            *((h.start(), h.end(), "mencion") for h in MENCION.finditer(texto)),
        ]
    )
    partes, cursor = [], 0
    for inicio, fin, tipo in marcas:
        if inicio < cursor:
            continue  # inside a link
        if inicio > cursor:
            partes.append(Pieza("", texto[cursor:inicio]))
        trozo = texto[inicio:fin]
        partes.append(Pieza(tipo, trozo, _direccion(trozo) if tipo == "enlace" else ""))
        cursor = fin
    if cursor < len(texto):
        partes.append(Pieza("", texto[cursor:]))
    return partes


def _unicas(texto: str, tipo: str) -> list[str]:
    vistas: dict[str, str] = {}
    for pieza in piezas(texto):
        if pieza.tipo == tipo:
            vistas.setdefault(pieza.texto.casefold(), pieza.texto)
    return list(vistas.values())


def _direccion(enlace: str) -> str:
    return enlace if enlace.lower().startswith(("http://", "https://")) else f"https://{enlace}"


def _sin_cola(enlace: str) -> str:
    return enlace.rstrip(_COLA)

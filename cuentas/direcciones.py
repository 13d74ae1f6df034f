"""Handles and addresses of the networks: read them however they are typed, compare them, write them one way."""

import re
import unicodedata
from typing import Final
from urllib.parse import parse_qs, urlsplit

from cuentas.estados import Red

# Domains of each network, without the www., m. or mobile. that its own links add.
_DOMINIOS: Final[dict[str, Red]] = {
    "x.com": Red.X,
    "twitter.com": Red.X,
    "facebook.com": Red.FACEBOOK,
    "fb.com": Red.FACEBOOK,
    "fb.me": Red.FACEBOOK,
    "instagram.com": Red.INSTAGRAM,
    "youtube.com": Red.YOUTUBE,
    "youtu.be": Red.YOUTUBE,
    "tiktok.com": Red.TIKTOK,
    "threads.net": Red.THREADS,
    "threads.com": Red.THREADS,
    "linkedin.com": Red.LINKEDIN,
    "whatsapp.com": Red.WHATSAPP,
    "t.me": Red.TELEGRAM,
    "telegram.me": Red.TELEGRAM,
}
_PREFIJOS: Final = re.compile(r"^(www|m|mobile|web|es-la|es)\.")
# Path segments that come before the name and are not the name.
_ANTESALAS: Final = {"c", "user", "channel", "company", "in", "school", "pages", "pg", "people", "s", "intent"}
_FORMAS: Final[dict[Red, tuple[re.Pattern[str], str]]] = {
    Red.X: (re.compile(r"[A-Za-z0-9_]{1,15}"), "hasta 15 letras sin acento, números o guion bajo"),
    Red.INSTAGRAM: (re.compile(r"[A-Za-z0-9._]{1,30}"), "hasta 30 letras sin acento, números, puntos o guion bajo"),
    Red.THREADS: (re.compile(r"[A-Za-z0-9._]{1,30}"), "hasta 30 letras sin acento, números, puntos o guion bajo"),
    Red.TIKTOK: (re.compile(r"[A-Za-z0-9._]{2,24}"), "de 2 a 24 letras sin acento, números, puntos o guion bajo"),
    Red.FACEBOOK: (re.compile(r"[A-Za-z0-9.]{1,50}|[\w.-]*-?\d{5,}"), "hasta 50 letras sin acento, números o puntos"),
    Red.YOUTUBE: (re.compile(r"[\w.-]{1,60}"), "hasta 60 letras, números, puntos o guiones"),
    Red.TELEGRAM: (re.compile(r"[A-Za-z0-9_]{5,32}"), "de 5 a 32 letras sin acento, números o guion bajo"),
}
_GENERAL: Final = (re.compile(r"[^\s/]{1,80}"), "hasta 80 caracteres sin espacios ni diagonales")
_PLANTILLAS: Final[dict[Red, str]] = {
    Red.X: "https://x.com/{}",
    Red.FACEBOOK: "https://www.facebook.com/{}",
    Red.INSTAGRAM: "https://www.instagram.com/{}",
    Red.YOUTUBE: "https://www.youtube.com/@{}",
    Red.TIKTOK: "https://www.tiktok.com/@{}",
    Red.THREADS: "https://www.threads.net/@{}",
    Red.LINKEDIN: "https://www.linkedin.com/company/{}",
    Red.TELEGRAM: "https://t.me/{}",
}


class IdentificadorInvalido(ValueError):
    """The handle cannot exist on that network. ``str()`` is the message in Spanish."""


def leer_direccion(texto: str) -> tuple[Red, str] | None:
    """The network and the handle that an address names, or ``None`` when it is no address of a known network."""
    texto = texto.strip()
    if "://" not in texto:
        texto = f"https://{texto}"
    try:
        partes = urlsplit(texto)
        dominio = _PREFIJOS.sub("", (partes.hostname or "").lower())
    except ValueError:
        return None
    red = _DOMINIOS.get(dominio)
    if red is None:
        return None
    numero = parse_qs(partes.query).get("id", [""])[0]
    if red == Red.FACEBOOK and partes.path.strip("/").lower() == "profile.php" and numero.isdigit():
        return red, numero
    segmentos = [s for s in partes.path.split("/") if s]
    if red == Red.FACEBOOK and segmentos[:1] == ["pages"] and len(segmentos) >= 3:
        return red, segmentos[2]
    while len(segmentos) > 1 and segmentos[0].lower() in _ANTESALAS:
        segmentos.pop(0)
    return (red, segmentos[0].lstrip("@")) if segmentos else None


def limpiar_identificador(red: str, texto: str) -> str:
    """The handle as the network writes it: without @, spaces or the address around it.

    Raises ``IdentificadorInvalido`` when it is the address of another network, or cannot be a handle of ``red``.
    """
    texto = unicodedata.normalize("NFKC", texto).strip()
    if "/" in texto or _parece_dominio(texto):
        leido = leer_direccion(texto)
        if leido is None:
            if red != Red.OTRA:
                raise IdentificadorInvalido("Escriba solo el identificador, por ejemplo «@DECEyECine».")
        elif leido[0] != red:
            raise IdentificadorInvalido(f"Esa dirección es de {leido[0].label}, no de {Red(red).label}.")
        else:
            texto = leido[1]
    texto = texto.lstrip("@").rstrip("/").strip()
    forma, explicacion = _FORMAS.get(Red(red), _GENERAL)
    if not forma.fullmatch(texto):
        raise IdentificadorInvalido(f"No es un identificador posible en {Red(red).label}: use {explicacion}.")
    return texto


def _parece_dominio(texto: str) -> bool:
    return any(texto.lower().endswith(dominio) for dominio in _DOMINIOS) and "." in texto


def normalizar(red: str, identificador: str) -> str:
    """What two handles of one network are compared by: one case, no @. Accepts addresses, raises nothing."""
    try:
        limpio = limpiar_identificador(red, identificador)
    except IdentificadorInvalido:
        limpio = identificador.strip().lstrip("@")
    return limpio.casefold()


def plegar(texto: str) -> str:
    """The text as searches compare it: one case, without accents, one space between words."""
    descompuesto = unicodedata.normalize("NFD", texto.casefold())
    return " ".join("".join(c for c in descompuesto if not unicodedata.combining(c)).split())


def direccion(red: str, identificador: str) -> str:
    """The usual address of a handle; empty for networks that have no usual form."""
    plantilla = _PLANTILLAS.get(Red(red))
    return plantilla.format(identificador) if plantilla else ""

"""Links to outside, only when tied to the Institute's ends and with the reason in writing (6.vi)."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.contacto import es_institucional
from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import Lectura, aplanar

# Endings that are not words of Spanish; those that are need a path behind (bit.ly/…, wa.me/…).
_FINALES: Final = "com|mx|org|net|edu|gob|gov|info|tv|io|app|dev|online|site|xyz|us|uk|eu|co|blog|news|link|page"
_FINALES_CON_RUTA: Final = "ly|be|gl|gle|me|es|la|to|cc|sh|gd"
_ENLACE: Final = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»]{1,2000}"
    r"|(?<![\w@.\-])(?:[\w\-]{1,63}+\.){1,5}"
    rf"(?:(?:{_FINALES})(?![\w\-]|\.\w)(?::\d{{1,5}})?(?:/[^\s<>\"«»]{{0,2000}})?|(?:{_FINALES_CON_RUTA})/[^\s<>\"«»]{{1,2000}})",
    re.IGNORECASE,
)
# What every link has; from there it is looked for backwards, to where it begins.
_SENA: Final = re.compile(rf"://|\.(?:{_FINALES}|{_FINALES_CON_RUTA})(?![a-z])", re.IGNORECASE)
_ATRAS: Final = re.compile(r"[\w.\-]*")
_MAXIMO_DE_ANFITRION: Final = 253
_ESQUEMA: Final = re.compile(r"[a-z]+://", re.IGNORECASE)
# The host of a mail whose at sign is written in another way.
_ES_CORREO: Final = re.compile(r"(?:@| arroba|[\[({] ?(?:at|arroba) ?[\])}]) ?$", re.IGNORECASE)
_COLA: Final = ".,;:!?)]}'…"


def enlace_externo(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.vi: a link outside the institutional domain that nobody gave a reason for."""
    dominio = lectura.pieza.oficial.dominio
    razonados = {_llave(enlace.direccion) for enlace in lectura.pieza.enlaces if enlace.razon.strip()}
    vistos = set()
    for hallado in _enlaces(lectura.texto):
        if _ES_CORREO.search(lectura.texto[max(0, hallado.start() - 12) : hallado.start()]):
            continue
        direccion = hallado.group().rstrip(_COLA)
        vistos.add(_llave(direccion))
        if _llave(direccion) not in razonados and not es_institucional(anfitrion(direccion), dominio):
            fin = hallado.start() + len(direccion)
            mensaje = _mensaje(anfitrion(direccion))
            yield lectura.senalar("enlace_externo", "6.vi", Severidad.ERROR, mensaje, hallado.start(), fin)
    for enlace in lectura.pieza.enlaces:
        if enlace.razon.strip() or _llave(enlace.direccion) in vistos:
            continue
        if not es_institucional(anfitrion(enlace.direccion), dominio):
            mensaje = _mensaje(anfitrion(enlace.direccion))
            yield Hallazgo("enlace_externo", "6.vi", Severidad.ERROR, mensaje, campo="enlaces")


def enlaces_externos(texto: str, dominio: str) -> list[str]:
    """6.vi: the links of a text that leave the institution's domain, each once, in order: those that need a reason."""
    halladas = (hallado.group().rstrip(_COLA) for hallado in _enlaces(aplanar(texto).texto))
    return list(
        dict.fromkeys(direccion for direccion in halladas if not es_institucional(anfitrion(direccion), dominio))
    )


def _enlaces(texto: str) -> Iterator[re.Match[str]]:
    fin = 0
    for sena in _SENA.finditer(texto):
        if sena.start() < fin:
            continue
        atras = _ATRAS.match(texto[max(fin, sena.start() - _MAXIMO_DE_ANFITRION) : sena.start()][::-1])
        if atras and (hallado := _ENLACE.match(texto, sena.start() - atras.end())):
            fin = hallado.end()
            yield hallado


def anfitrion(direccion: str) -> str:
    """The host that a browser would go to: without scheme, user, port or path."""
    resto = _ESQUEMA.sub("", direccion.strip(), count=1)
    autoridad = re.split(r"[/?#\\]", resto, maxsplit=1)[0]
    return autoridad.rpartition("@")[2].partition(":")[0].rstrip(".").lower()


def _llave(direccion: str) -> str:
    """What makes two ways of writing one address the same."""
    plana = aplanar(direccion.strip()).texto
    return _ESQUEMA.sub("", plana, count=1).removeprefix("www.").rstrip("/").rstrip(_COLA).lower()


def _mensaje(donde: str) -> str:
    return (
        f"El enlace lleva fuera del Instituto ({donde}). Escriba la razón que lo liga con los fines del Instituto, o "
        "quítelo."
    )

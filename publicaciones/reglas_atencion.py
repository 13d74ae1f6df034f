"""What is kept of a message of a citizen, and what is not: pure rules, without a database.

Nobody's name, handle or personal data: the text, without them, and an address that leads to it.
"""

import hashlib
import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from django.conf import settings

USUARIO: Final = "@[usuario]"
REGLA_6_XVI: Final = (
    "Los Criterios (6.xvi) lo impiden: a nadie se le bloquea ni se le expulsa, ni se oculta o elimina lo que escribió, "
    "por ser ofensivo. Solo el odio y la violencia (6.xvii) dan lugar a una medida. Puede contestar con "
    "respeto o cerrar la interacción sin respuesta, con su motivo."
)

_MENCION: Final = re.compile(r"(?<![\w.@/])@([\w.]{2,60})")
_DE_X: Final = re.compile(r"^https?://(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com/[^/?#]+/status/(\d+)", re.IGNORECASE)
# Until a message says otherwise: an address, a CURP, a number of telephone or card.
_PERSONALES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("correo electrónico", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    ("CURP", re.compile(r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d\b", re.IGNORECASE)),
    ("clave de elector", re.compile(r"\b[A-Z]{6}\d{8}[HM]\d{3}\b", re.IGNORECASE)),
    ("número de teléfono, tarjeta o cuenta", re.compile(r"(?<![\d/])(?:\d[ -]?){9,17}\d(?![\d/])")),
)
_INSULTOS: Final = re.compile(
    r"\b(?:idiotas?|imb[eé]cil(?:es)?|est[uú]pid[oa]s?|pendej[oa]s?|tont[oa]s?|ignorantes?|ridícul[oa]s?|"
    r"mentiros[oa]s?|corrupt[oa]s?|in[uú]til(?:es)?)\b",
    re.IGNORECASE,
)


def datos_personales(texto: str) -> list[str]:
    """5.2.b, 6.iii: which personal data the text carries, in words; none when it may be kept."""
    propio = f"@{settings.INSTITUCION.dominio}"
    telefono = re.sub(r"\D", "", settings.INSTITUCION.orientacion.inetel)
    hallados = []
    for nombre, patron in _PERSONALES:
        for hallazgo in patron.finditer(texto):
            dato = hallazgo.group()
            if not dato.lower().endswith(propio) and re.sub(r"\D", "", dato) != telefono:
                hallados.append(nombre)
                break
    return hallados


def insultos(texto: str) -> list[str]:
    """6.xxi: the words of an answer that could be read as an insult."""
    return list(dict.fromkeys(hallazgo.group() for hallazgo in _INSULTOS.finditer(texto)))


def sin_usuarios(texto: str, oficiales: Collection[str]) -> str:
    """The text with the handles of citizens covered; those of official accounts (folded, without @) stay."""

    def cubrir(hallazgo: re.Match[str]) -> str:
        identificador = hallazgo.group(1).rstrip(".")
        return hallazgo.group() if identificador.lower() in oficiales else USUARIO

    return _MENCION.sub(cubrir, texto)


def enlace_opaco(enlace: str) -> str:
    """The address without the handle of who wrote, where the network allows it: X leads to a post by its number."""
    hallazgo = _DE_X.match(enlace)
    return f"https://x.com/i/status/{hallazgo.group(1)}" if hallazgo else enlace


def huella_de(*, enlace: str, recibida: datetime, texto: str) -> str:
    """What tells one interaction of an account from another: its address or, without one, when and what was said."""
    sena = enlace or f"{recibida.astimezone(UTC).isoformat(timespec='minutes')}|{' '.join(texto.split()).lower()}"
    return hashlib.sha256(sena.encode()).hexdigest()


def texto_de_orientacion() -> str:
    """6.vii: what to answer when the information is not ours to give: INETEL or the PNT."""
    orientacion = settings.INSTITUCION.orientacion
    return (
        "Gracias por escribirnos. Para darle información cierta sobre este asunto, comuníquese a INETEL al "
        f"{orientacion.inetel}. Si busca un documento o un dato público, puede pedirlo en la Plataforma Nacional de "
        f"Transparencia: {orientacion.pnt}"
    )

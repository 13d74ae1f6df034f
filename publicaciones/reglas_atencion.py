"""What is kept of a message of a citizen, and what is not: pure rules, without a database.

Nobody's name, handle or personal data: the text, without them, and an address that leads to it.
"""

import hashlib
import re
from collections.abc import Collection
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from django.conf import settings

from publicaciones.revision import Oficial, Pieza
from publicaciones.revision.comprobaciones import DATOS_PERSONALES
from publicaciones.revision.lectura import Lectura
from publicaciones.revision.trato import insultos as de_trato

USUARIO: Final = "@[usuario]"
REGLA_6_XVI: Final = (
    "Los Criterios (6.xvi) lo impiden: a nadie se le bloquea ni se le expulsa, ni se oculta o elimina lo que escribió, "
    "por ser ofensivo. Solo el odio y la violencia (6.xvii) dan lugar a una medida. Puede contestar con "
    "respeto o cerrar la interacción sin respuesta, con su motivo."
)

_MENCION: Final = re.compile(r"(?<![\w.@/])@([\w.]{2,60})")
_DE_X: Final = re.compile(r"^https?://(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com/[^/?#]+/status/(\d+)", re.IGNORECASE)
_NOMBRES: Final[dict[str, str]] = {
    "curp": "CURP",
    "curp_dudosa": "CURP",
    "rfc": "RFC",
    "rfc_dudoso": "RFC",
    "clave_elector": "clave de elector",
    "clabe": "CLABE",
    "tarjeta": "número de tarjeta",
    "telefono": "teléfono",
    "correo": "correo electrónico",
}


def datos_personales(texto: str) -> list[str]:
    """5.2.b, 6.iii: which personal data the text carries, in words; none when it may be kept."""
    lectura = _leer(texto)
    claves = (hallazgo.clave for revisar in DATOS_PERSONALES for hallazgo in islice(revisar(lectura), 1))
    return list(dict.fromkeys(_NOMBRES[clave] for clave in claves))


def insultos(texto: str) -> list[str]:
    """6.xxi: the words of an answer that could be read as an insult."""
    return list(dict.fromkeys(texto[hallazgo.inicio : hallazgo.fin] for hallazgo in de_trato(_leer(texto))))


def _leer(texto: str) -> Lectura:
    """The text for the automatic checks, which know the public data of the institution."""
    institucion = settings.INSTITUCION
    telefono = re.sub(r"\D", "", institucion.orientacion.inetel)
    return Lectura(Pieza(texto, oficial=Oficial(institucion.dominio, frozenset({telefono}))))


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

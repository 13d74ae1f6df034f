"""Crossing out what the public version must not tell."""

import re
from typing import Final

from publicaciones.revision import Oficial, datos_personales

TACHADO: Final = "[dato personal omitido]"
_HUELLA: Final = re.compile(r"[0-9a-f]{16,64}")


def tachar(texto: str, oficial: Oficial) -> str:
    """``texto`` with what looks like personal data crossed out; a digest is nobody's."""
    if _HUELLA.fullmatch(texto):
        return texto
    for hallazgo in reversed(datos_personales(texto, oficial)):
        texto = texto[: hallazgo.inicio] + TACHADO + texto[hallazgo.fin :]
    return texto

"""A press note is reworded, not pasted (6.x)."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import Lectura, aplanar, sin_acentos

_MINIMO_DE_PALABRAS: Final = 4


def titular_copiado(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.x: the headline of the press note, word by word, whatever its capitals and signs."""
    titular = re.findall(r"\w+", sin_acentos(aplanar(lectura.pieza.titular).texto))
    if len(titular) < _MINIMO_DE_PALABRAS:
        return
    halladas = list(re.finditer(r"\w+", sin_acentos(lectura.texto)))
    donde = f" {' '.join(p.group() for p in halladas)} ".find(f" {' '.join(titular)} ")
    if donde < 0:
        return
    primera = " ".join(p.group() for p in halladas)[:donde].count(" ") + (donde > 0)
    inicio, fin = halladas[primera].start(), halladas[primera + len(titular) - 1].end()
    mensaje = "Es el titular del boletín tal cual. Dígalo con otras palabras, para quien lo lee en esta red."
    yield lectura.senalar("titular_copiado", "6.x", Severidad.ADVERTENCIA, mensaje, inicio, fin)

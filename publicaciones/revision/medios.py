"""Audiovisual material with every post, and its alternative text (6.xxvii)."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import Lectura, sin_acentos

NUMERAL: Final = "6.xxvii"
_DE_ARCHIVO: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|heic|svg|mp4|mov|pdf|mp3)"
    r"|(?:img|dsc|dscn|pxl|screenshot|captura|whatsapp image)[ _\-]?[\d _\-.:at]*",
    re.IGNORECASE,
)
_VACIOS: Final = frozenset(
    "imagen foto fotografia video grafico infografia cartel banner logo captura pantalla sin titulo texto alternativo "
    "de la el una un del post publicacion alt na ninguno pendiente".split()
)
_MINIMO: Final = 10


def sin_medios(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxvii: text alone."""
    if not lectura.pieza.medios:
        mensaje = "Agregue una imagen, un video o un audio: una publicación no va solo con texto."
        yield Hallazgo("sin_medios", NUMERAL, Severidad.ADVERTENCIA, mensaje, campo="medios")


def texto_alternativo(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxvii: each medium says in words what it shows."""
    for numero, medio in enumerate(lectura.pieza.medios, start=1):
        alternativo = medio.alternativo.strip()
        if not alternativo:
            mensaje = f"Escriba el texto alternativo de «{medio.archivo}»: qué se ve, para quien no puede verlo."
            yield Hallazgo("texto_alternativo", NUMERAL, Severidad.ERROR, mensaje, campo=f"medios-{numero}")
        elif _es_pobre(alternativo, medio.archivo):
            mensaje = f"El texto alternativo «{alternativo}» no dice qué se ve. Descríbalo en una frase."
            yield Hallazgo("texto_alternativo_pobre", NUMERAL, Severidad.ADVERTENCIA, mensaje, campo=f"medios-{numero}")


def _es_pobre(alternativo: str, archivo: str) -> bool:
    palabras = re.findall(r"[^\W\d_]+", sin_acentos(alternativo))
    return (
        len(alternativo) < _MINIMO
        or _DE_ARCHIVO.fullmatch(alternativo) is not None
        or sin_acentos(alternativo) in (sin_acentos(archivo), sin_acentos(archivo.rpartition(".")[0]))
        or all(palabra in _VACIOS for palabra in palabras)
    )

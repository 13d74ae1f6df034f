"""The same thing said again: across networks (6.xxiii), in time (6.xxix) and of one session (6.xxviii)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import Lectura, aplanar, sin_acentos

_IGUALES: Final = 0.9
_PARECIDAS: Final = 0.8
HORA: Final = timedelta(hours=1)


def mismo_texto_en_redes(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxiii: each network has its own text."""
    if not lectura.pieza.hermanas:
        return
    propia = _huella(lectura.pieza.texto)
    if any(parecido(propia, _huella(hermana)) >= _IGUALES for hermana in lectura.pieza.hermanas):
        mensaje = "El texto es el mismo que en otra red. Adáptelo a quienes lo leen en esta."
        yield _de_todo(lectura, "mismo_texto", "6.xxiii", mensaje)


def repetida(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxix: nearly the same text, in the same account, within the window."""
    pieza = lectura.pieza
    if pieza.cuando is None or not pieza.recientes:
        return
    propia = _huella(pieza.texto)
    ventana = pieza.limites.ventana
    cercanas = (previa for previa in pieza.recientes if abs(pieza.cuando - previa.cuando) <= ventana)
    if any(parecido(propia, _huella(previa.texto)) >= _PARECIDAS for previa in cercanas):
        dias = ventana.days
        mensaje = f"La cuenta tiene un texto casi igual en {dias} días o menos. Diga algo nuevo, o espere."
        yield _de_todo(lectura, "repetida", "6.xxix", mensaje)


def inundacion(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxix: too many of one account within an hour."""
    pieza = lectura.pieza
    if pieza.cuando is None:
        return
    juntas = sum(abs(pieza.cuando - previa.cuando) < HORA for previa in pieza.recientes)
    if juntas >= pieza.limites.por_hora:
        mensaje = (
            f"La cuenta ya tiene {juntas} publicaciones a menos de una hora de esta. Elija otra hora para no saturar a "
            "quienes la siguen."
        )
        yield Hallazgo("inundacion", "6.xxix", Severidad.ADVERTENCIA, mensaje, campo="programada")


def exceso_en_sesion(lectura: Lectura) -> Iterator[Hallazgo]:
    """6.xxviii: two or three topics of a session of the Council."""
    pieza = lectura.pieza
    if pieza.sesion and pieza.publicadas_en_sesion >= pieza.limites.por_sesion:
        mensaje = (
            f"De esta sesión ya hay {pieza.publicadas_en_sesion} publicaciones en la cuenta. Se difunden dos o tres "
            "temas: reúna lo que falta en una sola, o espere a la siguiente."
        )
        yield Hallazgo("exceso_en_sesion", "6.xxviii", Severidad.ADVERTENCIA, mensaje, campo="sesion")


def parecido(una: frozenset[object], otra: frozenset[object]) -> float:
    """From 0, nothing in common, to 1, the same."""
    return len(una & otra) / len(una | otra) if una and otra else 0.0


def _huella(texto: str) -> frozenset[object]:
    """The pairs of words of a text, whatever its accents, capitals, signs and emojis."""
    palabras = re.findall(r"\w+", sin_acentos(aplanar(texto).texto))
    return frozenset(pairwise(palabras)) if len(palabras) > 1 else frozenset(palabras)


def _de_todo(lectura: Lectura, clave: str, numeral: str, mensaje: str) -> Hallazgo:
    return Hallazgo(clave, numeral, Severidad.ADVERTENCIA, mensaje, 0, len(lectura.pieza.texto))

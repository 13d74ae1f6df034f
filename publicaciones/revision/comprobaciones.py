"""Every check in one table, and the one function that runs them."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from publicaciones.revision.bancarios import clabe, tarjeta
from publicaciones.revision.contacto import correo, telefono
from publicaciones.revision.enlaces import enlace_externo
from publicaciones.revision.forma import longitud, mayusculas
from publicaciones.revision.hallazgo import GRAVEDAD, Hallazgo
from publicaciones.revision.identificadores import clave_de_elector, curp, rfc
from publicaciones.revision.lectura import Lectura
from publicaciones.revision.medios import sin_medios, texto_alternativo
from publicaciones.revision.ortografia import ortografia
from publicaciones.revision.pieza import Oficial, Pieza
from publicaciones.revision.prensa import titular_copiado
from publicaciones.revision.repeticion import exceso_en_sesion, inundacion, mismo_texto_en_redes, repetida
from publicaciones.revision.trato import insultos

# Whoever has thirty mistakes of a kind mends those first; the next ones come out then.
MAXIMO_POR_COMPROBACION: Final = 30

Comprobacion = Callable[[Lectura], Iterable[Hallazgo]]

# From the longest key to the shortest: what one of them explains, the next ones do not report again.
DATOS_PERSONALES: Final[tuple[Comprobacion, ...]] = (curp, clave_de_elector, rfc, correo, clabe, tarjeta, telefono)

DE_LA_PIEZA: Final[tuple[Comprobacion, ...]] = (
    enlace_externo,
    texto_alternativo,
    sin_medios,
    longitud,
    titular_copiado,
    mismo_texto_en_redes,
    repetida,
    inundacion,
    exceso_en_sesion,
    insultos,
    mayusculas,
    ortografia,
)


def revisar(pieza: Pieza) -> list[Hallazgo]:
    """5.2.b, 6: all that the rules have to say about ``pieza``, the gravest first and then by place in the text."""
    lectura = Lectura(pieza)
    hallados = _personales(lectura)
    for comprobacion in DE_LA_PIEZA:
        hallados.extend(islice(comprobacion(lectura), MAXIMO_POR_COMPROBACION))
    return sorted(hallados, key=lambda h: (GRAVEDAD[h.severidad], h.campo != "texto", h.inicio, h.fin, h.clave))


def datos_personales(texto: str, oficial: Oficial) -> list[Hallazgo]:
    """5.2.b, 6.iii: the personal data that a text carries, in their places, whatever else may be said of it."""
    return sorted(_personales(Lectura(Pieza(texto=texto, oficial=oficial))), key=lambda h: h.inicio)


def _personales(lectura: Lectura) -> list[Hallazgo]:
    hallados: list[Hallazgo] = []
    ocupado = bytearray(len(lectura.pieza.texto))
    for comprobacion in DATOS_PERSONALES:
        for hallazgo in islice(comprobacion(lectura), MAXIMO_POR_COMPROBACION):
            if not any(ocupado[hallazgo.inicio : hallazgo.fin]):
                ocupado[hallazgo.inicio : hallazgo.fin] = b"\x01" * (hallazgo.fin - hallazgo.inicio)
                hallados.append(hallazgo)
    return hallados

"""How to reach a person: telephone and mail (5.2.b, 6.iii). Those of the institution are public."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.identificadores import NUMERAL
from publicaciones.revision.lectura import Lectura

_S: Final = r"[ \-.)]{1,3}"
# Mexican numbers have ten digits; these are the ways in which people part them.
_CUERPO: Final = "|".join(
    (
        r"\d{10}",
        rf"\(?\d{{2}}{_S}\d{{4}}(?:{_S})?\d{{4}}",
        rf"\(?\d{{3}}{_S}\d{{3}}(?:{_S})?\d{{4}}",
        rf"\(?\d{{3}}{_S}\d{{3}}{_S}\d{{2}}{_S}\d{{2}}",
        rf"\(?\d{{2}}{_S}\d{{4}}{_S}\d{{2}}{_S}\d{{2}}",
        rf"\(?\d{{2}}(?:{_S}\d{{2}}){{4}}",
        rf"\(?\d{{3}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{3}}",
        r"\d(?: \d){9}",
    )
)
_TELEFONO: Final = re.compile(
    r"(?=[\d(+])(?:(?<![^\W_])|(?<=tel)|(?<=cel))(?<![$%])(?<!\d[ .,\-])"
    rf"(?:\+?52[ .\-]?(?:1[ .\-]?)?|04[45][ .\-]?|01[ .\-]?)?({_CUERPO})"
    r"(?![^\W_]|[.,/\- ]\d| ?%)",
    re.ASCII | re.IGNORECASE,
)
_CORRIDA: Final = re.compile(r"\d(?:[ \-.()]{0,3}\d){9,}", re.ASCII)
# First two digits of the numbering plan in use; with 80 and 90 begin the lines of services, which are nobody's.
_SERIES: Final = frozenset(
    "22 23 24 27 28 29 31 32 33 34 35 37 38 39 41 42 43 44 45 46 47 48 49 55 56 58 59 61 62 63 64 65 66 67 68 69 71 72 "
    "73 74 75 76 77 78 81 82 83 84 86 87 88 89 91 92 93 94 95 96 97 98 99".split()
)
_CONTEXTO: Final = re.compile(
    r"(?P<no>folio|expediente|acuse|contrato|referencia|cuenta|oficio|serie|inventario|solicitud|isbn|imei|codigo|código"
    r"|licitación|acuerdo|pedido|clave|cita es)"
    r"|(?P<si>tel|cel|llam|marc|whats|comun|contact|móvil|movil|número|informes|dudas)",
    re.IGNORECASE,
)
_CANTIDAD: Final = re.compile(r" ?(?:pesos|votos|personas|boletas|habitantes|mdp|mxn|m\.n\.)", re.IGNORECASE)

_ARROBA: Final = re.compile(r"@(?= ?[a-z0-9])|[\[({] ?(?:at|arroba) ?[\])}]| (?:arroba|@) ", re.IGNORECASE)
_DOMINIO: Final = re.compile(
    r" ?([a-z0-9\-]{1,63}(?:(?:\.| ?[\[(]? ?\bpunto\b ?[\])]? ?| \. )[a-z0-9\-]{1,63}){1,5})", re.IGNORECASE | re.ASCII
)
_DE_BUZON: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-áéíóúñÁÉÍÓÚÑ")
_LARGO_DE_BUZON: Final = 64


def telefono(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: a person's telephone; toll-free lines and the institution's own numbers are public."""
    for hallado in _telefonos(lectura.texto):
        digitos = re.sub(r"\D", "", hallado.group(1))
        if digitos[:2] not in _SERIES or digitos in lectura.pieza.oficial.telefonos:
            continue
        if _es_otra_cosa(lectura.texto, *hallado.span()):
            continue
        mensaje = "Quite el teléfono si es de una persona: es un dato personal. Puede dar el de INETEL."
        yield lectura.senalar("telefono", NUMERAL, Severidad.ERROR, mensaje, *hallado.span())


def _telefonos(texto: str) -> Iterator[re.Match[str]]:
    """Only where there are digits enough, however parted; with what stands before and behind them."""
    fin = 0
    for corrida in _CORRIDA.finditer(texto):
        for hallado in _TELEFONO.finditer(texto, max(fin, corrida.start() - 2), corrida.end() + 3):
            fin = hallado.end()
            yield hallado


def _es_otra_cosa(texto: str, inicio: int, fin: int) -> bool:
    """Whether the words around say that the number is a folio or a quantity: the nearest word before it decides."""
    if _CANTIDAD.match(texto, fin):
        return True
    cercanas = [palabra.lastgroup for palabra in _CONTEXTO.finditer(texto, max(0, inicio - 40), inicio)]
    return cercanas[-1:] == ["no"]


def correo(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: a person's mail; that of the institutional domain is public."""
    texto = lectura.texto
    oficial = lectura.pieza.oficial
    desde = 0
    for arroba in _ARROBA.finditer(texto):
        inicio = _inicio_del_buzon(texto, arroba, desde)
        dominio = None if inicio is None else _DOMINIO.match(texto, arroba.end())
        if inicio is None or dominio is None:
            continue
        nombre = re.sub(r"[ \[\](){}]", "", re.sub(r"(?i)\bpunto\b", ".", dominio.group(1))).lower()
        if "." not in nombre or nombre.rpartition(".")[2].isdecimal():
            continue
        desde = dominio.end(1)
        if texto[:inicio].endswith("://"):
            continue
        direccion = texto[inicio : arroba.start()].strip().lower() + "@" + nombre
        if es_institucional(nombre, oficial.dominio) or direccion in oficial.correos:
            continue
        mensaje = f"Quite el correo: es un dato personal. Solo se publican los del dominio {oficial.dominio}."
        yield lectura.senalar("correo", NUMERAL, Severidad.ERROR, mensaje, inicio, dominio.end(1))


def es_institucional(anfitrion: str, dominio: str) -> bool:
    """Whether a host is the institution's own, and not one that looks like it."""
    return anfitrion == dominio or anfitrion.endswith(f".{dominio}")


def _inicio_del_buzon(texto: str, arroba: re.Match[str], desde: int) -> int | None:
    """Where the part before the at sign begins; ``None`` when there is none, as in a mention."""
    fin = arroba.start()
    if arroba.group() != "@" and fin > desde and texto[fin - 1] == " ":
        fin -= 1
    inicio = fin
    while inicio > desde and fin - inicio < _LARGO_DE_BUZON and texto[inicio - 1] in _DE_BUZON:
        inicio -= 1
    return inicio if inicio < fin else None

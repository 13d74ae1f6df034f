"""Keys that name a person: CURP, RFC of people and clave de elector (5.2.b, 6.iii)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from stdnum.mx import curp as norma_curp
from stdnum.mx import rfc as norma_rfc

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.lectura import ENTRE, Lectura

NUMERAL: Final = "5.2.b"
ENTIDADES: Final = frozenset(
    "AS BC BS CC CS CH CL CM DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE".split()
)
# The tax authority's keys of nobody in particular: the public in general and residents abroad.
RFC_GENERICOS: Final = frozenset({"XAXX010101000", "XEXX010101000"})

# A key stands by itself, or glued to its own name.
_BORDES: Final = r"(?:(?<![^\W_])|(?<=curp)|(?<=rfc)|(?<=elector)){}(?![^\W_])"


def _patron(*partes: str) -> re.Pattern[str]:
    return re.compile(_BORDES.format(ENTRE.join(partes)), re.IGNORECASE | re.ASCII)


_CURP: Final = _patron(*["[A-Z]"] * 4, *[r"\d"] * 6, "[HMX]", *["[A-Z]"] * 5, r"[A-Z\d]", r"\d")
_ELECTOR: Final = _patron(*["[A-Z]"] * 6, *[r"\d"] * 8, "[HMX]", *[r"\d"] * 3)
# Only where the key is usually parted: with so little form, a looser one would find keys in plain prose.
_RFC: Final = re.compile(
    _BORDES.format(r"([A-ZÑ&]{4})[ \-_/.]{0,2}(\d{6})[ \-_/.]{0,2}([A-Z\d]{2}[\dA])"), re.IGNORECASE
)
# Every key has a date of six digits after its letters: it is looked for from there, backwards, which is much faster.
_CUATRO: Final = re.compile(rf"(?:{ENTRE}[A-ZÑ&]){{4}}", re.IGNORECASE)
_SEIS: Final = re.compile(rf"(?:{ENTRE}[A-Z]){{6}}", re.IGNORECASE)
_MAXIMO_DE_LETRAS: Final = 18


def _buscar(lectura: Lectura, letras: re.Pattern[str], clave: re.Pattern[str]) -> Iterator[re.Match[str]]:
    texto, desde = lectura.texto, 0
    for cifras in lectura.fechas:
        atras = letras.match(texto[max(desde, cifras - _MAXIMO_DE_LETRAS) : cifras][::-1])
        if atras and (hallada := clave.match(texto, cifras - atras.end())):
            desde = hallada.end()
            yield hallada


_DICE_RFC: Final = re.compile(r"\brfc\b[^\w\n]{0,4}$", re.IGNORECASE)


def curp(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: a CURP, sex X included."""
    for hallada in _buscar(lectura, _CUATRO, _CURP):
        clave = _solo_clave(hallada.group())
        if not (es_fecha(clave[4:10]) and clave[11:13] in ENTIDADES):
            continue
        if norma_curp.calc_check_digit(clave) == clave[-1]:
            mensaje = "Quite la CURP: es un dato personal. Hable de la persona sin su clave, o de nadie en particular."
            yield lectura.senalar("curp", NUMERAL, Severidad.ERROR, mensaje, *hallada.span())
        else:
            mensaje = (
                "Parece una CURP, aunque su último dígito no corresponde. Si es de alguien, quítela; si es un "
                "ejemplo, dígalo en el motivo."
            )
            yield lectura.senalar("curp_dudosa", NUMERAL, Severidad.ADVERTENCIA, mensaje, *hallada.span())


def rfc(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: the RFC of a person (13 characters); that of an entity (12) is public."""
    for hallado in _buscar(lectura, _CUATRO, _RFC):
        clave = "".join(hallado.groups()).upper()
        if clave in RFC_GENERICOS or clave in lectura.pieza.oficial.rfc or not es_fecha(clave[4:10]):
            continue
        if norma_rfc.calc_check_digit(clave[:-1]) == clave[-1]:
            mensaje = "Quite el RFC: es de una persona física y es un dato personal."
            yield lectura.senalar("rfc", NUMERAL, Severidad.ERROR, mensaje, *hallado.span())
        elif _DICE_RFC.search(lectura.texto[max(0, hallado.start() - 10) : hallado.start()]):
            # One in seventy RFCs in use has a last digit that its own rule does not give.
            mensaje = (
                "Parece el RFC de una persona física, aunque su último dígito no corresponde. Si es de alguien, "
                "quítelo; si no, diga en el motivo qué es."
            )
            yield lectura.senalar("rfc_dudoso", NUMERAL, Severidad.ADVERTENCIA, mensaje, *hallado.span())


def clave_de_elector(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: a clave de elector, by its form: its rule of check digits is not public."""
    for hallada in _buscar(lectura, _SEIS, _ELECTOR):
        clave = _solo_clave(hallada.group())
        entidad = int(clave[12:14])
        if es_fecha(clave[6:12]) and (1 <= entidad <= 32 or entidad in (87, 88)):
            mensaje = "Quite la clave de elector: es un dato personal."
            yield lectura.senalar("clave_elector", NUMERAL, Severidad.ERROR, mensaje, *hallada.span())


def es_fecha(aammdd: str) -> bool:
    """Whether the six digits of a birth date are one in either century."""
    ano, mes, dia = int(aammdd[:2]), int(aammdd[2:4]), int(aammdd[4:6])
    try:
        # The year 2000 was a leap year and 1900 was not: the wider of both is enough here.
        date(2000 + ano, mes, dia)
    except ValueError:
        return False
    return True


def _solo_clave(hallada: str) -> str:
    return re.sub(r"[^A-Za-z\d]", "", hallada).upper()

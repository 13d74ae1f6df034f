"""Numbers that move somebody's money: CLABE and cards (5.2.b, 6.iii)."""

import re
from collections.abc import Iterator
from typing import Final

from publicaciones.revision.hallazgo import Hallazgo, Severidad
from publicaciones.revision.identificadores import NUMERAL
from publicaciones.revision.lectura import Lectura

_S: Final = r"[ \-.·]{1,2}"
# The first digit comes before what may not stand in front of it: the search then jumps from digit to digit.
_ANTES: Final = r"(?=\d)(?:(?<![^\W_])|(?<=clabe)|(?<=tarjeta))(?<![$/])(?<!\d[.,])"
_DESPUES: Final = r"(?![^\W_])"
# Digits one by one are one number only when there are no more of them at either side.
_SUELTOS: Final = rf"(?<!\d[ \-.·])\d(?:{_S}\d){{%s}}(?!{_S}\d)"
# In the middle of a longer list of fours (sections, years) there is no card; at its ends there may be.
_EN_CUARTOS: Final = (
    rf"(?<!\d{{4}}[ \-.·])\d{{4}}(?:{_S}\d{{4}}){{3}}(?:{_S}\d{{3}})?"
    rf"|\d{{4}}(?:{_S}\d{{4}}){{3}}(?:{_S}\d{{3}})?(?!{_S}\d{{4}})"
)
_CORRIDA: Final = re.compile(r"\d(?:[ \-.·]{0,2}\d){12,}", re.ASCII)
_CLABE: Final = re.compile(
    rf"{_ANTES}(?=(\d{{18}}|\d{{3}}{_S}\d{{3}}{_S}\d{{11}}{_S}\d|\d{{3}}{_S}\d{{3}}{_S}\d{{12}}|\d{{3}}{_S}\d{{15}}"
    rf"|\d{{4}}(?:{_S}\d{{4}}){{3}}{_S}\d{{2}}|\d{{6}}(?:{_S}\d{{6}}){{2}}|\d{{3}}(?:{_S}\d{{3}}){{5}}"
    rf"|{_SUELTOS % '17'}){_DESPUES})",
    re.ASCII | re.IGNORECASE,
)
_TARJETA: Final = re.compile(
    rf"{_ANTES}(?=(\d{{13,19}}|{_EN_CUARTOS}|\d{{4}}{_S}\d{{6}}{_S}\d{{4,5}}"
    rf"|{_SUELTOS % '12,18'}){_DESPUES})",
    re.ASCII | re.IGNORECASE,
)
# First digits by who issues the card, and the lengths that they use.
_EMISORES: Final = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12})"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|(?:30[0-5]\d{11}|3[689]\d{12})"  # Diners
    r"|(?:6011|65\d\d|64[4-9]\d)\d{12}"  # Discover
    r"|35(?:2[89]|[3-8]\d)\d{12}"  # JCB
    r"|62\d{14,17}"  # UnionPay
    r"|(?:286900|502275|506[1-4]\d\d|639484|639559)\d{10}",  # Carnet
    re.ASCII,
)
# Codes of the institutions that take part in the interbank payments, by the first digits of their CLABE.
_BANCOS: Final = frozenset(
    "001 002 006 009 012 014 019 021 030 032 036 037 042 044 058 059 060 062 072 103 106 108 110 112 113 124 126 127 "
    "128 129 130 131 132 133 135 136 137 138 140 141 143 145 147 148 150 151 152 154 155 156 157 158 160 166 167 168 "
    "600 601 602 605 607 608 610 614 615 616 617 618 619 620 621 622 623 626 627 628 629 630 631 632 633 634 636 637 "
    "638 640 642 646 647 648 649 651 652 653 655 656 659 661 670 677 680 683 684 685 686 688 689 699 703 706 710 714 "
    "715 720 721 722 723 725 727 728 729 730 732 734 738 812 901 902".split()
)
_PESOS: Final = (3, 7, 1) * 6
_DOBLES: Final = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
_SEPARADORES: Final = dict.fromkeys(map(ord, " -.·"))


def clabe(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: a CLABE, with its bank and its check digit."""
    for hallada in _en_corridas(_CLABE, lectura.texto):
        if es_clabe(_digitos(hallada.group(1))):
            mensaje = "Quite la CLABE: es un dato personal. Un pago al Instituto nunca se pide en redes sociales."
            yield lectura.senalar("clabe", NUMERAL, Severidad.ERROR, mensaje, *hallada.span(1))


def tarjeta(lectura: Lectura) -> Iterator[Hallazgo]:
    """5.2.b, 6.iii: the number of a card, with who issues it and its check digit."""
    for hallada in _en_corridas(_TARJETA, lectura.texto):
        if es_tarjeta(_digitos(hallada.group(1))):
            mensaje = "Quite el número de tarjeta: es un dato personal y con él se puede cometer un fraude."
            yield lectura.senalar("tarjeta", NUMERAL, Severidad.ERROR, mensaje, *hallada.span(1))


def _en_corridas(patron: re.Pattern[str], texto: str) -> Iterator[re.Match[str]]:
    """Only where there are digits enough, however parted; with one character more, to see what follows."""
    for corrida in _CORRIDA.finditer(texto):
        yield from patron.finditer(texto, corrida.start(), corrida.end() + 1)


def es_clabe(digitos: str) -> bool:
    if len(digitos) != 18 or digitos[:3] not in _BANCOS:
        return False
    suma = sum(int(digito) * peso % 10 for digito, peso in zip(digitos[:17], _PESOS, strict=False))
    return (10 - suma % 10) % 10 == int(digitos[17])


def es_tarjeta(digitos: str) -> bool:
    return _EMISORES.fullmatch(digitos) is not None and _luhn(digitos)


def _luhn(digitos: str) -> bool:
    return (sum(map(int, digitos[-1::-2])) + sum(map(_DOBLES.__getitem__, digitos[-2::-2]))) % 10 == 0


def _digitos(hallado: str) -> str:
    return hallado.translate(_SEPARADORES)

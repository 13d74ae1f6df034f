"""Invented identifiers with right digits, and the ways in which people write them. Nobody's: drawn from a seed."""

from random import Random

from stdnum import luhn
from stdnum.mx import curp as norma_curp
from stdnum.mx import rfc as norma_rfc

LETRAS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CONSONANTES = "BCDFGHJKLMNPQRSTVWXYZ"
NOMBRES = ("maria.lopez", "jperez84", "rosa_hdz", "luis.ramirez", "ana-torres", "contacto.beto", "karla1990", "h.ortiz")
DOMINIOS = ("gmail.com", "hotmail.com", "yahoo.com.mx", "outlook.es", "prodigy.net.mx", "correo.example.org")


def _de(azar: Random, letras: str, cuantas: int) -> str:
    return "".join(azar.choice(letras) for _ in range(cuantas))


def _cifras(azar: Random, cuantas: int) -> str:
    return _de(azar, "0123456789", cuantas)


def _fecha(azar: Random) -> str:
    return f"{azar.randrange(100):02}{azar.randint(1, 12):02}{azar.randint(1, 28):02}"


def curp(azar: Random, sexo: str = "") -> str:
    entidad = azar.choice(("AS", "CH", "DF", "JC", "MC", "NL", "OC", "PL", "VZ", "YN", "NE", "ZS"))
    iniciales = azar.choice(LETRAS) + azar.choice("AEIOU") + _de(azar, LETRAS, 2)
    previa = iniciales + _fecha(azar) + (sexo or azar.choice("HM")) + entidad + _de(azar, CONSONANTES, 3)
    previa += azar.choice("0A1B5C")
    return previa + norma_curp.calc_check_digit(previa)


def curp_x(azar: Random) -> str:
    return curp(azar, "X")


def rfc(azar: Random) -> str:
    previa = azar.choice(LETRAS) + azar.choice("AEIOU") + _de(azar, LETRAS, 2) + _fecha(azar)
    previa += azar.choice("123456789ABCDEFGHIJKLMNOPQRSTUV") + azar.choice("123456789ABCDEFGHIJKLMNPQRSTUVWXYZ")
    return previa + norma_rfc.calc_check_digit(previa)


def rfc_mal(azar: Random) -> str:
    bueno = rfc(azar)
    return bueno[:-1] + azar.choice([c for c in "0123456789A" if c != bueno[-1]])


def rfc_moral(azar: Random) -> str:
    previa = _de(azar, CONSONANTES, 3) + _fecha(azar) + _de(azar, "123456789ABCDEFGHIJK", 2)
    return previa + norma_rfc.calc_check_digit(previa)


def clave_elector(azar: Random) -> str:
    return f"{_de(azar, CONSONANTES, 6)}{_fecha(azar)}{azar.randint(1, 32):02}{azar.choice('HM')}{_cifras(azar, 3)}"


def clabe(azar: Random) -> str:
    previa = azar.choice(("002", "012", "014", "021", "036", "044", "058", "072", "127", "137", "646", "722"))
    previa += _cifras(azar, 14)
    return previa + str(-sum(int(c) * p % 10 for c, p in zip(previa, (3, 7, 1) * 6, strict=False)) % 10)


def clabe_mal(azar: Random) -> str:
    return _otro_final(azar, clabe(azar))


def tarjeta(azar: Random) -> str:
    previa = azar.choice(("4152", "4772", "5204", "5579", "5256", "2303")) + _cifras(azar, 11)
    return previa + luhn.calc_check_digit(previa)


def amex(azar: Random) -> str:
    previa = azar.choice(("3717", "3429")) + _cifras(azar, 10)
    return previa + luhn.calc_check_digit(previa)


def tarjeta_mal(azar: Random) -> str:
    return _otro_final(azar, tarjeta(azar))


def tel(azar: Random) -> str:
    return f"{azar.choice(('55', '33', '81', '56'))} {azar.randint(1000, 9999)} {azar.randint(1000, 9999)}"


def tel951(azar: Random) -> str:
    return f"951 {azar.randint(100, 999)} {azar.randint(1000, 9999)}"


def nombre(azar: Random) -> str:
    return azar.choice(NOMBRES)


def correo(azar: Random) -> str:
    return f"{azar.choice(NOMBRES)}@{azar.choice(DOMINIOS)}"


def folio(azar: Random, largo: int) -> str:
    return azar.choice("123456789") + _cifras(azar, largo - 1)


def _otro_final(azar: Random, numero: str) -> str:
    return numero[:-1] + azar.choice([c for c in "0123456789" if c != numero[-1]])


def _grupos(texto: str, largos: tuple[int, ...], separador: str) -> str:
    partes, desde = [], 0
    for largo in largos:
        partes.append(texto[desde : desde + largo])
        desde += largo
    return separador.join((*partes, texto[desde:])).rstrip(separador)


CLAVES = {
    f.__name__: f
    for f in (
        *(curp, curp_x, rfc, rfc_mal, rfc_moral, clave_elector, clabe, clabe_mal),
        *(tarjeta, amex, tarjeta_mal, tel, tel951, nombre, correo),
    )
}
FORMAS = {
    "minusculas": str.lower,
    "mayusculas": str.upper,
    "espacios": lambda t: _grupos(t, (4, 6, 1, 2, 3), " "),
    "guiones": lambda t: t.replace(" ", "-") if " " in t else _grupos(t, (4, 6, 8), "-"),
    "puntos": lambda t: t.replace(" ", ".") if " " in t else _grupos(t, (4, 6, 8), "."),
    "invisibles": lambda t: "\u200b".join(t),
    "anchas": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "espacios_rfc": lambda t: _grupos(t, (4, 6), " "),
    "guiones_rfc": lambda t: _grupos(t, (4, 6), "-"),
    "espacios_clave": lambda t: _grupos(t, (6, 6, 2), " "),
    "espacios_clabe": lambda t: _grupos(t, (3, 3, 11), " "),
    "guiones_clabe": lambda t: _grupos(t, (3, 3, 11), "-"),
    "espacios_tarjeta": lambda t: _grupos(t, (4, 4, 4), " "),
    "guiones_tarjeta": lambda t: _grupos(t, (4, 4, 4), "-"),
    "puntos_tarjeta": lambda t: _grupos(t, (4, 4, 4), "."),
    "espacios_amex": lambda t: _grupos(t, (4, 6), " "),
    "seguido": lambda t: t.replace(" ", ""),
    "parentesis": lambda t: "({}) {} {}".format(*t.split()),
    "mas52": lambda t: f"+52 {t}",
    "mas521": lambda t: f"+52 1 {t}",
    "mas52seguido": lambda t: "+52" + t.replace(" ", ""),
    "arroba": lambda t: t.replace("@", " arroba "),
    "espacios_correo": lambda t: t.replace("@", " @ "),
    "corchetes": lambda t: t.replace("@", "[at]"),
}


def escribir(azar: Random, que: str) -> str:
    """What stands for ``{clave~forma}`` in a text of the sample."""
    clave, _, forma = que.partition("~")
    largo = clave.removeprefix("folio")
    texto = folio(azar, int(largo)) if largo.isdecimal() else CLAVES[clave](azar)
    return FORMAS[forma](texto) if forma else texto

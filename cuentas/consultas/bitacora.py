"""8.c: the log of an account as people read it: what its administrators logged beside what the system did."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from bitacora.consultas import asientos_de
from bitacora.models import Asiento
from bitacora.relato import contar, detalle_de
from cuentas.consultas.cuenta import FRASES
from cuentas.direcciones import plegar
from cuentas.estados import ACTO_ACTIVIDAD, ClaseActividad
from cuentas.models import Cuenta
from organizacion.tiempo import instante_local

UN_DIA = timedelta(days=1)
PALABRAS: Final = 8  # of a search, at most
# How each plain letter may be written; the rest are themselves.
_LETRAS: Final = {
    "a": "aáàäâãAÁÀÄÂÃ",
    "e": "eéèëêEÉÈËÊ",
    "i": "iíìïîIÍÌÏÎ",
    "o": "oóòöôõOÓÒÖÔÕ",
    "u": "uúùüûUÚÙÜÛ",
    "n": "nñNÑ",
}


@dataclass(frozen=True)
class Renglon:
    """An entry of the log in words. ``actividad`` says whether an administrator wrote it; if not, the fields that
    follow are empty. ``corregido_por`` is the number of the entry that corrects it."""

    numero: int
    momento: datetime
    quien: str
    titulo: str
    motivo: str
    huella: str
    actividad: bool
    clase: str
    cuando: datetime | None
    enlaces: list[str]
    archivos: list[Mapping[str, Any]]
    corrige: int | None
    corregido_por: int | None


def buscar(
    cuenta: Cuenta,
    *,
    texto: str = "",
    clase: str = "",
    quien: str = "",
    desde: date | None = None,
    hasta: date | None = None,
) -> QuerySet[Asiento]:
    """The entries of the account's chain with every word of ``texto`` (whatever its case and accents), of a class of
    activity (or ``actividad``: any; ``sistema``: none), by whoever ``quien`` names, logged between two dates."""
    filas = asientos_de(cuenta.cadena)
    for palabra in _palabras(texto):
        filas = filas.filter(canonico__regex=_en_un_valor(palabra))
    for palabra in _palabras(quien):
        filas = filas.filter(actor__regex=_como_se_escriba(palabra))
    if clase == "sistema":
        filas = filas.exclude(acto=ACTO_ACTIVIDAD)
    elif clase:
        filas = filas.filter(acto=ACTO_ACTIVIDAD)
    if clase in ClaseActividad.values:
        filas = filas.filter(canonico__contains=f'"clase":"{clase}"')
    if desde:
        filas = filas.filter(momento__gte=instante_local(desde))
    if hasta:
        filas = filas.filter(momento__lt=instante_local(hasta + UN_DIA))
    return filas


def renglones(cuenta: Cuenta, asientos: Iterable[Asiento]) -> list[Renglon]:
    """The entries in words, each with what corrects it."""
    asientos = list(asientos)
    correcciones = _correcciones(cuenta, min((a.numero for a in asientos), default=0))
    return [_renglon(asiento, correcciones.get(asiento.numero)) for asiento in asientos]


def correccion_de(cuenta: Cuenta, numero: int) -> int | None:
    """The number of the entry that corrects another, if one does."""
    return _correcciones(cuenta, numero).get(numero)


def archivo_de(cuenta: Cuenta, numero: int, lugar: int) -> Mapping[str, Any] | None:
    """What the entry ``numero`` of the account says of its file in that place, from 0; nothing when it has none."""
    asiento = asientos_de(cuenta.cadena).filter(numero=numero, acto=ACTO_ACTIVIDAD).first()
    archivos = detalle_de(asiento)["archivos"] if asiento else []
    return archivos[lugar] if lugar < len(archivos) else None


def _correcciones(cuenta: Cuenta, desde: int) -> dict[int, int]:
    """Which entry corrects which, among those after ``desde``: a correction comes after what it corrects."""
    filas = asientos_de(cuenta.cadena).filter(numero__gt=desde, acto=ACTO_ACTIVIDAD, canonico__contains='"corrige":')
    pares = ((detalle_de(asiento).get("corrige"), asiento.numero) for asiento in filas)
    return {corregido: numero for corregido, numero in pares if corregido}


def _renglon(asiento: Asiento, corregido_por: int | None) -> Renglon:
    dicho, actividad = contar(asiento, FRASES), asiento.acto == ACTO_ACTIVIDAD
    detalle = detalle_de(asiento) if actividad else {}
    return Renglon(
        numero=asiento.numero,
        momento=asiento.momento,
        quien=dicho["quien"],
        titulo=detalle["que"] if actividad else dicho["titulo"],
        motivo=dicho["detalle"],
        huella=asiento.hash,
        actividad=actividad,
        clase=ClaseActividad(detalle["clase"]).label if actividad else "",
        cuando=datetime.fromisoformat(detalle["cuando"]) if actividad else None,
        enlaces=detalle.get("enlaces", []),
        archivos=detalle.get("archivos", []),
        corrige=detalle.get("corrige"),
        corregido_por=corregido_por,
    )


def _palabras(texto: str) -> list[str]:
    return re.findall(r"[^\W_]+", plegar(texto))[:PALABRAS]


def _como_se_escriba(palabra: str) -> str:
    """A regular expression, of both engines, for a word that begins so, however its case and accents are."""
    letras = (f"[{_LETRAS.get(c, c + c.upper())}]" for c in palabra)
    return "(?<![0-9A-Za-zÁÉÍÓÚÜÑáéíóúüñ])" + "".join(letras)


def _en_un_valor(palabra: str) -> str:
    """The same inside the text of an entry: in what it says, not in the names of its parts."""
    return _como_se_escriba(palabra) + '(?![0-9A-Za-z_]*":)'

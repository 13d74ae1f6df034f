"""8.a: files of figures as the networks export them, or as our template, read into figures. No database.

A table has one line for each account. An export of a network has one line for each day of one account: reach and
interactions are added up, and followers are those of its first and last day.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from publicaciones.lectura_csv import ArchivoIlegible, decodificar, leer_fecha, plegar, renglones_de, separador_de

COLUMNAS: Final[dict[str, tuple[str, ...]]] = {
    "cuenta": ("cuenta", "identificador", "usuario", "account", "handle", "username", "perfil", "page", "direccion"),
    "red": ("red", "red social", "network", "platform", "plataforma"),
    "fecha": ("fecha", "date", "day", "dia"),
    "seguidores_al_inicio": ("seguidores al inicio", "seguidores iniciales", "followers start"),
    "seguidores": (
        "seguidores", "seguidores al final", "followers", "total followers", "lifetime follows", "suscriptores",
        "subscribers",
    ),
    "alcance": (
        "alcance", "reach", "impresiones", "impressions", "visualizaciones", "views", "vistas", "video views",
        "primary", "post reach",
    ),
    "interacciones": (
        "interacciones", "interaccion", "engagements", "engagement", "interactions", "content interactions",
        "interacciones con el contenido",
    ),
}  # fmt: skip
CIFRAS: Final = ("seguidores_al_inicio", "seguidores", "alcance", "interacciones")
PLANTILLA: Final = ("red", "cuenta", *CIFRAS)
MAXIMO: Final = 10_000  # lines
MAYOR: Final = 10**12
_MILES: Final = re.compile(r"^\d{1,3}(?:[,. \u00a0]\d{3})+$")
Cifras = dict[str, int | None]


@dataclass(frozen=True)
class Renglon:
    """A line that was understood: of which account, or of which day."""

    linea: int
    cuenta: str
    red: str
    fecha: date | None
    cifras: Cifras


@dataclass(frozen=True)
class Lectura:
    """``diario``: its lines are days of one account. ``problemas`` are (line, what to do)."""

    renglones: list[Renglon]
    problemas: list[tuple[int, str]]
    formato: str
    leidas: int
    diario: bool


def leer(contenido: bytes, *, zona: ZoneInfo) -> Lectura:
    """Read a file. Raises ``ArchivoIlegible``."""
    texto, codificacion = decodificar(contenido)
    filas = renglones_de(texto, separador_de(_sin_prologo(texto)))
    columnas = _columnas(filas)
    diario = "cuenta" not in columnas
    renglones: list[Renglon] = []
    problemas: list[tuple[int, str]] = []
    leidas = 0
    for linea, celdas in filas:
        leidas += 1
        if leidas > MAXIMO:
            raise ArchivoIlegible(f"El archivo tiene más de {MAXIMO:,} líneas. Divídalo en varios y súbalos.")
        leido = _renglon(linea, celdas, columnas, zona, diario)
        if isinstance(leido, Renglon):
            renglones.append(leido)
        else:
            problemas.append((linea, leido))
    if not leidas:
        raise ArchivoIlegible("El archivo solo tiene los nombres de las columnas: no hay cifras que capturar.")
    clase = "una línea por día" if diario else "una línea por cuenta"
    return Lectura(renglones, problemas, f"{codificacion}, {clase}", leidas, diario)


def sumar(renglones: Sequence[Renglon], desde: date, hasta: date) -> Cifras:
    """What the days of a period come to; what no line says stays unknown."""
    dias = sorted((r for r in renglones if r.fecha and desde <= r.fecha <= hasta), key=lambda r: r.fecha or desde)
    total: Cifras = {}
    for cifra in ("alcance", "interacciones"):
        valores = [v for r in dias if (v := r.cifras.get(cifra)) is not None]
        total[cifra] = sum(valores) if valores else None
    seguidores = [v for r in dias if (v := r.cifras.get("seguidores")) is not None]
    total["seguidores_al_inicio"] = seguidores[0] if len(seguidores) > 1 else None
    total["seguidores"] = seguidores[-1] if seguidores else None
    return total


def _sin_prologo(texto: str) -> str:
    """Some exports begin with the name of the report and a «sep=,»: the headers are the line with most separators."""
    return max(texto.splitlines()[:5], key=lambda renglon: sum(renglon.count(s) for s in ",;\t"), default="")


def _columnas(filas: Iterator[tuple[int, list[str]]]) -> dict[str, int]:
    """Those of the first of the five first lines that names any figure."""
    for _, (_, celdas) in zip(range(5), filas, strict=False):
        plegados = [plegar(celda) for celda in celdas]
        halladas = {
            campo: lugar
            for campo, nombres in COLUMNAS.items()
            if (lugar := next((plegados.index(n) for n in nombres if n in plegados), None)) is not None
        }
        if halladas.keys() & set(CIFRAS) and halladas.keys() & {"cuenta", "fecha"}:
            return halladas
    raise ArchivoIlegible(
        "No se reconocen las columnas. Hace falta la de la cuenta o la de la fecha, y al menos una de seguidores, "
        "alcance o interacciones. Puede usar la plantilla."
    )


def _renglon(
    linea: int, celdas: Sequence[str], columnas: dict[str, int], zona: ZoneInfo, diario: bool
) -> Renglon | str:
    valores = {c: celdas[lugar].strip() if lugar < len(celdas) else "" for c, lugar in columnas.items()}
    cifras: Cifras = {}
    for campo in CIFRAS:
        if texto := valores.get(campo, ""):
            if (numero := entero(texto)) is None:
                return f"«{texto[:30]}» no es un número entero: corrija «{campo.replace('_', ' ')}» o déjelo vacío."
            cifras[campo] = numero
    momento = leer_fecha(valores.get("fecha", ""), zona) if diario else None
    if diario and momento is None:
        return "No se entiende la fecha. Escríbala como 2026-03-31."
    if not diario and not valores["cuenta"]:
        return "Falta la cuenta: escriba su identificador o su dirección."
    fecha = momento.date() if momento else None
    return Renglon(linea, valores.get("cuenta", ""), valores.get("red", ""), fecha, cifras)


def entero(texto: str) -> int | None:
    """A whole number, with or without thousands; «12.0» is one too."""
    limpio = re.sub(r"[,. \u00a0]", "", texto) if _MILES.match(texto) else texto.removesuffix(".0")
    return int(limpio) if limpio.isascii() and limpio.isdigit() and int(limpio) < MAYOR else None

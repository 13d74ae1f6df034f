"""5.2.e: files of interactions as the networks export them, read into what could be registered. No database.

Whatever the encoding, the separator, the language of the headers and the way dates are written: what is not
understood is told line by line. Columns that name people are never read.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from publicaciones.estados import ClaseInteraccion, Medio

MIB: Final = 1 << 20
CAMPOS_DE_TEXTO: Final = 4000
MAXIMO_CELDA: Final = 128 << 10  # characters of one cell; a quote left open makes one of all that follows
# What each column is called, folded: in our template, and in the exports of X, Meta Business Suite, YouTube and TikTok.
SINONIMOS: Final[dict[str, tuple[str, ...]]] = {
    "fecha": (
        "recibida", "fecha", "fecha y hora", "fecha de recepcion", "fecha de creacion", "fecha de publicacion", "date",
        "datetime", "created at", "created time", "created", "created date", "timestamp", "published at",
        "publish time", "publish date", "time", "comment time", "comment date", "comment create time", "posted at",
        "hora", "create time",
    ),
    "texto": (
        "texto", "mensaje", "comentario", "contenido", "text", "full text", "tweet text", "post text", "comment",
        "comment text", "message", "content", "body", "texto del comentario", "texto del mensaje", "comment content",
        "text display", "text original", "tweet", "description",
    ),
    "enlace": (
        "enlace", "liga", "vinculo", "url", "link", "permalink", "enlace permanente", "permalink url",
        "tweet permalink",
        "post url", "tweet url", "comment url", "comment link", "direccion", "post link", "enlace del comentario",
    ),
    "medio": ("medio", "tipo de interaccion", "type", "tipo", "interaction type", "message type", "post type"),
    "clase": ("clase", "clasificacion", "category", "categoria"),
    "tema": ("tema", "topic", "asunto", "subject", "etiqueta", "label"),
}  # fmt: skip
MEDIOS: Final[dict[str, str]] = {
    **{valor: valor for valor in Medio.values},
    **dict.fromkeys(("comment", "reply", "respuesta", "tweet", "post", "replied to"), Medio.COMENTARIO),
    **dict.fromkeys(("message", "direct message", "dm", "mensaje directo", "mensaje", "inbox"), Medio.MENSAJE),
    **dict.fromkeys(("mention", "mention reply", "quote", "quoted", "mencion", "etiqueta"), Medio.MENCION),
}
_FORMATOS: Final = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%d-%m-%Y %H:%M", "%d-%m-%Y", "%a %b %d %H:%M:%S %z %Y", "%b %d, %Y %I:%M %p", "%b %d, %Y, %I:%M %p",
    "%d %b %Y %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M",
)  # fmt: skip
_DE_MES_PRIMERO: Final = ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%m/%d/%Y")
_ENLACE: Final = re.compile(r"https?://[^\s<>\"']{4,390}")
PLANTILLA: Final = ("recibida", "texto", "enlace", "medio", "clase", "tema")


class ArchivoIlegible(Exception):
    """The file as a whole cannot be read. ``str()`` says what to do, in Spanish."""


@dataclass(frozen=True)
class Fila:
    """A line that was understood."""

    linea: int
    recibida: datetime
    texto: str
    enlace: str
    medio: str
    clase: str
    tema: str


@dataclass(frozen=True)
class Problema:
    """A line that was not: which, in which column, and what to do."""

    linea: int
    columna: str
    mensaje: str


@dataclass(frozen=True)
class Lectura:
    """What a file gives; ``formato`` says how it was read, and ``leidas`` how many lines had something."""

    filas: list[Fila]
    problemas: list[Problema]
    formato: str
    leidas: int


def leer(contenido: bytes, *, zona: ZoneInfo, maximo_filas: int, medio: str, clase: str) -> Lectura:
    """Read a file; what a line does not say is ``medio`` and ``clase``. Raises ``ArchivoIlegible``."""
    texto, codificacion = decodificar(contenido)
    dialecto = separador_de(texto)
    renglones = renglones_de(texto, dialecto)
    columnas = _columnas(next(renglones, (0, []))[1])
    if faltan := [n for n in ("fecha", "texto") if n not in columnas]:
        raise ArchivoIlegible(
            f"No se reconoce la columna de {' ni la de '.join(faltan)}. Revise que la primera línea tenga los nombres "
            "de las columnas, o use la plantilla."
        )
    filas: list[Fila] = []
    problemas: list[Problema] = []
    leidas = 0
    for linea, celdas in renglones:
        leidas += 1
        if leidas > maximo_filas:
            raise ArchivoIlegible(f"El archivo tiene más de {maximo_filas:,} líneas. Divídalo en varios y súbalos.")
        fila = _fila(linea, celdas, columnas, zona, medio, clase)
        if isinstance(fila, Fila):
            filas.append(fila)
        else:
            problemas.append(fila)
    if not leidas:
        raise ArchivoIlegible("El archivo solo tiene los nombres de las columnas: no hay interacciones que importar.")
    nombre = {",": "comas", ";": "punto y coma", "\t": "tabuladores"}[dialecto]
    return Lectura(filas, problemas, f"{codificacion}, separado por {nombre}", leidas)


def decodificar(contenido: bytes) -> tuple[str, str]:
    if not contenido.strip():
        raise ArchivoIlegible("El archivo está vacío. Expórtelo otra vez y súbalo.")
    if contenido.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ArchivoIlegible("Es un libro de cálculo. Ábralo, guárdelo como «CSV UTF-8» y súbalo.")
    if contenido.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise ArchivoIlegible("No es un archivo CSV, aunque su nombre lo diga. Expórtelo como CSV y súbalo.")
    if contenido.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidatas = [("utf-16", "UTF-16")]
    else:
        candidatas = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("latin-1", "ISO-8859-1")]
    for codec, nombre in candidatas:
        try:
            texto = contenido.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in texto:
            break
        return texto, nombre
    raise ArchivoIlegible("No se puede leer como texto. Guárdelo como «CSV UTF-8» y súbalo.")


def separador_de(texto: str) -> str:
    """That of the first line which gives more columns."""
    primera = texto.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=primera.count)


def renglones_de(texto: str, separador: str) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of each line that says something. Raises ``ArchivoIlegible`` while it is read."""
    lector = csv.reader(io.StringIO(texto, newline=""), delimiter=separador)
    try:
        for celdas in lector:
            # The limit of the csv module is one for the whole process, and anybody may have moved it.
            if any(len(celda) > MAXIMO_CELDA for celda in celdas):
                raise csv.Error
            if any(celda.strip() for celda in celdas):
                yield lector.line_num, celdas
    except csv.Error as error:
        raise ArchivoIlegible("El archivo tiene comillas sin cerrar o un texto de más de 128 KB. Revíselo.") from error


def _columnas(encabezados: Sequence[str]) -> dict[str, int]:
    plegados = [plegar(encabezado) for encabezado in encabezados]
    columnas: dict[str, int] = {}
    for campo, nombres in SINONIMOS.items():
        lugar = next((plegados.index(nombre) for nombre in nombres if nombre in plegados), None)
        if lugar is not None and lugar not in columnas.values():
            columnas[campo] = lugar
    return columnas


def _fila(
    linea: int, celdas: Sequence[str], columnas: dict[str, int], zona: ZoneInfo, medio: str, clase: str
) -> Fila | Problema:
    valores = {c: celdas[lugar].strip() if lugar < len(celdas) else "" for c, lugar in columnas.items()}
    texto, enlace = _limpiar(valores["texto"]), valores.get("enlace", "")
    recibida = leer_fecha(valores["fecha"], zona)
    if not texto:
        return Problema(linea, "texto", "Está vacío: escriba qué dice el mensaje o quite la línea.")
    if len(texto) > CAMPOS_DE_TEXTO:
        return Problema(linea, "texto", f"Tiene más de {CAMPOS_DE_TEXTO:,} caracteres: resúmalo.")
    if recibida is None:
        return Problema(linea, "fecha", "No se entiende la fecha. Escríbala como 2026-03-31 14:05.")
    if enlace and not _ENLACE.fullmatch(enlace):
        return Problema(linea, "enlace", "No es una dirección completa: debe empezar con https://.")
    clase_dicha = plegar(valores.get("clase", ""))
    if clase_dicha and clase_dicha not in _CLASES:
        return Problema(linea, "clase", f"No se reconoce. Use: {', '.join(ClaseInteraccion.values)}.")
    return Fila(
        linea,
        recibida,
        texto,
        enlace,
        MEDIOS.get(plegar(valores.get("medio", "")), medio),
        _CLASES.get(clase_dicha, clase),
        valores.get("tema", "")[:80],
    )


def leer_fecha(texto: str, zona: ZoneInfo) -> datetime | None:
    """An instant, however it is written; in the institution's zone when it says none. Day and month are read as in
    Mexico; as in the United States only where they could not be anything else."""
    texto = " ".join(texto.replace("\u202f", " ").replace("a. m.", "AM").replace("p. m.", "PM").split())
    valor = _en_iso(texto)
    for formato in (*_FORMATOS, *_DE_MES_PRIMERO):
        if valor is not None:
            break
        try:
            valor = datetime.strptime(texto, formato)  # noqa: DTZ007 -- the zone is given below
        except ValueError:
            continue
    if valor is None or not 2005 <= valor.year <= 2100:  # there were no such networks before
        return None
    return valor if valor.tzinfo else valor.replace(tzinfo=zona)


def _en_iso(texto: str) -> datetime | None:
    try:
        return datetime.fromisoformat(texto.removesuffix(" UTC") + ("+00:00" if texto.endswith(" UTC") else ""))
    except ValueError:
        return None


def _limpiar(texto: str) -> str:
    """The text without the signs that cannot be read."""
    return "".join(c for c in texto if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def plegar(texto: str) -> str:
    letras = unicodedata.normalize("NFD", texto.strip().lower().replace("_", " ").replace("-", " "))
    return " ".join("".join(c for c in letras if not unicodedata.combining(c)).split())


_CLASES: Final[dict[str, str]] = {
    **{plegar(clase): clase.value for clase in ClaseInteraccion},
    **{plegar(str(clase.label)): clase.value for clase in ClaseInteraccion},
    "pregunta": ClaseInteraccion.DUDA.value,
    "question": ClaseInteraccion.DUDA.value,
    "comment": ClaseInteraccion.COMENTARIO.value,
    "complaint": ClaseInteraccion.QUEJA.value,
    "suggestion": ClaseInteraccion.PROPUESTA.value,
}


def celda_segura(valor: object) -> str:
    """A cell that no spreadsheet will run as a formula."""
    texto = str(valor)
    return f"'{texto}" if texto.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) else texto

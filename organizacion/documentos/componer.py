"""From plain data to the bytes of a PDF: clean, check, write out, compile.

What people typed never becomes markup: it reaches the templates as JSON strings, and a string in typst is only text.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst
from django.conf import settings

from organizacion.documentos.contrato import DocumentoInvalido, comprobar
from organizacion.fechas import larga

SIN_GLIFO = "□"  # stands for a sign that no font of ours has; PDF/A refuses such signs

INVISIBLES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # Unicode categories

_candado = Lock()  # one compiler for the process: it keeps its fonts and the parsed templates, and serves one at a time


def componer(
    fuente: Path, contrato: type, datos: Mapping[str, Any], *, momento: datetime, qr: str | None = None
) -> bytes:
    """Compose the PDF of the template ``fuente``, PDF/A-2a and PDF/UA-1; the same input gives the same bytes.

    ``datos`` follows ``contrato``, a ``TypedDict``; ``momento``, aware, is the instant of the act: it dates the
    document. ``qr`` is the address of the verification page, printed as QR and as text. The template begins with
    ``#import "/organizacion/documentos/plantillas/base.typ": *``. Raises ``DocumentoInvalido``, in Spanish, when
    something is missing or cannot be composed.
    """
    limpios = _en_cada_texto(datos, _limpio)
    comprobar(fuente.stem, contrato, limpios)
    if momento.tzinfo is None:
        raise DocumentoInvalido("El momento del documento no dice su zona horaria.")
    institucion = settings.INSTITUCION
    completos = _escritos(limpios) | {
        "institucion": {
            "nombre": institucion.nombre,
            "cncs": institucion.cncs.nombre,
            "unicom": institucion.unicom.nombre,
            "comite": institucion.comite.nombre,
            "dominio": institucion.dominio,
        },
        "fecha": larga(momento),
        "verificacion": {"direccion": qr, "svg": qr_en_svg(qr)} if qr else None,
    }
    return _compilar(fuente, completos, momento)


def _compilar(fuente: Path, datos: dict[str, Any], momento: datetime) -> bytes:
    # typst takes no zone but a fixed offset, and no microseconds
    sello = momento.replace(microsecond=0, tzinfo=timezone(momento.utcoffset() or timedelta()))
    try:
        return _un_intento(fuente, datos, sello)
    except typst.TypstError as error:
        if not (sin_glifo := _signos_sin_glifo(error)):
            raise DocumentoInvalido(f"No se pudo componer el documento: {error.message}") from error
    datos = _en_cada_texto(datos, lambda texto: sin_glifo.sub(SIN_GLIFO, texto)) | {"sin_glifo": SIN_GLIFO}
    try:
        return _un_intento(fuente, datos, sello)
    except typst.TypstError as error:
        raise DocumentoInvalido(f"No se pudo componer el documento: {error.message}") from error


def _un_intento(fuente: Path, datos: dict[str, Any], sello: datetime) -> bytes:
    entradas = {"datos": json.dumps(datos, ensure_ascii=False)}
    with _candado:
        pdf = _compilador().compile(input=fuente, sys_inputs=entradas, pdf_standards=["a-2a", "ua-1"], timestamp=sello)
    assert isinstance(pdf, bytes)  # a list only for several PNG or SVG pages
    return pdf


@cache
def _compilador() -> typst.Compiler:
    """Made at the first document, not on import: typst's threads do not survive a fork of the process."""
    return typst.Compiler(root=settings.BASE_DIR, ignore_system_fonts=True)


def _signos_sin_glifo(error: typst.TypstError) -> re.Pattern[str] | None:
    """What typst says that no font can show, every sign of it at once; ``None`` when the error is another."""
    signos = {
        re.sub(r"\\u\{([0-9a-f]+)\}", lambda codigo: chr(int(codigo[1], 16)), escrito)
        for escrito in re.findall(r'the text `"(.+?)"` could not be displayed', error.diagnostic)
    }
    return re.compile("|".join(map(re.escape, sorted(signos, key=len, reverse=True)))) if signos else None


def _en_cada_texto(valor: Any, cambiar: Callable[[str], str]) -> Any:
    match valor:
        case str():
            return cambiar(valor)
        case Mapping():
            return {clave: _en_cada_texto(contenido, cambiar) for clave, contenido in valor.items()}
        case list() | tuple():
            return [_en_cada_texto(contenido, cambiar) for contenido in valor]
    return valor


def _limpio(texto: str) -> str:
    """Composed accents, plain line breaks and spaces; without control, invisible and direction-changing characters."""
    lineas = unicodedata.normalize("NFC", texto).replace("\t", " ").splitlines()
    visibles = ("".join(c for c in linea if unicodedata.category(c) not in INVISIBLES) for linea in lineas)
    return "\n".join(visibles).strip()


def _escritos(valor: Any) -> Any:
    """``valor`` without what is blank, its dates and instants written out in Spanish, in the institution's zone."""
    match valor:
        case datetime():
            local = valor.astimezone(settings.INSTITUCION.zona)
            desfase = f"{local:%z}"
            return f"{local:%H:%M} horas del {larga(local)} (UTC{desfase[:3]}:{desfase[3:]})".replace("-", "−")
        case date():
            return larga(valor)
        case Mapping():
            return {clave: _escritos(contenido) for clave, contenido in valor.items() if contenido not in (None, "")}
        case list():
            return [_escritos(contenido) for contenido in valor]
    return valor


def qr_en_svg(direccion: str) -> str:
    """The QR as one path. Modules overlap by a hair, so that no viewer shows seams between them."""
    matriz = [list(fila) for fila in segno.make(direccion, error="m", micro=False).matrix_iter(border=4)]
    modulos = ((x, y) for y, fila in enumerate(matriz) for x, oscuro in enumerate(fila) if oscuro)
    trazo = "".join(f"M{x} {y}h1.02v1.02h-1.02z" for x, y in modulos)
    lado = len(matriz)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lado} {lado}"><path d="{trazo}"/></svg>'

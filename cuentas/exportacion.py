"""8.c: the log of an account to take away and read: a spreadsheet, or a paper with the digest of the chain."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypedDict

import tablib
from django.conf import settings

from bitacora.exportacion import sin_formulas
from bitacora.models import Cadena
from cuentas.consultas import Renglon
from cuentas.models import Cuenta
from organizacion.documentos import Encabezado, componer
from organizacion.fechas import con_hora
from organizacion.models import Persona

PLANTILLA: Final = Path(__file__).parent / "plantillas" / "bitacora.typ"
MAXIMO_XLSX: Final = 20_000  # entries; a whole chain goes in the CSV or the ZIP
MAXIMO_PDF: Final = 2_000
COLUMNAS: Final = (
    "Núm.", "Registrado", "Quién", "Qué fue", "Cuándo", "Qué se hizo", "Enlaces", "Archivos", "Corrige el asiento",
    "Corregido por el asiento", "Huella (SHA-256)",
)  # fmt: skip


class RenglonDePapel(TypedDict):
    numero: str
    momento: str
    quien: str
    que: str
    huella: str


class BitacoraDeCuenta(Encabezado):
    """The contract of the paper."""

    cuenta: str
    cadena: str
    alcance: str
    """Which entries, in words."""
    asientos: int
    exporto: str
    exportado: datetime
    huella: str
    renglones: list[RenglonDePapel]


def en_xlsx(cuenta: Cuenta, renglones: Iterable[Renglon]) -> bytes:
    """A sheet of the entries, newest first; no cell of it is a formula. Under them, the digest of the chain."""
    hoja = tablib.Dataset(headers=COLUMNAS, title="Bitácora")
    for r in renglones:
        archivos = "\n".join(f"{a['nombre']} (SHA-256 {a['sha256']})" for a in r.archivos)
        celdas = (
            r.quien,
            r.clase or "Asentado por el sistema",
            con_hora(r.cuando) if r.cuando else "",
            r.titulo,
            "\n".join(r.enlaces),
            archivos,
        )
        numeros = (r.corrige or "", r.corregido_por or "")
        hoja.append([r.numero, con_hora(r.momento), *map(_celda, celdas), *numeros, r.huella])
    cabeza = _cabeza(cuenta)
    pie = f"La cadena {cuenta.cadena} tiene {cabeza.ultimo_numero} asientos."
    hoja.append(["", *[""] * 4, pie, *[""] * 4, cabeza.ultimo_hash])
    contenido = hoja.export("xlsx")
    assert isinstance(contenido, bytes)
    return contenido


def en_pdf(cuenta: Cuenta, renglones: Sequence[Renglon], *, alcance: str, por: Persona, ahora: datetime) -> bytes:
    """The entries on paper (PDF/A and PDF/UA), with the digest of the chain. Raises ``DocumentoInvalido``."""
    cabeza = _cabeza(cuenta)
    datos = {
        "area": cuenta.area.nombre,
        "lugar": settings.INSTITUCION.nombre,
        "cuenta": str(cuenta),
        "cadena": cuenta.cadena,
        "alcance": alcance,
        "asientos": cabeza.ultimo_numero,
        "exporto": por.nombre,
        "exportado": ahora,
        "huella": cabeza.ultimo_hash,
        "renglones": [
            {
                "numero": str(r.numero),
                "momento": con_hora(r.momento),
                "quien": r.quien,
                "que": _en_palabras(r),
                "huella": r.huella,
            }
            for r in renglones
        ],
    }
    return componer(PLANTILLA, BitacoraDeCuenta, datos, momento=ahora)


def _celda(texto: str) -> str:
    """What a cell may hold: no formula, nor the control characters that a sheet refuses."""
    return sin_formulas("".join(c for c in texto if c == "\n" or c.isprintable()))[:32_000]


def _en_palabras(r: Renglon) -> str:
    partes = [f"{r.clase}, {con_hora(r.cuando)}: {r.titulo}" if r.cuando else r.titulo, r.motivo, *r.enlaces]
    partes += [f"Archivo: {a['nombre']}, SHA-256 {a['sha256']}" for a in r.archivos]
    if r.corrige:
        partes.append(f"Corrige el asiento {r.corrige}.")
    if r.corregido_por:
        partes.append(f"Corregido por el asiento {r.corregido_por}.")
    return "\n".join(parte for parte in partes if parte)


def _cabeza(cuenta: Cuenta) -> Cadena:
    return Cadena.objects.get(clave=cuenta.cadena)

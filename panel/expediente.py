"""The expediente as a file: a ZIP with its PDF, the papers, the log and a manifest with the digest of each."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NotRequired, TypedDict

from django.conf import settings

from bitacora.consultas import asientos_de
from cuentas.models import Cuenta
from organizacion.documentos import Encabezado, componer
from panel.consultas.expediente import Archivo, Pedido, Seccion, secciones

PLANTILLA: Final = Path(__file__).parent / "documentos" / "expediente.typ"


class Parte(TypedDict):
    """A section, as the sheet prints it."""

    titulo: str
    numeral: str
    columnas: list[str]
    filas: NotRequired[list[list[str]]]
    omitido: NotRequired[str]
    nota: NotRequired[str]


class ArchivoAdjunto(TypedDict):
    """A file that goes with the PDF."""

    nombre: str


class Datos(Encabezado):
    """What the template needs to be told."""

    cuenta: str
    version: str
    pidio: str
    momento: datetime
    partes: list[Parte]
    archivos: NotRequired[list[ArchivoAdjunto]]


def armar(*, cuenta: Cuenta, persona: Any, publica: bool, ahora: datetime) -> bytes:
    """The ZIP of the expediente of an account. The same facts at the same instant give the same bytes.

    A file that is no longer where it was is told of in the manifest, and stops nothing.
    """
    pedido = Pedido(cuenta, persona, publica, ahora)
    partes = secciones(pedido)
    salida, manifiesto = io.BytesIO(), []
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as carpeta:
        for nombre, contenido, nota in _contenidos(pedido, partes):
            manifiesto.append({"archivo": nombre, "sha256": hashlib.sha256(contenido).hexdigest(), "nota": nota})
            if not nota.startswith("falta"):
                _agregar(carpeta, nombre, contenido, ahora)
        texto = json.dumps(manifiesto, ensure_ascii=False, indent=1).encode()
        _agregar(carpeta, "manifiesto.json", texto, ahora)
    return salida.getvalue()


def nombre_de(cuenta: Cuenta, *, publica: bool, ahora: datetime) -> str:
    """How the file is called."""
    version = "publica" if publica else "integra"
    dia = ahora.astimezone(settings.INSTITUCION.zona).date()
    return f"expediente-{cuenta.red}-{cuenta.clave}-{version}-{dia}.zip"


def _contenidos(pedido: Pedido, partes: list[Seccion]) -> Iterator[tuple[str, bytes, str]]:
    """Of each file: its name, its bytes, and what the manifest says of it."""
    archivos = [archivo for parte in partes for archivo in parte.archivos]
    yield "expediente.pdf", _pdf(pedido, partes), "Se lee primero"
    if not pedido.publica:
        asientos = asientos_de(pedido.cuenta.cadena).values_list("canonico", "hash").iterator(chunk_size=2000)
        renglones = (f"{huella}  {canonico}\n" for canonico, huella in asientos)
        yield "bitacora.txt", "".join(renglones).encode(), "Cada renglón: huella SHA-256 y el texto del que se calcula"
    for archivo in archivos:
        contenido, nota = _leer(archivo)
        yield f"papeles/{_limpio(archivo.nombre)}", contenido, nota


def _leer(archivo: Archivo) -> tuple[bytes, str]:
    try:
        contenido = archivo.leer()
    except OSError:
        return b"", f"falta: no está en el almacén; su huella es {archivo.huella or 'desconocida'}"
    if archivo.huella and hashlib.sha256(contenido).hexdigest() != archivo.huella:
        return contenido, f"cambió: al recibirlo su huella era {archivo.huella}"
    return contenido, ""


def _pdf(pedido: Pedido, partes: list[Seccion]) -> bytes:
    datos = {
        "area": settings.INSTITUCION.cncs.nombre,
        "lugar": "Ciudad de México",
        "cuenta": str(pedido.cuenta),
        "version": "Versión pública" if pedido.publica else "Versión íntegra",
        "pidio": pedido.persona.nombre,
        "momento": pedido.ahora,
        "partes": [
            {
                "titulo": parte.titulo,
                "numeral": parte.numeral,
                "columnas": list(parte.columnas),
                "filas": [[celda or "—" for celda in fila] for fila in parte.filas],
                "omitido": parte.omitido,
                "nota": parte.nota,
            }
            for parte in partes
        ],
        "archivos": [{"nombre": archivo.nombre} for parte in partes for archivo in parte.archivos],
    }
    return componer(PLANTILLA, Datos, datos, momento=pedido.ahora)


def _agregar(carpeta: zipfile.ZipFile, nombre: str, contenido: bytes, ahora: datetime) -> None:
    local = ahora.astimezone(settings.INSTITUCION.zona)
    entrada = zipfile.ZipInfo(nombre, date_time=local.timetuple()[:6])
    entrada.compress_type = zipfile.ZIP_DEFLATED
    entrada.external_attr = 0o640 << 16
    carpeta.writestr(entrada, contenido)


def _limpio(nombre: str) -> str:
    """A name inside the ZIP that no system refuses and that leads nowhere else."""
    partes = (re.sub(r"[^\w .()-]", "_", parte).strip(". ") or "_" for parte in nombre.split("/"))
    return "/".join(parte[:120] for parte in partes)

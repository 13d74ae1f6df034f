"""What an uploaded PDF holds, told by a process of its own with bounded memory and time.

A PDF may be made to exhaust or crash whoever reads it: streams that unfold a thousandfold, trees without end. Here
that ends the process that reads it and nothing else: ``inspeccionar`` runs this same file as a script.
"""

import contextlib
import io
import resource
import subprocess  # noqa: S404
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

MEMORIA = 1 << 30  # bytes
SEGUNDOS = 8


class Hallazgo(StrEnum):
    """The verdict on a PDF."""

    LIMPIO = "limpio"
    DANADO = "dañado"
    PROTEGIDO = "protegido"
    SIN_PAGINAS = "sin páginas"
    PROGRAMA = "programa"
    ADJUNTOS = "adjuntos"
    MULTIMEDIA = "multimedia"
    XFA = "formulario XFA"
    EXCESIVO = "excesivo"


# Keys and values that no oficio needs, wherever in the file they are.
CLAVES = {
    "/JS": Hallazgo.PROGRAMA,
    "/JavaScript": Hallazgo.PROGRAMA,
    "/EmbeddedFiles": Hallazgo.ADJUNTOS,
    "/EF": Hallazgo.ADJUNTOS,
    "/RichMediaContent": Hallazgo.MULTIMEDIA,
    "/XFA": Hallazgo.XFA,
}
VALORES = {
    ("/S", "/JavaScript"): Hallazgo.PROGRAMA,
    ("/S", "/Launch"): Hallazgo.PROGRAMA,
    ("/S", "/SubmitForm"): Hallazgo.PROGRAMA,
    ("/S", "/ImportData"): Hallazgo.PROGRAMA,
    ("/S", "/GoToE"): Hallazgo.ADJUNTOS,
    ("/Type", "/EmbeddedFile"): Hallazgo.ADJUNTOS,
    ("/Subtype", "/FileAttachment"): Hallazgo.ADJUNTOS,
    ("/Subtype", "/RichMedia"): Hallazgo.MULTIMEDIA,
}


def inspeccionar(pdf: bytes) -> Hallazgo:
    """What there is in ``pdf``, in at most ``SEGUNDOS`` seconds and ``MEMORIA`` bytes of another process."""
    try:
        proceso = subprocess.run(  # noqa: S603
            [sys.executable, "-P", __file__], input=pdf, capture_output=True, timeout=SEGUNDOS, check=False
        )
    except subprocess.TimeoutExpired:
        return Hallazgo.EXCESIVO
    if proceso.returncode:  # out of memory or of stack
        return Hallazgo.EXCESIVO
    return Hallazgo(proceso.stdout.decode())


def _leer(pdf: bytes) -> Hallazgo:
    import pikepdf

    try:
        # Strict: what needs repair is read by each program in its own way, and so may hide something.
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, inherit_page_attributes=False) as documento:
            paginas = 0
            for diccionario in _diccionarios(documento.trailer):
                for clave, valor in diccionario.items():
                    if clave in CLAVES:
                        return CLAVES[clave]
                    if isinstance(valor, pikepdf.Name) and (hallazgo := VALORES.get((clave, str(valor)))):
                        return hallazgo
                paginas += diccionario.get("/Type") == "/Page"
            return Hallazgo.LIMPIO if paginas else Hallazgo.SIN_PAGINAS
    except pikepdf.PasswordError:
        return Hallazgo.PROTEGIDO
    except pikepdf.PdfError:
        return Hallazgo.DANADO

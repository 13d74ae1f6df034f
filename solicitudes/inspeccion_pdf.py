"""What an uploaded PDF holds, told by a process of its own with bounded memory and time.

A PDF may be made to exhaust or crash whoever reads it: streams that unfold a thousandfold, trees without end. Here
that ends the process that reads it and nothing else: ``inspeccionar`` runs this same file as a script.
"""

import contextlib
import io
import logging
import resource
import subprocess
import sys
from enum import StrEnum

import pikepdf

registro = logging.getLogger(__name__)

COMPUESTOS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
MEMORIA = 1 << 30  # bytes
SEGUNDOS = 6  # of processor
ESPERA = 20  # seconds, however busy the machine is
FLUJO = 64 << 20  # bytes, of an unfolded stream of objects


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
    """What there is in ``pdf``, with at most ``SEGUNDOS`` and ``MEMORIA`` of another process."""
    try:
        proceso = subprocess.run(  # noqa: S603
            [sys.executable, "-P", __file__], input=pdf, capture_output=True, timeout=ESPERA, check=False
        )
    except subprocess.TimeoutExpired:
        return Hallazgo.EXCESIVO
    if proceso.returncode:  # out of time, of memory or of stack
        registro.warning(
            "PDF inspection ended with %s: %s", proceso.returncode, proceso.stderr[-500:].decode(errors="replace")
        )
        return Hallazgo.EXCESIVO
    return Hallazgo(proceso.stdout.decode())


def _leer(pdf: bytes) -> Hallazgo:
    try:
        # Strict: what needs repair is read by each program in its own way, and so may hide something.
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, inherit_page_attributes=False) as documento:
            hallazgo = _recorrer(documento.trailer)
            # What could not be read is taken as nothing, with a warning: it may be what should have been seen.
            if hallazgo is Hallazgo.LIMPIO and not all(map(_es_inofensiva, documento.get_warnings())):
                return Hallazgo.DANADO
            return hallazgo
    except pikepdf.PasswordError:
        return Hallazgo.PROTEGIDO
    except pikepdf.PdfError:
        return Hallazgo.DANADO


def _es_inofensiva(advertencia: str) -> bool:
    """Flaws that common programs leave, and that change nothing of what is read."""
    return advertencia.endswith("expected endobj") or "reported number of objects" in advertencia


def _recorrer(raiz: pikepdf.Object) -> Hallazgo:
    """Walk everything that can be reached, each object once. Contents of pages and images are not unfolded."""
    paginas = 0
    vistos: set[tuple[int, int]] = set()
    pendientes: list[pikepdf.Object] = [raiz]
    while pendientes:
        objeto = pendientes.pop()
        if objeto.is_indirect:
            if objeto.objgen in vistos:
                continue
            vistos.add(objeto.objgen)
        if isinstance(objeto, pikepdf.Array):
            pendientes.extend(valor for valor in objeto if isinstance(valor, COMPUESTOS))
            continue
        for clave, valor in objeto.items():
            if clave in CLAVES:
                return CLAVES[clave]
            if isinstance(valor, COMPUESTOS):
                pendientes.append(valor)
            elif isinstance(valor, pikepdf.Name):
                if hallazgo := VALORES.get((clave, str(valor))):
                    return hallazgo
                paginas += (clave, str(valor)) == ("/Type", "/Page")
    return Hallazgo.LIMPIO if paginas else Hallazgo.SIN_PAGINAS


if __name__ == "__main__":
    with contextlib.suppress(ValueError, OSError):  # not every system limits memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CPU, (SEGUNDOS, SEGUNDOS))
    pikepdf.settings.set_qpdf_limits(flate_max_memory=FLUJO)
    sys.stdout.buffer.write(_leer(sys.stdin.buffer.read()).encode())

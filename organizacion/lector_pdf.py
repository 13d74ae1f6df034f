"""The process that reads the PDFs that people upload, a fresh copy of itself for each; see ``inspeccion_pdf``.

It has the library loaded and has read nothing: each copy begins clean, at once, and dies with its file. It ends when
whoever started it does, however that was: its input closes.
"""

import contextlib
import gc
import io
import os
import resource
import signal
import socket

import pikepdf

from organizacion.inspeccion_pdf import Hallazgo

COMPUESTOS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
MEMORIA = 1 << 30  # bytes
SEGUNDOS = 6  # of processor
FLUJO = 64 << 20  # bytes, of an unfolded stream of objects

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


def servir(control: socket.socket) -> None:
    """Give each connection that arrives by ``control`` a copy of this process, and answer with its number."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the copies leave nothing behind
    pikepdf.settings.set_qpdf_limits(flate_max_memory=FLUJO)
    gc.freeze()  # the copies share what is loaded
    while conexiones := socket.recv_fds(control, 1, 1)[1]:
        conexion = socket.socket(fileno=conexiones[0])
        if not (copia := os.fork()):
            control.close()
            _atender(conexion)
            os._exit(0)  # without the farewells of Python; an error does take them, and is told in the log
        conexion.close()
        control.sendall(copia.to_bytes(8, "big"))


def _atender(conexion: socket.socket) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system limits memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CPU, (SEGUNDOS, SEGUNDOS))
    with conexion.makefile("rb") as pdf:
        conexion.sendall(_leer(pdf.read()).encode())


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
    servir(socket.socket(fileno=0))

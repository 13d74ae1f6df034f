"""What an uploaded PDF holds, told by a process of its own with bounded memory and time.

A PDF may be made to exhaust or crash whoever reads it: streams that unfold a thousandfold, trees without end. Here
that ends the process that reads it and nothing else. Loading the library takes many times as long as reading an oficio,
so a process apart, ``lector_pdf``, keeps it loaded and makes a copy of itself for each file. It cannot be this one
that copies itself: the threads of a server do not survive that.
"""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from enum import StrEnum
from pathlib import Path

registro = logging.getLogger(__name__)

ESPERA = 20  # seconds to take the file, and as many to answer, however busy the machine is
RAIZ = Path(__file__).parents[1]


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


def inspeccionar(pdf: bytes) -> Hallazgo:
    """What there is in ``pdf``, read by another process with bounds; it may be called from any thread.

    Raises ``OSError`` when the machine cannot start that process.
    """
    conexion, proceso = _lector.copia()
    with conexion:
        try:
            conexion.settimeout(ESPERA)
            conexion.sendall(pdf)
            conexion.shutdown(socket.SHUT_WR)
            if veredicto := conexion.recv(64):
                return Hallazgo(veredicto.decode())
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.kill(proceso, signal.SIGKILL)
        except ConnectionError:
            pass
    registro.warning("Process %s ended without a verdict on a PDF of %s bytes", proceso, len(pdf))
    return Hallazgo.EXCESIVO  # out of time, of memory or of stack


class _Lector:
    """The process ``lector_pdf`` that serves this one: started when first needed, and again if it dies."""

    def __init__(self) -> None:
        self._candado = threading.Lock()
        self._control: socket.socket
        self.proceso: subprocess.Popen[bytes] | None = None

    def copia(self) -> tuple[socket.socket, int]:
        """A connection with a new copy, which takes the PDF and answers; and the number of its process."""
        with self._candado:
            if self.proceso:
                with contextlib.suppress(OSError):  # it died since
                    return self._pedir()
            self._arrancar()
            return self._pedir()

    def _arrancar(self) -> None:
        self._control, suyo = socket.socketpair()
        self._control.settimeout(ESPERA)
        with suyo:
            self.proceso = subprocess.Popen(
                [sys.executable, "-m", "organizacion.lector_pdf"],
                cwd=RAIZ,
                stdin=suyo.fileno(),
                start_new_session=True,  # Ctrl-C is for us, and it ends when we do
            )

    def _pedir(self) -> tuple[socket.socket, int]:
        nuestra, suya = socket.socketpair()
        try:
            # The answer also says that its end has arrived: macOS loses what is closed on the way.
            with suya:
                socket.send_fds(self._control, [b"."], [suya.fileno()])
                numero = self._control.recv(8)
            if not numero:
                raise ConnectionResetError
        except BaseException:  # whatever it was, a late answer must not be taken for that of another file
            nuestra.close()
            self._terminar()
            raise
        return nuestra, int.from_bytes(numero, "big")

    def _terminar(self) -> None:
        assert self.proceso
        self._control.close()
        self.proceso.kill()
        self.proceso.wait()
        self.proceso = None


def _otro_lector() -> None:
    global _lector
    _lector = _Lector()


_lector = _Lector()
os.register_at_fork(after_in_child=_otro_lector)  # nobody shares it, nor its lock

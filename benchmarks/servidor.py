"""The product under gunicorn on the loopback, and the client that asks it, as two processes of their own."""

import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

TRABAJADORES, HILOS, CONEXIONES = 2, 4, 4
ESPERA_ARRANQUE = 60  # seconds


class RespuestaInesperada(Exception):
    """The product answered with something else than what is measured: there is no figure to give."""


@dataclass(frozen=True)
class Peticion:
    """What is asked, again and again: one or several paths, with the same headers and body."""

    rutas: list[str]
    cabeceras: dict[str, str]
    metodo: str = "GET"
    cuerpo: bytes = b""
    esperado: int = 200

    @property
    def repetir(self) -> bool:
        """Reading the same page again is fair; an act on an object happens once."""
        return self.metodo == "GET" or len(self.rutas) == 1


@dataclass
class Muestra:
    """Latencies in seconds, and how long it took to gather them."""

    latencias: list[float] = field(default_factory=list)
    segundos: float = 0.0
    usadas: int = 0

    @property
    def p50(self) -> float:
        """Milliseconds."""
        return median(self.latencias) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return quantiles(self.latencias, n=20, method="inclusive")[-1] * 1000

    @property
    def por_segundo(self) -> float:
        return len(self.latencias) / self.segundos


def juntar(muestras: Iterable[Muestra]) -> Muestra:
    """All the samples as one."""
    varias = list(muestras)
    return Muestra(
        [latencia for muestra in varias for latencia in muestra.latencias],
        sum(muestra.segundos for muestra in varias),
        sum(muestra.usadas for muestra in varias),
    )


class Cliente:
    """The process of ``benchmarks.cliente``."""

    def __init__(self, puerto: int) -> None:
        self.puerto = puerto
        self._proceso = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.cliente"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def pedir(self, peticion: Peticion, segundos: float) -> Muestra:
        """Ask for ``segundos`` at most. Raises ``RespuestaInesperada``."""
        tarea = {
            **vars(peticion),
            "cuerpo": base64.b64encode(peticion.cuerpo).decode(),
            "repetir": peticion.repetir,
            "puerto": self.puerto,
            "segundos": segundos,
            "conexiones": CONEXIONES,
        }
        assert self._proceso.stdin
        assert self._proceso.stdout
        print(json.dumps(tarea), file=self._proceso.stdin, flush=True)
        respuesta = json.loads(self._proceso.stdout.readline())
        if error := respuesta.pop("error"):
            raise RespuestaInesperada(error)
        return Muestra(**respuesta)

    def cerrar(self) -> None:
        assert self._proceso.stdin
        self._proceso.stdin.close()
        self._proceso.wait(timeout=60)


@contextmanager
def servir(puerto: int, registro: Path) -> Iterator[Cliente]:
    """Run gunicorn and the client; stop both on leaving."""
    orden = [sys.executable, *f"-m gunicorn redsociales.wsgi --bind 127.0.0.1:{puerto} --no-control-socket".split()]
    orden += f"--worker-class gthread --workers {TRABAJADORES} --threads {HILOS} --log-level warning".split()
    with registro.open("ab") as salida:
        gunicorn = subprocess.Popen(orden, stdout=salida, stderr=salida)
    cliente = Cliente(puerto)
    try:
        _esperar(puerto, gunicorn, registro)
        yield cliente
    finally:
        cliente.cerrar()
        gunicorn.terminate()
        gunicorn.wait(timeout=60)


def _esperar(puerto: int, gunicorn: subprocess.Popen[bytes], registro: Path) -> None:
    limite = time.monotonic() + ESPERA_ARRANQUE
    while time.monotonic() < limite and gunicorn.poll() is None:
        conexion = HTTPConnection("127.0.0.1", puerto, timeout=5)
        try:
            conexion.request("GET", "/base/")
            conexion.getresponse()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            conexion.close()
    raise RespuestaInesperada(f"gunicorn does not answer:\n{registro.read_text()[-4000:]}")

"""The demonstration: one process that prepares the data, runs the web and the worker, and stops them together.

``bin/demo`` calls it with the settings of the demonstration in the environment (DEMO, DATOS_DIR, URL_BASE).
"""

import contextlib
import fcntl
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from panel.consultas import personas_de_demostracion

MARCA = ".demostracion"  # says that a folder holds a demonstration; locked while one runs on it
SIN_DATOS = {"mensajes", "cache", "estaticos"}  # what any command leaves in the data folder, and nobody would miss
ESPERA_ARRANQUE = 120  # seconds until the web answers
ESPERA_PARO = 20  # seconds that a process has to finish what it was doing
SENALES = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Pone en marcha la demostración: prepara los datos y mantiene la página y el trabajador hasta Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reiniciar", action="store_true", help="borra antes los datos de la demostración")

    def handle(self, *args: Any, reiniciar: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("La demostración se pone en marcha con bin/demo.")
        for senal in SENALES:
            signal.signal(senal, _interrumpir)
        procesos: list[Proceso] = []
        with apartar(settings.DATOS_DIR) as marca:
            try:
                if reiniciar:
                    vaciar(settings.DATOS_DIR)
                self.stdout.write("Preparando los datos de la demostración…")
                preparar()
                for nombre, orden in ordenes().items():
                    procesos.append(arrancar(nombre, orden, marca))
                esperar_pagina(procesos)
                self.presentar()
                while True:
                    comprobar(procesos)
                    time.sleep(0.5)
            except KeyboardInterrupt:
                self.stdout.write("\nDeteniendo la demostración…")
            finally:
                parar(procesos)
        self.stdout.write("La demostración se detuvo; sus datos quedan guardados.")

    def presentar(self) -> None:
        """Print the address and who to sign in as."""
        filas = [("Entra como", "Nombre", "Correo"), *personas_de_demostracion()]
        anchos = [max(map(len, columna)) for columna in zip(*filas, strict=True)]
        direccion = settings.URL_BASE
        self.stdout.write(f"\nLa demostración está en {direccion}/ y se entra en {direccion}/acceso/\n\n")
        for fila in filas:
            self.stdout.write("  ".join(["", *map(str.ljust, fila, anchos)]).rstrip())
        self.stdout.write(f"\nRegistros en {settings.DATOS_DIR / 'registros'}. Ctrl-C detiene la demostración.")


class Proceso(NamedTuple):
    """A process of the demonstration and the file that it writes to."""

    nombre: str
    registro: Path
    popen: subprocess.Popen[bytes]


def apartar(carpeta: Path) -> IO[str]:
    """Take ``carpeta`` for this demonstration alone, until the file that is returned is closed.

    Raises ``CommandError`` when the folder holds something else or another demonstration is running on it.
    """
    marca = carpeta / MARCA
    if not marca.exists() and {hija.name for hija in carpeta.iterdir()} - SIN_DATOS:
        raise CommandError(f"«{carpeta}» guarda datos que no son de la demostración; indica otra carpeta con --datos.")
    archivo = marca.open("a")
    try:
        fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        archivo.close()
        raise CommandError(f"Otra demostración está en marcha con los datos de «{carpeta}».") from None
    return archivo


def vaciar(carpeta: Path) -> None:
    """Delete the data of the demonstration. The mark stays, and so do its folders, empty: the settings made some."""
    for hija in carpeta.iterdir():
        if hija.is_dir() and not hija.is_symlink():
            shutil.rmtree(hija)
            hija.mkdir()
        elif hija.name != MARCA:
            hija.unlink()


def preparar() -> None:
    """Bring the database, the data and the static files up to date; what is already there stays."""
    if "django_migrations" not in connection.introspection.table_names():
        crear_tablas()
    for orden in ("migrate", "datos_iniciales", "datos_demo"):
        call_command(orden, verbosity=0, stdout=io.StringIO())
    if not estaticos_al_dia():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def crear_tablas() -> None:
    """Into an empty database, the tables as the models say, and every migration noted as done: that they lead to the
    same place is tested, and walking them one by one takes minutes."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        call_command("migrate", run_syncdb=True, verbosity=0, stdout=io.StringIO())
    finally:
        settings.MIGRATION_MODULES = {}
    call_command("migrate", fake=True, verbosity=0, stdout=io.StringIO())


def estaticos_al_dia() -> bool:
    """Whether the static files and the libraries are older than what was collected (compressing takes a while)."""
    manifiesto = settings.STATIC_ROOT / "staticfiles.json"
    if not manifiesto.exists():
        return False
    cambios = [
        almacen.get_modified_time(ruta).timestamp() for buscador in get_finders() for ruta, almacen in buscador.list([])
    ]
    cambios.append((settings.BASE_DIR / "uv.lock").stat().st_mtime)
    return max(cambios) < manifiesto.stat().st_mtime


def ordenes() -> dict[str, list[str]]:
    """The command line of each process, by the name of its log file."""
    puerto = urlsplit(settings.URL_BASE).port
    return {
        "web": [
            *f"gunicorn redsociales.wsgi --bind 127.0.0.1:{puerto} --no-control-socket".split(),
            *f"--worker-class gthread --workers 2 --threads 4 --graceful-timeout {ESPERA_PARO // 2}".split(),
        ],
        "trabajador": [
            *"celery --app redsociales worker --beat --pool threads --concurrency 2 --loglevel INFO".split(),
            *["--schedule", str(settings.DATOS_DIR / "agenda")],
        ],
    }


def arrancar(nombre: str, orden: list[str], marca: IO[str]) -> Proceso:
    """Start a process in a group of its own, so that Ctrl-C reaches it only through us.

    It inherits the lock of the data folder: were we killed, no second worker could start beside the one left.
    """
    registro = settings.DATOS_DIR / "registros" / f"{nombre}.log"
    registro.parent.mkdir(exist_ok=True)
    with registro.open("ab") as salida:
        popen = subprocess.Popen(  # noqa: S603 (our own command lines)
            [sys.executable, "-m", *orden],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=salida,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[marca.fileno()],
        )
    return Proceso(nombre, registro, popen)


def comprobar(procesos: list[Proceso]) -> None:
    """Raise ``CommandError`` naming the process that ended by itself."""
    for proceso in procesos:
        if proceso.popen.poll() is not None:
            raise CommandError(
                f"El proceso «{proceso.nombre}» terminó solo (código {proceso.popen.returncode}) y la demostración "
                f"se detuvo con él. El motivo está en {proceso.registro}"
            )


def esperar_pagina(procesos: list[Proceso]) -> None:
    """Wait until the web answers, be it that some other part is still starting (503)."""
    limite = time.monotonic() + ESPERA_ARRANQUE
    while time.monotonic() < limite:
        comprobar(procesos)
        conexion = HTTPConnection(urlsplit(settings.URL_BASE).netloc, timeout=5)
        with contextlib.closing(conexion), contextlib.suppress(OSError, HTTPException):
            conexion.request("GET", "/salud/")
            if conexion.getresponse().status in (200, 503):
                return
        time.sleep(0.2)
    raise CommandError(f"La página no respondió en {ESPERA_ARRANQUE} s. El motivo está en {procesos[0].registro}")


def parar(procesos: list[Proceso]) -> None:
    """Ask every process to finish, give them ``ESPERA_PARO`` seconds in all, and end what is left of them."""
    for senal in SENALES:
        signal.signal(senal, signal.SIG_IGN)
    for proceso in procesos:
        proceso.popen.terminate()
    limite = time.monotonic() + ESPERA_PARO
    for proceso in procesos:
        with contextlib.suppress(subprocess.TimeoutExpired):
            proceso.popen.wait(timeout=max(0.0, limite - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing was left
            os.killpg(proceso.popen.pid, signal.SIGKILL)
        proceso.popen.wait()


def _interrumpir(senal: int, marco: FrameType | None) -> None:
    raise KeyboardInterrupt

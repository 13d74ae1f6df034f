"""Measure the product beside a bare view on the same stack, in one run.

It makes a PostgreSQL database of its own, fills it, serves the product with gunicorn on the loopback, measures, writes
the report, and drops the database.
"""

import argparse
import os
import platform
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

RAIZ = Path(__file__).resolve().parent.parent
PREFIJO = "redsociales_bench"
GRUPOS = "cola pagina presentar decidir barrido bitacora dias".split()


def main() -> None:
    opciones = _opciones()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was made is taken away
    with tempfile.TemporaryDirectory(prefix="mediciones-") as carpeta:
        puerto = _preparar_entorno(Path(carpeta))
        with _base_de_datos(os.environ["DATABASE_URL"]):
            _correr(opciones, puerto, Path(carpeta))
    print(f"\n{opciones.salida.read_text(encoding='utf-8')}\nEscrito en {opciones.salida}")


def _opciones() -> argparse.Namespace:
    ayuda = argparse.ArgumentParser(
        description="Mide las páginas y los actos junto a una vista mínima y escribe la tabla.",
        epilog="DATABASE_URL dice en qué PostgreSQL; REDIS_URL es opcional.",
    )
    ayuda.add_argument("--filas", type=_numeros, default=None, help="1000,100000,1000000 si no se indica")
    ayuda.add_argument("--salida", type=Path, default=RAIZ / "docs/rendimiento.md", help="archivo que se escribe")
    ayuda.add_argument("--solo", type=_grupos, default=GRUPOS, help=f"qué medir: {','.join(GRUPOS)}")
    ayuda.add_argument("--rapido", action="store_true", help="1,000 y 10,000 filas, en cerca de un minuto")
    opciones = ayuda.parse_args()
    opciones.filas = opciones.filas or ([1_000, 10_000] if opciones.rapido else [1_000, 100_000, 1_000_000])
    return opciones


def _numeros(texto: str) -> list[int]:
    numeros = sorted({int(parte) for parte in texto.split(",")})
    if numeros[0] < 400:
        raise argparse.ArgumentTypeError("al menos 400 filas")
    return numeros


def _grupos(texto: str) -> list[str]:
    grupos = texto.split(",")
    if not set(grupos) <= set(GRUPOS):
        raise argparse.ArgumentTypeError(f"elija entre {','.join(GRUPOS)}")
    return grupos


def _preparar_entorno(carpeta: Path) -> int:
    """The environment of this process, of gunicorn and of the client; return the port."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto: int = libre.getsockname()[1]
    os.environ.setdefault("DATABASE_URL", f"postgres://postgres@127.0.0.1:5432/{PREFIJO}_{os.getpid()}")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.ajustes",
        "DATOS_DIR": str(carpeta / "datos"),
        "STATIC_ROOT": str(carpeta / "estaticos"),
        "MEDIA_ROOT": str(carpeta / "documentos"),
        "SECRET_KEY": "mediciones",
        "ALLOWED_HOSTS": "127.0.0.1",
        "URL_BASE": f"http://127.0.0.1:{puerto}",
        "SEGUNDO_FACTOR_OBLIGATORIO": "yes",
        "DEBUG": "no",
        "DEMO": "no",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(RAIZ),
    }
    # Run as a script, the first place to import from would be this folder, where ``urls`` is not the product's.
    sys.path[0] = str(RAIZ)
    return puerto


@contextmanager
def _base_de_datos(url: str) -> Iterator[None]:
    """Create the database and drop it on leaving; touch no other."""
    import psycopg2

    nombre = urlsplit(url).path.lstrip("/")
    if not urlsplit(url).scheme.startswith("postgres") or not nombre.startswith(PREFIJO) or not nombre.isidentifier():
        sys.exit(f"Solo se mide en una base PostgreSQL cuyo nombre empiece con «{PREFIJO}», no en «{nombre}».")
    conexion = psycopg2.connect(url, dbname="postgres")
    conexion.autocommit = True
    with conexion.cursor() as cursor:
        # What an interrupted run left; one that is still going on holds its database, and this fails.
        cursor.execute(f'DROP DATABASE IF EXISTS "{nombre}"')
        cursor.execute(f'CREATE DATABASE "{nombre}"')
        try:
            yield
        finally:
            cursor.execute(f'DROP DATABASE "{nombre}" WITH (FORCE)')
    conexion.close()


def _correr(opciones: argparse.Namespace, puerto: int, carpeta: Path) -> None:
    carga_ajena = os.getloadavg()[0]
    import django

    django.setup()

    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from benchmarks import mediciones as m
    from benchmarks.carga import encolar, fundar
    from benchmarks.informe import Resultados, redactar
    from benchmarks.servidor import servir

    ritmo = m.Ritmo(pares=3, segundos=0.4) if opciones.rapido else m.Ritmo(pares=8, segundos=0.5)
    solo = set(opciones.solo)
    with m.cronometro("Base de datos, archivos estáticos e institución"):
        call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        institucion = fundar(timezone.now())
    sesiones = m.abrir_sesiones(institucion)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        (postgres,) = cursor.fetchone()
    versiones = f"Python {platform.python_version()}, Django {django.__version__}, PostgreSQL {postgres}"
    resultados = Resultados(f"{versiones}, {os.cpu_count()} cores, load average {carga_ajena:.1f} before it began")
    with servir(puerto, carpeta / "gunicorn.log") as cliente:
        cargadas = 0
        for filas in opciones.filas:
            with m.cronometro(f"Cargar hasta {filas:,} solicitudes"):
                encolar(institucion, filas - cargadas)
                cargadas = filas
            comunes = (cliente, sesiones, institucion, filas, ritmo)
            for grupo in sorted(solo & {"cola", "pagina"}):
                with m.cronometro(f"Páginas ({grupo}) con {filas:,}"):
                    resultados.paginas += m.medir_paginas(grupo, *comunes)
            for grupo, medir in {"presentar": m.medir_presentar, "decidir": m.medir_decidir}.items():
                if grupo in solo:
                    with m.cronometro(f"{grupo.capitalize()} con {filas:,}"):
                        resultados.actos.append(medir(*comunes))
            # The next length takes minutes to load: what is known already is kept.
            opciones.salida.write_text(redactar(resultados), encoding="utf-8")
    if "barrido" in solo:
        with m.cronometro("Barrido"):
            resultados.barrido = m.medir_barrido(institucion)
    if "bitacora" in solo:
        with m.cronometro("Bitácora"):
            resultados.bitacora = m.medir_bitacora()
    if "dias" in solo:
        with m.cronometro("Días hábiles"):
            resultados.dias = m.medir_dias()
    connection.close()
    opciones.salida.write_text(redactar(resultados), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What surrounds the product: the demonstration's script and supervisor, the image, the compose file, the settings."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.management import CommandError
from ruamel.yaml import YAML

from panel.management.commands import demo

RAIZ = Path(settings.BASE_DIR)
COMPOSE = RAIZ / "docker-compose.yml"


def ejecutar(*orden: str, **entorno: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the root of the project with only these variables beside PATH."""
    limpio = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **entorno}
    return subprocess.run(orden, cwd=RAIZ, env=limpio, capture_output=True, text=True, timeout=600, check=False)


class TestGuionDeLaDemostracion:
    """bin/demo, up to where it would begin to work."""

    def test_ayuda(self) -> None:
        resultado = ejecutar("bin/demo", "--help")

        assert resultado.returncode == 0
        for opcion in ("--puerto", "--datos", "--reiniciar"):
            assert opcion in resultado.stdout

    @pytest.mark.parametrize(
        ("argumentos", "mensaje"),
        [
            (["--puerta", "8001"], "Opción desconocida: --puerta"),
            (["--puerto"], "Falta el valor de --puerto"),
            (["--datos", ""], "Falta el valor de --datos"),
            (["--puerto", "ocho mil"], "número de 1024 a 65535"),
            (["--puerto", "80"], "número de 1024 a 65535"),
            (["--puerto", "1023"], "número de 1024 a 65535"),
            (["--puerto", "65536"], "número de 1024 a 65535"),
            (["--puerto", "1025", "--datos", "manage.py"], "No se puede guardar nada en"),
        ],
    )
    def test_argumentos_equivocados(self, argumentos: list[str], mensaje: str) -> None:
        resultado = ejecutar("bin/demo", *argumentos)

        assert resultado.returncode == 1
        assert mensaje in resultado.stderr
        assert resultado.stdout == ""

    def test_puerto_en_uso(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as ocupado:
            puerto = str(ocupado.getsockname()[1])
            resultado = ejecutar("bin/demo", "--puerto", puerto, "--datos", str(tmp_path / "datos"))

        assert resultado.returncode == 1
        assert f"El puerto {puerto} ya está en uso" in resultado.stderr
        assert not (tmp_path / "datos").exists()


class TestDatosDeLaDemostracion:
    def test_no_toca_una_carpeta_ajena(self, tmp_path: Path) -> None:
        (tmp_path / "tesis.odt").write_text("años de trabajo")

        with pytest.raises(CommandError, match="no son de la demostración"):
            demo.apartar(tmp_path)

        assert [archivo.name for archivo in tmp_path.iterdir()] == ["tesis.odt"]

    def test_una_sola_demostracion_por_carpeta(self, tmp_path: Path) -> None:
        with demo.apartar(tmp_path), pytest.raises(CommandError, match="Otra demostración"):
            demo.apartar(tmp_path)
        demo.apartar(tmp_path).close()

    def test_reiniciar_borra_los_datos_y_nada_mas(self, tmp_path: Path) -> None:
        ajena, propia = tmp_path / "ajena", tmp_path / "datos"
        ajena.mkdir()
        (ajena / "tesis.odt").write_text("años de trabajo")
        (propia / "mensajes").mkdir(parents=True)
        (propia / "mensajes" / "1.msg").touch()
        demo.apartar(propia).close()
        (propia / "documentos").mkdir()
        (propia / "redsociales.sqlite3").touch()
        (propia / "documentos" / "enlace").symlink_to(ajena)
        (propia / "enlace").symlink_to(ajena)

        demo.vaciar(propia)

        assert sorted(archivo.name for archivo in propia.rglob("*")) == [demo.MARCA, "documentos", "mensajes"]
        assert (ajena / "tesis.odt").exists()
        demo.apartar(propia).close()


class TestSupervisor:
    """How the processes of the demonstration are watched and stopped."""

    @pytest.fixture(autouse=True)
    def _senales(self) -> Iterator[None]:
        """Give pytest its signal handlers back: the supervisor takes them."""
        previas = {senal: signal.getsignal(senal) for senal in demo.SENALES}
        yield
        for senal, manejador in previas.items():
            signal.signal(senal, manejador)

    def arrancar(self, programa: str) -> demo.Proceso:
        """Start a process of the demonstration that runs the text of ``programa`` (timeit is a module that does)."""
        with demo.apartar(settings.DATOS_DIR) as marca:
            return demo.arrancar("programa", ["timeit", "-n1", "-r1", programa], marca)

    def test_dice_cual_termino_solo(self, tmp_path: Path, settings: Any) -> None:
        settings.DATOS_DIR = tmp_path
        proceso = self.arrancar("raise ValueError('se rompió')")
        proceso.popen.wait(timeout=30)

        with pytest.raises(CommandError, match=r"«programa» terminó solo \(código 1\)") as error:
            demo.comprobar([proceso])

        registro = tmp_path / "registros" / "programa.log"
        assert str(registro) in str(error.value)
        assert "se rompió" in registro.read_text()

    def test_para_con_suavidad(self, tmp_path: Path, settings: Any) -> None:
        settings.DATOS_DIR = tmp_path
        proceso = self.arrancar(
            "import signal, sys, time; "
            "signal.signal(signal.SIGTERM, lambda *_: [print('terminé lo pendiente'), sys.stdout.flush(), exit()]); "
            "print('listo', flush=True); time.sleep(60)"
        )
        esperar(lambda: "listo" in proceso.registro.read_text())

        demo.parar([proceso])

        assert "terminé lo pendiente" in proceso.registro.read_text()

    def test_acaba_con_el_que_no_obedece_y_con_sus_hijos(
        self, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.DATOS_DIR = tmp_path
        monkeypatch.setattr(demo, "ESPERA_PARO", 0.5)
        proceso = self.arrancar(
            "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); "
            "print('listo', flush=True); time.sleep(60)"
        )
        esperar(lambda: proceso.registro.read_text().count("listo") == 2)
        with pytest.raises(CommandError, match="Otra demostración"):  # the orphans of a killed one keep its folder
            demo.apartar(tmp_path)

        demo.parar([proceso])

        assert proceso.popen.returncode == -signal.SIGKILL
        esperar(lambda: demo.apartar(tmp_path).close() is None, salvo=CommandError)


def esperar(condicion: Callable[[], bool], salvo: type[Exception] = FileNotFoundError) -> None:
    """Wait up to ten seconds until the condition holds; ``salvo`` counts as not yet."""
    limite = time.monotonic() + 10
    while True:
        with contextlib.suppress(salvo):
            if condicion():
                return
        assert time.monotonic() < limite
        time.sleep(0.05)


class TestImagen:
    def test_corre_como_usuario_ordinario(self) -> None:
        instrucciones = [linea.split() for linea in (RAIZ / "Dockerfile").read_text().splitlines() if linea.strip()]
        ultima_etapa = instrucciones[max(i for i, partes in enumerate(instrucciones) if partes[0] == "FROM") :]
        usuarios = [partes[1] for partes in ultima_etapa if partes[0] == "USER"]

        assert usuarios
        assert usuarios[-1] not in {"root", "0"}
        assert [partes[0] for partes in ultima_etapa].index("USER") < [p[0] for p in ultima_etapa].index("CMD")

    def test_lleva_todo_el_producto_y_nada_de_los_datos(self) -> None:
        incluidos = {linea[1:] for linea in (RAIZ / ".dockerignore").read_text().split() if linea.startswith("!")}
        aplicaciones = {
            app.split(".")[0] for app in settings.INSTALLED_APPS if (RAIZ / app.split(".")[0] / "__init__.py").exists()
        }

        assert incluidos == aplicaciones | {
            *("manage.py", "pyproject.toml", "uv.lock", "redsociales", "templates", "static"),
        }


class TestCompose:
    @pytest.fixture
    def servicios(self) -> dict[str, Any]:
        return YAML(typ="safe").load(COMPOSE)["services"]

    def test_cumple_el_esquema(self) -> None:
        resultado = ejecutar(
            sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)
        )

        assert resultado.returncode == 0, resultado.stdout

    def test_estan_todas_las_partes(self, servicios: dict[str, Any]) -> None:
        assert set(servicios) == {"web", "worker", "beat", "migrar", "bd", "redis", "correo"}
        assert servicios["correo"]["profiles"] == ["pruebas"]
        assert "healthcheck" not in servicios["web"]  # the image's own
        for nombre in set(servicios) - {"web", "migrar"}:
            assert "test" in servicios[nombre]["healthcheck"], nombre
        for nombre in set(servicios) - {"migrar"}:
            assert servicios[nombre]["restart"] == "unless-stopped", nombre

    def test_los_secretos_vienen_del_entorno_y_son_obligatorios(self, servicios: dict[str, Any]) -> None:
        for nombre in ("web", "worker", "beat", "migrar"):
            entorno = servicios[nombre]["environment"]
            for variable in ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "URL_BASE", "ALLOWED_HOSTS"):
                assert re.search(r"\$\{\w+:\?", entorno[variable]), (nombre, variable)
        assert servicios["bd"]["environment"]["POSTGRES_PASSWORD"] == "${CLAVE_BD:?}"

    def test_solo_las_migraciones_entran_como_duenas_de_las_tablas(self, servicios: dict[str, Any]) -> None:
        usuarios = {
            nombre: urlsplit(servicio["environment"]["DATABASE_URL"].replace("?", "")).username
            for nombre, servicio in servicios.items()
            if "DATABASE_URL" in servicio.get("environment", {})
        }

        assert usuarios == {
            **{"web": "redsociales_app", "worker": "redsociales_app", "beat": "redsociales_app"},
            "migrar": "redsociales",
        }

    def test_nada_se_publica_fuera_de_la_maquina(self, servicios: dict[str, Any]) -> None:
        puertos = [puerto for servicio in servicios.values() for puerto in servicio.get("ports", [])]

        assert len(puertos) == 2
        assert all(puerto.startswith("127.0.0.1:") for puerto in puertos)


class TestAjustes:
    PRODUCCION = {"DATABASE_URL": "postgres://u:c@127.0.0.1:1/nada"}

    def cargar(self, tmp_path: Path, expresion: str, **entorno: str) -> subprocess.CompletedProcess[str]:
        programa = f"from redsociales import settings; print({expresion})"
        return ejecutar(sys.executable, "-c", programa, DATOS_DIR=str(tmp_path), **entorno)

    def test_produccion_sin_clave_secreta_no_arranca(self, tmp_path: Path) -> None:
        resultado = self.cargar(tmp_path, "'arrancó'", **self.PRODUCCION)

        assert resultado.returncode != 0
        assert "Set SECRET_KEY" in resultado.stderr
        assert "arrancó" not in resultado.stdout

    def test_produccion_es_estricta(self, tmp_path: Path) -> None:
        resultado = self.cargar(
            tmp_path,
            "settings.DEBUG, settings.DEMO, settings.SEGUNDO_FACTOR_OBLIGATORIO, settings.SESSION_COOKIE_SECURE, "
            "settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS > 0",
            SECRET_KEY="x" * 50,
            URL_BASE="https://redes.example.mx",
            **self.PRODUCCION,
        )

        assert resultado.stdout.strip() == "False False True True True True True", resultado.stderr

    def test_sin_variables_funciona_sola(self, tmp_path: Path) -> None:
        resultado = self.cargar(tmp_path, "settings.DATABASES['default']['ENGINE'], settings.CELERY_BROKER_URL")

        assert resultado.stdout.strip() == "django.db.backends.sqlite3 filesystem://", resultado.stderr

    def test_cada_variable_esta_explicada(self) -> None:
        leidas = set(re.findall(r'\benv\.\w+\(\s*"(\w+)"', (RAIZ / "redsociales" / "settings.py").read_text()))
        tabla = re.findall(r"^\| (`.+?`) \|", (RAIZ / "docs" / "despliegue.md").read_text(), re.MULTILINE)
        explicadas = {variable for celda in tabla for variable in re.findall(r"`([A-Z_]+)`", celda)}

        assert len(leidas) > 20
        assert leidas == explicadas


@pytest.fixture
def instalacion(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database made as the deployment makes it: DATABASE_URL of its owner and of the application's role, by name."""
    servidor = urlsplit(os.environ["DATABASE_URL"])
    nombre = f"despliegue_{os.getpid()}"
    duena = servidor._replace(path=f"/{nombre}")
    lugar = duena.netloc.rpartition("@")[2]
    conexion = psycopg2.connect(servidor._replace(path="/postgres").geturl())
    conexion.autocommit = True
    with contextlib.closing(conexion), conexion.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS redsociales_app")
        cursor.execute(f"CREATE DATABASE {nombre}")
        yield {
            "dueña": duena.geturl(),
            "aplicación": duena._replace(netloc=f"redsociales_app:clave@{lugar}").geturl(),
        }
        cursor.execute(f"DROP DATABASE {nombre}")
        cursor.execute("DROP ROLE IF EXISTS redsociales_app")


@pytest.mark.postgres
@pytest.mark.criterio("8.c")
def test_la_aplicacion_no_puede_alterar_la_bitacora(instalacion: dict[str, str], tmp_path: Path) -> None:
    """With the two roles of production the product does its work and cannot undo the lock on the log."""
    produccion = {"SECRET_KEY": "pruebas", "DATOS_DIR": str(tmp_path)}
    for orden, entorno in [
        (["psql", "--file", "deploy/roles.sql", instalacion["dueña"]], {"CLAVE_BD_APP": "clave"}),
        ([sys.executable, "manage.py", "migrate"], {"DATABASE_URL": instalacion["dueña"], **produccion}),
        ([sys.executable, "manage.py", "datos_iniciales"], {"DATABASE_URL": instalacion["aplicación"], **produccion}),
    ]:
        resultado = ejecutar(*orden, **entorno)
        assert resultado.returncode == 0, resultado.stderr

    conexion = psycopg2.connect(instalacion["aplicación"])
    conexion.autocommit = True
    with contextlib.closing(conexion), conexion.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bitacora_asiento (cadena, numero, momento, actor, acto, objeto, canonico, hash_previo, hash) "
            "VALUES ('pruebas', 1, now(), 'Ana', 'probar', 'nada', '{}', '', '')"
        )
        for intento, rechazo in {
            "UPDATE bitacora_asiento SET actor = 'Luis'": psycopg2.errors.RestrictViolation,
            "DELETE FROM bitacora_asiento": psycopg2.errors.RestrictViolation,
            "TRUNCATE bitacora_asiento": psycopg2.errors.InsufficientPrivilege,
            "DROP TABLE bitacora_asiento": psycopg2.errors.InsufficientPrivilege,
            "ALTER TABLE bitacora_asiento DISABLE TRIGGER ALL": psycopg2.errors.InsufficientPrivilege,
            "SET session_replication_role = replica": psycopg2.errors.InsufficientPrivilege,
        }.items():
            with pytest.raises(rechazo):
                cursor.execute(intento)
        cursor.execute("SELECT actor FROM bitacora_asiento WHERE cadena = 'pruebas'")
        assert cursor.fetchall() == [("Ana",)]

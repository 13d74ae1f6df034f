"""A real browser, and the whole product running as ``bin/demo`` runs it: web, worker and scheduler."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

OPCIONES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What WCAG 2.2 AA asks; the rest of axe's rules are advice. Only what fails is told, and no sheet is fetched again.
REGLAS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}


def _chromium() -> str:
    for nombre in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        ruta = nombre and shutil.which(nombre)
        if ruta:
            return ruta
    pytest.fail("No hay navegador: instale Chromium o nómbrelo en la variable CHROMIUM.")


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    expect.set_options(timeout=15_000)  # the rest of the tests share the machine
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(executable_path=_chromium(), args=OPCIONES)
        yield navegador
        navegador.close()


class Buzon:
    """A mail server that keeps what it is handed."""

    def __init__(self) -> None:
        self.recibidos: list[EmailMessage] = []

    async def handle_DATA(self, servidor, sesion, sobre) -> str:
        self.recibidos.append(message_from_bytes(sobre.content, policy=policy.default))
        return "250 OK"

    def con(self, asunto: str) -> list[EmailMessage]:
        """The messages whose subject has that text."""
        return [mensaje for mensaje in self.recibidos if asunto in mensaje["Subject"]]


@dataclass
class Producto:
    """The product as it runs: its address, browser contexts signed in with one click, and the mail that it sent."""

    base: str
    navegador: Browser
    datos: Path
    buzon: Buzon
    abiertos: list[BrowserContext] = field(default_factory=list)

    def entrar(self, papel: str, *, ancho: int = 1280) -> Page:
        """A page signed in as the demonstration person with that role; nobody, with an empty one.

        Any script error or refusal of the security policy fails the test that meets it.
        """
        contexto = self.navegador.new_context(
            viewport={"width": ancho, "height": 900}, locale="es-MX", timezone_id="America/Mexico_City"
        )
        contexto.set_default_timeout(15_000)
        self.abiertos.append(contexto)
        pagina = contexto.new_page()
        pagina.errores = []
        pagina.on("pageerror", lambda error: pagina.errores.append(str(error)))
        pagina.on("console", lambda m: pagina.errores.append(m.text) if "Content Security Policy" in m.text else None)
        if papel:
            pagina.goto(f"{self.base}/acceso/")
            pagina.get_by_role("button", name=papel).first.click()
            pagina.wait_for_url("**/panel/")
        return pagina


@pytest.fixture(scope="session")
def producto(navegador: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Producto]:
    """``bin/demo`` from the beginning to its Ctrl-C."""
    datos = tmp_path_factory.mktemp("demo")
    puerto, puerto_de_correo = (_puerto_libre() for _ in range(2))
    buzon = Buzon()
    correo = Controller(buzon, hostname="127.0.0.1", port=puerto_de_correo, ready_timeout=30)
    correo.start()
    base = f"http://127.0.0.1:{puerto}"
    registro = (datos / "salida.log").open("w+")
    proceso = subprocess.Popen(
        [
            *(Path(settings.BASE_DIR) / "bin" / "demo", "--puerto", str(puerto), "--datos", str(datos / "datos")),
            *("--correo", f"smtp://127.0.0.1:{puerto_de_correo}"),
        ],
        stdout=registro,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _esperar_salud(base, proceso, datos / "salida.log")
        yield Producto(base, navegador, datos, buzon)
    finally:
        proceso.send_signal(signal.SIGINT)
        try:
            codigo = proceso.wait(timeout=40)
        except subprocess.TimeoutExpired:
            os.killpg(proceso.pid, signal.SIGKILL)
            raise
        finally:
            correo.stop()
    assert codigo == 0, f"bin/demo terminó con {codigo}"


@pytest.fixture(autouse=True)
def cerrar_lo_abierto(producto: Producto) -> Iterator[None]:
    """A page that stays open goes on working, and the machine is shared."""
    yield
    while producto.abiertos:
        producto.abiertos.pop().close()


def _puerto_libre() -> int:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        return libre.getsockname()[1]


def _esperar_salud(base: str, proceso: subprocess.Popen, salida: Path) -> None:
    limite = time.monotonic() + 420
    while time.monotonic() < limite:
        if proceso.poll() is not None:
            pytest.fail(f"bin/demo terminó antes de servir:\n{salida.read_text()}")
        try:
            with urllib.request.urlopen(f"{base}/salud/", timeout=5) as respuesta:
                if respuesta.status == 200:
                    return
        except OSError:
            time.sleep(1)
    pytest.fail(f"bin/demo no llegó a estar sano:\n{salida.read_text()}")


def revisar_pagina(pagina: Page) -> None:
    """No accessibility failure, no script error, nothing wider than the screen."""
    assert pagina.errores == [], f"{pagina.url}: {pagina.errores}"
    if not pagina.evaluate("'axe' in window"):  # once for each document: it is half of what a check takes
        pagina.evaluate(AXE_SCRIPT)
    violaciones = pagina.evaluate("reglas => axe.run(document, reglas).then(r => r.violations)", REGLAS)
    fallas = [f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in violaciones]
    pagina.errores.clear()  # axe itself writes style attributes, which the policy refuses
    assert fallas == [], f"{pagina.url}: {fallas}"
    cabe(pagina)


def cabe(pagina: Page) -> None:
    """Nothing is wider than the screen."""
    assert not pagina.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{pagina.url}: se desborda"

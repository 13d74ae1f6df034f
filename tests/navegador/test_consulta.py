"""6.viii: the consult walked by both roles, and its expiry while the worker is stopped, in a real browser."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.navegador.conftest import Producto, revisar_pagina
from tests.navegador.pasos import abrir_seccion, atender, dice, en_el_panel, esperar_correo, folio_en, ya_no_espera

pytestmark = [pytest.mark.navegador, pytest.mark.criterio("6.viii")]
VENCIDA = "la CNCS no se pronunció"


def base_de(producto: Producto) -> Path:
    return producto.datos / "datos" / "redsociales.sqlite3"


def variante_de(producto: Producto, titulo: str) -> int:
    """The post in preparation of that content of the demonstration."""
    with closing(sqlite3.connect(base_de(producto), timeout=20)) as base:
        orden = "SELECT v.id FROM publicaciones_variante v JOIN publicaciones_contenido c ON c.id = v.contenido_id"
        return base.execute(f"{orden} WHERE c.titulo = ?", [titulo]).fetchone()[0]


def consultar(pagina: Page, producto: Producto, titulo: str, duda: str) -> str:
    """File a consult; return its folio."""
    pagina.goto(f"{producto.base}/consultas/nueva/{variante_de(producto, titulo)}/")
    pagina.get_by_label("Cuál es su duda").fill(duda)
    pagina.get_by_label("6.v ·", exact=False).first.check()
    revisar_pagina(pagina)
    pagina.get_by_role("button", name="Enviar la consulta").click()
    dice(pagina, "Se presentó la consulta")
    return folio_en(pagina)


@pytest.mark.parametrize("ancho", [1280, 390])
def test_de_la_duda_a_los_cambios_adoptados(producto: Producto, ancho: int):
    titulo = {1280: "Día de la democracia", 390: "Taller para docentes"}[ancho]
    papel = "Administradora de cuenta"
    administra = producto.entrar(papel, ancho=ancho)
    folio = consultar(administra, producto, titulo, "¿Podemos anunciarlo ya?")
    dice(administra, "Quedan 48 h 00 min")
    pagina = administra.url
    revisar_pagina(administra)

    revisora = producto.entrar("Revisión CNCS", ancho=ancho)
    atender(revisora, producto, folio)
    revisora.get_by_role("button", name="Tomarla para estudio").click()
    dice(revisora, "La consulta quedó a su cargo")
    revisar_pagina(revisora)
    abrir_seccion(revisora, "Pedir información")
    revisora.get_by_label("Qué necesita saber").fill("¿Quién lo avala?")
    revisora.get_by_role("button", name="Preguntar", exact=True).click()
    dice(revisora, "El plazo sigue corriendo")

    atender(administra, producto, folio)
    administra.get_by_label("Su respuesta").fill("La Dirección Ejecutiva.")
    administra.get_by_role("button", name="Enviar la respuesta").click()
    dice(administra, "Su respuesta se envió")

    revisora.reload()
    abrir_seccion(revisora, "Favorable con cambios")
    revisora.get_by_label("Qué cambia y por qué").fill("La fecha.")
    revisora.get_by_role("button", name="Proponer este texto").click()
    dice(revisora, "igual al consultado")
    revisora.get_by_label("Texto completo que se aprueba").fill(f"Texto aprobado {ancho}.")
    revisora.get_by_role("button", name="Proponer este texto").click()
    dice(revisora, "El texto propuesto quedó registrado")
    ya_no_espera(revisora, producto, folio)

    atender(administra, producto, folio)
    dice(administra, f"Texto aprobado {ancho}.")
    revisar_pagina(administra)
    administra.get_by_role("button", name="Adoptar este texto").click()
    dice(administra, "El texto quedó como la CNCS lo aprobó")
    ya_no_espera(administra, producto, folio)
    assert administra.goto(pagina).ok
    for asunto in (
        f"Consulta {folio}: vence el",
        f"Consulta {folio}: la CNCS le pregunta",
        f"Consulta {folio}: favorable",
    ):
        esperar_correo(administra, producto, asunto)


def test_vence_al_segundo_con_el_trabajador_detenido_y_avisa_una_sola_vez(producto: Producto):
    administra = producto.entrar("Administradora de cuenta")
    folio = consultar(administra, producto, "Última semana del concurso", "¿Es oficial?")
    pagina = administra.url
    with trabajador_detenido(producto):
        vence = adelantar(producto, folio, faltan=timedelta(seconds=4))
        administra.goto(pagina)
        dice(administra, "Quedan 0 h 01 min")
        administra.wait_for_timeout(max((vence - datetime.now(UTC)).total_seconds(), 0) * 1000 + 50)
        administra.goto(pagina)
        dice(administra, "Esto no es una aprobación")
        dice(administra, "Copiar el texto")
        revisar_pagina(administra)
        assert not producto.buzon.con(f"Consulta {folio}: {VENCIDA}")  # nobody swept, and nobody was told otherwise
        revisora = producto.entrar("Revisión CNCS")
        expect(en_el_panel(revisora, producto, folio)).to_have_count(0)
    for _ in range(2):
        barrer_ya(producto)
    esperar_correo(administra, producto, f"Consulta {folio}: {VENCIDA}")
    barrer_ya(producto)
    administra.wait_for_timeout(2000)
    assert len(producto.buzon.con(f"Consulta {folio}: {VENCIDA}")) == 1


@contextmanager
def trabajador_detenido(producto: Producto) -> Iterator[None]:
    """The worker and its scheduler stand still; afterwards they go on."""
    marca = f"DATOS_DIR={producto.datos / 'datos'}".encode()
    numeros = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _es_trabajador(p, marca)]
    assert numeros, "no se encuentra el trabajador de la demostración"
    for numero in numeros:
        os.kill(numero, signal.SIGSTOP)
    try:
        yield
    finally:
        for numero in numeros:
            os.kill(numero, signal.SIGCONT)


def _es_trabajador(proceso: Path, marca: bytes) -> bool:
    try:
        orden, entorno = (proceso / "cmdline").read_bytes(), (proceso / "environ").read_bytes()
    except OSError:
        return False
    return b"celery" in orden and b"worker" in orden and marca in entorno.split(b"\0")


def adelantar(producto: Producto, folio: str, *, faltan: timedelta) -> datetime:
    """Make a consult older, so that it expires in ``faltan``: its row, its clock and the steps of it."""
    with closing(sqlite3.connect(base_de(producto), timeout=20)) as base, base:
        fila, plazo, vence = base.execute(
            "SELECT id, plazo_id, vence FROM publicaciones_consulta WHERE folio = ?", [folio]
        ).fetchone()
        nuevo = datetime.now(UTC) + faltan
        salto = nuevo - datetime.fromisoformat(vence).replace(tzinfo=UTC)
        for tabla, columnas, donde in (
            ("publicaciones_consulta", ("presentada", "vence"), ("id", fila)),
            ("plazos_plazo", ("inicio", "vence"), ("id", plazo)),
            ("plazos_recordatorio", ("programado",), ("plazo_id", plazo)),
        ):
            for columna in columnas:
                for pk, valor in base.execute(
                    f"SELECT id, {columna} FROM {tabla} WHERE {donde[0]} = ?", [donde[1]]
                ).fetchall():
                    movido = datetime.fromisoformat(valor) + salto
                    base.execute(f"UPDATE {tabla} SET {columna} = ? WHERE id = ?", [movido.isoformat(" "), pk])
        return nuevo


def barrer_ya(producto: Producto) -> None:
    """Ask the worker for a sweep, as the scheduler does each minute."""
    entorno = {**os.environ, "DEMO": "1", "DATOS_DIR": str(producto.datos / "datos")}
    for sobra in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
        entorno.pop(sobra, None)
    orden = [sys.executable, "-m", "celery", "--app", "redsociales", "call", "plazos.barrer"]
    subprocess.run(orden, cwd=settings.BASE_DIR, env=entorno, check=True, capture_output=True, timeout=40)

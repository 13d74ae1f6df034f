"""6.xxxi: an incident walked by each role, with the mails read, and what citizens are told meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fabrica import png
from tests.navegador.conftest import Producto, revisar_pagina
from tests.navegador.pasos import abrir_seccion, archivo, dice, esperar_correo

pytestmark = [pytest.mark.navegador, pytest.mark.criterio("6.xxxi")]
CUENTA = "INE Jalisco"
# The head of the Junta, the CNCS and UNICOM.
AVISADOS = {"ricardo.inigo@ine.mx", "elena.batiz@ine.mx", "hector.saenz@ine.mx"}


def hacer(pagina: Page, titulo: str, boton: str, **campos: str) -> None:
    abrir_seccion(pagina, titulo)
    seccion = pagina.locator("details[open]").filter(has_text=titulo)
    for texto in campos.values():
        seccion.get_by_role("textbox").first.fill(texto)
    seccion.get_by_role("button", name=boton).click()


@pytest.mark.parametrize("ancho", [1280, 390])
def test_un_incidente_del_reporte_a_la_recuperacion(producto: Producto, ancho: int):
    quien = producto.entrar("Titular de área", ancho=ancho)
    quien.get_by_role("link", name="Reportar incidente").click()
    quien.get_by_role("button", name="Reportar ahora").click()
    dice(quien, "Elija la cuenta.")
    revisar_pagina(quien)
    opcion = quien.locator("select[name=cuenta] option").filter(has_text=f"{CUENTA} · @JaliscoINE").first
    quien.locator("select[name=cuenta]").select_option(opcion.get_attribute("value"))
    quien.get_by_label("Alguien ajeno entró a la cuenta").check()
    quien.get_by_label("Qué se ve").fill("Publica enlaces a una rifa.")
    quien.get_by_label("Evidencia").set_input_files([archivo(png())])
    quien.get_by_role("button", name="Reportar ahora").click()
    revisar_pagina(quien)
    folio = re.search(r"IS-\d{4}-\d{4}", quien.locator("main").inner_text()).group()
    direccion = quien.url
    mensajes = esperar_correo(quien, producto, f"{folio}: incidente de seguridad", para=AVISADOS)
    assert all(direccion in mensaje.get_content() for mensaje in mensajes)

    ciudadania = producto.entrar("", ancho=ancho)
    ciudadania.goto(f"{producto.base}/?direccion=@JaliscoINE")
    dice(ciudadania, "Esta cuenta está comprometida: no confíe en lo que publique")
    dice(ciudadania, "No abra los enlaces")
    revisar_pagina(ciudadania)

    unicom = producto.entrar("UNICOM", ancho=ancho)
    dice(unicom, folio)
    unicom.goto(direccion)
    hacer(unicom, "Registrar la contención", "Ya está contenido", medidas="Se cerraron las sesiones.")
    dice(unicom, "Contenido, sin recuperar")
    esperar_correo(unicom, producto, f"{folio}: Se contuvo el incidente", para=AVISADOS - {"hector.saenz@ine.mx"})
    revisar_pagina(unicom)
    cncs = producto.entrar("Revisión CNCS", ancho=ancho)
    cncs.goto(direccion)
    hacer(cncs, "Registrar la recuperación", "Ya recuperamos la cuenta", medidas="La red la devolvió.")
    dice(cncs, "Falta cambiar la contraseña después de recuperar la cuenta")
    esperar_correo(cncs, producto, f"{folio}: Se recuperó la cuenta", para=AVISADOS)
    revisar_pagina(cncs)
    ciudadania = producto.entrar("", ancho=ancho)  # what everybody sees may be kept for a minute by each browser
    ciudadania.goto(f"{producto.base}/?direccion=@JaliscoINE")
    expect(ciudadania.get_by_text("Esta cuenta está comprometida")).to_have_count(0)
    quien.goto(direccion)
    expect(quien.get_by_text("Solo se muestra lo que usted entregó.")).to_be_visible()


@pytest.mark.parametrize("ancho", [1280, 390])
def test_la_ciudadania_reporta_una_falsa_y_la_cncs_la_confirma(producto: Producto, ancho: int):
    falsa = f"INETVoficia1{ancho}"
    ciudadania = producto.entrar("", ancho=ancho)
    ciudadania.goto(f"{producto.base}/?direccion=@{falsa}")
    ciudadania.get_by_role("link", name="Repórtela").click()
    ciudadania.get_by_label("En qué red la vio").select_option("youtube")
    ciudadania.get_by_label("Pide dinero").check()
    ciudadania.wait_for_timeout(3200)
    revisar_pagina(ciudadania)
    ciudadania.get_by_role("button", name="Enviar el reporte").click()
    dice(ciudadania, "Su reporte quedó registrado con el folio")
    revisar_pagina(ciudadania)
    cncs = producto.entrar("Revisión CNCS", ancho=ancho)
    cncs.goto(f"{producto.base}/admin/cuentas/suplantacion/?q={falsa}")
    cncs.get_by_role("link", name=re.compile(r"SU-\d{4}-")).click()
    abrir_seccion(cncs, "Confirmar que es falsa")
    cncs.get_by_label("Qué hace").first.fill("Vende citas.")
    cncs.get_by_role("button", name="Confirmar y publicar").click()
    dice(cncs, "el directorio ya la advierte")
    revisar_pagina(cncs)
    ciudadania.goto(f"{producto.base}/?direccion=@{falsa}")
    dice(ciudadania, "NO es oficial: es una cuenta falsa")
    revisar_pagina(ciudadania)

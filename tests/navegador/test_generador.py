"""5.2.g: a password is made in the browser, and nothing of it leaves the page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.navegador.conftest import Producto, revisar_pagina

pytestmark = [pytest.mark.navegador, pytest.mark.criterio("5.2.g")]


def _pagina_de_contrasenas(producto: Producto) -> Page:
    pagina = producto.entrar("Administrador suplente")
    fila = pagina.get_by_role("row").filter(has_text="contraseña").first
    fila.get_by_role("link").last.click()
    expect(pagina.get_by_role("heading", name="Cambios de contraseña")).to_be_visible()
    return pagina


def test_lo_que_hace_el_generador_no_sale_de_la_pagina(producto: Producto):
    pagina = _pagina_de_contrasenas(producto)
    peticiones: list[str] = []
    pagina.context.on(
        "request", lambda r: peticiones.append(f"{r.method} {r.url} {r.post_data or ''} {r.all_headers()}")
    )
    pagina.on("websocket", lambda ws: peticiones.append(ws.url))
    crear = pagina.get_by_role("button", name="Hacer una contraseña", exact=True)
    salida, hechas = pagina.locator("[data-generador-salida]"), []
    pagina.get_by_label("Longitud").fill("24")
    for _ in range(40):
        crear.click()
        hechas.append(salida.inner_text())
    pagina.get_by_label("Sin signos que se confunden").check()
    for _ in range(20):
        crear.click()
        hechas.append(salida.inner_text())
        assert not re.search(r"[Il1|O0oS5B8Z2]", hechas[-1])
    assert len(set(hechas)) == len(hechas)
    for hecha in hechas:
        assert len(hecha) == 24
        assert all(re.search(clase, hecha) for clase in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))
    assert peticiones == []  # nothing at all was asked of the network
    revisar_pagina(pagina)
    ultima = hechas[-1]
    guardado = pagina.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    )
    assert ultima not in guardado
    assert pagina.locator("[data-generador] [name]").count() == 0
    assert pagina.locator("form [data-generador]").count() == 0
    pagina.get_by_role("button", name="Borrar").click()
    expect(salida).to_have_text("")
    crear.click()
    ultima = salida.inner_text()
    pagina.get_by_role("link", name="Mi panel").first.click()
    pagina.wait_for_url("**/panel/")
    pagina.go_back()
    expect(salida).to_have_text("")
    assert not [p for p in peticiones if any(hecha in p for hecha in [*hechas, ultima])]
    for archivo in (producto.datos / "datos").rglob(
        "*"
    ):  # neither the database, nor the outbox, nor the log of the server
        if archivo.is_file() and archivo.stat().st_size < 200_000_000:
            contenido = archivo.read_bytes()
            assert not any(hecha.encode() in contenido for hecha in [*hechas, ultima]), archivo
    assert not any(hecha in (producto.datos / "salida.log").read_text() for hecha in hechas)


def test_se_borra_al_minuto_y_sin_javascript_se_explica(producto: Producto):
    pagina = _pagina_de_contrasenas(producto)
    pagina.clock.install()
    pagina.reload()
    pagina.get_by_role("button", name="Hacer una contraseña", exact=True).click()
    expect(pagina.locator("[data-generador-salida]")).not_to_have_text("")
    pagina.clock.fast_forward(61_000)
    expect(pagina.locator("[data-generador-salida]")).to_have_text("")
    expect(pagina.get_by_text("se borró de esta página")).to_be_visible()
    sin_js = producto.navegador.new_context(java_script_enabled=False, storage_state=pagina.context.storage_state())
    otra = sin_js.new_page()
    otra.goto(pagina.url)
    expect(otra.get_by_text("Sin JavaScript, use el gestor")).to_be_visible()
    expect(otra.locator("[data-generador]")).to_be_hidden()

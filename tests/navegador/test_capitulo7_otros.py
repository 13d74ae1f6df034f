"""Personal accounts, cases not foreseen, reports of misuse, the list and the calendar, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fabrica import png
from tests.navegador.conftest import Producto, revisar_pagina
from tests.navegador.pasos import (
    abrir_seccion,
    archivo,
    atender,
    descargar,
    dice,
    folio_en,
    hoy,
    paginas_de,
    ya_no_espera,
)

pytestmark = pytest.mark.navegador


@pytest.mark.criterio("7.vii", "6.xxxii")
def test_una_cuenta_personal_se_publica_y_se_retira(producto: Producto):
    consejera = producto.entrar("Consejería Electoral")
    consejera.get_by_role("link", name="Iniciar un trámite").first.click()
    consejera.get_by_role("link", name="Pedir publicidad para una cuenta personal").click()
    consejera.get_by_label("Red social").select_option("x")
    consejera.get_by_label("Identificador").fill("@dora_marquez_r")
    consejera.get_by_label("Dirección").fill("x.com/dora_marquez_r")
    consejera.get_by_label("Nombre con el que debe aparecer").fill("Dora Luz Márquez")
    consejera.get_by_role("button", name="Enviar la solicitud").click()
    dice(consejera, "Confirme que es su cuenta personal.")
    revisar_pagina(consejera)
    consejera.get_by_label("La cuenta es mía").check()
    consejera.get_by_role("button", name="Enviar la solicitud").click()
    dice(consejera, "Su solicitud quedó enviada con el folio")
    revisar_pagina(consejera)
    folio, solicitud = folio_en(consejera), consejera.url

    revisora = producto.entrar("Revisión CNCS")
    atender(revisora, producto, folio)
    revisar_pagina(revisora)
    abrir_seccion(revisora, "Publicar en el directorio")
    revisora.get_by_role("button", name="Publicar", exact=True).click()
    dice(revisora, "La cuenta personal ya está en el directorio")
    ya_no_espera(revisora, producto, folio)

    publico = producto.entrar("")
    publico.goto(f"{producto.base}/consejerias/")
    dice(publico, "Dora Luz Márquez")
    dice(publico, "Son cuentas personales")
    revisar_pagina(publico)

    consejera.goto(solicitud)
    consejera.get_by_role("link", name="Retirar la publicidad de la cuenta").click()
    consejera.get_by_label("Motivo").fill("Dejo de usar esa cuenta.")
    consejera.get_by_role("button", name="Retirar", exact=True).click()
    dice(consejera, "La cuenta personal no aparece en el directorio")
    publico.reload()
    expect(publico.get_by_text("dora_marquez_r")).to_have_count(0)


@pytest.mark.criterio("1.b")
def test_un_caso_no_previsto_se_vuelve_precedente(producto: Producto):
    administra = producto.entrar("Administradora de cuenta")
    administra.goto(f"{producto.base}/solicitudes/precedentes/")
    administra.get_by_label("Palabras o número").fill("hologramas")
    administra.get_by_role("button", name="Buscar").click()
    administra.get_by_role("link", name=re.compile("resentar")).last.click()
    expect(administra.get_by_label("Asunto")).to_have_value("hologramas")
    administra.get_by_label("Asunto").fill("Uso de hologramas en transmisiones")
    administra.get_by_label("Descripción del caso").fill("La red ofrece transmitir con un holograma de quien habla.")
    administra.get_by_label("Qué propone").fill("Permitirlo con un letrero.")
    revisar_pagina(administra)
    administra.get_by_role("button", name="Presentar el caso").click()
    dice(administra, "Su caso quedó presentado con el folio")
    revisar_pagina(administra)
    folio, caso = folio_en(administra), administra.url

    secretaria = producto.entrar("Secretaría Técnica")
    atender(secretaria, producto, folio)
    revisar_pagina(secretaria)
    secretaria.get_by_role("button", name="Tomar para estudio").click()
    dice(secretaria, "El caso quedó en estudio, a su nombre")

    presidencia = producto.entrar("Presidencia del Comité")
    presidencia.goto(f"{producto.base}/admin/solicitudes/caso/")
    presidencia.get_by_role("link", name=folio).click()
    abrir_seccion(presidencia, "Resolver")
    presidencia.get_by_label("Criterio que se fija").fill("Los hologramas llevan un letrero que lo dice.")
    presidencia.get_by_label("Consideraciones").fill("La ciudadanía debe saber que ve una imagen generada.")
    presidencia.get_by_role("button", name="Emitir la resolución").click()
    dice(presidencia, "La resolución quedó emitida, numerada y entre los precedentes")
    revisar_pagina(presidencia)
    ya_no_espera(secretaria, producto, folio)

    otra = producto.entrar("Titular de Junta Local")
    otra.get_by_role("link", name="Precedentes del Comité").first.click()
    otra.get_by_label("Palabras o número").fill("holograma")
    otra.get_by_role("button", name="Buscar").click()
    fila = otra.get_by_role("row").filter(has_text="Uso de hologramas").first
    fila.get_by_role("link").click()
    dice(otra, "La ciudadanía debe saber que ve una imagen generada.")
    revisar_pagina(otra)
    assert "Ximénez" not in otra.content()
    assert "La red ofrece transmitir" not in otra.content()

    administra.goto(caso)
    assert paginas_de(descargar(administra, administra.get_by_role("link", name="Resolución", exact=True))) >= 1


@pytest.mark.criterio("5.b")
def test_un_uso_indebido_se_investiga_sin_decir_quien_lo_reporto(producto: Producto):
    administra = producto.entrar("Administradora de cuenta")
    nombre = administra.get_by_role("heading", level=1).inner_text()
    administra.goto(f"{producto.base}/solicitudes/uso-indebido/nueva/")
    administra.get_by_label("Cuenta", exact=False).first.select_option(index=1)
    administra.get_by_label("Qué ocurrió, en una línea").fill("Propaganda en una cuenta oficial")
    administra.get_by_label("Hechos").fill("Se publicó y se borró un mensaje en favor de un partido.")
    administra.get_by_label("Cuándo ocurrió").fill(hoy(administra))
    administra.get_by_label("Pruebas").set_input_files([archivo(png(f"captura de {nombre}.png"))])
    revisar_pagina(administra)
    administra.get_by_role("button", name="Enviar el reporte").click()
    dice(administra, "Su reporte quedó recibido con el folio")
    revisar_pagina(administra)
    folio, reporte = folio_en(administra), administra.url

    revisora = producto.entrar("Revisión CNCS")
    revisora.goto(f"{producto.base}/admin/solicitudes/usoindebido/")
    sin_el_nombre(revisora, nombre)
    revisora.get_by_role("link", name=folio).click()
    dice(revisora, "Se publicó y se borró un mensaje")
    sin_el_nombre(revisora, nombre)
    with revisora.expect_download() as prueba:
        revisora.get_by_role("link", name="Prueba 1.png").click()
    assert prueba.value.suggested_filename == "Prueba 1.png"
    revisar_pagina(revisora)
    abrir_seccion(revisora, "Informar al control interno")
    revisora.get_by_label("Qué sabe la CNCS").fill("La publicación estuvo visible tres minutos.")
    revisora.get_by_role("button", name="Enviar", exact=True).click()
    dice(revisora, "El control interno ya puede leerlo")
    sin_el_nombre(revisora, nombre)
    revisora.goto(reporte)
    sin_el_nombre(revisora, nombre)
    revisora.goto(f"{producto.base}/solicitudes/?texto={nombre}")
    expect(revisora.get_by_text(folio)).to_have_count(0)

    control = producto.entrar("Control interno")
    atender(control, producto, folio)
    dice(control, nombre)
    dice(control, "La publicación estuvo visible tres minutos.")
    control.get_by_role("button", name="Abrir la investigación").click()
    dice(control, "La investigación quedó abierta, a su cargo")
    revisar_pagina(control)
    abrir_seccion(control, "Concluir la investigación")
    control.get_by_label("Fundado: hubo uso indebido").check()
    control.get_by_label("En qué se funda").fill("La captura y la bitácora de la red coinciden.")
    control.get_by_role("button", name="Concluir", exact=True).click()
    dice(control, "La investigación quedó concluida")
    ya_no_espera(control, producto, folio)

    administra.goto(reporte)
    dice(administra, "Fundado: hubo uso indebido")
    dice(administra, "La captura y la bitácora de la red coinciden.")
    assert "estuvo visible tres minutos" not in administra.content()
    assert producto.entrar("Titular de Junta Local").goto(reporte).status == 404


def sin_el_nombre(pagina: Page, nombre: str) -> None:
    """Neither in what is read nor anywhere in the page."""
    contenido = pagina.content()
    assert nombre not in contenido
    assert nombre.split()[1] not in contenido


@pytest.mark.criterio("7.iii")
def test_mi_calendario_se_crea_se_lee_sin_sesion_y_se_revoca(producto: Producto):
    pagina = producto.entrar("Titular de la CNCS")
    pagina.get_by_role("link", name="Mi calendario").click()
    pagina.get_by_role("button", name="Crear mi dirección privada").click()
    direccion = pagina.locator("code").inner_text()
    revisar_pagina(pagina)
    sin_sesion = producto.entrar("").request
    respuesta = sin_sesion.get(direccion)
    assert respuesta.ok
    assert respuesta.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in respuesta.text()
    pagina.reload()
    expect(pagina.locator("code")).to_have_count(0)  # it is shown once
    pagina.get_by_role("button", name="Revocar la dirección").click()
    dice(pagina, "La dirección dejó de funcionar")
    assert sin_sesion.get(direccion).status == 404


def test_la_lista_se_filtra_y_se_busca_solo_con_el_teclado(producto: Producto):
    pagina = producto.entrar("Control interno")
    pagina.goto(f"{producto.base}/solicitudes/")
    folio = pagina.locator("tbody th").first.inner_text().split(",")[0].strip()
    llegar(pagina, "Trámite")
    pagina.keyboard.type("Apertura")
    buscar_con_el_teclado(pagina)
    pagina.wait_for_url("**clase=apertura**")
    clases = pagina.locator("tbody td:nth-child(2) .nota").all_inner_texts()
    assert clases
    assert set(clases) == {"Apertura"}
    revisar_pagina(pagina)
    llegar(pagina, "Folio, cuenta, área, persona o palabras")
    pagina.keyboard.type("Íñiguez")
    buscar_con_el_teclado(pagina)
    pagina.wait_for_url("**texto=**guez**")
    assert pagina.locator("tbody tr").count() > 0
    assert set(pagina.locator("tbody td:nth-child(3)").all_inner_texts()) == {"DECEyEC"}
    pagina.goto(f"{producto.base}/solicitudes/")
    llegar(pagina, "Folio, cuenta, área, persona o palabras")
    pagina.keyboard.type(folio.lower())
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(re.compile(r"/solicitudes/([a-z-]+/)?\d+/$"))
    dice(pagina, folio)


def llegar(pagina: Page, rotulo: str) -> None:
    """Press Tab until the field has the focus."""
    campo = pagina.get_by_label(rotulo)
    for _ in range(40):
        pagina.keyboard.press("Tab")
        if campo.evaluate("c => c === document.activeElement"):
            return
    raise AssertionError(f"no se llega con el teclado a «{rotulo}»")


def buscar_con_el_teclado(pagina: Page) -> None:
    boton = pagina.locator("form[role=search] button")
    for _ in range(5):
        pagina.keyboard.press("Tab")
        if boton.evaluate("c => c === document.activeElement"):
            pagina.keyboard.press("Enter")
            return
    raise AssertionError("no se llega con el teclado a «Buscar»")

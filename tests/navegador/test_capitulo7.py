"""Each kind of request of chapter 7 from its beginning to its end, in a real browser, by its roles."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.fabrica import pdf, png
from tests.navegador.conftest import Producto, revisar_pagina
from tests.navegador.pasos import (
    abrir_seccion,
    archivo,
    atender,
    descargar,
    dice,
    en_el_panel,
    folio_en,
    hoy,
    paginas_de,
    ya_no_espera,
)

pytestmark = pytest.mark.navegador
ANCHOS = pytest.mark.parametrize("ancho", [1280, 390])


@ANCHOS
@pytest.mark.criterio("5.3.b")
def test_una_duda_se_contesta_y_queda_entre_las_frecuentes(producto: Producto, ancho: int):
    tema = {1280: "mascotas ajolote", 390: "avatares quetzal"}[ancho]
    titular = producto.entrar("Titular de área", ancho=ancho)
    titular.get_by_role("link", name="Iniciar un trámite").first.click()
    titular.get_by_role("link", name="Preguntar a la CNCS").click()
    titular.get_by_label("Qué quiere saber").fill(tema)
    titular.get_by_role("button", name="Buscar").click()
    dice(titular, "Ninguna pregunta frecuente se parece")
    expect(titular.get_by_label("Asunto")).to_have_value(tema)
    titular.get_by_role("button", name="Enviar la pregunta").click()
    dice(titular, "Hay algo que corregir")
    revisar_pagina(titular)
    titular.get_by_role("textbox", name="Pregunta", exact=True).fill(
        f"¿Una cuenta puede usar {tema} como imagen de perfil?"
    )
    titular.get_by_label("Documentos").set_input_files([archivo(png())])
    titular.get_by_role("button", name="Enviar la pregunta").click()
    dice(titular, "Su pregunta quedó enviada con el folio")
    revisar_pagina(titular)
    duda, folio = titular.url, folio_en(titular)
    assert paginas_de(descargar(titular, titular.get_by_role("link", name="Acuse de recibo"))) >= 1

    revisora = producto.entrar("Revisión CNCS", ancho=ancho)
    atender(revisora, producto, folio)
    contestar(revisora, "No: la imagen de perfil es la que entrega la CNCS (7.iv).")
    revisar_pagina(revisora)
    abrir_seccion(revisora, "Publicar como pregunta frecuente")
    revisora.get_by_role("textbox", name="Pregunta", exact=True).fill(f"¿Se pueden usar {tema} como imagen?")
    revisora.get_by_label("Numerales relacionados").select_option(["7.iv"])
    revisora.get_by_role("button", name="Publicar", exact=True).click()
    dice(revisora, "Quedó entre las preguntas frecuentes")
    ya_no_espera(revisora, producto, folio)

    atender(titular, producto, folio)
    dice(titular, "No: la imagen de perfil es la que entrega la CNCS")
    titular.get_by_role("link", name="Volver a preguntar").click()
    titular.get_by_label("Qué falta aclarar").fill("¿Y como imagen de portada?")
    titular.get_by_role("button", name="Enviar", exact=True).click()
    dice(titular, "Se envió a la CNCS")
    ya_no_espera(titular, producto, folio)
    atender(revisora, producto, folio)
    contestar(revisora, "Tampoco: la portada también es institucional.")

    titular.goto(duda)
    titular.get_by_role("link", name="Dar por resuelta").click()
    titular.get_by_role("button", name="Dar por resuelta").click()
    dice(titular, "La duda quedó cerrada")
    revisar_pagina(titular)
    ya_no_espera(titular, producto, folio)

    otra = producto.entrar("Titular de Junta Local", ancho=ancho)
    otra.get_by_role("link", name="Preguntas frecuentes").first.click()
    otra.get_by_label("Qué quiere saber").fill(tema)
    otra.get_by_role("button", name="Buscar").click()
    otra.get_by_text(f"¿Se pueden usar {tema} como imagen?").click()
    dice(otra, "No: la imagen de perfil es la que entrega la CNCS")
    revisar_pagina(otra)
    assert "Íñiguez" not in otra.locator("main").inner_text()
    assert otra.goto(duda).status == 404


def contestar(pagina: Page, respuesta: str) -> None:
    abrir_seccion(pagina, "Contestar")
    pagina.get_by_role("textbox", name="Respuesta", exact=True).first.fill(respuesta)
    pagina.get_by_role("button", name="Enviar la respuesta").click()
    dice(pagina, "La respuesta quedó enviada")


@ANCHOS
@pytest.mark.criterio("7.viii", "7.ix")
def test_una_baja_deja_su_lapida(producto: Producto, ancho: int):
    titular = producto.entrar("Titular de Junta Local", ancho=ancho)
    folio, cuenta, identificador = presentar_una_baja(titular, producto)
    baja = titular.url

    revisora = producto.entrar("Revisión CNCS", ancho=ancho)
    atender(revisora, producto, folio)
    revisar_pagina(revisora)
    revisora.get_by_role("button", name="Tomar para revisarla").click()
    dice(revisora, "La baja quedó en revisión, a su nombre")
    abrir_seccion(revisora, "Pedir más información")
    revisora.get_by_label("Qué información hace falta").fill("Diga a qué cuenta se invitará al público.")
    revisora.get_by_role("button", name="Pedir la información").click()
    dice(revisora, "Se pidió la información")

    atender(titular, producto, "Entregar la información que se pidió")
    revisar_pagina(titular)
    titular.get_by_role("link", name="Entregar la información que se pidió").click()
    dice(titular, "Diga a qué cuenta se invitará al público.")
    titular.get_by_label("Respuesta").fill("A la cuenta de X de la Junta Local.")
    titular.get_by_label("Documentos").set_input_files([archivo(pdf(nombre="plan.pdf"))])
    titular.get_by_role("button", name="Entregar").click()
    dice(titular, "Se entregó la información")

    atender(revisora, producto, folio)
    dice(revisora, "A la cuenta de X de la Junta Local.")
    abrir_seccion(revisora, "Autorizar la baja")
    revisora.get_by_label("Respuesta al área").fill("Procede; conserve el archivo de contenidos.")
    revisora.get_by_role("button", name="Autorizar y emitir la resolución").click()
    dice(revisora, "La baja quedó autorizada")
    revisar_pagina(revisora)

    cerrar_la_cuenta(titular, producto, folio)
    titular.goto(baja)
    revisar_pagina(titular)

    unicom = producto.entrar("UNICOM", ancho=ancho)
    atender(unicom, producto, folio)
    abrir_seccion(unicom, "Registrar el buzón cerrado")
    unicom.get_by_label("Evidencia").fill("El buzón se cerró y su contenido se respaldó.")
    unicom.get_by_role("button", name="Registrar", exact=True).click()
    dice(unicom, "Se avisó a la CNCS para que compruebe el cierre")
    revisar_pagina(unicom)
    ya_no_espera(unicom, producto, folio)

    atender(revisora, producto, folio)
    abrir_seccion(revisora, "Comprobar y concluir")
    revisora.get_by_label("Qué se comprobó").fill("La dirección ya no responde y el archivo está completo.")
    revisora.get_by_role("button", name="Concluir la baja").click()
    dice(revisora, "La baja quedó concluida")
    ya_no_espera(revisora, producto, folio)
    titular.goto(baja)
    dice(titular, "La cuenta dejó de existir y quedó su registro")
    assert paginas_de(descargar(titular, titular.get_by_role("link", name="Resolución").first)) >= 1

    publico = producto.entrar("", ancho=ancho)
    publico.goto(f"{producto.base}/?ver=bajas")
    dice(publico, identificador)
    revisar_pagina(publico)
    publico.get_by_role("link", name=cuenta).first.click()
    revisar_pagina(publico)
    publico.goto(producto.base)
    publico.get_by_label("Pegue la dirección").fill(identificador)
    publico.get_by_role("button", name="Comprobar").click()
    dice(publico, re.compile("No es oficial: lo fue hasta el"))
    revisar_pagina(publico)


def presentar_una_baja(pagina: Page, producto: Producto) -> tuple[str, str, str]:
    """File it, first with what is not a PDF. The folio, and the name and handle of the account."""
    pagina.goto(f"{producto.base}/solicitudes/baja/nueva/")
    pagina.get_by_label("Cuenta", exact=True).select_option(index=1)
    elegida = pagina.locator("#id_cuenta option:checked").inner_text()
    cuenta, resto = elegida.split(" · ")[:2]
    pagina.get_by_label("Por qué se cierra").fill("Su público pasó a la cuenta de X; no se usa desde marzo.")
    pagina.get_by_label("Número de oficio").fill("INE/JL-OAX/0412/2026")
    pagina.get_by_label("Fecha del oficio").fill(hoy(pagina))
    oficio = pagina.get_by_label("Oficio firmado")
    oficio.set_input_files({"name": "oficio.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 no soy un PDF"})
    pagina.get_by_role("button", name="Presentar la solicitud").click()
    expect(pagina.locator(".campo--error").filter(has_text="Oficio firmado")).to_contain_text("PDF")
    revisar_pagina(pagina)
    expect(pagina.get_by_label("Número de oficio")).to_have_value("INE/JL-OAX/0412/2026")
    expect(pagina.get_by_label("Por qué se cierra")).to_have_value(re.compile("no se usa desde marzo"))
    assert pagina.locator("#id_cuenta option:checked").inner_text() == elegida
    pagina.get_by_label("Oficio firmado").set_input_files(archivo(pdf()))
    pagina.get_by_role("button", name="Presentar la solicitud").click()
    dice(pagina, "La baja quedó presentada con el folio")
    revisar_pagina(pagina)
    assert paginas_de(descargar(pagina, pagina.get_by_role("link", name="Acuse de recibo"))) >= 1
    return folio_en(pagina), cuenta, resto.split(" en ")[0]


def cerrar_la_cuenta(pagina: Page, producto: Producto, folio: str) -> None:
    """7.ix: export, delete, cancel; each asks for its evidence."""
    atender(pagina, producto, folio)
    pagina.get_by_role("link", name="Registrar los contenidos exportados").click()
    pagina.get_by_label("Evidencia").fill("Se descargó el archivo de la red con 812 publicaciones.")
    pagina.get_by_role("button", name="Registrar").click()
    expect(pagina.locator(".campo--error").filter(has_text="Contenidos exportados")).to_be_visible()
    pagina.get_by_label("Contenidos exportados").set_input_files([archivo(pdf(nombre="indice.pdf"))])
    pagina.get_by_role("button", name="Registrar").click()
    dice(pagina, "Ahora le toca eliminar los contenidos de la red")
    pagina.get_by_role("link", name="Registrar los contenidos eliminados").click()
    pagina.get_by_label("Evidencia").fill("Se eliminaron todas las publicaciones.")
    pagina.get_by_role("button", name="Registrar").click()
    dice(pagina, "Ahora le toca cancelar la cuenta en la red")
    pagina.get_by_role("link", name="Registrar la cuenta cancelada").click()
    revisar_pagina(pagina)
    pagina.get_by_label("Fecha en que se canceló").fill(hoy(pagina))
    pagina.get_by_label("Evidencia").fill("La red confirmó la eliminación de la cuenta.")
    pagina.get_by_role("button", name="Registrar la cancelación").click()
    dice(pagina, "La cuenta dejó de ser oficial")
    ya_no_espera(pagina, producto, folio)


@pytest.mark.criterio("7.v", "6.xxxiv", "5.1.b")
def test_un_cambio_de_suplente_exige_cambiar_la_contrasena(producto: Producto):
    titular = producto.entrar("Titular de área")
    administra = producto.entrar("Administradora de cuenta")
    entra = producto.entrar("Administrador suplente")
    quien_administra = administra.get_by_role("heading", level=1).inner_text()
    quien_entra = entra.get_by_role("heading", level=1).inner_text()
    fila = titular.get_by_role("row").filter(has_text=quien_administra).filter(has_not_text=quien_entra).first
    cuenta = en_su_red(fila)
    fila.get_by_role("link").click()
    revisar_pagina(titular)
    titular.get_by_role("link", name="Cambiar administradores").click()
    revisar_pagina(titular)
    titular.get_by_label("Lugar que cambia").select_option("suplente")
    titular.get_by_role("button", name="Presentar el cambio").click()
    expect(titular.locator(".campo--error").filter(has_text="Quién entra")).to_contain_text("Elija quién entra.")
    opcion = titular.get_by_label("Quién entra").locator("option", has_text=quien_entra)
    titular.get_by_label("Quién entra").select_option(opcion.get_attribute("value"))
    titular.get_by_label("Motivo").fill("Reparto de tareas de la subdirección.")
    titular.get_by_role("button", name="Presentar el cambio").click()
    dice(titular, "El cambio quedó presentado con el folio")
    dice(titular, "En vigor, por acusar")
    revisar_pagina(titular)
    folio = folio_en(titular)

    expect(en_el_panel(administra, producto, cuenta).filter(has_text="Cambiar la contraseña")).to_have_count(1)
    atender(entra, producto, cuenta)
    revisar_pagina(entra)
    entra.get_by_role("button", name="Ya cambié la contraseña").click()
    dice(entra, "Confirme que la nueva contraseña cumple la política.")
    entra.get_by_label("La nueva contraseña cumple la política").check()
    entra.get_by_role("button", name="Ya cambié la contraseña").click()
    dice(entra, "Quedó registrado. La otra persona administradora lo confirma.")
    ya_no_espera(entra, producto, cuenta)
    atender(administra, producto, cuenta)
    revisar_pagina(administra)
    administra.get_by_role("button", name="Confirmar", exact=True).click()
    dice(administra, "El cambio de contraseña quedó confirmado")
    ya_no_espera(administra, producto, cuenta)

    revisora = producto.entrar("Revisión CNCS")
    atender(revisora, producto, folio)
    revisar_pagina(revisora)
    acusar = revisora.get_by_role("button", name="Acusar recibo")
    if not acusar.is_visible():
        abrir_seccion(revisora, "Darse por enterada")
    acusar.click()
    dice(revisora, "La CNCS quedó enterada del cambio")
    ya_no_espera(revisora, producto, folio)


def en_su_red(fila: Locator) -> str:
    """The account of a row of the panel, as the tray names it."""
    nombre = fila.get_by_role("link").inner_text()
    return f"{nombre} en {fila.locator('th .nota').inner_text().rpartition(' · ')[2]}"

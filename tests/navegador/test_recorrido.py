"""The whole path of an opening in a real browser, on ``bin/demo``: each role signs in, mails arrive, PDFs open."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.fabrica import pdf, png
from tests.navegador.conftest import Producto, cabe, revisar_pagina
from tests.navegador.pasos import abrir_seccion, archivo, descargar, esperar_correo, paginas_de

pytestmark = pytest.mark.navegador


@pytest.mark.criterio("7.i", "7.ii", "7.iii", "7.iv", "7.vi")
def test_de_la_propuesta_a_la_cuenta_activa(producto: Producto):
    titular = producto.entrar("Titular de área")
    folio, solicitud = presentar_una_propuesta(titular)

    revisora = producto.entrar("Revisión CNCS")
    autorizar(revisora, producto, folio)

    unicom = producto.entrar("UNICOM")
    unicom.goto(f"{producto.base}/admin/solicitudes/apertura/buzones/")
    revisar_pagina(unicom)
    unicom.get_by_role("link", name=folio).click()
    abrir_seccion(unicom, "Registrar el buzón")
    unicom.get_by_label("Nombre del buzón").fill("recorrido.x")
    unicom.get_by_role("button", name="Registrar el buzón").click()
    expect(unicom.get_by_text("El buzón quedó registrado")).to_be_visible()

    abrir_y_avisar(titular, solicitud)

    comite = producto.entrar("Presidencia del Comité")
    expect(comite.get_by_text("@RecorridoINE").first).to_be_visible()

    publico = producto.entrar("")
    publico.goto(producto.base)
    publico.get_by_label("Pegue la dirección").fill("twitter.com/recorridoine/")
    publico.get_by_role("button", name="Comprobar").click()
    expect(publico.get_by_text("Recorrido Cívico INE").first).to_be_visible()
    revisar_pagina(publico)

    correos = producto.entrar("")
    for asunto in (
        f"Nueva propuesta de cuenta: {folio}",
        f"Recibimos su propuesta {folio}",
        f"Autorizada: {folio}",
        "Buzón listo",
        "Se abrió la cuenta Recorrido Cívico INE",
    ):
        esperar_correo(correos, producto, asunto)


def presentar_una_propuesta(pagina: Page) -> tuple[str, str]:
    revisar_pagina(pagina)
    pagina.get_by_role("link", name="Iniciar un trámite").first.click()
    pagina.get_by_role("link", name="Pedir una cuenta").click()
    pagina.get_by_role("button", name="Empezar el borrador").click()
    pagina.get_by_label("Red social").select_option("youtube")
    pagina.get_by_label("Identificador que propone").fill("canal")
    pagina.get_by_label("Nombre de la cuenta").fill("Recorrido Cívico INE")
    pagina.get_by_role("button", name="Guardar y continuar").click()
    expect(pagina.get_by_text("solo existe el canal INETV").first).to_be_visible()
    revisar_pagina(pagina)
    pagina.get_by_label("Red social").select_option("x")
    pagina.get_by_label("Identificador que propone").fill("@Recorrido")
    pagina.get_by_role("button", name="Guardar y continuar").click()
    expect(pagina.get_by_text("debe terminar en «ine»").first).to_be_visible()
    assert pagina.get_by_label("Nombre de la cuenta").input_value() == "Recorrido Cívico INE"
    pagina.get_by_label("Identificador que propone").fill("@RecorridoINE")
    pagina.get_by_role("button", name="Guardar y continuar").click()

    pagina.get_by_label("Difundir educación cívica").check()
    pagina.get_by_label("Programa institucional").fill("Estrategia Nacional de Cultura Cívica")
    # What is typed keeps itself: the page is left without pressing anything, and resumed.
    pagina.get_by_label("Actividad que difundirá").press_sequentially("Ñandúes y pingüinos explican el voto")
    expect(pagina.get_by_text("Guardado a las")).to_be_visible()
    pagina.reload()
    expect(pagina.get_by_label("Actividad que difundirá")).to_have_value("Ñandúes y pingüinos explican el voto")
    pagina.get_by_label("Por qué no bastan").fill("El público y el tono son distintos.")
    pagina.get_by_role("button", name="Guardar y continuar").click()

    pagina.get_by_label("Plan de operación").fill("Dos publicaciones al día; respuestas en horas hábiles.")
    pagina.get_by_label("Diaria").check()
    pagina.get_by_role("button", name="Guardar y continuar").click()

    pagina.get_by_label("Persona administradora titular").select_option(index=1)
    elegida = pagina.get_by_label("Persona administradora titular").input_value()
    suplentes = pagina.get_by_label("Persona administradora suplente").locator("option")
    otra = next(v for v in suplentes.evaluate_all("os => os.map(o => o.value)") if v and v != elegida)
    pagina.get_by_label("Persona administradora suplente").select_option(otra)
    revisar_pagina(pagina)
    pagina.get_by_role("button", name="Guardar y continuar").click()
    expect(pagina.get_by_text("La propuesta está completa")).to_be_visible()
    pagina.get_by_role("link", name="Continuar al oficio").click()

    oficio = descargar(pagina, pagina.get_by_role("link", name="Descargar el oficio"))
    assert paginas_de(oficio) >= 1
    pagina.get_by_label("Número del oficio").fill("INE/DECEyEC/0777/2026")
    pagina.get_by_label("Fecha del oficio").fill(pagina.evaluate("new Date().toLocaleDateString('sv-SE')"))
    pagina.get_by_label("Oficio firmado").set_input_files(
        {"name": "oficio.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 no soy un PDF"}
    )
    pagina.get_by_role("button", name="Presentar la propuesta").click()
    expect(pagina.get_by_text("No se presentó")).to_be_visible()
    revisar_pagina(pagina)
    assert pagina.get_by_label("Número del oficio").input_value() == "INE/DECEyEC/0777/2026"
    pagina.get_by_label("Oficio firmado").set_input_files(archivo(pdf()))
    pagina.get_by_role("button", name="Presentar la propuesta").click()
    expect(pagina.get_by_role("heading", name="@RecorridoINE en X (Twitter)")).to_be_visible()
    revisar_pagina(pagina)
    folio = re.search(r"AP-\d{4}-\d{4}", pagina.content()).group()

    acuse = descargar(pagina, pagina.get_by_role("link", name="Acuse de recibo"))
    assert paginas_de(acuse) >= 1
    solicitud = pagina.url
    pagina.get_by_role("link", name="cómo se contó").click()
    expect(pagina.get_by_text("Día 15")).to_be_visible()
    revisar_pagina(pagina)
    return folio, solicitud


def autorizar(pagina: Page, producto: Producto, folio: str) -> None:
    pagina.goto(f"{producto.base}/admin/solicitudes/apertura/?q={folio}")
    revisar_pagina(pagina)
    pagina.get_by_role("link", name=folio).click()
    pagina.get_by_role("button", name="Tomar para revisar").click()
    expect(pagina.get_by_text("La solicitud quedó a su cargo.")).to_be_visible()
    abrir_seccion(pagina, "Autorizar")
    pagina.locator("details[open] textarea").first.fill("Se autoriza; use los elementos adjuntos.")
    pagina.locator("details[open] input[type=file]").first.set_input_files([archivo(png())])
    pagina.get_by_role("button", name="Autorizar la apertura").click()
    expect(pagina.get_by_text("La apertura quedó autorizada").first).to_be_visible()
    revisar_pagina(pagina)


def abrir_y_avisar(pagina: Page, solicitud: str) -> None:
    pagina.goto(solicitud)
    pagina.goto(solicitud + "abrir/")
    revisar_pagina(pagina)
    pagina.get_by_label(re.compile("abri", re.I)).last.fill(pagina.evaluate("new Date().toLocaleDateString('sv-SE')"))
    pagina.locator("main form button[type=submit]").last.click()
    expect(pagina.get_by_text("Falta un paso: avisar al Comité")).to_be_visible()
    pagina.goto(solicitud + "notificar/")
    revisar_pagina(pagina)
    pagina.get_by_role("button", name="Emitir el aviso y activar la cuenta").click()
    expect(pagina.get_by_text("La cuenta está activa").first).to_be_visible()
    aviso = descargar(pagina, pagina.get_by_role("link", name="Aviso al Comité"))
    assert paginas_de(aviso) >= 1


BANDEJAS = "/admin/solicitudes"
PAGINAS = {
    "": [
        *("/", "/?texto=zzzz", "/?q=nadie", "/?ver=bajas", "/consejerias/", "/acceso/"),
        *("/solicitudes/verificar/", "/no-existe/", "/suplantaciones/reportar/"),
    ],
    "Titular de área": [
        *("/panel/", "/panel/area/DECEyEC/", "/panel/calendario/", "/solicitudes/", "/solicitudes/iniciar/"),
        *("/solicitudes/baja/nueva/", "/solicitudes/cambio/nueva/", "/solicitudes/duda/nueva/?q=clave"),
        *("/solicitudes/caso/nueva/", "/solicitudes/uso-indebido/nueva/"),
        *("/solicitudes/preguntas/", "/solicitudes/precedentes/", "/difusion/", "/difusion/nueva/", "/acceso/mi/"),
        *("/cuentas/", ("/cuentas/", r"/cuentas/\d+/$"), ("/cuentas/", r"/al/$"), ("/cuentas/", r"/horarios/$")),
        *("/panel/area/DECEyEC/cumplimiento/", "/incidentes/nuevo/", "/evaluacion/"),
    ],
    "Titular de Junta Local": ["/panel/", "/solicitudes/"],
    "Administradora de cuenta": [
        *(
            "/panel/",
            "/solicitudes/iniciar/",
            "/publicaciones/",
            "/publicaciones/nuevo/",
            "/calendario/",
            "/consultas/",
        ),
        *(
            ("/publicaciones/", r"/publicaciones/\d+/$"),
            ("/panel/", r"/variante/\d+/publicar/$"),
            ("/consultas/", r"/\d+/$"),
        ),
        *(("/cuentas/", r"/bitacora/$"), ("/cuentas/", r"/rotacion/$"), ("/cuentas/", r"/recertificacion/$")),
        *(("/cuentas/", r"/autenticidad/$"), "/capacitacion/"),
    ],
    "Administrador suplente": ["/panel/"],
    "Revisión CNCS": [
        *("/panel/", "/admin/", "/admin/publicaciones/peticion/", "/solicitudes/baja/nueva/?como=oficio"),
        *(f"{BANDEJAS}/{c}/" for c in ("apertura", "baja", "cambio", "duda", "preguntafrecuente", "publicidad")),
    ],
    "Titular de la CNCS": [
        *("/panel/", "/panel/carga/", "/admin/plazos/diainhabil/", "/admin/plazos/diainhabil/add/"),
        *(
            "/atencion/",
            ("/atencion/", r"/atencion/\d+/$"),
            "/atencion/nueva/",
            "/atencion/temas/",
            "/atencion/propuestas/",
        ),
        *("/admin/publicaciones/veda/", "/admin/publicaciones/consulta/", "/incidentes/"),
        *("/admin/cuentas/suplantacion/", "/admin/cuentas/recertificacion/", "/admin/cuentas/alertaabandono/"),
        *("/panel/obligaciones/", "/evaluacion/", ("/cuentas/", r"/expediente/\d+/$")),
        *(
            "/panel/tablero/",
            "/panel/tablero/?fecha=2999-01-01",
            ("/panel/tablero/", r"/tablero/\w+/$"),
            "/panel/contrasenas/",
        ),
    ],
    "UNICOM": ["/panel/", f"{BANDEJAS}/apertura/buzones/", f"{BANDEJAS}/baja/"],
    "Secretaría Técnica": ["/panel/", "/admin/", f"{BANDEJAS}/apertura/resueltas/", f"{BANDEJAS}/caso/"],
    "Presidencia del Comité": ["/panel/"],
    "Control interno": [
        *("/panel/", "/admin/bitacora/asiento/", "/admin/avisos/aviso/", "/admin/cuentas/cuenta/"),
        *(f"{BANDEJAS}/usoindebido/", f"{BANDEJAS}/baja/?ver=terminadas"),
    ],
    "Consejería Electoral": ["/panel/", "/solicitudes/iniciar/", "/solicitudes/publicidad/nueva/"],
    "Administración del sistema": ["/panel/", "/admin/organizacion/persona/", "/admin/organizacion/area/"],
}


def ir(pagina: Page, producto: Producto, ruta: str | tuple[str, str]) -> None:
    """To an address; or to the first link of a page whose address is like the pattern."""
    lista, patron = ruta if isinstance(ruta, tuple) else (ruta, "")
    pagina.goto(producto.base + lista)
    if patron:
        enlaces = pagina.locator("main a").evaluate_all("enlaces => enlaces.map(a => a.pathname)")
        pagina.goto(producto.base + next(enlace for enlace in enlaces if re.search(patron, enlace)))


@pytest.mark.parametrize("papel", list(PAGINAS))
def test_las_paginas_son_accesibles_y_caben(producto: Producto, papel: str):
    pagina = producto.entrar(papel)
    for ruta in PAGINAS[papel]:
        ir(pagina, producto, ruta)
        cabe(pagina)
        pagina.set_viewport_size({"width": 390, "height": 900})
        revisar_pagina(pagina)  # the walks look at the wide ones
        pagina.set_viewport_size({"width": 1280, "height": 900})


def test_se_usa_solo_con_el_teclado(producto: Producto):
    pagina = producto.entrar("")
    pagina.goto(producto.base)
    pagina.keyboard.press("Tab")
    expect(pagina.locator(":focus")).to_have_text("Ir al contenido")
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("@INEMexico")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text(re.compile("Sí", re.I)).first).to_be_visible()


def test_se_escribe_un_contenido_solo_con_el_teclado(producto: Producto):
    pagina = producto.entrar("Administradora de cuenta")
    ir(pagina, producto, ("/panel/", r"/variante/\d+/publicar/$"))
    pagina.goto(pagina.url.removesuffix("publicar/"))
    tabular_hasta(pagina, pagina.get_by_label("Texto", exact=False).first)
    pagina.keyboard.press("Control+End")
    pagina.keyboard.type(" Consulte el acuerdo.")
    tabular_hasta(pagina, pagina.get_by_role("button", name="Guardar y seguir escribiendo"))
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Consulte el acuerdo.").first).to_be_visible()


def tabular_hasta(pagina: Page, destino: Locator) -> None:
    """Press Tab until ``destino`` has the focus."""
    for _ in range(60):
        if destino.evaluate("elemento => elemento === document.activeElement"):
            return
        pagina.keyboard.press("Tab")
    raise AssertionError("no se llega con el teclado")

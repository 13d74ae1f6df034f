"""What every walk does in the pages: hand in a file, take one, find what waits for a person, do an act."""

import io
import re
from collections.abc import Collection
from email.message import EmailMessage

import pikepdf
from playwright.sync_api import Locator, Page, expect

from tests.navegador.conftest import Producto


def archivo(subida) -> dict:
    return {"name": subida.name, "mimeType": subida.content_type, "buffer": subida.read()}


def descargar(pagina: Page, enlace: Locator) -> bytes:
    with pagina.expect_download() as descarga:
        enlace.click()
    return descarga.value.path().read_bytes()


def paginas_de(contenido: bytes) -> int:
    with pikepdf.open(io.BytesIO(contenido)) as documento:
        return len(documento.pages)


def hoy(pagina: Page) -> str:
    return pagina.evaluate("new Date().toLocaleDateString('sv-SE')")


def folio_en(pagina: Page) -> str:
    """The folio of the request whose page this is."""
    return re.search(r"[A-Z]{2}-\d{4}-\d{4}", pagina.locator("main").inner_text()).group()


def dice(pagina: Page, texto: str | re.Pattern) -> None:
    expect(pagina.get_by_text(texto).first).to_be_visible()


def abrir_seccion(pagina: Page, titulo: str) -> None:
    """Unfold the form of an act."""
    seccion = pagina.locator("details", has=pagina.locator("summary", has_text=re.compile(f"^\\s*{titulo}\\s*$")))
    if not seccion.first.evaluate("d => d.open"):
        seccion.first.locator("summary").click()


def en_el_panel(pagina: Page, producto: Producto, que: str) -> Locator:
    """The lines of the person's tray that speak of ``que``."""
    pagina.goto(f"{producto.base}/panel/")
    return pagina.get_by_role("region", name="Lo que espera por usted").get_by_role("row").filter(has_text=que)


def atender(pagina: Page, producto: Producto, que: str) -> None:
    """Follow the line of the tray: it waits for this person, and its link leads where it is attended to."""
    linea = en_el_panel(pagina, producto, que)
    expect(linea).to_have_count(1)
    linea.get_by_role("link").click()


def ya_no_espera(pagina: Page, producto: Producto, que: str) -> None:
    expect(en_el_panel(pagina, producto, que)).to_have_count(0)


def esperar_correo(pagina: Page, producto: Producto, asunto: str, *, para: Collection[str] = ()) -> list[EmailMessage]:
    """The messages of that subject that reached the mail server within a minute: to all of ``para``, or to anybody."""
    for _ in range(60):
        mensajes = producto.buzon.con(asunto)
        if mensajes and {mensaje["To"] for mensaje in mensajes} >= set(para):
            return mensajes
        pagina.wait_for_timeout(1000)
    raise AssertionError(f"no llegó el correo «{asunto}» a {para or 'nadie'}")

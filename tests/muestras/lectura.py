"""Reading back a PDF of ours: its text as a reader copies it, its structure as a screen reader tells it."""

import io
import re
from collections.abc import Iterator

import pikepdf


def abrir(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def texto_de(pdf: bytes, *, al_margen: bool = False) -> str:
    """The text of the pages, or of their margins, without blanks nor the hyphens of line breaks."""
    with abrir(pdf) as documento:
        return sin_blancos(
            "".join("".join(_textos(pagina, al_margen)) for pagina in documento.pages).replace("\xad", "")
        )


def sin_blancos(texto: str) -> str:
    return "".join(texto.split())


def _textos(pagina: pikepdf.Page, al_margen: bool) -> Iterator[str]:
    """Pieces of text through the ToUnicode maps of the fonts; what is marked as artifact is the margins."""
    fuentes = {nombre: _signos(fuente) for nombre, fuente in pagina.resources.get("/Font", {}).items()}
    mapa: dict[int, str] = {}
    marcas: list[bool] = []
    for operandos, operador in pikepdf.parse_content_stream(pagina):
        if str(operador) in ("BMC", "BDC"):
            marcas.append(operandos[0] == "/Artifact")
        elif str(operador) == "EMC":
            marcas.pop()
        elif str(operador) == "Tf":
            mapa = fuentes[str(operandos[0])]
        elif str(operador) in ("Tj", "TJ") and any(marcas) == al_margen:
            piezas = operandos[0] if str(operador) == "TJ" else operandos
            codigos = b"".join(bytes(pieza) for pieza in piezas if isinstance(pieza, pikepdf.String))
            yield "".join(mapa[int.from_bytes(codigos[i : i + 2])] for i in range(0, len(codigos), 2))


def _signos(fuente: pikepdf.Object) -> dict[int, str]:
    cmap = fuente.ToUnicode.read_bytes().decode("ascii")
    signos = {}
    for bloque in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for codigo, texto in re.findall(r"<(\w+)>\s*<(\w+)>", bloque):
            signos[int(codigo, 16)] = bytes.fromhex(texto).decode("utf-16-be")
    for bloque in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for primero, ultimo, texto in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", bloque):
            for paso in range(int(ultimo, 16) - int(primero, 16) + 1):
                signos[int(primero, 16) + paso] = chr(int(texto, 16) + paso)
    return signos


def etiquetas_de(documento: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """(kind, element) of the structure tree, in reading order."""
    pendientes = [documento.Root.StructTreeRoot]
    while pendientes:
        elemento = pendientes.pop()
        if isinstance(elemento, pikepdf.Array):
            pendientes.extend(reversed(list(elemento)))
        elif isinstance(elemento, pikepdf.Dictionary):
            if "/S" in elemento:
                yield str(elemento.S), elemento
            if "/K" in elemento:
                pendientes.append(elemento.K)

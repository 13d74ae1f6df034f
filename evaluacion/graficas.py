"""Charts drawn on the server: plain SVG with a title and a description, the same for the page and for the paper.

They carry no style sheet nor script; the table with the same figures always stands beside them.
"""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Final

ACENTO: Final = "#950054"
SUAVE: Final = "#62575d"
LINEA: Final = "#d9cfd3"
ANCHO: Final = 640
ESTRECHO: Final = 340  # of what stands at the side of a page
RENGLON: Final = 30
ROTULO: Final = 230
LETRA: Final = 'font-family="Libertinus Serif, system-ui, sans-serif" font-size="14"'

Par = tuple[str, Decimal | None]


def columna(titulo: str, pares: Sequence[Par], *, maximo: int = 100) -> str:
    """The same bars as ``barras``, each under its label: for a column of a page, legible on a telephone."""
    alto, largo = 2 * RENGLON * len(pares), ESTRECHO - 60
    piezas = []
    for n, (rotulo, valor) in enumerate(pares):
        y = n * 2 * RENGLON
        piezas.append(f'<text x="0" y="{y + 16}" fill="{SUAVE}">{escape(_corto(rotulo, 44))}</text>')
        if valor is None:
            piezas.append(f'<text x="0" y="{y + 40}" fill="{SUAVE}">sin datos</text>')
            continue
        ancho = round(float(valor) / maximo * largo, 1)
        piezas.append(f'<rect x="0" y="{y + 25}" width="{ancho}" height="20" rx="2" fill="{ACENTO}"/>')
        piezas.append(f'<text x="{ancho + 8 if ancho else 0}" y="{y + 40}">{valor:.1f}</text>')
    return _svg(titulo, en_palabras(pares), alto, piezas, ESTRECHO)


def barras(titulo: str, pares: Sequence[Par], *, maximo: int = 100) -> str:
    """Horizontal bars across a sheet, one for each pair; without a value, it says so."""
    alto, largo = RENGLON * len(pares) + 10, ANCHO - ROTULO - 70
    piezas = []
    for n, (rotulo, valor) in enumerate(pares):
        y = n * RENGLON + 8
        piezas.append(f'<text x="0" y="{y + 15}" fill="{SUAVE}">{escape(_corto(rotulo))}</text>')
        if valor is None:
            piezas.append(f'<text x="{ROTULO}" y="{y + 15}" fill="{SUAVE}">sin datos</text>')
            continue
        ancho = round(float(valor) / maximo * largo, 1)
        piezas.append(f'<rect x="{ROTULO}" y="{y}" width="{ancho}" height="20" rx="2" fill="{ACENTO}"/>')
        piezas.append(f'<text x="{ROTULO + ancho + 8}" y="{y + 15}">{valor:.1f}</text>')
    return _svg(titulo, en_palabras(pares), alto, piezas)


def linea(titulo: str, pares: Sequence[Par], *, maximo: int = 100) -> str:
    """A line over time; where there are no data it is broken."""
    alto, base, paso = 220, 180, (ESTRECHO - 80) / max(len(pares) - 1, 1)
    piezas = [
        f'<line x1="40" x2="{ESTRECHO - 20}" y1="{base - v * 1.5}" y2="{base - v * 1.5}" stroke="{LINEA}"/>'
        f'<text x="0" y="{base - v * 1.5 + 5}" fill="{SUAVE}">{v}</text>'
        for v in range(0, maximo + 1, 25)
    ]
    anterior = None
    cada = -(-len(pares) // 4)  # more labels than four would write over each other
    for n, (rotulo, valor) in enumerate(pares):
        x = 40 + n * paso
        ancla = "start" if n == 0 else "end" if n == len(pares) - 1 else "middle"
        if (len(pares) - 1 - n) % cada == 0:
            piezas.append(f'<text x="{x}" y="{base + 28}" text-anchor="{ancla}" fill="{SUAVE}">{escape(rotulo)}</text>')
        if valor is None:
            anterior = None
            continue
        y = round(base - float(valor) / maximo * 150, 1)
        if anterior:
            trazo = f'stroke="{ACENTO}" stroke-width="2"'
            piezas.append(f'<line x1="{anterior[0]}" y1="{anterior[1]}" x2="{x}" y2="{y}" {trazo}/>')
        piezas.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{ACENTO}"/>')
        if (len(pares) - 1 - n) % cada == 0:
            piezas.append(f'<text x="{x}" y="{y - 12}" text-anchor="{ancla}">{valor:.1f}</text>')
        anterior = (x, y)
    return _svg(titulo, en_palabras(pares), alto, piezas, ESTRECHO)


def en_palabras(pares: Sequence[Par]) -> str:
    """What a chart shows, for whoever does not see it."""
    return "; ".join(f"{rotulo}: {'sin datos' if v is None else f'{v:.1f}'}" for rotulo, v in pares)


def _svg(titulo: str, descripcion: str, alto: int, piezas: Sequence[str], ancho: int = ANCHO) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ancho} {alto}" role="img" {LETRA} '
        f'aria-label="{escape(titulo)}. {escape(descripcion)}">{"".join(piezas)}</svg>'
    )


def _corto(texto: str, maximo: int = 34) -> str:
    return texto if len(texto) <= maximo else f"{texto[: maximo - 1]}…"

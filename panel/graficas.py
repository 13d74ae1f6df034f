"""Charts drawn on the server: SVG that says in words what it draws, with no style of its own (static/css)."""

from collections.abc import Sequence
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_ANCHO: Final = 640
_ALTO: Final = 240
_IZQUIERDA: Final = 44
_DERECHA: Final = 24
_ARRIBA: Final = 16
_ABAJO: Final = 32


def barra(porcentaje: int | None, texto: str) -> SafeString:
    """A bar of a share of 100; of nothing, an empty string."""
    if porcentaje is None:
        return SafeString("")
    return format_html(
        '<svg class="barra-tema" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="barra-tema__fondo" width="100" height="10"></rect>'
        '<rect class="barra-tema__valor" width="{}" height="10"></rect></svg>',
        texto, min(max(porcentaje, 0), 100),
    )  # fmt: skip


def linea(puntos: Sequence[tuple[str, int | None]], *, titulo: str, clave: str) -> SafeString:
    """A line of shares of 100 over time; a point without value leaves a gap. ``clave`` makes its ids unique."""
    valores = [(x, valor) for x, (_, valor) in enumerate(puntos) if valor is not None]
    if not valores:
        return SafeString("")
    paso = (_ANCHO - _IZQUIERDA - _DERECHA) / max(len(puntos) - 1, 1)
    lugares = [(round(_IZQUIERDA + x * paso, 1), _y(valor), valor) for x, valor in valores]
    marcas = format_html_join(
        "",
        '<line class="grafica__eje" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
        '<text class="grafica__texto" x="{}" y="{}" text-anchor="end">{} %</text>',
        ((_IZQUIERDA, _ANCHO - _DERECHA, _y(v), _y(v), _IZQUIERDA - 6, _y(v) + 4, v) for v in (0, 50, 100)),
    )
    trazos = format_html_join(
        "", '<polyline class="grafica__linea" points="{}"></polyline>',
        ((" ".join(f"{x},{y}" for x, y in tramo),) for tramo in _tramos(puntos, paso)),
    )  # fmt: skip
    circulos = format_html_join("", '<circle class="grafica__punto" cx="{}" cy="{}" r="4"></circle>',
                                ((x, y) for x, y, _ in lugares))  # fmt: skip
    extremos = format_html_join(
        "", '<text class="grafica__texto" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (_IZQUIERDA, _ALTO - 8, "start", puntos[0][0]),
            *(((_ANCHO - _DERECHA, _ALTO - 8, "end", puntos[-1][0]),) if len(puntos) > 1 else ()),
        ),
    )  # fmt: skip
    descripcion = "; ".join(f"{rotulo}: {'sin datos' if v is None else f'{v} %'}" for rotulo, v in puntos)
    return format_html(
        '<svg class="grafica" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-titulo {}-texto">'
        '<title id="{}-titulo">{}</title><desc id="{}-texto">{}</desc>{}{}{}{}</svg>',
        _ANCHO, _ALTO, clave, clave, clave, titulo, clave, descripcion, marcas, trazos, circulos, extremos,
    )  # fmt: skip


def _y(valor: int) -> float:
    return round(_ARRIBA + (_ALTO - _ARRIBA - _ABAJO) * (100 - valor) / 100, 1)


def _tramos(puntos: Sequence[tuple[str, int | None]], paso: float) -> list[list[tuple[float, float]]]:
    """The runs of points that follow each other without a gap."""
    tramos: list[list[tuple[float, float]]] = [[]]
    for x, (_, valor) in enumerate(puntos):
        if valor is None:
            tramos.append([])
        else:
            tramos[-1].append((round(_IZQUIERDA + x * paso, 1), _y(valor)))
    return [tramo for tramo in tramos if tramo]

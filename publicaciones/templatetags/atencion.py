"""Whether the menu offers «Atención»."""

from typing import Any

from django import template

from publicaciones.consultas.atencion import tiene_atencion

register = template.Library()
register.filter("tiene_atencion", tiene_atencion)


@register.filter
def conteo(valor: Any, palabras: str) -> str:
    """«3 mensajes»: a number with its word, ``"mensaje,mensajes"``."""
    uno, varios = palabras.split(",")
    return f"{valor} {uno if valor == 1 else varios}"

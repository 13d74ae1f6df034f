"""6.viii: what the CNCS said of a post, wherever the post is shown: ``{% load consultas %}``.

{% opinion_de variante %}                  of a post in preparation: its consult, and the way to file one
{% opinion_de_lo_publicado publicacion %}  of what was published, as it was when it was
"""

from typing import Any

from django import template
from django.utils import timezone

from publicaciones.consultas.consulta import respaldo_de
from publicaciones.estados import EstadoVariante
from publicaciones.models import Publicacion, Variante
from publicaciones.permisos import consulta as permisos

register = template.Library()


@register.inclusion_tag("publicaciones/_opinion.html", takes_context=True)
def opinion_de(context: template.Context, variante: Variante) -> dict[str, Any]:
    """The opinion on the text as it is now, and a link to ask for one while there is none."""
    respaldo = respaldo_de(variante, variante.huella, timezone.now())
    en_preparacion = variante.estado == EstadoVariante.BORRADOR
    puede = en_preparacion and permisos.puede_consultar(variante, context["request"].user)
    return {"respaldo": respaldo, "variante": variante, "consulta_nueva": puede and respaldo.admite_consulta}


@register.inclusion_tag("publicaciones/_opinion.html")
def opinion_de_lo_publicado(publicacion: Publicacion) -> dict[str, Any]:
    """6.viii: what the CNCS had said of exactly that, when it was published; nothing, is said too."""
    respaldo = respaldo_de(publicacion.variante, publicacion.huella_publicada, publicacion.publicada)
    return {"respaldo": respaldo, "publicada": True}

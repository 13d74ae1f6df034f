"""The components that pages are made of: ``{% load presentacion %}``.

Dates, as filters. Each gives a ``<time>`` (in a plain-text mail add ``|striptags``), and nothing for ``None``::

    {{ dia|fecha_larga }}   martes 30 de septiembre de 2025
    {{ dia|fecha_corta }}   30 sep 2025
    {{ instante|momento }}  30 sep 2025, 18:00 h

Pieces::

    {% migas "Mi panel" "/panel/" "Solicitud AP-2025-0001" %}    label, url, …, label of this page
    {% semaforo "ambar" "Vence en 2 días hábiles" %}             verde, ambar, rojo, gris; always with its text
    {% etiqueta "En revisión" "azul" %}                          verde, ambar, rojo, azul, acento, gris
    {% aviso "advertencia" "Falta el oficio" %}…{% endaviso %}   info, exito, advertencia, error; optional title
    {% vacio "Nada por revisar" "Aquí verá…" url "Ver todas" %}  the last two are optional
    {% definiciones pares %}                                     [(term, value), …]
    {% linea_de_tiempo hechos %}                                 newest first: momento, titulo, quien, detalle
    {% pasos lista %}                                            titulo, url, nota, estado: ``ESTADO_DE_PASO``
    {% paginacion anterior siguiente %}                          urls; either may be empty
    {% resumen_de_errores form %}                                above a form whose fields the page lays out itself
    {% include "componentes/formulario.html" with form=form boton="Guardar" %}   a whole form

Classes of ``redsociales.css`` that need no tag: ``encabezado``, ``tarjeta``, ``tabla`` (each ``td`` with its
``data-label``), ``boton`` (``--primario``, ``--peligro``, ``--enlace``, ``--s``), ``acciones``, ``filtros``,
``formulario``, ``rejilla``, ``pila``, ``fila``, ``con-lado``, ``seccion``, ``lista``, ``cifra``, ``nota``,
``plegable``. In the admin, wrap them in ``producto``.

Attributes of ``app.js``: ``data-borrador-url`` on a form that keeps itself, ``data-borrador-estado`` where it says so,
``data-imprimir``, ``data-copiar="text"``, ``data-repetible`` on a form that may be sent twice.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organizacion import fechas

register = template.Library()

SEMAFORO = {"verde": "En tiempo", "ambar": "Por vencer", "rojo": "Fuera de plazo", "gris": "Sin plazo"}
ESTADO_DE_PASO = {"hecho": "Completo", "actual": "En este paso", "falta": "Falta información", "pendiente": "Pendiente"}


def _time(valor: dt.date | dt.datetime | None, texto: Callable[[Any], str]) -> str | SafeString:
    if not valor:
        return ""
    return format_html('<time datetime="{}">{}</time>', fechas.en_la_zona(valor).isoformat(), texto(valor))


@register.filter
def fecha_larga(valor: dt.date | dt.datetime | None) -> str:
    """«martes 30 de septiembre de 2025»."""
    return _time(valor, fechas.larga)


@register.filter
def fecha_corta(valor: dt.date | dt.datetime | None) -> str:
    """«30 sep 2025»."""
    return _time(valor, fechas.corta)


@register.filter
def momento(valor: dt.datetime | None) -> str:
    """«30 sep 2025, 18:00 h»."""
    return _time(valor, fechas.con_hora)


@register.simple_tag
def duracion(valor: dt.timedelta) -> str:
    """«3 h 5 min»."""
    return fechas.duracion(valor)


@register.simple_tag
def semaforo(valor: str, texto: str = "") -> SafeString:
    """A traffic light that says in words what its colour and shape say."""
    return format_html('<span class="semaforo semaforo--{}">{}</span>', valor, texto or SEMAFORO[valor])


@register.simple_tag
def etiqueta(texto: str, color: str = "gris") -> SafeString:
    """A short state, in words."""
    return format_html('<span class="etiqueta etiqueta--{}">{}</span>', color, texto)


@register.simple_block_tag
def aviso(content: str, tipo: str = "info", titulo: str = "") -> SafeString:
    """A callout inside the page."""
    encabezado = format_html('<p class="aviso__titulo">{}</p>', titulo) if titulo else ""
    return format_html('<div class="aviso aviso--{}">{}{}</div>', tipo, encabezado, content)


@register.simple_tag(takes_context=True)
def enlace_de_menu(context: template.Context, url: str, texto: str) -> SafeString:
    """An item of the main navigation, marked when it is the section of this page."""
    ruta = context["request"].path if "request" in context else ""
    actual = ruta == url or (url != "/" and ruta.startswith(url))
    marca = SafeString(' aria-current="page"' if actual else "")
    return format_html('<li><a href="{}"{}>{}</a></li>', url, marca, texto)


@register.inclusion_tag("componentes/migas.html")
def migas(*partes: str) -> dict[str, Any]:
    """Breadcrumbs: label and url of each page above, then the label of this one."""
    return {"anteriores": list(zip(partes[:-1:2], partes[1::2], strict=True)), "actual": partes[-1]}


@register.inclusion_tag("componentes/vacio.html")
def vacio(titulo: str, texto: str = "", url: str = "", accion: str = "") -> dict[str, Any]:
    """Nothing to show: why, and what to do next."""
    return {"titulo": titulo, "texto": texto, "url": url, "accion": accion}


@register.inclusion_tag("componentes/definiciones.html")
def definiciones(pares: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Facts as term and value; an empty value shows as a dash."""
    return {"pares": pares}


@register.inclusion_tag("componentes/linea_de_tiempo.html")
def linea_de_tiempo(hechos: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What happened: ``momento``, ``titulo`` and, when there are, ``quien`` and ``detalle``."""
    return {"hechos": hechos}


@register.inclusion_tag("componentes/pasos.html")
def pasos(lista: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Steps of a draft: ``titulo``, ``estado`` and, when there are, ``url`` and ``nota`` (what is missing)."""
    return {"pasos": [{**paso, "en_palabras": paso.get("nota") or ESTADO_DE_PASO[paso["estado"]]} for paso in lista]}


@register.inclusion_tag("componentes/paginacion.html")
def paginacion(anterior: str = "", siguiente: str = "") -> dict[str, str]:
    """The page before and the page after, by key."""
    return {"anterior": anterior, "siguiente": siguiente}


@register.inclusion_tag("componentes/resumen_de_errores.html")
def resumen_de_errores(form: BaseForm) -> dict[str, Any]:
    """What must be corrected, each with a link to its field."""
    return {"form": form}

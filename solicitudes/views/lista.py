"""The list of requests of every kind, and the search in it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plazos.calendario import Calendario
from plazos.consultas import calendario_vigente
from solicitudes import consultas
from solicitudes.clases import CLASES
from solicitudes.consultas.listado import Listable, con_folio, listar
from solicitudes.consultas.solicitud import reloj_de
from solicitudes.estados import EstadoApertura as E
from solicitudes.forms import Filtros
from solicitudes.models import Apertura
from solicitudes.views.consulta import COLOR_DEL_ESTADO

APERTURA = Listable(Apertura, ("area", "revisor", "plazo_revision", "plazo_uso"))


def _listables() -> dict[str, Listable]:
    otras = (Listable(clase.modelo, ("area", "responsable", "plazo", *clase.relacionados)) for clase in CLASES.values())
    return {listable.slug: listable for listable in (APERTURA, *otras)}


@login_required
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Every request that the person may see, newest first; a folio goes straight to its request."""
    listables = _listables()
    nombres = [("apertura", "Apertura de una cuenta"), *((slug, clase.nombre) for slug, clase in CLASES.items())]
    filtros = Filtros(request.GET, clases=nombres)
    filtros.is_valid()  # what cannot be read does not filter
    criterios = {campo: filtros.cleaned_data.get(campo, "") for campo in ("texto", "clase", "ver")}
    if directa := con_folio(request.user, list(listables.values()), criterios["texto"]):
        return redirect(_url(directa))
    elegidas = [listables[criterios["clase"]]] if criterios["clase"] else list(listables.values())
    pagina = listar(request.user, elegidas, ver=criterios["ver"], texto=criterios["texto"], pedido=request.GET)
    ahora, calendario = timezone.now(), calendario_vigente()
    contexto = {
        "filtros": filtros,
        "filas": [_fila(solicitud, request.user, ahora, calendario) for solicitud in pagina.objetos],
        "pagina": pagina,
        "filtrada": any(criterios.values()),
    }
    return render(request, "solicitudes/lista.html", contexto)


def _fila(solicitud: Any, persona: Any, ahora: datetime, calendario: Calendario) -> dict[str, Any]:
    """What a row says. Who attends a request is not told to whom its page does not tell it."""
    if isinstance(solicitud, Apertura):
        return {
            "solicitud": solicitud,
            "clase": "Apertura",
            "url": _url(solicitud),
            "color": COLOR_DEL_ESTADO[E(solicitud.estado)],
            "reloj": consultas.reloj_de(solicitud, ahora, calendario),
            "atiende": solicitud.revisor if solicitud.estado == E.EN_REVISION else None,
        }
    clase = CLASES[solicitud.slug]
    return {
        "solicitud": solicitud,
        "clase": clase.nombre,
        "url": _url(solicitud),
        "color": clase.color(solicitud.estado),
        "reloj": reloj_de(solicitud, ahora, calendario),
        "atiende": None if clase.anonimo(solicitud, persona) else solicitud.a_cargo,
    }


def _url(solicitud: Any) -> str:
    if isinstance(solicitud, Apertura):
        return reverse("solicitudes:detalle", args=[solicitud.pk])
    return reverse("solicitudes:solicitud", args=[solicitud.slug, solicitud.pk])

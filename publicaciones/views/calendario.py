"""5.2.c: the calendar of what is planned and published, by month and by week."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cuentas.models import Cuenta
from organizacion.fechas import DIAS, MESES
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local
from publicaciones.consultas.calendario import MES, SEMANA, Periodo, calendario_de, periodo_de
from publicaciones.forms.calendario import PRIMER_ANIO, ULTIMO_ANIO, FiltrosDelCalendario


@login_required
@require_safe
def calendario(request: HttpRequest) -> HttpResponse:
    """5.2.c: what the accounts that the person sees will publish and published, and their blackouts."""
    persona = persona_de(request)
    cuentas = list(Cuenta.objects.supervisadas_por(persona).select_related("area").order_by("nombre", "pk"))
    filtros = FiltrosDelCalendario(request.GET, cuentas=cuentas)
    filtros.is_valid()  # what is not understood filters nothing
    hoy = fecha_local(timezone.now())
    ver = filtros.cleaned_data.get("ver") or MES
    periodo = periodo_de(ver, filtros.cleaned_data.get("fecha") or hoy)
    contexto = {
        "filtros": filtros,
        "sin_cuentas": not cuentas,
        "calendario": calendario_de(persona, periodo, filtros.elegidas),
        "titulo": _titulo(periodo),
        "dias": DIAS,
        "hoy": hoy,
        "ver": ver,
        "anterior": _enlace(request, ver, periodo.anterior),
        "siguiente": _enlace(request, ver, periodo.siguiente),
        "este": _enlace(request, ver, None),
        "pestanas": [
            (_enlace(request, MES, periodo.primero), "Ver el mes", ver == MES),
            (_enlace(request, SEMANA, hoy if _esta(hoy, periodo) else periodo.primero), "Ver la semana", ver == SEMANA),
        ],
        "semana_de": _enlace(request, SEMANA, None),
    }
    return render(request, "publicaciones/calendario.html", contexto)


def _titulo(periodo: Periodo) -> str:
    primero, ultimo = periodo.primero, periodo.ultimo
    if periodo.ver == MES:
        return f"{MESES[primero.month - 1].capitalize()} de {primero.year}"
    de = f"{primero.day} de {MESES[primero.month - 1]}" + (f" de {primero.year}" if primero.year != ultimo.year else "")
    return f"Semana del {de} al {ultimo.day} de {MESES[ultimo.month - 1]} de {ultimo.year}"


def _esta(dia: date, periodo: Periodo) -> bool:
    return periodo.primero <= dia <= periodo.ultimo


def _enlace(request: HttpRequest, ver: str, dia: date | None) -> str:
    """The same filters, on another period; empty out of the years of the calendar."""
    if dia and not PRIMER_ANIO <= dia.year <= ULTIMO_ANIO:
        return ""
    parametros = request.GET.copy()
    parametros.pop("fecha", None)
    parametros["ver"] = ver
    if dia:
        parametros["fecha"] = dia.isoformat()
    return f"?{parametros.urlencode()}"

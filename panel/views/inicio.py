"""Home of each role: what waits for the person, and how the áreas that the person heads are doing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizacion.paginas import paginar
from organizacion.permisos import (
    credenciales,
    es_cncs,
    es_comite,
    es_control,
    es_sistema,
    es_titular_cncs,
    es_titular_de,
    es_unicom,
)
from panel import consultas
from panel.consultas.tablero import tiene_tablero
from plazos.consultas import calendario_vigente
from solicitudes.permisos.comun import tiene_papel


@login_required
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """The sections that the person's roles call for, and nothing else."""
    persona, ahora, calendario = request.user, timezone.now(), calendario_vigente()
    rutas = credenciales(persona).rutas_que_encabeza
    administra = consultas.cuentas_que_administra(persona)
    contexto: dict[str, Any] = {
        "areas": credenciales(persona).titular_de,
        "administra": administra,
        "es_cncs": es_cncs(persona),
        "es_titular_cncs": es_titular_cncs(persona),
        "es_unicom": es_unicom(persona),
        "es_comite": es_comite(persona),
        "es_control": es_control(persona),
        "es_sistema": es_sistema(persona),
        "puede_iniciar": tiene_papel(persona),
        "tiene_tablero": tiene_tablero(persona),
        "avisos_al_comite": consultas.avisos_al_comite(persona),
        "bandeja": consultas.bandeja(persona, ahora=ahora, calendario=calendario),
    }
    if rutas:
        conteo = consultas.contar(rutas, ahora=ahora)
        contexto |= {
            "tramites": consultas.tramites_bajo(persona, rutas, conteo, ahora=ahora, calendario=calendario),
            "cuentas": consultas.primeras_cuentas(rutas, ahora=ahora),
            "resumen": consultas.resumen(conteo),
        }
    contexto["sin_papel"] = not (tiene_papel(persona) or administra or es_sistema(persona))
    return render(request, "panel/inicio.html", contexto)


@login_required
@require_safe
def area(request: HttpRequest, siglas: str) -> HttpResponse:
    """5.1.a: one área and those under it: every account with its administrators, every request in progress."""
    persona, ahora = request.user, timezone.now()
    objeto = get_object_or_404(consultas.areas_visibles(persona).select_related("padre"), siglas=siglas)
    rutas = (objeto.ruta,)
    pagina = paginar(consultas.cuentas_bajo(rutas), orden=("nombre", "id"), pedido=request.GET)
    consultas.completar_cuentas(pagina.objetos, ahora=ahora)
    conteo = consultas.contar(rutas, ahora=ahora)
    contexto = {
        "area": objeto,
        "pagina": pagina,
        "cuentas": pagina.objetos,
        "resumen": consultas.resumen(conteo),
        "tramites": consultas.tramites_bajo(persona, rutas, conteo, ahora=ahora, calendario=calendario_vigente()),
        "es_su_titular": es_titular_de(objeto.pk, persona),
    }
    return render(request, "panel/area.html", contexto)

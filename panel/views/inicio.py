"""Home of each role: what waits for the person, and how the áreas that the person heads are doing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cuentas.consultas import cargar_administradores
from organizacion.paginas import paginar
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control, es_sistema, es_titular_de, es_unicom
from panel import consultas
from plazos.consultas import calendario_vigente


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
        "es_unicom": es_unicom(persona),
        "es_comite": es_comite(persona),
        "es_control": es_control(persona),
        "es_sistema": es_sistema(persona),
        "avisos_al_comite": consultas.avisos_al_comite(persona),
    }
    tramites, cuentas = [], []
    if rutas:
        tramites = consultas.tramites_bajo(persona, rutas, ahora=ahora, calendario=calendario)
        cuentas = consultas.primeras_cuentas(rutas)
        contexto |= {"tramites": tramites, "cuentas": cuentas, "resumen": consultas.resumen(rutas, ahora=ahora)}
    contexto["bandeja"] = consultas.bandeja(persona, tramites, cuentas, ahora=ahora, calendario=calendario)
    contexto["con_bandeja"] = bool(rutas) or es_cncs(persona) or es_unicom(persona)
    contexto["sin_papel"] = not (administra or rutas or credenciales(persona).roles or es_sistema(persona))
    return render(request, "panel/inicio.html", contexto)


@login_required
@require_safe
def area(request: HttpRequest, siglas: str) -> HttpResponse:
    """5.1.a: one área and those under it: every account with its administrators, every request in progress."""
    persona, ahora = request.user, timezone.now()
    objeto = get_object_or_404(consultas.areas_visibles(persona).select_related("padre"), siglas=siglas)
    rutas = (objeto.ruta,)
    pagina = paginar(consultas.cuentas_bajo(rutas), orden=("nombre", "id"), pedido=request.GET)
    cargar_administradores(pagina.objetos)
    contexto = {
        "area": objeto,
        "pagina": pagina,
        "cuentas": pagina.objetos,
        "resumen": consultas.resumen(rutas, ahora=ahora),
        "tramites": consultas.tramites_bajo(persona, rutas, ahora=ahora, calendario=calendario_vigente()),
        "es_su_titular": es_titular_de(objeto.pk, persona),
    }
    return render(request, "panel/area.html", contexto)

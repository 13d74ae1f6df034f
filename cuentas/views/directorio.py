"""7.xii: the public directory, the page of each account, and what of it only those in charge see."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from cuentas import acciones, consultas
from cuentas.acciones import DesignacionInvalida
from cuentas.consultas import estado_de_la_contrasena
from cuentas.consultas.cuidado import autenticidad_concedida, horario_publicado
from cuentas.estados import EstadoCuenta
from cuentas.forms import Designar, Filtros, legible
from cuentas.models import Cuenta
from cuentas.parecidos import Parecido
from cuentas.permisos import puede_activar, puede_dar_de_baja
from cuentas.views.gobierno import enlaces_de
from organizacion.paginas import paginar
from organizacion.tiempo import fecha_local

SEGUNDOS_EN_CACHE: Final = 60


@require_safe
def directorio(request: HttpRequest) -> HttpResponse:
    """7.xii: the official accounts (with ``?ver=bajas``, those that were), and whether one that somebody saw is."""
    bajas = request.GET.get("ver") == "bajas"
    filtros = Filtros(request.GET, bajas=bajas)
    criterios = filtros.criterios()
    buscada = legible(request.GET.get("direccion"))
    contexto = {
        "bajas": bajas,
        "filtros": filtros,
        "filtrado": bool(criterios),
        "pagina": paginar(consultas.directorio(**criterios, bajas=bajas), orden=("nombre", "id"), pedido=request.GET),
        "buscada": buscada,
    }
    if buscada:
        contexto["reconocidas"] = consultas.reconocer(buscada)
        contexto["antiguas"] = consultas.fueron_oficiales(buscada)
        contexto["personales"] = consultas.reconocer_personal(buscada)
        contexto["falsas"] = list(consultas.no_oficiales(buscada))
        contexto["se_parecen"] = [par for par in consultas.parecidas(buscada) if par[1] != Parecido.IDENTICO]
        contexto["parecidas"] = consultas.con_el_mismo_identificador(buscada)
    return con_cache(request, render(request, "publico/directorio.html", contexto))


@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """7.xii, 7.ix: one account, for everybody when it is official or was; 5.a, 5.1.d: the rest, for those who may open
    it inside."""
    cuenta = get_object_or_404(Cuenta.objects.select_related("area"), pk=pk)
    persona = request.user
    dentro = persona.is_authenticated and Cuenta.objects.visibles_para(persona).filter(pk=pk).exists()
    if not (cuenta.es_oficial or cuenta.dada_de_baja or dentro):
        raise Http404
    contexto: dict[str, Any] = {"cuenta": cuenta, "dentro": dentro, **_de_cuidado(cuenta)}
    if dentro:
        contexto |= _por_dentro(request, cuenta)
    return con_cache(request, render(request, "cuentas/detalle.html", contexto))


def _de_cuidado(cuenta: Cuenta) -> dict[str, Any]:
    """5.1.e, 6.xxx: its hours in the vacations that run or come, and whether its network verified it."""
    if not cuenta.es_oficial:
        return {}
    autenticidad = autenticidad_concedida(cuenta)
    return {"horario": horario_publicado(cuenta, hoy=fecha_local(timezone.now())), "autenticidad": autenticidad}


def _por_dentro(request: HttpRequest, cuenta: Cuenta) -> dict[str, Any]:
    return {
        "enlaces": enlaces_de(cuenta, request.user),
        "hechos": consultas.linea_de_tiempo(cuenta),
        "incidente": consultas.incidente_abierto(cuenta),
        "bajas": cuenta.bajas.order_by("-pk"),
        "puede_dar_de_baja": cuenta.es_oficial and puede_dar_de_baja(cuenta, request.user),
        "puede_designar": por_designar(cuenta) and puede_activar(cuenta, request.user),
        "puede_cambiar": bool(cuenta.administradores) and puede_activar(cuenta, request.user),
        "contrasena": estado_de_la_contrasena(cuenta, timezone.now()),
    }


def por_designar(cuenta: Cuenta) -> bool:
    """5.1.b: is it older than the registry, with nobody designated yet?"""
    return cuenta.estado == EstadoCuenta.REGULARIZACION and not cuenta.administradores


@login_required
def designar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.1.b: the head of the área designates the administrators of an account that is older than the registry."""
    assert request.user.is_authenticated  # login_required
    cuenta = get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)
    if not puede_activar(cuenta, request.user):
        raise PermissionDenied
    if not por_designar(cuenta):
        completa = cuenta.estado != EstadoCuenta.REGULARIZACION
        tiene = "a sus dos personas administradoras" if completa else "quien la administre"
        messages.info(request, f"Esta cuenta ya tiene {tiene}: pida un cambio de administradores (7.v).")
        return redirect("cuentas:detalle", pk=pk)
    form = Designar(request.POST if request.method == "POST" else None, cuenta=cuenta)
    if form.is_valid():
        titular, suplente = form.cleaned_data["titular"].persona, form.cleaned_data["suplente"].persona
        try:
            acciones.activar(cuenta=cuenta, titular=titular, suplente=suplente, por=request.user, ahora=timezone.now())
        except DesignacionInvalida as error:
            form.add_error(str(error.campo), str(error))
        except ActoRechazado as error:
            messages.error(request, str(error))
            return redirect("cuentas:detalle", pk=pk)
        else:
            messages.success(request, f"Designó a {titular.nombre} y a {suplente.nombre}: la cuenta está activa.")
            return redirect("cuentas:detalle", pk=pk)
    return render(request, "cuentas/designar.html", {"cuenta": cuenta, "form": form})


def con_cache(request: HttpRequest, respuesta: HttpResponse) -> HttpResponse:
    """What everybody sees may be kept for a minute; what only one person sees, by nobody else."""
    if request.user.is_authenticated:
        patch_cache_control(respuesta, private=True, no_cache=True)
    else:
        patch_cache_control(respuesta, public=True, max_age=SEGUNDOS_EN_CACHE)
    return respuesta

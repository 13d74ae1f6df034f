"""6.xxxiii: the strategies of the Juntas Locales: filed by their heads, received by the CNCS."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones import estrategia as acciones
from cuentas.forms.cuidado import PedirCambios, PresentarEstrategia, RecibirEstrategia
from cuentas.models import Estrategia
from cuentas.views.horario import descargar
from organizacion.estados import TipoArea
from organizacion.models import Area
from organizacion.paginas import paginar
from organizacion.permisos import credenciales
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles

TRAMITES: Final = {
    "recibir": Tramite(
        "Acusar de recibo",
        "Acusar de recibo",
        RecibirEstrategia,
        lambda e, datos, **k: acciones.recibir_estrategia(estrategia=e, **datos, **k),
        "El acuse quedó registrado y se envió a la Junta.",
    ),
    "pedir_cambios": Tramite(
        "Pedir cambios",
        "Pedir cambios",
        PedirCambios,
        lambda e, datos, **k: acciones.pedir_cambios(estrategia=e, **datos, **k),
        "Se pidió a la Junta otra versión; la obligación vuelve a correr.",
    ),
}


@login_required
@require_safe
def estrategias(request: HttpRequest) -> HttpResponse:
    """The strategies that the person may see, newest first."""
    filas = Estrategia.objects.visibles_para(request.user).select_related("area")
    contexto = {
        "pagina": paginar(filas, orden=("-anio", "-pk"), pedido=request.GET),
        "junta": _junta(request.user),
    }
    return render(request, "cuentas/estrategias.html", contexto)


@login_required
def nueva_estrategia(request: HttpRequest) -> HttpResponse:
    """The head of a Junta Local files a version."""
    persona, ahora, junta = persona_de(request), timezone.now(), _junta(request.user)
    if junta is None:
        raise PermissionDenied
    form = PresentarEstrategia(request.POST or None, request.FILES or None, ahora=ahora)
    if form.is_valid():
        try:
            fila = acciones.presentar_estrategia(area=junta, **form.cleaned_data, por=persona, ahora=ahora)
        except ActoRechazado as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Quedó presentada la versión {fila.version}. La CNCS acusará de recibo.")
            return redirect("cuentas:estrategia", pk=fila.pk)
    return render(request, "cuentas/nueva_estrategia.html", {"form": form, "junta": junta})


@login_required
@require_safe
def estrategia(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, with the others of its year."""
    return _mostrar(request, _estrategia(request, pk))


@login_required
@require_POST
def estrategia_acto(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """The CNCS receives it, or asks for changes."""
    if acto not in TRAMITES:
        raise Http404
    fila, tramite = _estrategia(request, pk), TRAMITES[acto]
    form = tramite.form(request.POST, objeto=fila)
    if not form.is_valid():
        return _mostrar(request, fila, fallido=(acto, form))
    try:
        tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        messages.success(request, tramite.hecho)
    except ActoRechazado as error:
        messages.error(request, str(error))
    return redirect("cuentas:estrategia", pk=pk)


@login_required
@require_safe
def archivo_de_estrategia(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a version, under its own name."""
    fila = _estrategia(request, pk)
    return descargar(fila.archivo, fila.nombre)


def _mostrar(request: HttpRequest, fila: Estrategia, *, fallido: tuple[str, Any] | None = None) -> HttpResponse:
    actos = [
        Acto(
            TRAMITES[clave],
            reverse("cuentas:estrategia_acto", args=[fila.pk, clave]),
            fallido[1] if fallido and fallido[0] == clave else TRAMITES[clave].form(objeto=fila),
        )
        for clave in actos_posibles(TRAMITES, fila, request.user)
    ]
    otras = Estrategia.objects.filter(area=fila.area, anio=fila.anio).exclude(pk=fila.pk).order_by("-version")
    contexto = {"estrategia": fila, "actos": actos, "otras": otras, "junta": _junta(request.user)}
    return render(request, "cuentas/estrategia.html", contexto)


def _junta(persona: Any) -> Area | None:
    """The Junta Local that the person heads."""
    propias = [area.pk for area in credenciales(persona).titular_de]
    return Area.objects.filter(pk__in=propias, tipo=TipoArea.JUNTA_LOCAL).first()


def _estrategia(request: HttpRequest, pk: int) -> Estrategia:
    filas = Estrategia.objects.visibles_para(request.user)
    return get_object_or_404(filas.select_related("area", "presentada_por", "respondida_por"), pk=pk)

"""6.xxx: how an account stands with its network's verification, and what came of it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones.autenticidad import autenticidad_de, registrar_autenticidad
from cuentas.forms.cuidado import RegistrarAutenticidad
from cuentas.models import Autenticidad, Cuenta
from cuentas.views.horario import descargar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles


def _tramite(acto: str, titulo: str, *, peligro: bool = False) -> Tramite:
    return Tramite(
        titulo,
        titulo,
        RegistrarAutenticidad,
        lambda cuenta, datos, **k: registrar_autenticidad(cuenta=cuenta, acto=acto, **datos, **k),
        "Quedó registrado, con su comprobante.",
        peligro=peligro,
    )


TRAMITES: Final = {
    "solicitar_autenticidad": _tramite("solicitar_autenticidad", "Registrar que se solicitó"),
    "conceder_autenticidad": _tramite("conceder_autenticidad", "Registrar que se concedió"),
    "negar_autenticidad": _tramite("negar_autenticidad", "Registrar que se negó"),
    "perder_autenticidad": _tramite("perder_autenticidad", "Registrar que se perdió", peligro=True),
}


@login_required
@require_safe
def autenticidad(request: HttpRequest, pk: int) -> HttpResponse:
    """How the account stands, and what this person may record."""
    return _mostrar(request, _cuenta(request, pk))


@login_required
@require_POST
def autenticidad_acto(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """Record that it was asked for, granted, refused or lost."""
    if acto not in TRAMITES:
        raise Http404
    cuenta, tramite = _cuenta(request, pk), TRAMITES[acto]
    form = tramite.form(request.POST, request.FILES, objeto=cuenta)
    if acto not in actos_posibles(TRAMITES, autenticidad_de(cuenta), request.user):
        messages.info(request, "Eso no le corresponde o ya no es posible: revise cómo quedó.")
        return redirect("cuentas:autenticidad", pk=pk)
    if not form.is_valid():
        return _mostrar(request, cuenta, fallido=(acto, form))
    try:
        tramite.llamar(cuenta, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        messages.success(request, tramite.hecho)
    except ActoRechazado as error:
        form.add_error(None, str(error))
        return _mostrar(request, cuenta, fallido=(acto, form))
    return redirect("cuentas:autenticidad", pk=pk)


@login_required
@require_safe
def comprobante(request: HttpRequest, pk: int) -> FileResponse:
    """The last evidence, for those who may open the account inside."""
    fila = get_object_or_404(Autenticidad.objects.visibles_para(request.user), cuenta_id=pk)
    return descargar(fila.evidencia, fila.evidencia_nombre)


def _mostrar(request: HttpRequest, cuenta: Cuenta, *, fallido: tuple[str, Any] | None = None) -> HttpResponse:
    fila = autenticidad_de(cuenta)
    actos = [
        Acto(
            TRAMITES[clave],
            reverse("cuentas:autenticidad_acto", args=[cuenta.pk, clave]),
            fallido[1] if fallido and fallido[0] == clave else _form(clave, cuenta),
        )
        for clave in (actos_posibles(TRAMITES, fila, request.user) if cuenta.es_oficial else [])
    ]
    for acto in actos:
        acto.form.auto_id = f"id_{acto.url.rstrip('/').rpartition('/')[2]}_%s"
    historia = fila.history.order_by("-history_date", "-history_id")[:20] if fila.pk else []
    contexto = {"cuenta": cuenta, "fila": fila, "actos": actos, "historia": historia}
    return render(request, "cuentas/autenticidad.html", contexto)


def _form(clave: str, cuenta: Cuenta) -> RegistrarAutenticidad:
    return RegistrarAutenticidad(objeto=cuenta)


def _cuenta(request: HttpRequest, pk: int) -> Cuenta:
    return get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)

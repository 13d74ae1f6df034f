"""6.xxxiv, 5.1.d: the changes of password of an account: which one is due, who did each, who confirmed it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones import rotacion as acciones
from cuentas.consultas import Contrasena, estado_de_la_contrasena
from cuentas.forms import ConfirmarCambioDeContrasena, ObjetarCambioDeContrasena, RegistrarCambioDeContrasena
from cuentas.models import Cuenta
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles

TRAMITES: Final = {
    "rotar": Tramite(
        "Registrar el cambio",
        "Ya cambié la contraseña",
        RegistrarCambioDeContrasena,
        lambda r, datos, **k: acciones.registrar(rotacion=r, **k),
        "Quedó registrado. La otra persona administradora lo confirma.",
    ),
    "confirmar": Tramite(
        "Confirmar el cambio",
        "Confirmar",
        ConfirmarCambioDeContrasena,
        lambda r, datos, **k: acciones.confirmar(rotacion=r, **k),
        "El cambio de contraseña quedó confirmado.",
        explicacion="Compruebe que la anterior ya no abre la cuenta y que usted puede entrar con la nueva.",
    ),
    "objetar": Tramite(
        "No puedo confirmarlo",
        "No puedo confirmarlo",
        ObjetarCambioDeContrasena,
        lambda r, datos, **k: acciones.objetar(rotacion=r, **datos, **k),
        "Quedó registrado: hay que cambiar otra vez la contraseña, de inmediato.",
        explicacion="Por ejemplo: la contraseña anterior todavía funciona, o usted se quedó sin acceso.",
        peligro=True,
    ),
}


@login_required
@require_safe
def rotacion(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xxxiv: the change that is due, what this person may do about it, and the changes of before."""
    return _mostrar(request, _cuenta(request, pk))


@login_required
@require_POST
def actuar_en_rotacion(request: HttpRequest, pk: int, rotacion_pk: int, acto: str) -> HttpResponse:
    """6.xxxiv: say that it was changed, confirm it, or say why not."""
    if acto not in TRAMITES:
        raise Http404
    cuenta, tramite = _cuenta(request, pk), TRAMITES[acto]
    fila = get_object_or_404(cuenta.rotaciones, pk=rotacion_pk)
    fila.cuenta = cuenta
    form = tramite.form(request.POST, objeto=fila)
    if acto in actos_posibles(TRAMITES, fila, request.user):
        if not form.is_valid():
            return _mostrar(request, cuenta, fallido=(acto, form))
        try:
            tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
            messages.success(request, tramite.hecho)
        except ActoRechazado as error:
            messages.error(request, str(error))
    else:
        estado = fila.get_estado_display()
        messages.info(request, f"Eso no le corresponde o ya no es posible: el cambio está en el estado «{estado}».")
    return redirect("cuentas:rotacion", pk=pk)


def _mostrar(request: HttpRequest, cuenta: Cuenta, *, fallido: tuple[str, Any] | None = None) -> HttpResponse:
    contrasena = estado_de_la_contrasena(cuenta, timezone.now())
    filas = cuenta.rotaciones.select_related("hecha_por", "confirmada_por")
    contexto = {
        "cuenta": cuenta,
        "contrasena": contrasena,
        "actos": _actos(request, cuenta, contrasena, fallido),
        "historia": paginar(filas, orden=("-exigida", "-pk"), pedido=request.GET),
    }
    return render(request, "cuentas/rotacion.html", contexto)


def _actos(request: HttpRequest, cuenta: Cuenta, contrasena: Contrasena, fallido: tuple[str, Any] | None) -> list[Acto]:
    """What this person may do now, each with its form, with what was typed in the one that could not be sent."""
    actos: list[Acto] = []
    for fila in (contrasena.por_confirmar, contrasena.exigida):
        if fila is None:
            continue
        for clave in actos_posibles(TRAMITES, fila, request.user):
            tramite = TRAMITES[clave]
            form = fallido[1] if fallido and fallido[0] == clave else tramite.form(objeto=fila)
            actos.append(Acto(tramite, reverse("cuentas:rotacion_acto", args=[cuenta.pk, fila.pk, clave]), form))
    return actos


def _cuenta(request: HttpRequest, pk: int) -> Cuenta:
    assert request.user.is_authenticated  # login_required
    return get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)

"""8.a: the plan to improve of an evaluation, and the follow-up of its commitments."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bitacora.flujo import ActoRechazado
from evaluacion import permisos
from evaluacion.acciones import plan as acciones
from evaluacion.acciones.plan import PlanInvalido
from evaluacion.estados import EstadoPlan
from evaluacion.forms import Compromisos, Motivar, Reportar, SinDatos
from evaluacion.models import Compromiso, Plan
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles

TRAMITES: Final = {
    "reportar": Tramite(
        "Reportar como cumplido",
        "Reportar",
        Reportar,
        lambda c, datos, **k: acciones.reportar(compromiso=c, **datos, **k),
        "Quedó reportado: la CNCS verifica la evidencia.",
    ),
    "verificar": Tramite(
        "Verificar",
        "Dar por cumplido",
        SinDatos,
        lambda c, datos, **k: acciones.verificar(compromiso=c, **k),
        "El compromiso quedó cumplido.",
    ),
    "devolver": Tramite(
        "Devolver",
        "Devolver",
        Motivar,
        lambda c, datos, **k: acciones.devolver(compromiso=c, **datos, **k),
        "Se devolvió. Se avisó a quien lo reportó.",
        peligro=True,
    ),
}


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: the head files it; afterwards, how each commitment is doing."""
    fila, persona = _plan(request, pk), persona_de(request)
    puede = fila.estado == EstadoPlan.PENDIENTE and permisos.puede_comprometer(fila, persona)
    if request.method == "POST" and not puede:
        if not permisos.puede_comprometer(fila, persona):
            raise PermissionDenied
        messages.info(request, "El plan ya se presentó: no se hizo nada más.")
        return redirect("evaluacion:plan", pk=pk)
    form = Compromisos(request.POST if request.method == "POST" else None, plan=fila) if puede else None
    if form and form.is_bound and form.is_valid():
        try:
            acciones.presentar(plan=fila, compromisos=form.compromisos, por=persona, ahora=timezone.now())
        except PlanInvalido as error:
            form.add_error(None, str(error))
        except ActoRechazado as error:
            messages.error(request, str(error))
            return redirect("evaluacion:plan", pk=pk)
        else:
            messages.success(request, "El plan quedó presentado. Le recordaremos cada compromiso antes de su fecha.")
            return redirect("evaluacion:plan", pk=pk)
    return _mostrar(request, fila, form, None)


@login_required
@require_POST
def actuar_en_compromiso(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """8.a: report a commitment with its evidence, verify it, or send it back."""
    filas = Compromiso.objects.visibles_para(persona_de(request))
    compromiso = get_object_or_404(filas.select_related("plan__evaluacion__cuenta__area"), pk=pk)
    if acto not in TRAMITES:
        raise Http404
    tramite = TRAMITES[acto]
    form = tramite.form(request.POST, objeto=compromiso)
    if acto not in actos_posibles(TRAMITES, compromiso, request.user):
        estado = compromiso.get_estado_display()
        messages.info(request, f"Eso no le corresponde o ya no es posible: el compromiso está en «{estado}».")
    elif not form.is_valid():
        return _mostrar(request, _plan(request, compromiso.plan_id), None, (compromiso.pk, acto, form))
    else:
        try:
            tramite.llamar(compromiso, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
            messages.success(request, tramite.hecho)
        except ActoRechazado as error:
            messages.error(request, str(error))
    return redirect("evaluacion:plan", pk=compromiso.plan_id)


def _plan(request: HttpRequest, pk: int) -> Plan:
    filas = Plan.objects.visibles_para(persona_de(request))
    return get_object_or_404(filas.select_related("evaluacion__cuenta__area", "evaluacion__periodo", "plazo"), pk=pk)


def _mostrar(
    request: HttpRequest, fila: Plan, form: Compromisos | None, fallido: tuple[int, str, Any] | None
) -> HttpResponse:
    compromisos = []
    for compromiso in fila.compromisos.select_related("indicador", "plazo", "reportado_por", "verificado_por"):
        compromiso.plan = fila
        actos = []
        for clave in actos_posibles(TRAMITES, compromiso, request.user):
            suyo = fallido[2] if fallido and fallido[:2] == (compromiso.pk, clave) else None
            form_del_acto = suyo or TRAMITES[clave].form(objeto=compromiso)
            form_del_acto.auto_id = f"id_{clave}_{compromiso.pk}_%s"
            url = reverse("evaluacion:compromiso", args=[compromiso.pk, clave])
            actos.append(Acto(TRAMITES[clave], url, form_del_acto))
        vencido = bool(compromiso.plazo and compromiso.plazo.vencido(timezone.now()))
        compromisos.append((compromiso, actos, vencido))
    contexto = {
        "plan": fila,
        "evaluacion": fila.evaluacion,
        "form": form,
        "compromisos": compromisos,
        "fuera_de_plazo": fila.estado == EstadoPlan.PENDIENTE and fila.plazo and fila.plazo.vencido(timezone.now()),
    }
    return render(request, "evaluacion/plan.html", contexto)

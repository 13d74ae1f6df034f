"""6.xix: topics by recurrence, and the alerts of a flood."""

from typing import Any, Final

from django import forms as formularios
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from organizacion.tramites import Tramite
from publicaciones import acciones, permisos
from publicaciones.consultas import atencion as consultas
from publicaciones.forms import atencion as forms
from publicaciones.models import Rebase, Tema

TRAMITES: Final[dict[str, Tramite]] = {
    "renombrar": Tramite(
        "Cambiar el nombre",
        "Guardar",
        forms.RenombrarTema,
        lambda t, datos, **k: acciones.renombrar_tema(tema=t, **datos, **k),
        "El tema cambió de nombre.",
        rechazos=(acciones.AtencionInvalida,),
    ),
    "fusionar": Tramite(
        "Fusionar con otro tema",
        "Fusionar",
        forms.FusionarTema,
        lambda t, datos, **k: acciones.fusionar_tema(tema=t, **datos, **k),
        "Los temas se fusionaron.",
        explicacion="Sus interacciones pasan al otro tema. No se puede deshacer.",
        rechazos=(acciones.AtencionInvalida,),
        peligro=True,
    ),
}


@login_required
@require_safe
def temas(request: HttpRequest) -> HttpResponse:
    """6.xix: what is asked most, in the window that is chosen, and the floods that nobody attended."""
    persona, ahora = persona_de(request), timezone.now()
    dias = request.GET.get("dias", "28")
    dias = dias if dias in consultas.VENTANAS else "28"
    cuentas = consultas.cuentas_a_la_vista(persona)
    elegida = request.GET.get("cuenta", "")
    cuenta = cuentas.filter(pk=elegida).first() if elegida.isdecimal() and len(elegida) < 19 else None
    rebases = Rebase.objects.visibles_para(persona).select_related("cuenta__area", "tema", "atendido_por")
    contexto = {
        "temas": consultas.recurrencia(persona, dias=int(dias), ahora=ahora, cuenta=cuenta),
        "ventanas": consultas.VENTANAS.items(),
        "dias": dias,
        "ventana": consultas.VENTANAS[dias].lower(),
        "cuentas": cuentas[:200],
        "cuenta": cuenta,
        "rebases": [
            (rebase, forms.AtenderRebase(auto_id=f"id_rebase_{rebase.pk}_%s") if _atiende(rebase, persona) else None)
            for rebase in rebases.order_by("-dia", "-pk")[:12]
        ],
    }
    return render(request, "atencion/temas.html", contexto)


@login_required
@require_safe
def tema(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xix: one topic: its name, what it was merged with, and its log."""
    return _mostrar(request, _cargar(request, pk))


@login_required
@require_POST
def actuar_en_tema(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """6.xix: rename it, or merge it into another."""
    fila = _cargar(request, pk)
    tramite = TRAMITES.get(acto)
    if tramite is None or fila.fusionado_en_id or not permisos.puede_ordenar(fila, request.user):
        messages.info(request, "Eso no le corresponde o ya no es posible: revise cómo quedó el tema.")
        return redirect("publicaciones:atencion_tema", pk=pk)
    form = tramite.form(request.POST, objeto=fila)
    if not form.is_valid():
        return _mostrar(request, fila, fallido=(acto, form))
    try:
        quedo = tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
    except acciones.AtencionInvalida as error:
        form.add_error(error.campo if error.campo in form.fields else None, str(error))
        return _mostrar(request, fila, fallido=(acto, form))
    except ActoRechazado as error:
        messages.error(request, str(error))
        return redirect("publicaciones:atencion_tema", pk=pk)
    messages.success(request, tramite.hecho)
    return redirect("publicaciones:atencion_tema", pk=quedo.pk)


@login_required
@require_POST
def atender_rebase(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xix: say what was done about a flood."""
    rebase = get_object_or_404(Rebase.objects.visibles_para(request.user).select_related("cuenta__area"), pk=pk)
    form = forms.AtenderRebase(request.POST)
    if not form.is_valid():
        messages.error(request, "Escriba qué se hizo, por ejemplo qué se publicó.")
    else:
        try:
            acciones.atender_rebase(rebase=rebase, **form.cleaned_data, por=persona_de(request), ahora=timezone.now())
            messages.success(request, "La alerta quedó atendida.")
        except ActoRechazado as error:
            messages.error(request, str(error))
    return redirect("publicaciones:atencion_temas")


def _atiende(rebase: Rebase, persona: Any) -> bool:
    return not rebase.atendido and permisos.puede_atender_rebase(rebase, persona)


def _mostrar(request: HttpRequest, fila: Tema, *, fallido: tuple[str, Form] | None = None) -> HttpResponse:
    puede = not fila.fusionado_en_id and permisos.puede_ordenar(fila, request.user)
    actos: list[tuple[str, Tramite, formularios.Form]] = [
        (clave, tramite, fallido[1] if fallido and fallido[0] == clave else tramite.form(objeto=fila))
        for clave, tramite in TRAMITES.items()
        if puede
    ]
    contexto = {"tema": fila, "actos": actos, "hechos": consultas.historia_de(fila.cadena, FRASES)}
    return render(request, "atencion/tema.html", contexto)


FRASES: Final = {
    "crear_tema": "Se creó el tema",
    "renombrar_tema": "Cambió de nombre: de «{de}» a «{a}»",
    "fusionar_tema": "«{de}» se fusionó con «{a}» ({interacciones} interacciones)",
}


def _cargar(request: HttpRequest, pk: int) -> Tema:
    return get_object_or_404(Tema.objects.visibles_para(request.user).select_related("area", "fusionado_en"), pk=pk)

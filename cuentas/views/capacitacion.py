"""5.3.a: one's own training, whom the área sends, and the meetings that the CNCS plans."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones import capacitacion as acciones
from cuentas.consultas.cuidado import constancia_de
from cuentas.documentos import constancia_en_pdf
from cuentas.forms.cuidado import Confirmar, DecirPorQue, ProgramarSesion
from cuentas.models import Convocatoria, Sesion
from cuentas.permisos.cuidado import lleva_capacitacion
from organizacion.codigos import normalizar_codigo
from organizacion.models import Area
from organizacion.paginas import paginar
from organizacion.permisos import credenciales, es_control
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local
from organizacion.tramites import Acto, Tramite, actos_posibles

DE_CONVOCATORIA: Final = {
    "confirmar": Tramite(
        "Confirmar que asistirá",
        "Confirmar",
        Confirmar,
        lambda c, datos, **k: acciones.confirmar_convocatoria(convocatoria=c, **k),
        "Quedó confirmada la asistencia.",
    ),
    "excusar": Tramite(
        "No asistirá",
        "Registrar que no asistirá",
        DecirPorQue,
        lambda c, datos, **k: acciones.excusar_convocatoria(convocatoria=c, **datos, **k),
        "Quedó registrado por qué no asistirá. Se le convocará a la siguiente sesión.",
    ),
    "asistir": Tramite(
        "Registrar asistencia",
        "Asistió",
        Confirmar,
        lambda c, datos, **k: acciones.registrar_asistencia(convocatoria=c, **k),
        "Quedó registrada la asistencia.",
        permiso=lambda c, persona: False,  # offered by the list of the CNCS, not one by one
    ),
}
DE_SESION: Final = {
    "cerrar": Tramite(
        "Cerrar la lista",
        "Cerrar la lista",
        Confirmar,
        lambda s, datos, **k: acciones.cerrar_sesion(sesion=s, **k),
        "La lista quedó cerrada. A quien faltó se le convocará a la siguiente sesión.",
        explicacion="Quien no esté en la lista quedará como ausente. Ciérrela cuando esté completa.",
    ),
    "cancelar": Tramite(
        "Cancelar la sesión",
        "Cancelar la sesión",
        DecirPorQue,
        lambda s, datos, **k: acciones.cancelar_sesion(sesion=s, **datos, **k),
        "La sesión quedó cancelada y se avisó a quienes estaban en la lista.",
        peligro=True,
    ),
}


@login_required
@require_safe
def capacitacion(request: HttpRequest) -> HttpResponse:
    """What a person has to do with the training: one's own, that of the people one sends, the meetings."""
    return _inicio(request)


def _inicio(request: HttpRequest, *, fallido: tuple[int, str, Any] | None = None) -> HttpResponse:
    persona, ahora = persona_de(request), timezone.now()
    lleva = lleva_capacitacion(None, persona)
    propias = Convocatoria.objects.filter(persona=persona).select_related("sesion").order_by("-sesion__inicia")[:10]
    contexto: dict[str, Any] = {"propias": propias, "lleva": lleva, "supervisa": lleva or es_control(persona)}
    if credenciales(persona).rutas_que_encabeza:
        contexto["por_enviar"] = _por_enviar(request, ahora, fallido)
    if contexto["supervisa"]:
        contexto["sesiones"] = paginar(Sesion.objects.all(), orden=("-inicia", "-pk"), pedido=request.GET)
        contexto["sin_lugar"] = acciones.sin_lugar(fecha_local(ahora).year)
        contexto["anio"] = fecha_local(ahora).year
    return render(request, "cuentas/capacitacion.html", contexto)


def _por_enviar(
    request: HttpRequest, ahora: Any, fallido: tuple[int, str, Any] | None
) -> list[tuple[Convocatoria, list[Acto]]]:
    """The people of the head's áreas who are called to a meeting that has not begun, each with what can be said."""
    areas = Area.objects.bajo(credenciales(request.user).rutas_que_encabeza)
    filas = Convocatoria.objects.esperadas().filter(area__in=areas, sesion__inicia__gt=ahora)
    suyas = filas.select_related("sesion", "persona", "area").order_by("-estado", "sesion__inicia", "pk")[:50]
    return [(c, _actos(DE_CONVOCATORIA, c, request.user, "convocatoria_acto", fallido)) for c in suyas]


def _actos(
    tramites: dict[str, Tramite], objeto: Any, persona: Any, ruta: str, fallido: tuple[int, str, Any] | None = None
) -> list[Acto]:
    actos = []
    for clave in actos_posibles(tramites, objeto, persona):
        tramite = tramites[clave]
        form = tramite.form(objeto=objeto)
        if fallido and fallido[:2] == (objeto.pk, clave):
            form = fallido[2]
        form.auto_id = f"id_{objeto.pk}_{clave}_%s"
        actos.append(Acto(tramite, reverse(f"cuentas:{ruta}", args=[objeto.pk, clave]), form))
    return actos


@login_required
def nueva_sesion(request: HttpRequest) -> HttpResponse:
    """5.3.a: the CNCS plans a meeting."""
    persona, ahora = persona_de(request), timezone.now()
    if not lleva_capacitacion(None, persona):
        raise PermissionDenied
    form = ProgramarSesion(request.POST or None, ahora=ahora)
    if form.is_valid():
        try:
            sesion = acciones.programar_sesion(**form.para_la_accion(), por=persona, ahora=ahora)
        except (ActoRechazado, acciones.SesionInvalida) as error:
            form.add_error("fecha", str(error))
        else:
            llamadas = sesion.convocatorias.count()
            messages.success(request, f"La sesión quedó programada; personas convocadas: {llamadas}.")
            return redirect("cuentas:sesion", pk=sesion.pk)
    return render(request, "cuentas/nueva_sesion.html", {"form": form})


@login_required
@require_safe
def sesion(request: HttpRequest, pk: int) -> HttpResponse:
    """5.3.a: one meeting with its list, for the CNCS and internal control."""
    return _mostrar_sesion(request, _sesion(request, pk))


def _mostrar_sesion(request: HttpRequest, fila: Sesion, fallido: tuple[int, str, Any] | None = None) -> HttpResponse:
    filas = fila.convocatorias.select_related("persona", "area").order_by("persona__nombre", "pk")
    contexto = {
        "sesion": fila,
        "pagina": paginar(filas, orden=("persona__nombre", "pk"), pedido=request.GET, tamano=100),
        "actos": _actos(DE_SESION, fila, request.user, "sesion_acto", fallido),
        "lleva": lleva_capacitacion(fila, request.user),
        "abierta": fila.estado == "programada" and timezone.now() >= fila.inicia - acciones.MARGEN,
    }
    return render(request, "cuentas/sesion.html", contexto)


@login_required
@require_POST
def sesion_acto(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """5.3.a: close the list of a meeting, or call it off."""
    fila = _sesion(request, pk)
    fallido = _hacer(request, DE_SESION, fila, acto)
    return _mostrar_sesion(request, fila, (fila.pk, acto, fallido)) if fallido else redirect("cuentas:sesion", pk=pk)


@login_required
@require_POST
def convocatoria_acto(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """5.3.a: send the person or say why not; by the CNCS, write down that the person came."""
    filas = Convocatoria.objects.visibles_para(request.user).select_related("sesion", "area", "persona")
    fila = get_object_or_404(filas, pk=pk)
    fallido = _hacer(request, DE_CONVOCATORIA, fila, acto)
    if fallido:
        return _inicio(request, fallido=(fila.pk, acto, fallido))
    if acto == "asistir" and lleva_capacitacion(fila, request.user):
        return redirect("cuentas:sesion", pk=fila.sesion_id)
    return redirect("cuentas:capacitacion")


def _hacer(request: HttpRequest, tramites: dict[str, Tramite], objeto: Any, acto: str) -> Any:
    """Do it and say so; return the form when it has to be corrected."""
    if acto not in tramites:
        raise Http404
    tramite = tramites[acto]
    form = tramite.form(request.POST, objeto=objeto)
    if not form.is_valid():
        return form
    try:
        tramite.llamar(objeto, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        messages.success(request, tramite.hecho)
    except ActoRechazado as error:
        messages.error(request, str(error))
    return None


@login_required
@require_safe
def constancia(request: HttpRequest, pk: int) -> HttpResponse:
    """5.3.a: the certificate as PDF: always the same bytes."""
    filas = Convocatoria.objects.visibles_para(request.user).exclude(codigo="")
    fila = get_object_or_404(filas.select_related("sesion", "persona", "area"), pk=pk)
    nombre = f"Constancia de capacitación {fila.sesion.anio}.pdf"
    return HttpResponse(
        constancia_en_pdf(fila),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, nombre)},
    )


@require_safe
def comprobar_constancia(request: HttpRequest, codigo: str) -> HttpResponse:
    """5.3.a: is a certificate authentic? Open to anybody who has its code."""
    fila = constancia_de(normalizar_codigo(codigo))
    return render(request, "cuentas/comprobar.html", {"fila": fila, "codigo": codigo}, status=200 if fila else 404)


def _sesion(request: HttpRequest, pk: int) -> Sesion:
    if not (lleva_capacitacion(None, request.user) or es_control(request.user)):
        raise Http404
    return get_object_or_404(Sesion, pk=pk)

"""From the idea to the filing: the draft in steps, its oficio, and the act of filing it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones import CuentaRepetida
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local, local
from solicitudes import acciones
from solicitudes.consultas import areas_que_encabeza
from solicitudes.contenido import oficio_en_borrador
from solicitudes.estados import EstadoApertura
from solicitudes.forms import FORMULARIOS, PASO_DEL_CAMPO, ElegirArea, Presentar
from solicitudes.models import Apertura
from solicitudes.reglas import Falta, faltas
from solicitudes.views.carga import al_detalle, cargar, cargar_propia

TITULOS: Final = {
    **{slug: formulario.titulo for slug, formulario in FORMULARIOS.items()},
    "revision": "Revisión de lo escrito",
    "oficio": "Oficio y presentación",
}
ORDEN: Final = list(TITULOS)


@login_required
def nueva(request: HttpRequest) -> HttpResponse:
    """7.i: what it takes to ask for an account, and the beginning of a draft."""
    areas = areas_que_encabeza(request.user)
    if not areas:
        raise PermissionDenied
    form = ElegirArea(request.POST if request.method == "POST" else None, areas=areas)
    if form.is_valid():
        apertura = acciones.iniciar(area=form.cleaned_data["area"], por=persona_de(request), ahora=timezone.now())
        return redirect("solicitudes:paso", pk=apertura.pk, paso=ORDEN[0])
    return render(request, "solicitudes/nueva.html", {"form": form, "areas": areas})


@login_required
def paso(request: HttpRequest, pk: int, paso: str) -> HttpResponse:
    """A step of the draft: shown as it was left, kept as it is sent."""
    if paso not in TITULOS:
        raise Http404
    apertura = cargar(request, pk)
    if apertura.estado != EstadoApertura.BORRADOR:
        return _ya_no_es_borrador(request, apertura)
    if paso not in FORMULARIOS:
        return _mostrar(request, apertura, paso)
    if request.method == "POST":
        return _guardar(request, apertura, paso)
    return _mostrar(request, apertura, paso, FORMULARIOS[paso].con_lo_guardado(apertura))


def _guardar(request: HttpRequest, apertura: Apertura, paso: str) -> HttpResponse:
    form, ahora = FORMULARIOS[paso](request.POST, apertura=apertura), timezone.now()
    form.full_clean()
    try:
        apertura = acciones.guardar_borrador(
            apertura=apertura, datos=form.guardable, por=persona_de(request), ahora=ahora
        )
    except ActoRechazado as error:
        if _quiere_json(request):
            return JsonResponse({"error": str(error)}, status=409)
        messages.error(request, str(error))
        return al_detalle(apertura)
    if _quiere_json(request):
        perdidos = {campo: errores for campo, errores in form.errors.items() if campo not in form.guardable}
        return JsonResponse({"guardado": f"{local(ahora):%H:%M}", "errores": perdidos}, status=422 if perdidos else 200)
    if form.errors:
        return _mostrar(request, apertura, paso, form)
    if "salir" in request.POST:
        messages.success(request, "Se guardó el borrador. Puede continuarlo cuando quiera.")
        return al_detalle(apertura)
    return redirect("solicitudes:paso", pk=apertura.pk, paso=ORDEN[ORDEN.index(paso) + 1])


@login_required
@require_safe
def oficio(request: HttpRequest, pk: int) -> HttpResponse:
    """7.ii: the oficio drafted from the proposal, to be signed."""
    apertura = cargar(request, pk)
    if apertura.estado != EstadoApertura.BORRADOR:
        return _ya_no_es_borrador(request, apertura)
    if faltas(apertura):
        messages.warning(request, "El oficio se redacta con la propuesta completa: revise lo que falta.")
        return redirect("solicitudes:paso", pk=pk, paso="revision")
    nombre = f"oficio-apertura-{apertura.clave}.pdf"
    return HttpResponse(
        oficio_en_borrador(apertura, ahora=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )


@login_required
def presentar(request: HttpRequest, pk: int) -> HttpResponse:
    """7.ii: file the proposal with its signed oficio."""
    apertura = cargar_propia(request, pk)
    if apertura.estado != EstadoApertura.BORRADOR:
        return _ya_no_es_borrador(request, apertura)
    if request.method != "POST":
        return redirect("solicitudes:paso", pk=pk, paso="oficio")
    ahora = timezone.now()
    form = Presentar(request.POST, request.FILES, hoy=fecha_local(ahora))
    if form.is_valid():
        try:
            apertura = acciones.presentar(apertura=apertura, **form.cleaned_data, por=persona_de(request), ahora=ahora)
        except acciones.AperturaIncompleta:
            messages.warning(request, "La propuesta no se presentó: revise lo que falta.")
            return redirect("solicitudes:paso", pk=pk, paso="revision")
        except CuentaRepetida as error:
            messages.error(request, f"La propuesta no se presentó. {error} Proponga otro identificador.")
            return redirect("solicitudes:paso", pk=pk, paso="cuenta")
        except ActoRechazado:
            return _ya_no_es_borrador(request, cargar(request, pk))
        messages.success(
            request,
            f"Se presentó con el folio {apertura.folio}. Descargue aquí su acuse; le avisaremos de cada paso.",
        )
        return al_detalle(apertura)
    return _mostrar(request, apertura, "oficio", form)


def _mostrar(request: HttpRequest, apertura: Apertura, paso: str, form: Any = None) -> HttpResponse:
    pendientes = faltas(apertura)
    if paso == "oficio" and form is None:
        form = Presentar(hoy=fecha_local(timezone.now()))
    contexto = {
        "apertura": apertura,
        "paso": paso,
        "titulo": TITULOS[paso],
        "numero": ORDEN.index(paso) + 1,
        "total": len(ORDEN),
        "previo": ORDEN[ORDEN.index(paso) - 1] if paso != ORDEN[0] else "",
        "pasos": _pasos(apertura, paso, pendientes),
        "pendientes": [(falta, PASO_DEL_CAMPO[falta.campo]) for falta in pendientes],
        "form": form,
    }
    return render(request, f"solicitudes/paso_{paso if paso not in FORMULARIOS else 'formulario'}.html", contexto)


def _pasos(apertura: Apertura, actual: str, pendientes: list[Falta]) -> list[dict[str, str]]:
    """The steps with their state: complete, here, with something missing, or not begun."""
    por_paso = [PASO_DEL_CAMPO[falta.campo] for falta in pendientes]
    lista = []
    for slug, titulo in TITULOS.items():
        faltan = por_paso.count(slug) if slug in FORMULARIOS else 0
        nota = ""
        if slug == actual:
            estado = "actual"
        elif faltan and any(getattr(apertura, campo) for campo in FORMULARIOS[slug].base_fields):
            estado, nota = "falta", f"Por completar o corregir: {faltan}"
        elif faltan or slug == "oficio" or (slug == "revision" and pendientes):
            estado = "pendiente"
        else:
            estado = "hecho"
        url = reverse("solicitudes:paso", args=[apertura.pk, slug])
        lista.append({"titulo": titulo, "estado": estado, "nota": nota, "url": url})
    return lista


def _ya_no_es_borrador(request: HttpRequest, apertura: Apertura) -> HttpResponse:
    """Somebody filed it or withdrew it before, perhaps with the same button pressed twice."""
    if _quiere_json(request):
        return JsonResponse({"error": "Esta propuesta ya no es un borrador."}, status=409)
    if apertura.folio:
        messages.info(request, f"Esta propuesta ya está presentada, una sola vez, con el folio {apertura.folio}.")
    else:
        messages.info(request, "Este borrador se retiró y ya no se puede cambiar.")
    return al_detalle(apertura)


def _quiere_json(request: HttpRequest) -> bool:
    """Is it the page that keeps itself while somebody types?"""
    automatico = "X-Borrador" in request.headers or request.headers.get("X-Requested-With") == "fetch"
    return automatico or request.get_preferred_type(["text/html", "application/json"]) == "application/json"

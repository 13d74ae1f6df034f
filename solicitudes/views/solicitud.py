"""Requests of every kind but the opening: begin one, follow it, act on it, read the proof of its dates."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from organizacion.tramites import actos_posibles
from plazos.clases import CLASES as PLAZOS
from plazos.consultas import calendario_vigente, plazos_de, prueba_de
from plazos.estados import Unidad
from solicitudes import consultas
from solicitudes.clases import CLASES, Clase, Entrega
from solicitudes.clases.lectura import constancias_de, documentos_de, hechos_de
from solicitudes.consultas.solicitud import reloj_de
from solicitudes.models import Solicitud

# Who has it when it is not an office: what the page offers first is then what comes next.
DE_QUIEN_PIDE: Final = frozenset({"Titular del área", "Quien preguntó"})


@login_required
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """What the person may ask for, each with what it is for."""
    ofrecidas = [(clase, entrega) for clase in CLASES.values() for entrega in clase.entregas_para(request.user)]
    contexto = {"ofrecidas": ofrecidas, "puede_pedir_cuenta": bool(consultas.areas_que_encabeza(request.user))}
    return render(request, "solicitudes/menu.html", contexto)


@login_required
def nueva_solicitud(request: HttpRequest, clase: str) -> HttpResponse:
    """File a request of that kind."""
    definicion = _clase(clase)
    if definicion.entrega is None and definicion.de_oficio is None:
        raise Http404
    entregas, como = definicion.entregas_para(request.user), request.GET.get("como", "")
    if not entregas:
        raise PermissionDenied(definicion.entrega.negativa if definicion.entrega else "")
    entrega = next((entrega for entrega in entregas if entrega.clave == como), entregas[0])
    if request.method == "POST":
        form = entrega.form(request.POST, request.FILES, persona=request.user, inicial=request.GET)
        if form.is_valid() and (hecha := _entregar(request, entrega, form)):
            messages.success(request, entrega.hecho.format(folio=hecha.folio))
            return _a(hecha)
    else:
        form = entrega.form(persona=request.user, inicial=request.GET)
    return render(request, entrega.plantilla, {"clase": definicion, "entrega": entrega, "form": form})


def _entregar(request: HttpRequest, entrega: Entrega, form: Any) -> Solicitud | None:
    rechazos: tuple[type[Exception], ...] = (ActoRechazado, *entrega.rechazos)
    try:
        return entrega.llamar(form.cleaned_data, por=persona_de(request), ahora=timezone.now())
    except rechazos as error:
        campo = getattr(error, "campo", None)
        form.add_error(campo if campo in form.fields else None, str(error))
    return None


@login_required
@require_safe
def solicitud(request: HttpRequest, clase: str, pk: int) -> HttpResponse:
    """One request: where it is, who has it, what follows and by when, and all that is on file."""
    definicion, fila = _clase(clase), _cargar(request, clase, pk)
    persona = request.user
    posibles = actos_posibles(definicion.tramites, fila, persona)
    requerimientos = list(fila.requerimientos.all())
    pendiente = next((r for r in requerimientos if r.espera), None)
    contexto = {
        "clase": definicion,
        "solicitud": fila,
        "color": definicion.color(fila.estado),
        "reloj": reloj_de(fila, timezone.now(), calendario_vigente()),
        "plazos": [(PLAZOS[plazo.clase], plazo) for plazo in plazos_de(fila._meta.label_lower, fila.pk)],
        "actos": [(clave, definicion.tramites[clave]) for clave in posibles],
        "atiende": persona.is_staff and (definicion.oficina(persona) or definicion.consulta(persona)),
        "url_de_la_bandeja": reverse(f"admin:solicitudes_{fila._meta.model_name}_change", args=[fila.pk]),
        "impedimento": definicion.impedimento(fila, persona),
        "secciones": definicion.secciones(fila, persona),
        "requerimientos": requerimientos,
        "pendiente": pendiente,
        "le_toca": bool(pendiente) or fila.quien_sigue in DE_QUIEN_PIDE,
        "mensajes_del_hilo": definicion.hilo(fila, persona),
        "documentos": documentos_de(definicion, fila, persona),
        "constancias": constancias_de(definicion, fila, persona),
        "anonimo": definicion.anonimo(fila, persona),
        "hechos": hechos_de(definicion, fila, persona),
        "extra": definicion.datos_extra(fila, persona),
    }
    return render(request, "solicitudes/solicitud.html", contexto)


@login_required
def acto(request: HttpRequest, clase: str, pk: int, acto: str) -> HttpResponse:
    """One of the acts on a request: its form, then the act."""
    definicion, fila = _clase(clase), _cargar(request, clase, pk)
    tramite = definicion.tramites.get(acto)
    if tramite is None:
        raise Http404
    if acto not in actos_posibles(definicion.tramites, fila, request.user):
        messages.info(
            request,
            f"Eso no le corresponde o ya no es posible: está en el estado «{fila.get_estado_display()}».",
        )
        return _a(fila)
    form = tramite.form(request.POST, request.FILES, objeto=fila) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        except ActoRechazado as error:
            messages.error(request, str(error))
            return _a(fila)
        except tramite.rechazos as error:
            campo = getattr(error, "campo", None) or tramite.campo
            form.add_error(campo if campo in form.fields else None, str(error))
        else:
            messages.success(request, tramite.hecho)
            return _a(fila)
    contexto = {
        "clase": definicion,
        "solicitud": fila,
        "tramite": tramite,
        "form": form or tramite.form(objeto=fila),
        "clase_del_boton": "peligro" if tramite.peligro else "primario",
        "requerimiento": next((r for r in fila.requerimientos.all() if r.espera), None),
    }
    return render(request, "solicitudes/acto_solicitud.html", contexto)


@login_required
@require_safe
def prueba_solicitud(request: HttpRequest, clase: str, pk: int, plazo_pk: int) -> HttpResponse:
    """7.iii: why a date of a request is what it is, day by day."""
    fila = _cargar(request, clase, pk)
    plazo = get_object_or_404(plazos_de(fila._meta.label_lower, fila.pk), pk=plazo_pk)
    if plazo.unidad != Unidad.DIAS_HABILES:
        raise Http404
    contexto = {
        "solicitud": fila,
        "titulo": "Cómo se contó el plazo",
        "plazo": plazo,
        "clase": PLAZOS[plazo.clase],
        "prueba": prueba_de(plazo),
    }
    return render(request, "solicitudes/prueba_solicitud.html", contexto)


def _clase(slug: str) -> Clase:
    if slug not in CLASES:
        raise Http404
    return CLASES[slug]


def _cargar(request: HttpRequest, slug: str, pk: int) -> Any:
    clase = _clase(slug)
    filas = clase.modelo.objects.visibles_para(request.user).select_related(
        "area", "plazo__version", "presentada_por", "responsable", "resuelta_por", *clase.relacionados
    )
    return get_object_or_404(filas, pk=pk)


def _a(fila: Solicitud) -> HttpResponse:
    return redirect(reverse("solicitudes:solicitud", args=[fila.slug, fila.pk]))

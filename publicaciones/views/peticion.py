"""Peticiones de difusión: what an área asks the CNCS to publish in its accounts (7.i, 7.x)."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bitacora.consultas import asientos_de
from bitacora.flujo import ActoRechazado
from bitacora.relato import contar
from organizacion.models import Area
from organizacion.paginas import paginar
from organizacion.permisos import credenciales
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local
from publicaciones import acciones, permisos
from publicaciones.estados import PENDIENTES
from publicaciones.estados import EstadoPeticion as E
from publicaciones.forms import Filtros, NuevaPeticion
from publicaciones.models import MaterialDePeticion, Peticion

COLOR_DEL_ESTADO: Final = {
    E.PRESENTADA: "azul",
    E.EN_PREPARACION: "acento",
    E.DIFUNDIDA: "verde",
    E.DECLINADA: "rojo",
    E.RETIRADA: "gris",
}
PERSONAS: Final = ("presentada_por", "tomada_por", "contestada_por")
FRASES: Final = {
    "presentar": "El área pidió la difusión",
    "tomar": "La CNCS la prepara",
    "difundir": "La CNCS difundió el material",
    "declinar": "La CNCS declinó la petición",
    "retirar": "El área retiró la petición",
}


@login_required
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Every petición that the person may see, newest first."""
    filtros = Filtros(request.GET)
    criterios = filtros.cleaned_data if filtros.is_valid() else {}
    peticiones = Peticion.objects.visibles_para(request.user).select_related("area", "cuenta")
    if estado := criterios.get("estado"):
        peticiones = peticiones.filter(estado=estado)
    if texto := criterios.get("texto"):
        peticiones = peticiones.filter(
            Q(folio__icontains=texto)
            | Q(asunto__icontains=texto)
            | Q(area__nombre__icontains=texto)
            | Q(area__siglas__icontains=texto)
        )
    pagina = paginar(peticiones, orden=("-id",), pedido=request.GET)
    contexto = {
        "filtros": filtros,
        "filas": [(peticion, COLOR_DEL_ESTADO[E(peticion.estado)]) for peticion in pagina.objetos],
        "pagina": pagina,
        "filtrada": any(criterios.values()),
        "encabeza": bool(credenciales(request.user).titular_de),
    }
    return render(request, "publicaciones/lista.html", contexto)


@login_required
def nueva(request: HttpRequest) -> HttpResponse:
    """7.i, 7.x: the head of an área asks for the CNCS's accounts instead of one of its own."""
    areas = Area.objects.filter(pk__in=[area.pk for area in credenciales(request.user).titular_de])
    if not areas:
        raise PermissionDenied
    ahora = timezone.now()
    datos, archivos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NuevaPeticion(datos, archivos, areas=areas, hoy=fecha_local(ahora))
    if form.is_valid():
        peticion = acciones.presentar_peticion(**form.cleaned_data, por=persona_de(request), ahora=ahora)
        messages.success(request, f"Se presentó la petición {peticion.folio}. Le avisaremos cuando la contesten.")
        return redirect("publicaciones:detalle", pk=peticion.pk)
    return render(request, "publicaciones/nueva.html", {"form": form})


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """One petición: what was asked, what was answered, what has happened."""
    peticion = _cargar(request, pk)
    posibles = {transicion.name for transicion in peticion.get_available_user_estado_transitions(request.user)}
    contexto = {
        "peticion": peticion,
        "color": COLOR_DEL_ESTADO[E(peticion.estado)],
        "posibles": posibles,
        "contesta": request.user.is_staff and posibles & {"tomar", "difundir", "declinar"},
        "pendiente": peticion.estado in PENDIENTES,
        "hechos": [contar(asiento, FRASES) for asiento in asientos_de(peticion.cadena).order_by("-numero")],
    }
    return render(request, "publicaciones/detalle.html", contexto)


@login_required
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.a: the área no longer needs it."""
    peticion = _cargar(request, pk)
    if not permisos.es_su_titular(peticion, request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            acciones.retirar_peticion(peticion=peticion, por=persona_de(request), ahora=timezone.now())
        except ActoRechazado as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Se retiró la petición.")
        return redirect("publicaciones:detalle", pk=pk)
    if peticion.estado not in PENDIENTES:
        messages.info(request, f"Ya no es posible: la petición está en el estado «{peticion.get_estado_display()}».")
        return redirect("publicaciones:detalle", pk=pk)
    return render(request, "publicaciones/retirar.html", {"peticion": peticion})


@login_required
@require_safe
def material(request: HttpRequest, pk: int) -> FileResponse:
    """7.x: a file of a petición as it was handed in, under its own name."""
    fila = get_object_or_404(MaterialDePeticion.objects.visibles_para(request.user), pk=pk)
    try:
        archivo = fila.archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=fila.nombre)


def _cargar(request: HttpRequest, pk: int) -> Peticion:
    """The petición, if the person may see it. Raises ``Http404``."""
    visibles = Peticion.objects.visibles_para(request.user)
    return get_object_or_404(visibles.select_related("area", "cuenta", *PERSONAS), pk=pk)

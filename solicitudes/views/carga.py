"""How the views load an opening: what a person may not see does not exist for them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_fsm import can_proceed

from organizacion.permisos import credenciales
from solicitudes.models import Apertura

RELACIONES = (
    "area",
    "cuenta",
    "plazo_revision__version",
    "plazo_uso__version",
    "presentada_por",
    "resuelta_por",
    "revisor",
    "suplente_propuesto",
    "titular_propuesto",
)


def cargar(request: HttpRequest, pk: int) -> Apertura:
    """The opening, if the person may see it. Raises ``Http404``."""
    return get_object_or_404(Apertura.objects.visibles_para(request.user).select_related(*RELACIONES), pk=pk)


def cargar_propia(request: HttpRequest, pk: int) -> Apertura:
    """The opening, for the head of the área that asks. Raises ``Http404``, ``PermissionDenied``."""
    areas = [area.pk for area in credenciales(request.user).titular_de]
    apertura = Apertura.objects.filter(pk=pk, area__in=areas).select_related("area").first()
    if apertura is None:
        cargar(request, pk)  # what they may not see does not exist; the rest is somebody else's
        raise PermissionDenied
    return apertura


def fuera_de_estado(request: HttpRequest, apertura: Apertura, acto: str) -> HttpResponse | None:
    """Where to go, with its message, when the state no longer allows the act; ``None`` while it does."""
    if can_proceed(getattr(apertura, acto), check_conditions=False):
        return None
    messages.info(request, f"Esto ya no es posible: la solicitud está en el estado «{apertura.get_estado_display()}».")
    return al_detalle(apertura)


def al_detalle(apertura: Apertura) -> HttpResponse:
    return redirect("solicitudes:detalle", pk=apertura.pk)

"""A content: what its posts share, each post, its endorsements and its history."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from publicaciones.models import Contenido

FRASES: Final = {
    "crear": "Se preparó el contenido",
    "editar_datos": "Se cambiaron sus datos",
    "editar": "Versión {version} para {cuenta}",
    "actualizar": "Versión {version} para {cuenta}, por los datos",
    "descartar": "Se descartó para {cuenta}",
    "pedir_aval": "Se pidió el aval de {area}",
    "otorgar": "{area} avaló el texto",
    "negar": "{area} no avaló el texto",
    "anular": "El aval de {area} quedó sin efecto: el texto cambió",
    "publicar": "Se publicó en {cuenta}",
    "corregir": "Se corrigió en {cuenta}",
    "retirar": "Se retiró de {cuenta}",
    "renovar_vigencia": "Se renovó la vigencia: hasta {a}",
}


@login_required
@require_safe
def contenido(request: HttpRequest, pk: int) -> HttpResponse:
    """One content, whole."""
    filas = Contenido.objects.visibles_para(request.user).select_related("area", "area_avala", "creado_por", "plazo")
    fila = get_object_or_404(filas, pk=pk)
    contexto = {
        "contenido": fila,
        "hechos": [contar(asiento, FRASES) for asiento in asientos_de(fila.cadena).order_by("-numero")],
    }
    return render(request, "publicaciones/contenido.html", contexto)

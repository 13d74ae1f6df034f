"""1.b: the resolutions of the Comité, for anybody with a position or a role."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizacion.criterios import NUMERALES
from organizacion.paginas import paginar
from solicitudes.consultas.precedentes import precedentes as buscar
from solicitudes.estados import ClaseConstancia
from solicitudes.permisos.comun import tiene_papel


@login_required
@require_safe
def precedentes(request: HttpRequest) -> HttpResponse:
    """The list, newest first: ``?q=`` by words, number or numeral; ``?numeral=`` those on that numeral."""
    persona = _con_papel(request)
    texto = request.GET.get("q", "").replace("\0", "").strip()[:200]
    numeral = request.GET.get("numeral", "")
    numeral = numeral if numeral in NUMERALES else ""
    filas = buscar(persona, texto=texto, numeral=numeral)
    contexto = {
        "pagina": paginar(filas, orden=("-numero_anio", "-numero"), pedido=request.GET),
        "buscado": texto,
        "numeral": numeral,
        "numerales": NUMERALES.items(),
    }
    return render(request, "solicitudes/precedentes.html", contexto)


@login_required
@require_safe
def precedente(request: HttpRequest, pk: int) -> HttpResponse:
    """One resolution: what was decided and why. Not who asked, nor what they told the Comité."""
    fila = get_object_or_404(buscar(_con_papel(request)), pk=pk)
    papel = fila.constancias.filter(clase=ClaseConstancia.RESOLUCION).only("codigo").first()
    return render(request, "solicitudes/precedente.html", {"precedente": fila, "papel": papel})


def _con_papel(request: HttpRequest) -> Any:
    if not tiene_papel(request.user):
        raise PermissionDenied("Los precedentes los lee quien tiene un cargo o una función vigente.")
    return request.user

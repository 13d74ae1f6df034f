"""5.3.b: the answers that everybody with a position or a role may read before asking."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizacion.paginas import paginar
from solicitudes.consultas.preguntas import frecuentes
from solicitudes.permisos.comun import tiene_papel


@login_required
@require_safe
def preguntas(request: HttpRequest) -> HttpResponse:
    """The frequent questions, newest first; ``?q=`` keeps those with those words."""
    if not tiene_papel(request.user):
        raise PermissionDenied
    texto = request.GET.get("q", "").replace("\0", "").strip()[:200]
    pagina = paginar(frecuentes(texto), orden=("-publicada", "-pk"), pedido=request.GET)
    return render(request, "solicitudes/preguntas.html", {"pagina": pagina, "buscado": texto})

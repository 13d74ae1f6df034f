"""6.xxxiv: compliance with the changes of password, by área and month; each figure opens its rows."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizacion.paginas import paginar
from organizacion.permisos import credenciales, es_cncs, es_control
from panel import consultas


@login_required
@require_safe
def contrasenas(request: HttpRequest) -> HttpResponse:
    """6.xxxiv: the last months of the áreas whose panel the person may open."""
    _puede(request)
    ahora = timezone.now()
    tabla = consultas.cumplimiento_de_contrasenas(consultas.areas_visibles(request.user), ahora=ahora)
    contexto = {
        "tabla": tabla,
        "meses": consultas.ultimos_meses(ahora),
        "total": consultas.en_total(tabla, ahora=ahora),
    }
    return render(request, "panel/contrasenas.html", contexto)


@login_required
@require_safe
def contrasenas_del_mes(request: HttpRequest, siglas: str, mes: date) -> HttpResponse:
    """6.xxxiv: the changes that were due in a month: who did each, and when."""
    _puede(request)
    area = get_object_or_404(consultas.areas_visibles(request.user), siglas=siglas)
    filas = consultas.cambios_del_mes(area, mes, ahora=timezone.now())
    pagina = paginar(filas, orden=("vence", "pk"), pedido=request.GET)
    return render(request, "panel/contrasenas_mes.html", {"area": area, "mes": mes, "pagina": pagina})


def _puede(request: HttpRequest) -> None:
    persona = request.user
    if not (es_cncs(persona) or es_control(persona) or credenciales(persona).rutas_que_encabeza):
        raise PermissionDenied

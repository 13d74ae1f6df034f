"""6.xxxiv: compliance with the changes of password, by área and month; each figure opens its rows."""

from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
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
def contrasenas_del_mes(request: HttpRequest, siglas: str, mes: str) -> HttpResponse:
    """6.xxxiv: the changes that were due in a month (``AAAA-MM``): who did each, and when."""
    _puede(request)
    area = get_object_or_404(consultas.areas_visibles(request.user), siglas=siglas)
    primero, ahora = leer_mes(mes), timezone.now()
    filas = consultas.cambios_del_mes(area, primero, ahora=ahora)
    pagina = paginar(filas, orden=("vence", "pk"), pedido=request.GET)
    return render(request, "panel/contrasenas_mes.html", {"area": area, "mes": primero, "pagina": pagina})


def _puede(request: HttpRequest) -> None:
    persona = request.user
    if not (es_cncs(persona) or es_control(persona) or credenciales(persona).rutas_que_encabeza):
        raise PermissionDenied


def leer_mes(texto: str) -> date:
    """The first day of a month, «AAAA-MM»; what is none is not found."""
    try:
        return datetime.strptime(texto, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    except ValueError as error:
        raise Http404 from error

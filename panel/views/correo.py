"""The mail of the demonstration: the outbox, readable."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from avisos.models import Aviso
from organizacion.paginas import paginar


@require_safe
def correo_demo(request: HttpRequest) -> HttpResponse:
    """Every message as it was sent, newest first; ``buzon`` shows those of one mailbox. Only in the demonstration."""
    if not settings.DEMO:
        raise Http404
    buzon = "".join(c for c in request.GET.get("buzon", "") if c.isprintable()).strip().lower()
    avisos = Aviso.objects.filter(para=buzon) if buzon else Aviso.objects.all()
    contexto = {
        "pagina": paginar(avisos, orden=("-id",), pedido=request.GET, tamano=20),
        "buzon": buzon,
        "remitente": settings.DEFAULT_FROM_EMAIL,
    }
    return render(request, "panel/correo_demo.html", contexto)

"""The expediente of an account, to download: whole, or as a request of transparency gets it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from cuentas.acciones.expediente import asentar_expediente
from cuentas.models import Cuenta
from cuentas.permisos import puede_llevarse
from organizacion.peticion import persona_de
from panel.expediente import armar, nombre_de
from panel.forms import PedirExpediente


@login_required
def expediente(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the version, and get it. Taking one leaves an entry in the log, with the digest of what was taken."""
    cuentas = Cuenta.objects.supervisadas_por(request.user).select_related("area")
    cuenta = get_object_or_404(cuentas, pk=pk)
    if not puede_llevarse(cuenta, request.user):
        raise PermissionDenied
    form = PedirExpediente(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "panel/expediente.html", {"cuenta": cuenta, "form": form})
    persona, ahora, publica = persona_de(request), timezone.now(), form.cleaned_data["version"] == "publica"
    contenido = armar(cuenta=cuenta, persona=persona, publica=publica, ahora=ahora)
    asentar_expediente(cuenta=cuenta, publica=publica, contenido=contenido, por=persona, ahora=ahora)
    nombre = nombre_de(cuenta, publica=publica, ahora=ahora)
    return HttpResponse(
        contenido,
        content_type="application/zip",
        headers={"Content-Disposition": content_disposition_header(True, nombre), "Cache-Control": "private, no-store"},
    )

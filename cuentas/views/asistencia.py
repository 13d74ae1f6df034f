"""5.3.a: the code of a meeting: printed by the CNCS, opened by whoever is there."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones.capacitacion import asistir_con_codigo
from cuentas.consultas.cuidado import llave_de_la_sesion, sesion_de_la_llave
from cuentas.models import Sesion
from cuentas.permisos.cuidado import lleva_capacitacion
from organizacion.documentos.componer import qr_en_svg
from organizacion.peticion import persona_de


@login_required
@require_safe
def codigo_de_sesion(request: HttpRequest, pk: int) -> HttpResponse:
    """The code of a meeting, to print or to show."""
    if not lleva_capacitacion(None, request.user):
        raise Http404
    sesion = get_object_or_404(Sesion, pk=pk)
    direccion = settings.URL_BASE + reverse("cuentas:asistencia", args=[llave_de_la_sesion(sesion)])
    dibujo = mark_safe(qr_en_svg(direccion))  # noqa: S308 - drawn by us, from an address of ours
    return render(
        request, "cuentas/codigo_de_sesion.html", {"sesion": sesion, "direccion": direccion, "dibujo": dibujo}
    )


@login_required
def asistencia(request: HttpRequest, llave: str) -> HttpResponse:
    """Whoever is at the meeting says so."""
    sesion = sesion_de_la_llave(llave)
    if sesion is None:
        raise Http404
    persona = persona_de(request)
    convocatoria = sesion.convocatorias.filter(persona=persona).first()
    if request.method == "POST":
        try:
            asistir_con_codigo(sesion=sesion, por=persona, ahora=timezone.now())
            messages.success(request, "Su asistencia quedó registrada. Su constancia ya está en esta página.")
            return redirect("cuentas:capacitacion")
        except ActoRechazado as error:
            messages.error(request, str(error))
            return redirect("cuentas:asistencia", llave=llave)
    return render(request, "cuentas/asistencia.html", {"sesion": sesion, "convocatoria": convocatoria})

"""7.iii: hand in what was asked about an opening."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from solicitudes.clases.comunes import tramites_de_requerimiento
from solicitudes.consultas.requerimiento import pendiente_de
from solicitudes.permisos.requerimiento import puede_responder
from solicitudes.views.carga import al_detalle, cargar


@login_required
def informacion(request: HttpRequest, pk: int) -> HttpResponse:
    """7.iii: the área answers what the CNCS asked, with documents or without."""
    apertura, tramite = cargar(request, pk), tramites_de_requerimiento()["responder"]
    if not puede_responder(apertura, request.user):
        raise PermissionDenied
    requerimiento = pendiente_de(apertura)
    if requerimiento is None:
        messages.info(request, "Ya no se le pide información en esta solicitud.")
        return al_detalle(apertura)
    form = tramite.form(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        objeto=apertura,
    )
    if form.is_valid():
        try:
            tramite.llamar(apertura, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        except ActoRechazado as error:
            messages.error(request, str(error))
        else:
            messages.success(request, tramite.hecho)
        return al_detalle(apertura)
    contexto = {
        "apertura": apertura,
        "titulo": tramite.titulo,
        "tramite": tramite,
        "form": form,
        "requerimiento": requerimiento,
    }
    return render(request, "solicitudes/informacion.html", contexto)

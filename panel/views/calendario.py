"""The private calendar of a person's due dates, for the person's own calendar program (iCalendar, RFC 5545)."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from organizacion.acciones import abrir_calendario, revocar_calendario
from organizacion.consultas import calendario_vigente_de, dueno_del_calendario
from organizacion.peticion import persona_de
from panel import consultas
from plazos.consultas import calendario_vigente


@login_required
@require_safe
def calendario(request: HttpRequest) -> HttpResponse:
    """Does the person have a private address, since when, and how to use it. The address itself is shown once."""
    contexto = {"clave": calendario_vigente_de(persona_de(request)), "direccion": request.session.pop("calendario", "")}
    return render(request, "panel/calendario.html", contexto)


@login_required
@require_POST
def nuevo_calendario(request: HttpRequest) -> HttpResponse:
    """A new private address; the one before stops working."""
    clave = abrir_calendario(persona=persona_de(request), ahora=timezone.now())
    request.session["calendario"] = settings.URL_BASE + reverse("panel_ics", args=[clave])
    messages.success(request, "Su dirección privada está lista. Cópiela ahora: no se volverá a mostrar.")
    return redirect("panel:calendario")


@login_required
@require_POST
def revocar(request: HttpRequest) -> HttpResponse:
    """The private address stops working."""
    revocar_calendario(persona=persona_de(request), ahora=timezone.now())
    messages.success(request, "La dirección dejó de funcionar.")
    return redirect("panel:calendario")


@require_safe
def ics(request: HttpRequest, clave: str) -> HttpResponse:
    """The due dates of whoever has that private address, as they are now. Raises ``Http404`` for any other."""
    persona = dueno_del_calendario(clave)
    if persona is None:
        raise Http404
    ahora, dominio = timezone.now(), settings.INSTITUCION.dominio
    calendario = Calendar()
    calendario.add("prodid", f"-//{settings.INSTITUCION.siglas}//Gobierno de redes sociales//ES")
    calendario.add("version", "2.0")
    calendario.add("x-wr-calname", f"Vencimientos · {settings.INSTITUCION.siglas}")
    calendario.add("x-wr-timezone", settings.INSTITUCION.zona_horaria)
    for pendiente in consultas.bandeja(persona, ahora=ahora, calendario=calendario_vigente()):
        if pendiente.vence is None:
            continue
        evento = Event()
        evento.add("uid", f"{pendiente.clave}@{dominio}")
        evento.add("dtstamp", ahora)
        evento.add("dtstart", pendiente.vence)
        evento.add("dtend", pendiente.vence + timedelta(days=1))
        evento.add("summary", f"Vence: {pendiente.titulo}")
        evento.add("description", f"{pendiente.que_hacer}. {pendiente.cuando}.")
        evento.add("url", settings.URL_BASE + pendiente.url)
        evento.add("transp", "TRANSPARENT")
        calendario.add_component(evento)
    respuesta = HttpResponse(calendario.to_ical(), content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = 'inline; filename="vencimientos.ics"'
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta

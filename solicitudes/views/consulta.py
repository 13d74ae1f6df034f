"""The page of an opening, and the proof of its dates."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plazos.clases import CLASES
from plazos.consultas import calendario_vigente, plazos_de, prueba_de
from solicitudes import consultas
from solicitudes.acciones.apertura import TIPO
from solicitudes.estados import EstadoApertura as E
from solicitudes.permisos.requerimiento import puede_responder
from solicitudes.views.carga import cargar

COLOR_DEL_ESTADO: Final = {
    E.BORRADOR: "gris",
    E.PRESENTADA: "azul",
    E.EN_REVISION: "azul",
    E.AUTORIZADA: "verde",
    E.CON_BUZON: "verde",
    E.ABIERTA: "verde",
    E.CONCLUIDA: "verde",
    E.RECHAZADA: "rojo",
    E.RETIRADA: "gris",
    E.SIN_EFECTO: "gris",
}
DEL_REVISOR: Final = {"tomar", "asignar", "autorizar", "rechazar", "registrar_buzon"}


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: where it is, who has it, what follows, and all that is on file."""
    apertura = cargar(request, pk)
    posibles = consultas.posibles(apertura, request.user)
    requerimientos = list(apertura.requerimientos.all())
    pendiente = next((r for r in requerimientos if r.espera), None)
    contexto = {
        "apertura": apertura,
        "color": COLOR_DEL_ESTADO[E(apertura.estado)],
        "reloj": consultas.reloj_de(apertura, timezone.now(), calendario_vigente()),
        "plazos": [(CLASES[plazo.clase], plazo) for plazo in plazos_de(TIPO, apertura.pk)],
        "posibles": posibles,
        "revisa": request.user.is_staff and posibles & DEL_REVISOR,
        "requerimientos": requerimientos,
        "pendiente": pendiente,
        "entrega": pendiente and puede_responder(apertura, request.user),
        "documentos": apertura.documentos.all(),
        "constancias": apertura.constancias.all(),
        "hechos": consultas.linea_de_tiempo(apertura, request.user),
    }
    return render(request, "solicitudes/detalle.html", contexto)


@login_required
@require_safe
def prueba(request: HttpRequest, pk: int, plazo_pk: int) -> HttpResponse:
    """7.iii: why a date is what it is, day by day."""
    apertura = cargar(request, pk)
    plazo = get_object_or_404(plazos_de(TIPO, apertura.pk), pk=plazo_pk)
    contexto = {
        "apertura": apertura,
        "titulo": "Cómo se contó el plazo",
        "plazo": plazo,
        "clase": CLASES[plazo.clase],
        "prueba": prueba_de(plazo),
    }
    return render(request, "solicitudes/prueba.html", contexto)

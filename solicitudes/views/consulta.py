"""The list, the page of a request, and the proof of its dates."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizacion.paginas import paginar
from organizacion.permisos import credenciales
from plazos.clases import CLASES
from plazos.consultas import calendario_vigente, plazos_de, prueba_de
from solicitudes import consultas
from solicitudes.acciones.apertura import TIPO
from solicitudes.estados import EstadoApertura as E
from solicitudes.forms import Filtros
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
def lista(request: HttpRequest) -> HttpResponse:
    """Every request that the person may see, newest first."""
    filtros = Filtros(request.GET)
    criterios = filtros.cleaned_data if filtros.is_valid() else {}
    pagina = paginar(consultas.buscar(request.user, **criterios), orden=("-id",), pedido=request.GET)
    ahora, calendario = timezone.now(), calendario_vigente()
    filas = [
        {
            "apertura": apertura,
            "color": COLOR_DEL_ESTADO[E(apertura.estado)],
            "reloj": consultas.reloj_de(apertura, ahora, calendario),
        }
        for apertura in pagina.objetos
    ]
    contexto = {
        "filtros": filtros,
        "filas": filas,
        "pagina": pagina,
        "filtrada": any(criterios.values()),
        "encabeza": bool(credenciales(request.user).titular_de),
    }
    return render(request, "solicitudes/lista.html", contexto)


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: where it is, who has it, what follows, and all that is on file."""
    apertura = cargar(request, pk)
    posibles = consultas.posibles(apertura, request.user)
    contexto = {
        "apertura": apertura,
        "color": COLOR_DEL_ESTADO[E(apertura.estado)],
        "reloj": consultas.reloj_de(apertura, timezone.now(), calendario_vigente()),
        "plazos": [(CLASES[plazo.clase], plazo) for plazo in plazos_de(TIPO, apertura.pk)],
        "posibles": posibles,
        "revisa": request.user.is_staff and posibles & DEL_REVISOR,
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
    probada = prueba_de(plazo)
    contexto = {
        "apertura": apertura,
        "titulo": "Cómo se contó el plazo",
        "plazo": plazo,
        "clase": CLASES[plazo.clase],
        "prueba": probada,
        "dia_uno": next(dia.fecha for dia in probada.dias if dia.cuenta),
        "saltados": sum(not dia.cuenta for dia in probada.dias),
    }
    return render(request, "solicitudes/prueba.html", contexto)

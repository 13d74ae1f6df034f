"""7.iii: the CNCS's work as of any date: who had what, what was answered in time or late, how old what was open was."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizacion.models import Persona
from panel import graficas
from panel.consultas import carga as consultas
from panel.consultas.tablero import es_todo, pagina_de_solicitud
from panel.views.pedido import Pedido, lista_de_plazos
from plazos.consultas import calendario_vigente


@login_required
@require_safe
def carga(request: HttpRequest) -> HttpResponse:
    """The whole of it; for who heads an área, what the CNCS has of that área."""
    pedido = Pedido(request)
    contexto = pedido.contexto
    if pedido.corte:
        contexto |= {
            "personas": consultas.carga_por_persona(pedido.areas, pedido.corte),
            "respuestas": [
                (fila, graficas.barra(fila.porcentaje, f"{fila.porcentaje} por ciento"))
                for fila in consultas.respuestas(pedido.areas, pedido.corte)
            ],
            "antiguedad": consultas.antiguedad(pedido.areas, pedido.corte, calendario=calendario_vigente()),
            "dias": consultas.DIAS_DE_RESPUESTAS,
        }
    return render(request, "panel/carga/carga.html", contexto, status=pedido.estado)


@login_required
@require_safe
def carga_de_persona(request: HttpRequest, clave: int) -> HttpResponse:
    """What one person of the CNCS had open; with 0, what nobody had taken."""
    pedido = Pedido(request)
    filas = consultas.de_una_persona(pedido.areas, pedido.corte, clave) if pedido.corte else []
    quien = consultas.SIN_ASIGNAR
    if clave and (filas or es_todo(pedido.areas)):
        quien = get_object_or_404(Persona, pk=clave).nombre
    elif clave and pedido.corte:
        raise Http404  # the names of the others are not to be read here
    elif clave:
        quien = "Una persona de la CNCS"
    contexto = pedido.contexto | {
        "quien": quien,
        "filas": [
            (fila, pagina_de_solicitud(fila), consultas.ultimo_dia(fila.proxima) if fila.proxima else None)
            for fila in filas
        ],
    }
    return render(request, "panel/carga/persona.html", contexto, status=pedido.estado)


@login_required
@require_safe
def carga_por_antiguedad(request: HttpRequest, tramo: int) -> HttpResponse:
    """The clocks behind a figure of the ageing, the oldest first."""
    pedido = Pedido(request)
    if tramo >= len(consultas.TRAMOS):
        raise Http404
    contexto = pedido.contexto | {"rotulo": consultas.rotulo_de_tramo(tramo)}
    if pedido.corte:
        filas = consultas.del_tramo(pedido.areas, pedido.corte, tramo, calendario=calendario_vigente())
        contexto |= lista_de_plazos(request, pedido.corte, filas, orden=("inicio", "id"))
    return render(request, "panel/carga/antiguedad.html", contexto, status=pedido.estado)

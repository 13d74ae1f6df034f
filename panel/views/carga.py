"""7.iii: the CNCS's work as of any date: who had what, what was answered in time or late, how old what was open was."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizacion.models import Persona
from organizacion.paginas import paginar
from panel import graficas
from panel.consultas import carga as consultas
from panel.consultas.tablero import es_todo, pagina_de_solicitud
from panel.views.tablero import Pedido
from plazos.clases import CLASES
from plazos.consultas import calendario_vigente, objetos_de


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
    quien = get_object_or_404(Persona, pk=clave).nombre if clave else consultas.SIN_ASIGNAR
    filas = consultas.de_una_persona(pedido.areas, pedido.corte, clave) if pedido.corte else []
    if clave and pedido.corte and not filas and not es_todo(pedido.areas):
        raise Http404  # the names of the others are not to be read here
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
        pagina = paginar(filas, orden=("inicio", "id"), pedido=request.GET)
        nombres = objetos_de(pagina.objetos)
        contexto |= {
            "pagina": pagina,
            "filas": [(nombres.get((p.objeto_tipo, p.objeto_id), "—"), CLASES[p.clase], p) for p in pagina.objetos],
        }
    return render(request, "panel/carga/antiguedad.html", contexto, status=pedido.estado)

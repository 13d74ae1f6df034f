"""The picture of compliance: numeral by numeral, as of any date, each number with its rows."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizacion.fechas import corta
from organizacion.paginas import paginar
from panel import graficas
from panel.consultas import tablero as consultas
from panel.views.pedido import Pedido, lista_de_plazos
from plazos.clases import CLASES


@login_required
@require_safe
def tablero(request: HttpRequest) -> HttpResponse:
    """Every measure: numeral, what is measured, how many comply."""
    pedido = Pedido(request)
    contexto = pedido.contexto
    if pedido.corte:
        contexto["capitulos"] = [
            (
                capitulo,
                [(m, c, graficas.barra(c.porcentaje, f"{c.porcentaje} por ciento")) for m, c in medidas],
            )
            for capitulo, medidas in consultas.por_capitulo(pedido.areas, pedido.corte)
        ]  # fmt: skip
    return render(request, "panel/tablero/tablero.html", contexto, status=pedido.estado)


@login_required
@require_safe
def medida(request: HttpRequest, clave: str) -> HttpResponse:
    """The rows behind a number, those that do not comply first, and how it went in the last months."""
    pedido = Pedido(request)
    if clave not in consultas.MEDIDAS:
        raise Http404
    que = consultas.MEDIDAS[clave]
    contexto = pedido.contexto | {"medida": que}
    if pedido.corte:
        pagina = paginar(que.filas(pedido.areas, pedido.corte), orden=("cumple", "pk"), pedido=request.GET)
        que.preparar(pagina.objetos)
        serie = [
            (corta(corte.dia), consultas.contar(que, pedido.areas, corte))
            for corte in consultas.cierres_de_mes(pedido.corte, ahora=pedido.ahora)
        ]
        contexto |= {
            "pagina": pagina,
            "renglones": [que.renglon(fila) for fila in pagina.objetos],
            "serie": serie,
            "cuantos": serie[-1][1],
            "grafica": graficas.linea(
                [(rotulo, cuantos.porcentaje) for rotulo, cuantos in serie], titulo=que.nombre, clave="tendencia"
            ),
        }
    return render(request, "panel/tablero/medida.html", contexto, status=pedido.estado)


@login_required
@require_safe
def plazos(request: HttpRequest) -> HttpResponse:
    """How every class of clock was met in a period."""
    pedido = Pedido(request)
    contexto = pedido.contexto | {"situaciones": consultas.SITUACIONES.values()}
    if pedido.corte:
        meses = consultas.por_mes(pedido.areas, pedido.corte)
        contexto |= {
            "filas": consultas.por_clase(pedido.areas, pedido.corte, int(pedido.form.cleaned_data["dias"])),
            "meses": meses,
            "grafica": graficas.linea(
                [(mes.rotulo, mes.cuantos.porcentaje) for mes in meses],
                titulo="Proporción de plazos cumplidos a tiempo, por mes",
                clave="tendencia",
            ),
        }
    return render(request, "panel/tablero/plazos.html", contexto, status=pedido.estado)


@login_required
@require_safe
def plazos_del_mes(request: HttpRequest, mes: date) -> HttpResponse:
    """The clocks whose last day fell in a month, those that were not met by it first."""
    pedido = Pedido(request)
    contexto = pedido.contexto | {"mes": consultas.MesDePlazos(mes, consultas.Cuantos(0, 0))}
    if pedido.corte:
        filas = consultas.del_mes(pedido.areas, mes, pedido.corte)
        contexto |= lista_de_plazos(request, pedido.corte, filas, orden=("cumple", "vence", "id"))
    return render(request, "panel/tablero/plazos_del_mes.html", contexto, status=pedido.estado)


@login_required
@require_safe
def plazos_de_clase(request: HttpRequest, clase: str, situacion: str) -> HttpResponse:
    """The clocks behind a number."""
    pedido = Pedido(request)
    if clase not in CLASES or situacion not in consultas.SITUACIONES:
        raise Http404
    contexto = pedido.contexto | {"clase": CLASES[clase], "situacion": consultas.SITUACIONES[situacion]}
    if pedido.corte:
        condicion = consultas.condicion(situacion, pedido.corte, int(pedido.form.cleaned_data["dias"]))
        filas = consultas.plazos_en(pedido.areas, pedido.corte).filter(condicion, clase=clase)
        contexto |= lista_de_plazos(request, pedido.corte, filas, orden=("vence", "id"))
    return render(request, "panel/tablero/plazos_de_clase.html", contexto, status=pedido.estado)

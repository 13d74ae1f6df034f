"""The picture of compliance: numeral by numeral, as of any date, each number with its rows."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizacion.fechas import corta
from organizacion.models import Area
from organizacion.paginas import paginar
from organizacion.tiempo import fecha_local
from panel import graficas
from panel.consultas import tablero as consultas
from panel.forms import FiltrosDelTablero
from panel.views.rotaciones import leer_mes
from plazos.clases import CLASES
from plazos.consultas import objetos_de


class Pedido:
    """What was asked for: the áreas, the date and the form. When the date makes no sense, there is no ``corte``."""

    def __init__(self, request: HttpRequest) -> None:
        if not consultas.tiene_tablero(request.user):
            raise PermissionDenied
        self.ahora = timezone.now()
        hoy = fecha_local(self.ahora)
        self.areas: QuerySet[Area] = consultas.areas_del_tablero(request.user)
        siglas = request.GET.get("area", "").replace("\0", "").strip()
        if siglas:
            elegida = get_object_or_404(self.areas, siglas=siglas)
            self.areas = Area.objects.bajo((elegida.ruta,))
        datos = {"dias": "90", "fecha": hoy.isoformat(), **{k: v for k, v in request.GET.items() if v}}
        self.form = FiltrosDelTablero(datos, hoy=hoy)
        self.corte: consultas.Corte | None = None
        if self.form.is_valid():
            self.corte = consultas.Corte.del_dia(self.form.cleaned_data["fecha"], ahora=self.ahora)
        parametros = request.GET.copy()
        for sobrante in ("antes", "despues"):
            parametros.pop(sobrante, None)
        self.contexto: dict[str, Any] = {
            "form": self.form,
            "corte": self.corte,
            "consulta": f"?{parametros.urlencode()}" if parametros else "",
        }

    @property
    def estado(self) -> int:
        return 200 if self.corte else 400


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
def plazos_del_mes(request: HttpRequest, mes: str) -> HttpResponse:
    """The clocks whose last day fell in a month (``AAAA-MM``), those that were not met by it first."""
    pedido = Pedido(request)
    primero = leer_mes(mes)
    contexto = pedido.contexto | {"mes": consultas.MesDePlazos(primero, consultas.Cuantos(0, 0))}
    if pedido.corte:
        filas = consultas.del_mes(pedido.areas, primero, pedido.corte)
        pagina = paginar(filas, orden=("cumple", "vence", "id"), pedido=request.GET)
        nombres = objetos_de(pagina.objetos)
        contexto |= {
            "pagina": pagina,
            "filas": [(nombres.get((p.objeto_tipo, p.objeto_id), "—"), CLASES[p.clase], p) for p in pagina.objetos],
        }
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
        pagina = paginar(filas, orden=("vence", "id"), pedido=request.GET)
        nombres = objetos_de(pagina.objetos)
        contexto |= {
            "pagina": pagina,
            "filas": [(nombres.get((p.objeto_tipo, p.objeto_id), "—"), p) for p in pagina.objetos],
        }
    return render(request, "panel/tablero/plazos_de_clase.html", contexto, status=pedido.estado)

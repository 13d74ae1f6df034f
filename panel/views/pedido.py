"""What is asked for in the pages of the picture, and the list of clocks that several of them show."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organizacion.models import Area
from organizacion.paginas import paginar
from organizacion.tiempo import fecha_local
from panel.consultas import tablero as consultas
from panel.forms import FiltrosDelTablero
from plazos.clases import CLASES
from plazos.consultas import objetos_de
from plazos.models import Plazo


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


def lista_de_plazos(
    request: HttpRequest, corte: consultas.Corte, plazos: QuerySet[Plazo], *, orden: tuple[str, ...]
) -> dict[str, Any]:
    """A page of clocks, each with what it runs on and how it was then, for ``panel/tablero/_lista_de_plazos.html``."""
    pagina = paginar(plazos, orden=orden, pedido=request.GET)
    nombres = objetos_de(pagina.objetos)
    filas = [
        (nombres.get((p.objeto_tipo, p.objeto_id), "—"), CLASES[p.clase], *consultas.como_iba(p, corte), p)
        for p in pagina.objetos
    ]
    return {"pagina": pagina, "filas": filas}

"""8.a: the results of a period, and its report."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from evaluacion import consultas, graficas, permisos
from evaluacion.consultas import Desglose
from evaluacion.documentos import informe
from evaluacion.exportar import libro
from evaluacion.views.comun import COLOR, cargar_periodo, descargar, visibles
from organizacion.paginas import paginar
from organizacion.peticion import persona_de


@login_required
@require_safe
def periodo(request: HttpRequest, clave: str) -> HttpResponse:
    """8.a: by network, kind of área, dimension and área, of the accounts that the person may see; the CNCS may also see
    them in the order of their results."""
    fila, persona = cargar_periodo(clave), persona_de(request)
    suyas = visibles(request)
    en_orden = request.GET.get("ver") == "orden" and permisos.puede_ver_ranking(persona)
    cuentas = suyas.filter(periodo=fila).select_related("cuenta", "area")
    if en_orden:
        pagina = paginar(consultas.en_orden(fila, suyas), orden=("-calificacion", "-pk"), pedido=request.GET)
    else:
        pagina = paginar(cuentas, orden=("pk",), pedido=request.GET)
    contexto: dict[str, Any] = {
        "periodo": fila,
        "avance": consultas.avance_de(fila, suyas),
        "general": consultas.de_la_institucion(fila, suyas),
        "graficas": [(desglose, _grafica(desglose)) for desglose in consultas.desgloses(fila, suyas)],
        "areas": Desglose("Por área", "Área", consultas.por_area(fila, suyas)),
        "pagina": pagina,
        "filas": [(e, COLOR[e.estado]) for e in pagina.objetos],
        "en_orden": en_orden,
        "puede_ordenar": permisos.puede_ver_ranking(persona),
        "ve_todo": permisos.puede_ver_resultados(persona),
    }
    return render(request, "evaluacion/periodo.html", contexto)


@login_required
@require_safe
def informe_pdf(request: HttpRequest, clave: str) -> HttpResponse:
    """8.a: the report for the Comité."""
    fila = _del_comite(request, clave)
    return descargar(informe(fila, ahora=timezone.now()), "application/pdf", f"evaluacion-{fila.clave}.pdf")


@login_required
@require_safe
def informe_xlsx(request: HttpRequest, clave: str) -> HttpResponse:
    """8.a: the same as a workbook, with every figure."""
    fila = _del_comite(request, clave)
    tipo = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return descargar(libro(fila), tipo, f"evaluacion-{fila.clave}.xlsx")


def _del_comite(request: HttpRequest, clave: str) -> Any:
    if not permisos.puede_ver_resultados(request.user):
        raise PermissionDenied
    return cargar_periodo(clave)


def _grafica(desglose: Desglose) -> SafeString:
    svg = graficas.columna(desglose.titulo, desglose.pares) if desglose.pares else ""
    return mark_safe(svg)  # noqa: S308 -- our own drawing: every text in it is escaped

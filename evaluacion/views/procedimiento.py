"""8.a: the procedure, to read and to keep."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluacion.documentos import procedimiento as componer
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Procedimiento
from evaluacion.views.comun import descargar


@login_required
@require_safe
def procedimiento(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: its indicators by dimension."""
    fila = _cargar(request, pk)
    grupos: dict[str, list[dict[str, Any]]] = {}
    for indicador in fila.indicadores.all():
        datos: dict[str, Any] = {
            "indicador": indicador,
            "formula": FORMULAS.get(indicador.formula),
        }
        grupos.setdefault(indicador.get_dimension_display(), []).append(datos)
    contexto = {"procedimiento": fila, "grupos": list(grupos.items())}
    return render(request, "evaluacion/procedimiento.html", contexto)


@login_required
@require_safe
def procedimiento_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: the paper."""
    fila = _cargar(request, pk)
    nombre = f"procedimiento-v{fila.version}.pdf" if fila.version else "procedimiento-borrador.pdf"
    return descargar(componer(fila), "application/pdf", nombre)


def _cargar(request: HttpRequest, pk: int) -> Procedimiento:
    return get_object_or_404(Procedimiento.objects.visibles_para(request.user), pk=pk)

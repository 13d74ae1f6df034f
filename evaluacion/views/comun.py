"""What the pages of the evaluation share."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.models import Evaluacion, Periodo
from organizacion.peticion import persona_de

COLOR: Final[dict[str, str]] = {
    E.ABIERTA: "ambar",
    E.CAPTURADA: "azul",
    E.VALIDADA: "azul",
    E.OMITIDA: "rojo",
    E.EVALUADA: "acento",
    E.OBSERVADA: "ambar",
    E.FINAL: "verde",
}
RELACIONES: Final = (
    "cuenta__area", "area", "periodo__procedimiento", "periodo__plazo_captura", "periodo__plazo_validacion",
    "periodo__plazo_evaluacion", "capturada_por", "validada_por", "evaluada_por", "contestada_por", "resuelta_por",
    "plazo_respuesta", "plazo_resolucion",
)  # fmt: skip


def visibles(request: HttpRequest) -> QuerySet[Evaluacion]:
    return Evaluacion.objects.visibles_para(persona_de(request))


def cargar(request: HttpRequest, pk: int) -> Evaluacion:
    """The evaluation, if the person may see it. Raises ``Http404``."""
    return get_object_or_404(visibles(request).select_related(*RELACIONES), pk=pk)


def cargar_periodo(clave: str) -> Periodo:
    """The period that began in that month, «2026-01». Raises ``Http404``."""
    anio, _, mes = clave.partition("-")
    if not (anio.isdigit() and mes.isdigit()):
        raise Http404
    relojes = ("procedimiento", "plazo_captura", "plazo_validacion", "plazo_evaluacion")
    return get_object_or_404(Periodo.objects.select_related(*relojes), desde__year=int(anio), desde__month=int(mes))


def descargar(contenido: bytes | str, tipo: str, nombre: str) -> HttpResponse:
    """A file to keep."""
    respuesta = HttpResponse(contenido, content_type=tipo)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return respuesta

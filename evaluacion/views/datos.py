"""8.a: the open data of the evaluation."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evaluacion.exportar import publicas, publicas_en_csv
from evaluacion.views.comun import descargar

SEGUNDOS_EN_CACHE = 3600


@require_safe
def datos_csv(request: HttpRequest) -> HttpResponse:
    """Final results, as CSV."""
    respuesta = descargar(publicas_en_csv(), "text/csv; charset=utf-8", "evaluaciones.csv")
    patch_cache_control(respuesta, public=True, max_age=SEGUNDOS_EN_CACHE)
    return respuesta


@require_safe
def datos_json(request: HttpRequest) -> HttpResponse:
    """Final results, as JSON: what is not known is null."""
    respuesta = JsonResponse({"evaluaciones": list(publicas())}, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(respuesta, public=True, max_age=SEGUNDOS_EN_CACHE)
    return respuesta

"""The health check: which of the parts that the product needs answer."""

from collections.abc import Callable
from typing import Final

from celery import current_app
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plazos.models import Latido

BIEN: Final = "bien"
ESPERA: Final = 2  # seconds that a part has to answer


@require_safe
@never_cache
def salud(request: HttpRequest) -> JsonResponse:
    """200 while database, broker and scheduler answer; 503 naming what does not. It says nothing else."""
    partes = {parte: revisar() for parte, revisar in PARTES.items()}
    sano = all(estado == BIEN for estado in partes.values())
    return JsonResponse({"estado": BIEN if sano else "con fallas", **partes}, status=200 if sano else 503)


def _base() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "no responde"
    return BIEN


def _mensajeria() -> str:
    conexion = current_app.connection_for_write(connect_timeout=ESPERA)
    conexion.transport_options = {
        **conexion.transport_options,
        "socket_connect_timeout": ESPERA,
        "socket_timeout": ESPERA,
    }
    try:
        conexion.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=ESPERA)
    except Exception:  # whatever the client of the broker raises, it does not answer
        return "no responde"
    finally:
        conexion.release()
    return BIEN


def _planificador() -> str:
    try:
        latido = Latido.objects.filter(componente="planificador").first()
    except Error:
        return "no se puede saber: la base no responde"
    if latido is None:
        return "no ha dado señal"
    callado = (timezone.now() - latido.momento).total_seconds()
    return BIEN if callado <= settings.LATIDO_MAXIMO_SEGUNDOS else "dejó de dar señal"


PARTES: Final[dict[str, Callable[[], str]]] = {"base": _base, "mensajeria": _mensajeria, "planificador": _planificador}

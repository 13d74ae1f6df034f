"""Second factor for whoever enters the admin."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

SIN_SEGUNDO_FACTOR = ("/acceso/", "/salud/")  # signing in and out, setting it up, and the health check
PAGINAS_DEL_FACTOR = "/acceso/2fa/"
CLAVE = "segundo_factor"


class SegundoFactorMiddleware:
    """Send the staff who have no second factor to set one up; nothing else opens to them until they do.

    The positive answer is kept in the session, and forgotten on the pages where it can change.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SEGUNDO_FACTOR_OBLIGATORIO and self._falta(request):
            messages.warning(request, "Su función requiere un segundo factor. Actívelo para continuar.")
            return redirect("mfa_index")
        return self.get_response(request)

    def _falta(self, request: HttpRequest) -> bool:
        if request.path.startswith(PAGINAS_DEL_FACTOR):
            request.session.pop(CLAVE, None)
        if request.path.startswith(SIN_SEGUNDO_FACTOR) or request.session.get(CLAVE):
            return False
        persona = request.user
        if not persona.is_authenticated or not persona.is_staff:
            return False
        if not is_mfa_enabled(persona):
            return True
        request.session[CLAVE] = True
        return False

"""One-click sign-in of the demonstration people. Its address exists only in the demonstration."""

from django.conf import settings
from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from organizacion.models import Persona


def personas_de_demostracion() -> QuerySet[Persona]:
    """Those whom the sign-in page offers, in the order in which they were registered."""
    return Persona.objects.filter(is_active=True).exclude(demostracion="").order_by("pk")


@require_POST
def entrar_demo(request: HttpRequest, persona_id: int) -> HttpResponse:
    """Sign in as a demonstration person; nobody else, and nowhere but in the demonstration."""
    if not settings.DEMO:
        raise Http404
    persona = get_object_or_404(personas_de_demostracion(), pk=persona_id)
    login(request, persona, backend="django.contrib.auth.backends.ModelBackend")
    destino = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(destino, {request.get_host()}, require_https=request.is_secure()):
        destino = settings.LOGIN_REDIRECT_URL
    return HttpResponseRedirect(destino)

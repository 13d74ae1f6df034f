"""Sign-in and everything about one's own access, under ``/acceso/``."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from organizacion.acceso_demo import entrar_demo
from organizacion.views import entrar, identificarse, mi_acceso


def cerrada(request: HttpRequest) -> HttpResponse:
    """Pages of allauth that the institution does not offer: it keeps the addresses, people do not."""
    raise Http404


urlpatterns = [
    path("mi/", mi_acceso, name="mi_acceso"),
    re_path(r"^(?:email|confirm-email|password/set|login/code|3rdparty/signup|social)/", cerrada),
    path("3rdparty/", cerrada),
    path("oidc/<str:provider_id>/login/", identificarse),
    path("", include("allauth.urls")),
    # After allauth's own, so that this is the address that the name gives.
    path("", entrar, name="account_login"),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demostracion/<int:persona_id>/", entrar_demo, name="entrar_demo"))

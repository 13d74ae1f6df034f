"""The door, and what each person can change of their own access."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect.views import login as ir_al_proveedor
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from organizacion.acceso_demo import personas_de_demostracion


class Entrada(LoginView):
    """Sign-in; in the demonstration, also the people to sign in as."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demostracion = personas_de_demostracion() if settings.DEMO else ()
        return super().get_context_data(personas_demo=demostracion, **kwargs)


entrar = Entrada.as_view()


def identificarse(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the institution's identity provider, through a page of ours.

    A redirect straight from the form would not do: the policy's ``form-action`` binds the whole chain of redirects.
    """
    try:
        respuesta = ir_al_proveedor(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)
    if respuesta.status_code != HTTPStatus.FOUND:
        return respuesta
    return render(request, "socialaccount/login_redirect.html", {"redirect_to": respuesta["Location"]})


@login_required
def mi_acceso(request: HttpRequest) -> HttpResponse:
    """Who I am for the system, and how I sign in."""
    return render(request, "acceso/mi_acceso.html")

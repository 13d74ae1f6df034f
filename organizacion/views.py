"""The door, and what each person can change of their own access."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizacion.acceso_demo import personas_de_demostracion


class Entrada(LoginView):
    """Sign-in; in the demonstration, also the people to sign in as."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demostracion = personas_de_demostracion() if settings.DEMO else ()
        return super().get_context_data(personas_demo=demostracion, **kwargs)


entrar = Entrada.as_view()


@login_required
def mi_acceso(request: HttpRequest) -> HttpResponse:
    """Who I am for the system, and how I sign in."""
    return render(request, "acceso/mi_acceso.html")

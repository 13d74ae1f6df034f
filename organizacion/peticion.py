"""Who asks: the person behind a request that already passed the door."""

from django.http import HttpRequest

from organizacion.models import Persona


def persona_de(request: HttpRequest) -> Persona:
    """The person who is signed in; only for views that require it."""
    assert isinstance(request.user, Persona)
    return request.user

"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def formulario_caducado(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: say so plainly, with what to do."""
    return render(request, "csrf.html", status=403)

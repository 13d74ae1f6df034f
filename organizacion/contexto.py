"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def institucion(request: HttpRequest) -> dict[str, Any]:
    """Give the templates ``institucion`` (facts of the institution) and ``demo`` (is this the demonstration?)."""
    return {"institucion": settings.INSTITUCION, "demo": settings.DEMO}

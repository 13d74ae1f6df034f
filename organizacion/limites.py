"""How often one visitor may do something that needs no sign-in. Who it was is not kept: only a digest, for a while."""

import hashlib
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limite:
    """At most ``veces`` in ``segundos``; by visitor or, with ``de_todos``, by everybody together."""

    veces: int
    segundos: int
    de_todos: bool = False


def permitir(request: HttpRequest, accion: str, *limites: Limite) -> bool:
    """Count one more attempt of ``accion`` and say whether it is within every limit."""
    contados = [_contar(request, accion, limite) for limite in limites]  # every one counts, whatever the others say
    return all(contados)


def _contar(request: HttpRequest, accion: str, limite: Limite) -> bool:
    quien = "todos" if limite.de_todos else _visitante(request)
    clave = f"limite:{accion}:{limite.segundos}:{quien}"
    if cache.add(clave, 1, limite.segundos):
        return True
    try:
        return cache.incr(clave) <= limite.veces
    except ValueError:  # it expired between the two lines
        cache.set(clave, 1, limite.segundos)
        return True


def _visitante(request: HttpRequest) -> str:
    direccion = get_adapter().get_client_ip(request)
    return hashlib.sha256(f"{settings.SECRET_KEY}:{direccion}".encode()).hexdigest()[:32]

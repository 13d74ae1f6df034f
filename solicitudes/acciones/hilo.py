"""The thread of a request, and what keeps a button pressed twice from doing a thing twice."""

from datetime import datetime
from typing import Any

from django.db import transaction

from bitacora.flujo import EstadoCambiado
from organizacion.models import Persona
from solicitudes.models import Mensaje, Solicitud


@transaction.atomic(savepoint=False)
def escribir(
    solicitud: Solicitud, *, texto: str, por: Persona, ahora: datetime, de_la_oficina: bool = False
) -> Mensaje:
    """Add a message to the thread of a request whose row is locked. Raises ``EstadoCambiado`` when the last one is the
    same, of the same person."""
    ultimo = solicitud.mensajes.order_by("-pk").first()
    if ultimo and (ultimo.autor_id, ultimo.texto) == (por.pk, texto):
        raise EstadoCambiado("Ese mensaje ya se había enviado: quedó una sola vez.")
    return Mensaje.objects.create(
        solicitud=solicitud, autor=por, de_la_oficina=de_la_oficina, texto=texto, momento=ahora
    )


@transaction.atomic(savepoint=False)
def no_repetir(modelo: type[Solicitud], *, por: Persona, **iguales: object) -> None:
    """Raises ``EstadoCambiado`` when the person filed the same request before and it still waits; two attempts at once
    go one after the other."""
    Persona.objects.select_for_update().get(pk=por.pk)
    en_tramite: dict[str, Any] = {"estado__in": modelo.en_tramite, **iguales}
    filas = modelo._default_manager.filter(presentada_por=por, **en_tramite)
    if folio := filas.values_list("folio", flat=True).first():
        raise EstadoCambiado(f"Esto ya se había presentado, una sola vez, con el folio {folio}.")

"""Writing to the outbox."""

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string

from avisos.models import Aviso
from organizacion.models import Persona

registro = logging.getLogger(__name__)
LOTE = 500


@dataclass(frozen=True)
class Mensaje:
    """What to tell one person: the template, its context, the chain of the matter, and who hears it if this
    mailbox bounces (5.1: titular → suplente → head of the área)."""

    para: str
    plantilla: str
    contexto: Mapping[str, Any] = field(default_factory=dict)
    cadena: str = ""
    respaldos: tuple[str, ...] = ()


def para_personas(
    personas: Iterable[Persona | None],
    *,
    plantilla: str,
    contexto: Mapping[str, Any],
    cadena: str,
    respaldos: tuple[str, ...] = (),
) -> list[Mensaje]:
    """One message for each different active person; nobody is told twice."""
    correos = dict.fromkeys(persona.email for persona in personas if persona and persona.is_active)
    return [
        Mensaje(correo, plantilla, contexto, cadena, tuple(r for r in respaldos if r != correo)) for correo in correos
    ]


def encolar(mensajes: Iterable[Mensaje], *, ahora: datetime) -> list[Aviso]:
    """Render the messages and write them to the outbox, in the caller's transaction; then wake the sender up.

    The template ``avisos/<plantilla>.txt`` gives the subject in its first line and the body after an empty one.
    Raises ``TransactionManagementError`` outside of a transaction: a mail without its act is worse than none.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("avisos.encolar belongs inside the transaction of its act")
    avisos = [_redactar(mensaje, ahora) for mensaje in mensajes]
    if avisos:
        Aviso.objects.bulk_create(avisos, batch_size=LOTE)
        transaction.on_commit(_despertar)
    return avisos


def _redactar(mensaje: Mensaje, ahora: datetime) -> Aviso:
    contexto = {"institucion": settings.INSTITUCION, "url_base": settings.URL_BASE, **mensaje.contexto}
    asunto, _, cuerpo = render_to_string(f"avisos/{mensaje.plantilla}.txt", contexto).strip().partition("\n")
    return Aviso(
        mensaje_id=f"<aviso-{uuid.uuid4().hex}@{settings.INSTITUCION.dominio}>",
        clase=mensaje.plantilla,
        para=mensaje.para,
        respaldos=list(mensaje.respaldos),
        asunto=" ".join(asunto.split())[:250],
        cuerpo=cuerpo.strip() + "\n",
        cadena=mensaje.cadena,
        creado=ahora,
        proximo_intento=ahora,
    )


def _despertar() -> None:
    """Wake the sender up. The rows are the truth: without a broker the schedule sends them a little later."""
    try:
        current_app.send_task("avisos.despachar", expires=60, retry=False)
    except Exception:  # whatever the broker's client raises, the act is done and must not fail for it
        registro.warning("No se pudo despertar al despachador; el horario lo hará.", exc_info=True)

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

from avisos.estados import EstadoAviso
from avisos.models import Aviso
from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso
from organizacion.models import Persona
from organizacion.permisos import es_control, es_sistema
from organizacion.reserva import es_reservada

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
    """Render the messages and write them to the outbox, in the caller's transaction; then wake the sender up,
    once for the whole of it.

    The template ``avisos/<plantilla>.txt`` gives the subject in its first line and the body after an empty one.
    Raises ``TransactionManagementError`` outside of a transaction: a mail without its act is worse than none.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("avisos.encolar belongs inside the transaction of its act")
    mensajes, textos = list(mensajes), dict[tuple[str, int], tuple[str, str]]()
    for mensaje in mensajes:  # people who are told the same thing read the same text: it is rendered once
        llave = (mensaje.plantilla, id(mensaje.contexto))
        textos[llave] = textos.get(llave) or _redactar(mensaje)
    avisos = [_aviso(m, *textos[m.plantilla, id(m.contexto)], ahora) for m in mensajes]
    if avisos:
        Aviso.objects.bulk_create(avisos, batch_size=LOTE)
        if not any(funcion is _despertar for _, funcion, *_ in connection.run_on_commit):
            transaction.on_commit(_despertar)
    return avisos


def _redactar(mensaje: Mensaje) -> tuple[str, str]:
    contexto = {"institucion": settings.INSTITUCION, "url_base": settings.URL_BASE, **mensaje.contexto}
    asunto, _, cuerpo = render_to_string(f"avisos/{mensaje.plantilla}.txt", contexto).strip().partition("\n")
    return " ".join(asunto.split())[:250], cuerpo.strip() + "\n"


def _aviso(mensaje: Mensaje, asunto: str, cuerpo: str, ahora: datetime) -> Aviso:
    return Aviso(
        mensaje_id=f"<aviso-{uuid.uuid4().hex}@{settings.INSTITUCION.dominio}>",
        clase=mensaje.plantilla,
        para=mensaje.para,
        respaldos=list(mensaje.respaldos),
        asunto=asunto,
        cuerpo=cuerpo,
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


@transaction.atomic
def reintentar(*, aviso: Aviso, por: Persona, ahora: datetime) -> Aviso:
    """6.xv: put a message that failed back in the outbox, to the same mailbox; its backups were already told.

    5.b: those of a confidential matter are for internal control, and are logged in its chain. Raises ``SinPermiso``
    for anybody else than who keeps the system, ``EstadoCambiado`` when it is not failed any more.
    """
    reservado = es_reservada(aviso.cadena)
    if not (es_control(por) if reservado else es_sistema(por)):
        raise SinPermiso("Solo quien administra el sistema puede volver a enviar un aviso.")
    fila = Aviso.objects.select_for_update().get(pk=aviso.pk)
    if fila.estado != EstadoAviso.FALLIDO:
        raise EstadoCambiado("Este aviso ya no está entre los que no se pudieron entregar.")
    fila.estado, fila.intentos, fila.respaldos, fila.proximo_intento = EstadoAviso.PENDIENTE, 0, [], ahora
    fila.save(update_fields=["estado", "intentos", "respaldos", "proximo_intento"])
    objeto, detalle = str(fila)[:300], {"aviso": fila.pk}
    cadena = fila.cadena if reservado else "avisos"
    asentar(
        cadena=cadena,
        acto="reintentar_aviso" if reservado else "reintentar",
        objeto=objeto,
        por=por,
        ahora=ahora,
        detalle=detalle,
    )
    transaction.on_commit(_despertar)
    return fila

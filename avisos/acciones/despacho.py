"""Sending what the outbox holds: at least once, marked row by row, and no message blocks the others."""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from avisos.estados import INTENTOS_MAXIMOS, PAUSAS, EstadoAviso
from avisos.models import Aviso

registro = logging.getLogger(__name__)


@dataclass
class Resultado:
    """How many messages left, were put off, and failed for good."""

    enviados: int = 0
    aplazados: int = 0
    fallidos: int = 0


def despachar(*, ahora: datetime | None = None, maximo: int = 10_000) -> Resultado:
    """Send what is pending and due, one row a transaction, over one connection; return the tally.

    A row is marked after its message was accepted: a process killed in between repeats that one message, with the
    same Message-ID. A temporary refusal puts it off; a permanent one is kept as failed and goes to the next mailbox
    of ``respaldos``. Rows that another sender holds are passed over.
    """
    resultado = Resultado()
    buzon = get_connection()
    try:
        while resultado.enviados + resultado.aplazados + resultado.fallidos < maximo:
            if not _despachar_uno(buzon, ahora or timezone.now(), resultado):
                break
    finally:
        buzon.close()
    return resultado


@transaction.atomic
def _despachar_uno(buzon: BaseEmailBackend, ahora: datetime, resultado: Resultado) -> bool:
    aviso = (
        Aviso.objects.select_for_update(skip_locked=True)
        .filter(estado=EstadoAviso.PENDIENTE, proximo_intento__lte=ahora)
        .order_by("proximo_intento", "pk")
        .first()
    )
    if aviso is None:
        return False
    aviso.intentos += 1
    try:
        buzon.open()
        buzon.send_messages([_correo(aviso)])
    except Exception as error:  # a poison message must not block the rest, whatever it raises
        buzon.close()
        if _es_permanente(error) or aviso.intentos >= INTENTOS_MAXIMOS:
            _fallar(aviso, error, ahora)
            resultado.fallidos += 1
        else:
            aviso.error = _resumen(error)
            aviso.proximo_intento = ahora + PAUSAS[min(aviso.intentos, len(PAUSAS)) - 1]
            resultado.aplazados += 1
    else:
        aviso.estado, aviso.enviado, aviso.error = EstadoAviso.ENVIADO, ahora, ""
        resultado.enviados += 1
    aviso.save(update_fields=["estado", "enviado", "error", "intentos", "proximo_intento"])
    return True


def _correo(aviso: Aviso) -> EmailMessage:
    return EmailMessage(
        subject=aviso.asunto,
        body=aviso.cuerpo,
        to=[aviso.para],
        headers={"Message-ID": aviso.mensaje_id, "Auto-Submitted": "auto-generated"},
    )


def _fallar(aviso: Aviso, error: Exception, ahora: datetime) -> None:
    aviso.estado, aviso.error = EstadoAviso.FALLIDO, _resumen(error)
    registro.error("Aviso %s a %s no se pudo entregar: %s", aviso.pk, aviso.para, aviso.error)
    if aviso.respaldos:
        siguiente, *resto = aviso.respaldos
        Aviso.objects.create(
            mensaje_id=aviso.mensaje_id.replace("@", f".r{len(resto)}@", 1),
            clase=aviso.clase,
            para=siguiente,
            respaldos=resto,
            asunto=aviso.asunto,
            cuerpo=f"(Este aviso era para {aviso.para}, cuyo buzón no lo recibió.)\n\n{aviso.cuerpo}",
            cadena=aviso.cadena,
            creado=ahora,
            proximo_intento=ahora,
        )


def _es_permanente(error: Exception) -> bool:
    """A 5xx answer, or a message that cannot be built, will fail the same way tomorrow."""
    match error:
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return False  # the server refuses us, not the message
        case smtplib.SMTPRecipientsRefused(recipients=rechazos):
            return all(codigo >= 500 for codigo, _ in rechazos.values())
        case smtplib.SMTPResponseException(smtp_code=codigo):
            return codigo >= 500
        case ValueError():
            return True
    return False


def _resumen(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]

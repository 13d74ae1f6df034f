"""5.2.f: relevant matters are told to the head of the área, who says that they were read."""

from datetime import datetime

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso
from organizacion.consultas import titular_del_area
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.acciones.captura import bloquear_interaccion
from publicaciones.acciones.comun_atencion import AtencionInvalida, avisar, exigir_sin_datos_personales
from publicaciones.models import Interaccion


@transaction.atomic
def escalar(*, interaccion: Interaccion, motivo: str, por: Persona, ahora: datetime) -> Interaccion:
    """5.2.f: tell the head of the account's área of a relevant matter; where whoever tells is the head, the one above.

    Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``.
    """
    fila = bloquear_interaccion(interaccion)
    if not permisos.puede_atender(fila, por):
        raise SinPermiso("Señala un asunto relevante quien atiende la cuenta.")
    if fila.relevante:
        raise EstadoCambiado("Ya se había señalado como asunto relevante.")
    exigir_sin_datos_personales(motivo, "motivo")
    superior = _superior(fila, por)
    fila.relevante, fila.relevante_por, fila.relevante_motivo = ahora, por, motivo
    _guardar(fila, "escalar", {"a": superior.nombre, "motivo": motivo}, por, ahora)
    url = ("atencion_detalle", fila.pk)
    avisar([superior], "atencion_relevante", url=url, cadena=fila.cadena, ahora=ahora, interaccion=fila)
    return fila


@transaction.atomic
def acusar_relevante(*, interaccion: Interaccion, por: Persona, ahora: datetime) -> Interaccion:
    """5.2.f: the head says that it was read. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = bloquear_interaccion(interaccion)
    if not permisos.puede_acusar(fila, por):
        raise SinPermiso("Se da por enterada la persona titular del área, o quien está arriba; nunca quien lo señaló.")
    if not fila.relevante or fila.acusada:
        raise EstadoCambiado("No hay un asunto relevante por acusar: quizá alguien lo hizo antes.")
    fila.acusada, fila.acusada_por = ahora, por
    _guardar(fila, "acusar_relevante", {}, por, ahora)
    return fila


def _superior(interaccion: Interaccion, por: Persona) -> Persona:
    """The nearest head above, who is not whoever tells."""
    area: Area | None = interaccion.cuenta.area
    while area is not None:
        titular = titular_del_area(area)
        if titular and titular.pk != por.pk:
            return titular
        area = area.padre
    raise AtencionInvalida("No hay una persona titular por encima de usted a quien avisar.", "motivo")


def _guardar(fila: Interaccion, acto: str, detalle: dict[str, str], por: Persona, ahora: datetime) -> None:
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    asentar(cadena=fila.cadena, acto=acto, objeto=str(fila), por=por, ahora=ahora, detalle=detalle)

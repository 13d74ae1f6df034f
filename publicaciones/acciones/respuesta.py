"""6.vii, 6.xviii: the answer to a citizen, by whoever attends the account or the área that owns the information."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from bitacora import flujo
from organizacion.models import Area, Persona
from plazos import acciones as plazos
from plazos.clases import ATENCION, TURNO_AREA
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from publicaciones.acciones.comun_atencion import (
    AtencionInvalida,
    avisar,
    exigir_respuesta_cuidada,
    exigir_sin_datos_personales,
    exigir_titular,
    quienes_atienden,
)
from publicaciones.models import Interaccion

_CON = ("cuenta__area", "area_turnada")


@transaction.atomic
def contestar(
    *,
    interaccion: Interaccion,
    respuesta: str,
    enlace: str,
    area: Area | None = None,
    advertencia: str = "",
    por: Persona,
    ahora: datetime,
) -> Interaccion:
    """6.vii: the citizen was answered with what is known for certain; with ``area``, the área that owns the information
    is notified by mail in the same act.

    Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``.
    """
    fila = flujo.bloquear(interaccion, "contestar", por=por, con=_CON)
    exigir_respuesta_cuidada(respuesta, advertencia)
    titular = exigir_titular(area) if area else None
    flujo.cumplir(
        fila,
        "contestar",
        por=por,
        ahora=ahora,
        respuesta=respuesta,
        enlace=enlace,
        area=area,
        advertencia=advertencia.strip(),
    )
    _cerrar_relojes(fila, ahora)
    if titular:
        _avisar(fila, [titular], "atencion_notificada", ahora)
    return fila


@transaction.atomic
def orientar(*, interaccion: Interaccion, respuesta: str, enlace: str, por: Persona, ahora: datetime) -> Interaccion:
    """6.vii: the citizen was told of INETEL or the PNT. Raises ``SinPermiso``, ``EstadoCambiado``,
    ``AtencionInvalida``."""
    fila = flujo.bloquear(interaccion, "orientar", por=por, con=_CON)
    exigir_respuesta_cuidada(respuesta, "")
    flujo.cumplir(fila, "orientar", por=por, ahora=ahora, respuesta=respuesta, enlace=enlace)
    _cerrar_relojes(fila, ahora)
    return fila


@transaction.atomic
def turnar(*, interaccion: Interaccion, area: Area, nota: str, por: Persona, ahora: datetime) -> Interaccion:
    """6.vii: the head of the área that owns the information is told by mail and asked for it, with a term of its own;
    the citizen's clock goes on. Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``."""
    fila = flujo.bloquear(interaccion, "turnar", por=por, con=_CON)
    if area.pk == fila.cuenta.area_id:
        raise AtencionInvalida("Esa es el área de la cuenta: conteste directamente.", "area")
    exigir_sin_datos_personales(nota, "nota")
    titular = exigir_titular(area)
    vence = ahora + timedelta(hours=settings.INSTITUCION.terminos.turno_area_horas)
    flujo.cumplir(fila, "turnar", por=por, ahora=ahora, area=area, vence=vence, nota=nota)
    plazos.abrir(
        clase=TURNO_AREA, objeto_tipo=fila._meta.label_lower, objeto_id=fila.pk, cadena=fila.cadena, ahora=ahora
    )
    _avisar(fila, [titular], "atencion_turnada", ahora, nota=nota)
    return fila


@transaction.atomic
def informar(*, interaccion: Interaccion, informacion: str, por: Persona, ahora: datetime) -> Interaccion:
    """6.vii: the área gives what it holds, for the account to answer with. Raises ``SinPermiso``, ``EstadoCambiado``,
    ``AtencionInvalida``."""
    fila = flujo.bloquear(interaccion, "informar", por=por, con=_CON)
    exigir_sin_datos_personales(informacion, "informacion")
    flujo.cumplir(fila, "informar", por=por, ahora=ahora, informacion=informacion)
    _cerrar_reloj(fila, TURNO_AREA, ahora)
    _avisar(fila, quienes_atienden(fila.cuenta), "atencion_informada", ahora)
    return fila


@transaction.atomic
def devolver(*, interaccion: Interaccion, motivo: str, por: Persona, ahora: datetime) -> Interaccion:
    """6.vii: it is not of that área, which says so and sees it no more. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.bloquear(interaccion, "devolver", por=por, con=_CON)
    area = fila.area_turnada
    flujo.cumplir(fila, "devolver", por=por, ahora=ahora, motivo=motivo)
    _cerrar_reloj(fila, TURNO_AREA, ahora, EstadoPlazo.CANCELADO)
    _avisar(fila, quienes_atienden(fila.cuenta), "atencion_devuelta", ahora, motivo=motivo, area=area)
    return fila


@transaction.atomic
def cerrar_sin_respuesta(*, interaccion: Interaccion, motivo: str, por: Persona, ahora: datetime) -> Interaccion:
    """5.2.e: nothing is to be answered, and why. Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``."""
    fila = flujo.bloquear(interaccion, "cerrar_sin_respuesta", por=por, con=_CON)
    exigir_sin_datos_personales(motivo, "motivo")
    flujo.cumplir(fila, "cerrar_sin_respuesta", por=por, ahora=ahora, motivo=motivo)
    _cerrar_relojes(fila, ahora)
    return fila


def _cerrar_relojes(interaccion: Interaccion, ahora: datetime) -> None:
    _cerrar_reloj(interaccion, ATENCION, ahora)
    _cerrar_reloj(interaccion, TURNO_AREA, ahora, EstadoPlazo.CANCELADO)


def _cerrar_reloj(
    interaccion: Interaccion, clase: str, ahora: datetime, estado: EstadoPlazo = EstadoPlazo.CUMPLIDO
) -> None:
    abiertos = Plazo.objects.abiertos().filter(objeto_tipo=interaccion._meta.label_lower, objeto_id=interaccion.pk)
    plazos.cerrar(plazo=abiertos.filter(clase=clase).first(), ahora=ahora, estado=estado)


def _avisar(
    interaccion: Interaccion, personas: list[Persona], plantilla: str, ahora: datetime, **contexto: object
) -> None:
    url = ("atencion_detalle", interaccion.pk)
    avisar(
        personas, plantilla, url=url, cadena=interaccion.cadena, ahora=ahora, interaccion=interaccion, **contexto
    )  # fmt: skip

"""8.b: proposals of users, set apart, analysed and answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from organizacion.acciones import siguiente_folio
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from publicaciones.acciones.comun_atencion import avisar, exigir_respuesta_cuidada, quienes_atienden
from publicaciones.models import Interaccion, Propuesta

PREFIJO_PROPUESTA: Final = "PU"


@transaction.atomic(savepoint=False)
def apartar(*, interaccion: Interaccion, por: Persona, ahora: datetime) -> Propuesta:
    """8.b: set a proposal apart for the área of the account to analyse; its head is told. For the acts of an
    interaction, which say who may."""
    area = interaccion.cuenta.area
    propuesta = Propuesta(
        folio=siguiente_folio(PREFIJO_PROPUESTA, ahora=ahora),
        interaccion=interaccion,
        area=area,
        registrada=ahora,
        registrada_por=por,
    )
    flujo.anotar_historia(propuesta, por=por, ahora=ahora)
    propuesta.save()
    detalle = {"interaccion": interaccion.folio}
    asentar(
        cadena=propuesta.cadena, acto="apartar", objeto=str(propuesta), por=por, ahora=ahora, detalle=detalle
    )  # fmt: skip
    _avisar(propuesta, [titular_del_area(area)], "propuesta_recibida", ahora)
    return propuesta


@transaction.atomic
def analizar(*, propuesta: Propuesta, por: Persona, ahora: datetime) -> Propuesta:
    """8.b: the área begins to study it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(propuesta, "analizar", por=por, ahora=ahora)


@transaction.atomic
def aceptar(*, propuesta: Propuesta, analisis: str, respuesta: str, por: Persona, ahora: datetime) -> Propuesta:
    """8.b: it will be done. Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``."""
    return _decidir("aceptar", propuesta, analisis, respuesta, por, ahora)


@transaction.atomic
def declarar_no_viable(
    *, propuesta: Propuesta, analisis: str, respuesta: str, por: Persona, ahora: datetime
) -> Propuesta:
    """8.b: it cannot be done, and why. Raises ``SinPermiso``, ``EstadoCambiado``, ``AtencionInvalida``."""
    return _decidir("declarar_no_viable", propuesta, analisis, respuesta, por, ahora)


def _decidir(
    transicion: str, propuesta: Propuesta, analisis: str, respuesta: str, por: Persona, ahora: datetime
) -> Propuesta:
    exigir_respuesta_cuidada(respuesta, "")
    fila = flujo.ejecutar(propuesta, transicion, por=por, ahora=ahora, analisis=analisis, respuesta=respuesta)
    _avisar(fila, quienes_atienden(fila.interaccion.cuenta), "propuesta_decidida", ahora)
    return fila


def _avisar(propuesta: Propuesta, personas: Iterable[Persona | None], plantilla: str, ahora: datetime) -> None:
    url = ("atencion_propuesta", propuesta.pk)
    avisar(personas, plantilla, url=url, cadena=propuesta.cadena, ahora=ahora, propuesta=propuesta)

"""Writes on peticiones de difusión."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from cuentas.models import Cuenta
from organizacion.acciones import siguiente_folio
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.models import Peticion

PREFIJO = "PD"


@transaction.atomic
def presentar_peticion(
    *,
    area: Area,
    cuenta: Cuenta,
    asunto: str,
    material: str,
    fecha_deseada: date | None,
    por: Persona,
    ahora: datetime,
) -> Peticion:
    """7.x, 5.2.a: the head of an área asks the CNCS to publish in one of its accounts. Raises ``SinPermiso``."""
    peticion = Peticion(
        area=area,
        cuenta=cuenta,
        asunto=asunto,
        material=material,
        fecha_deseada=fecha_deseada,
        presentada=ahora,
        presentada_por=por,
    )
    if not permisos.es_su_titular(peticion, por):
        raise SinPermiso("Solo la o el titular del área puede pedir la difusión.")
    peticion.folio = siguiente_folio(PREFIJO, ahora=ahora)
    flujo.anotar_historia(peticion, por=por, ahora=ahora)
    peticion.save()
    asentar(cadena=peticion.cadena, acto="presentar", objeto=str(peticion), por=por, ahora=ahora)
    _avisar(peticion, list(personas_con_rol(*ROLES_CNCS)), "peticion_recibida", ahora, interno=True)
    return peticion


@transaction.atomic
def difundir(*, peticion: Peticion, enlace: str, respuesta: str, por: Persona, ahora: datetime) -> Peticion:
    """7.x: the CNCS published the material. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "difundir", por=por, ahora=ahora, enlace=enlace, respuesta=respuesta)
    _avisar(fila, [fila.presentada_por], "peticion_contestada", ahora)
    return fila


@transaction.atomic
def declinar(*, peticion: Peticion, respuesta: str, por: Persona, ahora: datetime) -> Peticion:
    """7.x: the CNCS will not publish it, and says why. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "declinar", por=por, ahora=ahora, respuesta=respuesta)
    _avisar(fila, [fila.presentada_por], "peticion_contestada", ahora)
    return fila


@transaction.atomic
def retirar_peticion(*, peticion: Peticion, por: Persona, ahora: datetime) -> Peticion:
    """5.2.a: the área no longer needs it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(peticion, "retirar", por=por, ahora=ahora)


def _avisar(
    peticion: Peticion, personas: list[Persona], plantilla: str, ahora: datetime, *, interno: bool = False
) -> None:
    ruta = "admin:publicaciones_peticion_change" if interno else "publicaciones:detalle"
    contexto = {"peticion": peticion, "enlace": settings.URL_BASE + reverse(ruta, args=[peticion.pk])}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=peticion.cadena), ahora=ahora)

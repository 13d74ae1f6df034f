"""6.xx: endorsements: asked for, given, refused, and left without effect by any edit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Sistema
from bitacora.flujo import EstadoCambiado, SinPermiso
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.estados import AVALES_VIVOS, EstadoAval, EstadoVariante
from publicaciones.models import Aval, Contenido

AVALES: Final = Sistema("avales")


@transaction.atomic
def pedir_aval(*, contenido: Contenido, por: Persona, ahora: datetime) -> Aval:
    """6.xx: ask the área that generates the information to endorse the posts exactly as they are; its head is told.

    Raises ``SinPermiso``, ``EstadoCambiado``.
    """
    fila = Contenido.objects.select_for_update(of=("self",)).select_related("area_avala").get(pk=contenido.pk)
    if not permisos.edita_contenido(fila, por):
        raise SinPermiso("El aval lo pide quien administra alguna de sus cuentas.")
    pendientes = [variante for variante in fila.vivas if variante.estado == EstadoVariante.BORRADOR]
    if not fila.necesita_aval or not pendientes:
        raise EstadoCambiado("Este contenido no necesita aval.")
    if not all(variante.texto for variante in pendientes):
        raise EstadoCambiado("Escriba antes el texto de cada cuenta: el aval es a lo que se va a publicar.")
    vivo = fila.avales.filter(estado__in=AVALES_VIVOS).first()
    if vivo and {variante.huella for variante in pendientes} <= set(vivo.cubre):
        raise EstadoCambiado("El aval de esta versión ya se pidió.")
    if vivo:
        anular_avales(fila, ahora=ahora)  # an account was added since: it is asked again for all of them
    aval = Aval(
        contenido=fila,
        area=fila.area_avala,
        huella=fila.huella,
        cubre=[variante.huella for variante in fila.vivas],
        pedido=ahora,
        pedido_por=por,
    )
    flujo.anotar_historia(aval, por=por, ahora=ahora)
    aval.save()
    detalle = {"area": aval.area.siglas, "huella": aval.huella}
    asentar(cadena=aval.cadena, acto="pedir_aval", objeto=str(aval), por=por, ahora=ahora, detalle=detalle)
    _avisar(aval, [titular_del_area(aval.area)], "aval_pedido", ahora)
    return aval


@transaction.atomic
def otorgar_aval(*, aval: Aval, respuesta: str = "", por: Persona, ahora: datetime) -> Aval:
    """6.xx: the head of that área endorses it; who asked is told. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return _resolver(aval, "otorgar", respuesta, por, ahora)


@transaction.atomic
def negar_aval(*, aval: Aval, respuesta: str, por: Persona, ahora: datetime) -> Aval:
    """6.xx: the head of that área does not endorse it, and says why. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return _resolver(aval, "negar", respuesta, por, ahora)


def anular_avales(contenido: Contenido, *, ahora: datetime) -> None:
    """6.xx: what was endorsed, or asked to be, is no longer what is there. On a locked content."""
    for aval in contenido.avales.filter(estado__in=AVALES_VIVOS):
        aval.contenido = contenido
        antes = aval.estado
        fila = flujo.ejecutar(aval, "anular", por=AVALES, ahora=ahora)
        if antes == EstadoAval.PEDIDO:
            _avisar(fila, [titular_del_area(fila.area)], "aval_sin_efecto", ahora)


def _resolver(aval: Aval, acto: str, respuesta: str, por: Persona, ahora: datetime) -> Aval:
    Contenido.objects.select_for_update(of=("self",)).get(pk=aval.contenido_id)
    fila = flujo.ejecutar(aval, acto, por=por, ahora=ahora, respuesta=respuesta)
    _avisar(fila, [fila.pedido_por], "aval_resuelto", ahora)
    return fila


def _avisar(aval: Aval, personas: Iterable[Persona | None], plantilla: str, ahora: datetime) -> None:
    enlace = settings.URL_BASE + reverse("publicaciones:contenido", args=[aval.contenido_id])
    contexto = {"aval": aval, "contenido": aval.contenido, "enlace": enlace}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=aval.cadena), ahora=ahora)

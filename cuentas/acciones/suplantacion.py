"""Fakes: what the public reports and what the CNCS does about it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Sistema
from cuentas.consultas import cuenta_viva
from cuentas.direcciones import normalizar
from cuentas.estados import QueHace
from cuentas.models import Cuenta, ReporteSuplantacion, Suplantacion
from organizacion.acciones import siguiente_folio
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from organizacion.tiempo import fecha_local

PREFIJO: Final = "SU"
CIUDADANIA: Final = Sistema("reporte de la ciudadanía")


class SuplantacionInvalida(Exception):
    """What was said cannot be. ``campo`` is the field of the form; ``str()``, the message."""

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.campo = campo


@transaction.atomic
def reportar_suplantacion(
    *, red: str, identificador: str, direccion: str, que_hace: Sequence[QueHace], texto: str, ahora: datetime
) -> Suplantacion:
    """6.xxxi: somebody from the public reports an account; nobody is asked who. Reports of one address are added up.

    Raises ``SuplantacionInvalida`` when the account is official.
    """
    cuenta = cuenta_viva(red, identificador)
    if cuenta and cuenta.es_oficial:
        raise SuplantacionInvalida("Esa cuenta sí es oficial del Instituto.", "direccion")
    fila = _la_abierta(red, identificador, direccion, ahora)
    fila.cuantos, fila.ultima = fila.cuantos + 1, ahora
    Suplantacion.objects.filter(pk=fila.pk).update(cuantos=fila.cuantos, ultima=ahora)
    reporte = ReporteSuplantacion.objects.create(
        suplantacion=fila, momento=ahora, que_hace=[str(QueHace(valor).value) for valor in que_hace], texto=texto
    )
    acto = "reportar" if fila.cuantos == 1 else "reportar_otra_vez"
    detalle = {"que_hace": reporte.que_hace, "texto": texto}
    asentar(cadena=fila.cadena, acto=acto, objeto=str(fila), por=CIUDADANIA, ahora=ahora, detalle=detalle)
    return fila


@transaction.atomic
def confirmar_suplantacion(
    *, suplantacion: Suplantacion, cuenta: Cuenta | None, descripcion: str, por: Persona, ahora: datetime
) -> Suplantacion:
    """6.xxxi: the directory lists it as not official; the head of the área that it imitates is told.

    Raises ``SinPermiso``, ``EstadoCambiado``, and ``SuplantacionInvalida`` when it became official meanwhile.
    """
    fila = flujo.bloquear(suplantacion, "confirmar", por=por)
    viva = cuenta_viva(fila.red, fila.identificador)
    if viva and viva.es_oficial:
        raise SuplantacionInvalida("Esa cuenta ya es oficial del Instituto: descarte el reporte.")
    flujo.cumplir(fila, "confirmar", por=por, ahora=ahora, cuenta=cuenta, descripcion=descripcion)
    if cuenta:
        enlace = settings.URL_BASE + reverse("cuentas:suplantaciones")
        contexto = {"suplantacion": fila, "cuenta": cuenta, "enlace": enlace}
        personas = [titular_del_area(cuenta.area), *(d.persona for d in cuenta.administradores.values())]
        encolar(
            para_personas(personas, plantilla="suplantacion_confirmada", contexto=contexto, cadena=fila.cadena),
            ahora=ahora,
        )
    return fila


@transaction.atomic
def descartar_suplantacion(*, suplantacion: Suplantacion, motivo: str, por: Persona, ahora: datetime) -> Suplantacion:
    """6.xxxi: it is not a fake, and is not listed as one any more. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(suplantacion, "descartar", por=por, ahora=ahora, motivo=motivo)


@transaction.atomic
def denunciar_suplantacion(
    *, suplantacion: Suplantacion, fecha: date, referencia: str, por: Persona, ahora: datetime
) -> Suplantacion:
    """6.xxxi: the network was asked to remove it, on ``fecha``. Raises ``SinPermiso``, ``EstadoCambiado``, and
    ``SuplantacionInvalida`` when the date is to come."""
    _ya_paso(fecha, ahora)
    return flujo.ejecutar(suplantacion, "denunciar", por=por, ahora=ahora, fecha=fecha, referencia=referencia)


@transaction.atomic
def registrar_retiro(*, suplantacion: Suplantacion, fecha: date, por: Persona, ahora: datetime) -> Suplantacion:
    """6.xxxi: it is not on the network any more. Raises as ``denunciar_suplantacion``."""
    _ya_paso(fecha, ahora)
    return flujo.ejecutar(suplantacion, "retirar", por=por, ahora=ahora, fecha=fecha)


def _la_abierta(red: str, identificador: str, direccion: str, ahora: datetime) -> Suplantacion:
    """The open case of that address, locked; a new one when there is none, also if another report makes it now."""
    clave = normalizar(red, identificador)[:200]
    abiertas = Suplantacion.objects.abiertas().select_for_update()
    fila = abiertas.filter(red=red, clave=clave).first()
    if fila:
        return fila
    nueva = Suplantacion(
        red=red, identificador=identificador[:200], clave=clave, direccion=direccion[:300], primera=ahora, ultima=ahora
    )
    nueva.folio = siguiente_folio(PREFIJO, ahora=ahora)
    flujo.anotar_historia(nueva, por=CIUDADANIA, ahora=ahora)
    try:
        with transaction.atomic():
            nueva.save()
    except IntegrityError:
        return abiertas.get(red=red, clave=clave)
    return nueva


def _ya_paso(fecha: date, ahora: datetime) -> None:
    if fecha > fecha_local(ahora):
        raise SuplantacionInvalida("Esa fecha aún no llega: escriba la de hoy o una anterior.", "fecha")

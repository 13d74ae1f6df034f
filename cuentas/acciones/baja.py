"""7.viii, 7.ix: an account stops being official, and its handle is watched from then on."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Sistema
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas import permisos
from cuentas.acciones.recertificacion import cancelar_recertificaciones
from cuentas.consultas import cuenta_viva
from cuentas.estados import EstadoCuenta, EstadoRotacion
from cuentas.models import Cuenta
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import VIGILANCIA
from plazos.estados import EstadoPlazo
from plazos.models import Plazo, Recordatorio

BAJA_DE_CUENTA: Final = Sistema("baja de cuenta")


@transaction.atomic
def dar_de_baja(*, cuenta: Cuenta, fecha: date, por: Persona, ahora: datetime) -> Cuenta:
    """7.viii, 5.1.d: the account was cancelled on its network on ``fecha``: its designations end, and with them the
    access; the changes of password that were due are not any more; the watch of its handle begins.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = flujo.bloquear(cuenta, "dar_de_baja", por=por, con=("area",))
    salen = []
    for designacion in fila.designaciones.vigentes().select_for_update(of=("self",)).select_related("persona"):
        salen.append(designacion.persona)
        designacion.hasta = max(fecha, designacion.desde)
        flujo.anotar_historia(designacion, por=por, ahora=ahora)
        designacion.save()
    for rotacion in fila.rotaciones.filter(estado__in=[EstadoRotacion.EXIGIDA, EstadoRotacion.HECHA]):
        plazos.cerrar(plazo=rotacion.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
        flujo.ejecutar(rotacion, "cancelar", por=BAJA_DE_CUENTA, ahora=ahora)
    cancelar_recertificaciones(cuenta=fila, ahora=ahora)
    _vigilar(fila, ahora)
    flujo.cumplir(fila, "dar_de_baja", por=por, ahora=ahora, fecha=fecha)
    _avisar(salen, "designacion_terminada", [fila], ahora=ahora, ruta="cuentas:detalle")
    return fila


@transaction.atomic
def revisar_identificador(*, cuenta: Cuenta, ocupado: bool, nota: str, por: Persona, ahora: datetime) -> Cuenta:
    """7.ix: the CNCS looked whether somebody uses the handle of a closed account, and writes down what it found. The
    next look falls due in ``vigilancia_meses``, unless the handle is official again.

    When somebody uses it, the head of the CNCS and internal control are told. Raises ``SinPermiso``, and
    ``EstadoCambiado`` when the account is not closed.
    """
    if not permisos.puede_vigilar(cuenta, por):
        raise SinPermiso("Solo la CNCS revisa los identificadores de las cuentas dadas de baja.")
    fila = Cuenta.objects.select_for_update(of=("self",)).select_related("area").get(pk=cuenta.pk)
    if fila.estado != EstadoCuenta.BAJA:
        raise EstadoCambiado("Esta cuenta no está dada de baja: su identificador no se vigila.")
    plazo = Plazo.objects.abiertos().filter(
        clase=VIGILANCIA, objeto_tipo=fila._meta.label_lower, objeto_id=fila.pk
    ).first()  # fmt: skip
    plazos.cerrar(plazo=plazo, ahora=ahora)
    if cuenta_viva(fila.red, fila.identificador) is None:
        _vigilar(fila, ahora)
    fila.vigilada_el = fecha_local(ahora)
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    resultado = "alguien lo usa" if ocupado else "nadie lo usa"
    asentar(
        cadena=fila.cadena,
        acto="revisar_identificador",
        objeto=str(fila),
        por=por,
        ahora=ahora,
        detalle={"resultado": resultado, "motivo": nota},
    )
    if ocupado:
        personas = personas_con_rol(Rol.TITULAR_CNCS, Rol.CONTROL)
        _avisar(personas, "vigilancia_ocupado", [fila], ahora=ahora, nota=nota)
    return fila


def recordar_vigilancia(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """7.ix: the handles of these closed accounts have to be looked at again: the CNCS is told."""
    cuentas = Cuenta.objects.dadas_de_baja().select_related("area").in_bulk({r.plazo.objeto_id for r in recordatorios})
    _avisar(personas_con_rol(*ROLES_CNCS), "vigilancia_pendiente", list(cuentas.values()), ahora=ahora)


def _vigilar(cuenta: Cuenta, ahora: datetime) -> None:
    plazos.abrir(
        clase=VIGILANCIA,
        objeto_tipo=cuenta._meta.label_lower,
        objeto_id=cuenta.pk,
        cadena=cuenta.cadena,
        ahora=ahora,
    )


def _avisar(
    personas: Iterable[Persona],
    plantilla: str,
    cuentas: Iterable[Cuenta],
    *,
    ahora: datetime,
    nota: str = "",
    ruta: str = "admin:cuentas_cuenta_change",
) -> None:
    mensajes = []
    for cuenta in cuentas:
        enlace = settings.URL_BASE + reverse(ruta, args=[cuenta.pk])
        contexto = {"cuenta": cuenta, "enlace": enlace, "nota": nota}
        mensajes += para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=cuenta.cadena)
    encolar(mensajes, ahora=ahora)

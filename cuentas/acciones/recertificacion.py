"""5.1.a: certifying the facts of an account, once a year and before electoral milestones, and mending what differs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor, Sistema
from bitacora.flujo import SinPermiso
from cuentas.acciones.rotacion import bloquear_cuenta, quienes_rotan
from cuentas.estados import (
    DEL_REGISTRO,
    Dato,
    EstadoDiferencia,
    EstadoRecertificacion,
    MotivoRecertificacion,
    Respuesta,
)
from cuentas.models import Cuenta, Diferencia, Recertificacion
from cuentas.permisos.higiene import puede_pedir_recertificacion
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.acciones import Movimiento
from plazos.clases import DIFERENCIA, RECERTIFICACION, RECERTIFICACION_HITO
from plazos.estados import EstadoPlazo
from plazos.models import Plazo, Recordatorio

HIGIENE: Final = Sistema("recertificación de cuentas")
UN_ANIO: Final = timedelta(days=365)


class RespuestaIncompleta(Exception):
    """The certification does not answer for every fact. ``str()`` is the message in Spanish."""


@transaction.atomic
def pedir_anuales(*, ahora: datetime) -> int:
    """5.1.a: ask for the certification of every official account that was not asked for one in the last year; return
    how many were. Repeating it adds nothing; after days switched off it asks for what was missed, once."""
    hace_un_anio = ahora - UN_ANIO
    reciente = Recertificacion.objects.filter(cuenta=OuterRef("pk"), pedida__gt=hace_un_anio)
    cuentas = Cuenta.objects.oficiales().filter(~Exists(reciente), ~Exists(_pedida()))
    # A new account was looked at when it was opened: its first certification comes a year later.
    cuentas = cuentas.filter(Q(activada__lte=hace_un_anio) | Q(activada__isnull=True))
    return len(_pedir(cuentas, MotivoRecertificacion.ANUAL, "", por=HIGIENE, ahora=ahora))


@transaction.atomic
def pedir_ante_hito(*, hito: str, cuentas: Iterable[Cuenta], por: Persona, ahora: datetime) -> list[Recertificacion]:
    """5.1.a: the head of the CNCS asks for a certification before an electoral milestone; return those that it asked
    for. An account whose yearly one is waiting answers that one. Raises ``SinPermiso``."""
    if not puede_pedir_recertificacion(por):
        raise SinPermiso("Solo la o el titular de la CNCS pide una recertificación ante un hito electoral.")
    oficiales = Cuenta.objects.oficiales().filter(~Exists(_pedida()), pk__in=[cuenta.pk for cuenta in cuentas])
    return _pedir(oficiales, MotivoRecertificacion.HITO, hito, por=por, ahora=ahora)


@transaction.atomic
def certificar(
    *, recertificacion: Recertificacion, respuestas: Mapping[str, tuple[str, str]], por: Persona, ahora: datetime
) -> Recertificacion:
    """5.1.a: the head of the área answers for each fact: ``{dato: (Respuesta, what was found)}``. Each difference is a
    task with its clock, for who administers the account; with none, the account is in order.

    Raises ``SinPermiso``, ``EstadoCambiado`` and ``RespuestaIncompleta``; then nothing was written.
    """
    bloquear_cuenta(recertificacion.cuenta)
    diferentes = _revisar(respuestas)
    acto = "certificar_con_diferencias" if diferentes else "certificar"
    fila = flujo.bloquear(recertificacion, acto, por=por, con=("cuenta__area", "plazo"))
    fila.registrado = lo_registrado(fila.cuenta)
    fila.respuestas = {dato: {"respuesta": r, "encontrado": texto} for dato, (r, texto) in respuestas.items()}
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    argumentos = {"diferencias": len(diferentes)} if diferentes else {}
    flujo.cumplir(fila, acto, por=por, ahora=ahora, **argumentos)
    for dato in diferentes:
        _abrir_diferencia(fila, dato, respuestas[dato][1], por=por, ahora=ahora)
    if diferentes:
        _avisar(quienes_rotan(fila.cuenta), "recertificacion_diferencias", fila, ahora=ahora, cuantas=len(diferentes))
    return fila


@transaction.atomic
def corregir(*, diferencia: Diferencia, nota: str, por: Persona, ahora: datetime) -> Diferencia:
    """5.1.a: a difference was mended; with the last one the certification ends. Raises ``SinPermiso`` and
    ``EstadoCambiado``; then nothing was written."""
    recertificacion = diferencia.recertificacion
    bloquear_cuenta(recertificacion.cuenta)
    fila = flujo.bloquear(diferencia, "corregir_diferencia", por=por, con=("recertificacion__cuenta__area", "plazo"))
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    flujo.cumplir(fila, "corregir_diferencia", por=por, ahora=ahora, nota=nota)
    if not recertificacion.diferencias.filter(estado=EstadoDiferencia.PENDIENTE).exists():
        flujo.ejecutar(recertificacion, "terminar_recertificacion", por=HIGIENE, ahora=ahora)
    return fila


@transaction.atomic(savepoint=False)
def cancelar_recertificaciones(*, cuenta: Cuenta, ahora: datetime) -> None:
    """7.viii: the account was closed: nothing is left to certify or to mend. For acts that hold its row."""
    abiertas = cuenta.recertificaciones.filter(
        estado__in=[EstadoRecertificacion.PEDIDA, EstadoRecertificacion.CON_DIFERENCIAS]
    )
    for fila in abiertas.select_related("plazo"):
        plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
        for diferencia in fila.diferencias.filter(estado=EstadoDiferencia.PENDIENTE).select_related("plazo"):
            plazos.cerrar(plazo=diferencia.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
            flujo.ejecutar(diferencia, "cancelar_diferencia", por=HIGIENE, ahora=ahora)
        flujo.ejecutar(fila, "cancelar_recertificacion", por=HIGIENE, ahora=ahora)


def lo_registrado(cuenta: Cuenta) -> dict[str, str]:
    """What the registry says of the facts that it holds."""
    valores = (cuenta.rotulo, cuenta.url, cuenta.id_permanente, cuenta.correo)
    return {str(dato): valor for dato, valor in zip(DEL_REGISTRO, valores, strict=True)}


def recordar_recertificacion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """5.1.a: the head is reminded; once it is late, the CNCS too."""
    mensajes: list[Mensaje] = []
    filas = Recertificacion.objects.pedidas().select_related("cuenta__area", "plazo")
    por_id = filas.in_bulk({r.plazo.objeto_id for r in recordatorios})
    cncs = list(personas_con_rol(*ROLES_CNCS)) if paso.startswith("pasaron") else []
    for recordatorio in recordatorios:
        fila = por_id.get(recordatorio.plazo.objeto_id)
        if fila:
            personas = [titular_del_area(fila.cuenta.area), *cncs]
            mensajes += _mensajes(personas, "recertificacion_pendiente", fila, limite=recordatorio.plazo.fecha_limite)
    encolar(mensajes, ahora=ahora)


def recordar_diferencia(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """5.1.a: who administers the account is reminded of what is to be mended; once it is late, the head too."""
    mensajes: list[Mensaje] = []
    filas = Diferencia.objects.filter(estado=EstadoDiferencia.PENDIENTE)
    por_id = filas.select_related("recertificacion__cuenta__area").in_bulk({r.plazo.objeto_id for r in recordatorios})
    for recordatorio in recordatorios:
        fila = por_id.get(recordatorio.plazo.objeto_id)
        if fila is None:
            continue
        cuenta = fila.recertificacion.cuenta
        personas: list[Persona | None] = [*quienes_rotan(cuenta)]
        if paso.startswith("pasaron"):
            personas.append(titular_del_area(cuenta.area))
        mensajes += _mensajes(
            personas,
            "recertificacion_diferencia",
            fila.recertificacion,
            diferencia=fila,
            limite=recordatorio.plazo.fecha_limite,
        )
    encolar(mensajes, ahora=ahora)


def avisar_cambio_de_recertificacion(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """The calendar moved these dates: the heads of the áreas learn the new ones."""
    mensajes: list[Mensaje] = []
    for movimiento in movimientos:
        fila = _recertificacion_de(movimiento.plazo)
        if fila:
            personas = [titular_del_area(fila.cuenta.area)]
            contexto = {"de": movimiento.de, "a": movimiento.a, "motivo": motivo}
            mensajes += _mensajes(personas, "recertificacion_plazo_movido", fila, **contexto)
    encolar(mensajes, ahora=ahora)


def _recertificacion_de(plazo: Plazo) -> Recertificacion | None:
    filas = Recertificacion.objects.select_related("cuenta__area")
    if plazo.clase == DIFERENCIA:
        return filas.filter(diferencias=plazo.objeto_id).first()
    return filas.filter(pk=plazo.objeto_id).first()


def _pedida() -> Any:
    return Recertificacion.objects.pedidas().filter(cuenta=OuterRef("pk"))


def _pedir(
    cuentas: Any, motivo: MotivoRecertificacion, hito: str, *, por: Actor, ahora: datetime
) -> list[Recertificacion]:
    filas = []
    for cuenta in cuentas.select_for_update(of=("self",)).select_related("area").order_by("pk"):
        fila = Recertificacion(
            cuenta=cuenta,
            motivo=motivo,
            hito=hito,
            pedida=ahora,
            pedida_por=por if isinstance(por, Persona) else None,
        )
        flujo.anotar_historia(fila, por=por, ahora=ahora)
        fila.save()
        clase = RECERTIFICACION_HITO if motivo == MotivoRecertificacion.HITO else RECERTIFICACION
        _poner_plazo(fila, clase, ahora)
        detalle = {"recertificacion": hito or motivo.label}
        asentar(
            cadena=fila.cadena, acto="pedir_recertificacion", objeto=str(fila), por=por, ahora=ahora, detalle=detalle
        )
        _avisar([titular_del_area(cuenta.area)], "recertificacion_pedida", fila, ahora=ahora)
        filas.append(fila)
    return filas


def _abrir_diferencia(fila: Recertificacion, dato: str, encontrado: str, *, por: Persona, ahora: datetime) -> None:
    diferencia = Diferencia(recertificacion=fila, dato=dato, encontrado=encontrado)
    flujo.anotar_historia(diferencia, por=por, ahora=ahora)
    diferencia.save()
    _poner_plazo(diferencia, DIFERENCIA, ahora)
    detalle = {"dato": diferencia.get_dato_display(), "motivo": encontrado}
    asentar(cadena=fila.cadena, acto="abrir_diferencia", objeto=str(diferencia), por=por, ahora=ahora, detalle=detalle)


def _poner_plazo(fila: Recertificacion | Diferencia, clase: str, ahora: datetime) -> None:
    fila.plazo = plazos.abrir(
        clase=clase, objeto_tipo=fila._meta.label_lower, objeto_id=fila.pk, cadena=fila.cadena, ahora=ahora
    )
    fila.skip_history_when_saving = True
    fila.save(update_fields=["plazo"])
    del fila.skip_history_when_saving


def _revisar(respuestas: Mapping[str, tuple[str, str]]) -> list[str]:
    """The facts that differ. Raises ``RespuestaIncompleta``."""
    if set(respuestas) != set(Dato.values) or any(r not in Respuesta.values for r, _ in respuestas.values()):
        raise RespuestaIncompleta("Responda por cada uno de los datos de la cuenta.")
    diferentes = [dato for dato, (respuesta, _) in respuestas.items() if respuesta == Respuesta.DIFERENTE]
    if any(not respuestas[dato][1].strip() for dato in diferentes):
        raise RespuestaIncompleta("Escriba qué encontró en cada dato que difiere.")
    return diferentes


def _avisar(
    personas: Iterable[Persona | None], plantilla: str, fila: Recertificacion, *, ahora: datetime, **contexto: object
) -> None:
    encolar(_mensajes(personas, plantilla, fila, **contexto), ahora=ahora)


def _mensajes(
    personas: Iterable[Persona | None], plantilla: str, fila: Recertificacion, **contexto: object
) -> list[Mensaje]:
    enlace = settings.URL_BASE + reverse("cuentas:recertificacion", args=[fila.cuenta_id, fila.pk])
    return para_personas(
        personas,
        plantilla=plantilla,
        contexto={"recertificacion": fila, "cuenta": fila.cuenta, "enlace": enlace, **contexto},
        cadena=fila.cadena,
    )

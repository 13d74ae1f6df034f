"""6.xxxiv, 5.1.d: passwords that have to be changed. Only that they were, by whom and when: never a password."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor, Sistema
from cuentas.estados import OFICIALES, Caracter, EstadoRotacion, MotivoRotacion
from cuentas.models import Cuenta, Designacion, Rotacion
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import ROTACION, ROTACION_INMEDIATA, VENCE
from plazos.estados import EstadoPlazo
from plazos.models import Recordatorio

ROTACIONES: Final = Sistema("rotación de contraseñas")
# Those that cannot wait: somebody who should not have the password may have it.
INMEDIATAS: Final = frozenset({MotivoRotacion.CAMBIO, MotivoRotacion.OBJETADA, MotivoRotacion.INCIDENTE})
MAXIMO_DETALLE: Final = 300


@transaction.atomic
def exigir(*, cuenta: Cuenta, motivo: MotivoRotacion, detalle: str = "", por: Actor, ahora: datetime) -> Rotacion:
    """6.xxxiv, 5.1.d: the password of an account has to be changed: by its date, or at once when somebody with access
    left or the last change was not confirmed.

    There is one at a time. One that is immediate takes the place of one that is not; anything else leaves the one that
    is due as it is, so that no date is put off. When it is immediate, the administrators and the head are told.
    """
    fila = bloquear_cuenta(cuenta)
    rotacion = poner(cuenta=fila, motivo=motivo, detalle=detalle, por=por, ahora=ahora)
    if motivo in INMEDIATAS:
        avisar_exigida(rotacion, detalle=detalle, ahora=ahora)
    return rotacion


@transaction.atomic(savepoint=False)
def poner(*, cuenta: Cuenta, motivo: MotivoRotacion, detalle: str, por: Actor, ahora: datetime) -> Rotacion:
    """5.1.d: as ``exigir`` on an account that is locked already, and nobody is told: for acts that go on."""
    inmediata = motivo in INMEDIATAS
    actual = Rotacion.objects.exigidas().filter(cuenta=cuenta).select_related("plazo").first()
    if actual and (not inmediata or actual.motivo in INMEDIATAS):
        if inmediata:
            _asentar(actual, detalle, por=por, ahora=ahora)
        return actual
    if actual:
        plazos.cerrar(plazo=actual.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
        flujo.ejecutar(actual, "sustituir", por=ROTACIONES, ahora=ahora)
    rotacion = Rotacion(cuenta=cuenta, motivo=motivo, detalle=detalle[:MAXIMO_DETALLE], exigida=ahora)
    flujo.anotar_historia(rotacion, por=por, ahora=ahora)
    rotacion.save()
    rotacion.plazo = plazos.abrir(
        clase=ROTACION_INMEDIATA if inmediata else ROTACION,
        objeto_tipo=rotacion._meta.label_lower,
        objeto_id=rotacion.pk,
        cadena=cuenta.cadena,
        ahora=ahora,
    )
    rotacion.skip_history_when_saving = True
    rotacion.save(update_fields=["plazo"])
    del rotacion.skip_history_when_saving
    _asentar(rotacion, detalle, por=por, ahora=ahora)
    return rotacion


@transaction.atomic
def registrar(*, rotacion: Rotacion, por: Persona, ahora: datetime) -> Rotacion:
    """6.xxxiv: whoever changed the password says so: the next one falls due in ``rotacion_meses``, and the other
    administrator is asked to confirm. A change of before that nobody confirmed does not need it any more.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    cuenta = bloquear_cuenta(rotacion.cuenta)
    fila = flujo.bloquear(rotacion, "rotar", por=por, con=("cuenta__area", "plazo"))
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    for anterior in cuenta.rotaciones.filter(estado=EstadoRotacion.HECHA).exclude(pk=fila.pk):
        flujo.ejecutar(anterior, "cancelar", por=ROTACIONES, ahora=ahora)
    flujo.cumplir(fila, "rotar", por=por, ahora=ahora)
    poner(cuenta=cuenta, motivo=MotivoRotacion.PERIODICA, detalle="", por=ROTACIONES, ahora=ahora)
    confirman = [p for p in quienes_rotan(cuenta) if p.pk != por.pk]
    _avisar(confirman or [titular_del_area(cuenta.area)], "rotacion_por_confirmar", fila, ahora=ahora)
    return fila


@transaction.atomic
def confirmar(*, rotacion: Rotacion, por: Persona, ahora: datetime) -> Rotacion:
    """6.xxxiv: the other administrator confirms that the change was done. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return flujo.ejecutar(rotacion, "confirmar", por=por, ahora=ahora)


@transaction.atomic
def objetar(*, rotacion: Rotacion, motivo: str, por: Persona, ahora: datetime) -> Rotacion:
    """6.xxxiv: the other administrator cannot confirm it, and says why: it has to be changed again, at once.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    cuenta = bloquear_cuenta(rotacion.cuenta)
    fila = flujo.bloquear(rotacion, "objetar", por=por, con=("cuenta__area",))
    nueva = poner(
        cuenta=cuenta, motivo=MotivoRotacion.OBJETADA, detalle=f"{por.nombre}: {motivo}", por=por, ahora=ahora
    )
    flujo.cumplir(fila, "objetar", por=por, ahora=ahora, motivo=motivo)
    avisar_exigida(nueva, detalle=f"{por.nombre} no confirmó el cambio: {motivo}", ahora=ahora)
    return fila


@transaction.atomic
def asegurar_rotaciones(*, por: Actor, ahora: datetime) -> int:
    """6.xxxiv: every official account with administrators has a change of password that is due, with its clock; return
    how many had none. For accounts that were active before rotations were kept; repeating it adds nothing."""
    sin_exigir = Cuenta.objects.filter(
        Exists(Designacion.objects.vigentes().filter(cuenta=OuterRef("pk"))),
        ~Exists(Rotacion.objects.exigidas().filter(cuenta=OuterRef("pk"))),
        estado__in=OFICIALES,
    )
    cuentas = list(sin_exigir.select_for_update(of=("self",)).order_by("pk"))
    for cuenta in cuentas:
        poner(cuenta=cuenta, motivo=MotivoRotacion.INICIAL, detalle="", por=por, ahora=ahora)
    return len(cuentas)


def recordar_rotacion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """6.xxxiv: who administers the account is reminded; three days late, its head too; ten, also the CNCS."""
    vencida = paso == VENCE or paso.startswith("pasaron")
    plantilla = "rotacion_fuera_de_plazo" if vencida else "rotacion_por_vencer"
    cncs = list(personas_con_rol(*ROLES_CNCS)) if paso == "pasaron_10" else []
    filas = Rotacion.objects.exigidas().select_related("cuenta__area", "plazo")
    por_id = filas.in_bulk({r.plazo.objeto_id for r in recordatorios})
    mensajes: list[Mensaje] = []
    for recordatorio in recordatorios:
        rotacion = por_id.get(recordatorio.plazo.objeto_id)
        if rotacion is None:
            continue
        personas: list[Persona | None] = [*quienes_rotan(rotacion.cuenta), *cncs]
        if paso in {"pasaron_3", "pasaron_10"}:
            personas.append(titular_del_area(rotacion.cuenta.area))
        mensajes += _mensajes(personas, plantilla, rotacion, hoy=paso == "faltan_0" and _es_hoy(recordatorio, ahora))
    encolar(mensajes, ahora=ahora)


def quienes_rotan(cuenta: Cuenta) -> list[Persona]:
    """6.xxxiv: who may change the password: both administrators; where one is missing, also the head of the área."""
    designaciones = cuenta.designaciones.vigentes().select_related("persona").order_by("-caracter")
    personas = [designacion.persona for designacion in designaciones]
    titular = titular_del_area(cuenta.area) if len(personas) < len(Caracter) else None
    return personas if titular is None or titular in personas else [*personas, titular]


def bloquear_cuenta(cuenta: Cuenta) -> Cuenta:
    """The row of the account, locked: whoever changes its administrators or its password goes one by one. It is locked
    before any clock, always."""
    return Cuenta.objects.select_for_update(of=("self",)).select_related("area").get(pk=cuenta.pk)


def avisar_exigida(rotacion: Rotacion, *, detalle: str, ahora: datetime) -> None:
    """5.1.d: an immediate change is due: who administers the account now, and its head, are told."""
    cuenta = rotacion.cuenta
    personas = [*quienes_rotan(cuenta), titular_del_area(cuenta.area)]
    _avisar(personas, "rotacion_exigida", rotacion, ahora=ahora, porque=detalle)


def _asentar(rotacion: Rotacion, detalle: str, *, por: Actor, ahora: datetime) -> None:
    datos = {"rotacion": rotacion.get_motivo_display(), "motivo": detalle}
    asentar(cadena=rotacion.cadena, acto="exigir_rotacion", objeto=str(rotacion), por=por, ahora=ahora, detalle=datos)


def _es_hoy(recordatorio: Recordatorio, ahora: datetime) -> bool:
    return recordatorio.plazo.fecha_limite == fecha_local(ahora)


def _avisar(
    personas: Iterable[Persona | None], plantilla: str, rotacion: Rotacion, *, ahora: datetime, **contexto: object
) -> None:
    encolar(_mensajes(personas, plantilla, rotacion, **contexto), ahora=ahora)


def _mensajes(
    personas: Iterable[Persona | None], plantilla: str, rotacion: Rotacion, **contexto: object
) -> list[Mensaje]:
    cuenta = rotacion.cuenta
    enlace = settings.URL_BASE + reverse("cuentas:rotacion", args=[cuenta.pk])
    return para_personas(
        personas,
        plantilla=plantilla,
        contexto={"rotacion": rotacion, "cuenta": cuenta, "enlace": enlace, **contexto},
        cadena=cuenta.cadena,
    )

"""Whom each act tells, and what. Everything goes to the outbox, in the transaction of the act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from avisos.acciones import Mensaje, encolar, para_personas
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Nombramiento, Persona
from plazos.acciones import Movimiento
from plazos.clases import REVISION_APERTURA
from plazos.models import Recordatorio
from solicitudes.models import Apertura


def al_presentar(apertura: Apertura, *, ahora: datetime) -> None:
    """The CNCS learns that there is something to review; the head gets the acuse."""
    mensajes = _mensajes(apertura, personas_con_rol(*ROLES_CNCS), "apertura_recibida", interno=True)
    mensajes += _mensajes(apertura, [apertura.presentada_por], "apertura_acuse")
    encolar(mensajes, ahora=ahora)


def al_asignar(apertura: Apertura, *, ahora: datetime) -> None:
    encolar(_mensajes(apertura, [apertura.revisor], "apertura_asignada", interno=True), ahora=ahora)


def al_retirar(apertura: Apertura, *, ahora: datetime) -> None:
    quienes = [apertura.revisor] if apertura.revisor else personas_con_rol(Rol.TITULAR_CNCS)
    encolar(_mensajes(apertura, quienes, "apertura_retirada", interno=True), ahora=ahora)


def al_renunciar(apertura: Apertura, *, ahora: datetime) -> None:
    quienes = personas_con_rol(Rol.TITULAR_CNCS, Rol.UNICOM)
    encolar(_mensajes(apertura, quienes, "apertura_renunciada", interno=True), ahora=ahora)


def al_autorizar(apertura: Apertura, *, ahora: datetime) -> None:
    """The área learns of its authorisation; UNICOM, that a mailbox is needed."""
    mensajes = _mensajes(apertura, _titular(apertura), "apertura_autorizada")
    mensajes += _mensajes(apertura, personas_con_rol(Rol.UNICOM), "apertura_para_unicom", interno=True)
    encolar(mensajes, ahora=ahora)


def al_rechazar(apertura: Apertura, *, ahora: datetime) -> None:
    encolar(_mensajes(apertura, _titular(apertura), "apertura_rechazada"), ahora=ahora)


def al_registrar_buzon(apertura: Apertura, *, ahora: datetime) -> None:
    encolar(_mensajes(apertura, _titular(apertura), "apertura_con_buzon"), ahora=ahora)


def al_notificar(apertura: Apertura, *, ahora: datetime) -> None:
    """7.iv: the Comité's Presidencia and Secretaría Técnica; the two administrators; the CNCS when it is a Junta's."""
    comite = personas_con_rol(Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA)
    mensajes = _mensajes(apertura, comite, "apertura_aviso_comite")
    respaldo = (apertura.presentada_por.email,) if apertura.presentada_por else ()
    mensajes += _mensajes(
        apertura,
        [apertura.titular_propuesto, apertura.suplente_propuesto],
        "apertura_administradores",
        respaldos=respaldo,
    )
    if apertura.area.es_junta:
        mensajes += _mensajes(apertura, personas_con_rol(Rol.TITULAR_CNCS), "apertura_aviso_junta", interno=True)
    encolar(mensajes, ahora=ahora)


def recordar_revision(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """7.iii: the reviewer and the CNCS are reminded; past the date it goes up to the head of the CNCS, and the área
    learns that it is late and still undecided. Silence is never an approval."""
    vencida = paso in {"vence", "pasaron_5"}
    jefatura = list(personas_con_rol(Rol.TITULAR_CNCS))
    cncs = list(personas_con_rol(*ROLES_CNCS))
    mensajes: list[Mensaje] = []
    for apertura, recordatorio in _aperturas(recordatorios):
        contexto: dict[str, Any] = {"limite": recordatorio.plazo.fecha_limite, "paso": paso}
        responsables = [apertura.revisor, *jefatura] if apertura.revisor else cncs
        plantilla = "revision_fuera_de_plazo" if vencida else "revision_por_vencer"
        mensajes += _mensajes(apertura, responsables, plantilla, interno=True, **contexto)
        if paso == "vence":
            mensajes += _mensajes(apertura, [apertura.presentada_por], "apertura_fuera_de_plazo", **contexto)
    encolar(mensajes, ahora=ahora)


def recordar_uso(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """7.iv: an authorisation that is not used: its área is reminded."""
    pares = _aperturas(recordatorios)
    titulares = _titulares_por_area([apertura for apertura, _ in pares])
    mensajes: list[Mensaje] = []
    for apertura, recordatorio in pares:
        quien = titulares.get(apertura.area_id, apertura.presentada_por)
        mensajes += _mensajes(
            apertura, [quien], "autorizacion_sin_uso", limite=recordatorio.plazo.fecha_limite, paso=paso
        )
    encolar(mensajes, ahora=ahora)


def avisar_cambio_de_fecha(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """7.iii: a change of the calendar moved the date of these requests: both sides learn the new one."""
    aperturas = _por_id([m.plazo.objeto_id for m in movimientos])
    jefatura = list(personas_con_rol(Rol.TITULAR_CNCS))
    mensajes: list[Mensaje] = []
    for movimiento in movimientos:
        apertura = aperturas.get(movimiento.plazo.objeto_id)
        if apertura is None:
            continue
        contexto: dict[str, Any] = {"de": movimiento.de, "a": movimiento.a, "motivo": motivo}
        mensajes += _mensajes(apertura, [apertura.presentada_por], "plazo_movido", **contexto)
        if movimiento.plazo.clase == REVISION_APERTURA:
            responsables = [apertura.revisor] if apertura.revisor else jefatura
            mensajes += _mensajes(apertura, responsables, "plazo_movido", interno=True, **contexto)
    encolar(mensajes, ahora=ahora)


def _aperturas(recordatorios: Sequence[Recordatorio]) -> list[tuple[Apertura, Recordatorio]]:
    por_id = _por_id([r.plazo.objeto_id for r in recordatorios])
    return [(por_id[r.plazo.objeto_id], r) for r in recordatorios if r.plazo.objeto_id in por_id]


def _por_id(ids: Sequence[int]) -> dict[int, Apertura]:
    aperturas = Apertura.objects.filter(pk__in=ids).select_related(
        "area", "revisor", "presentada_por", "plazo_revision"
    )
    return {apertura.pk: apertura for apertura in aperturas}


def _titular(apertura: Apertura) -> list[Persona | None]:
    """The head of the área today; whoever filed, where the área has none."""
    return [titular_del_area(apertura.area) or apertura.presentada_por]


def _titulares_por_area(aperturas: Sequence[Apertura]) -> dict[int, Persona]:
    nombramientos = (
        Nombramiento.objects.vigentes()
        .filter(es_titular=True, area__in={a.area_id for a in aperturas}, persona__is_active=True)
        .select_related("persona")
    )
    return {n.area_id: n.persona for n in nombramientos}


def _mensajes(
    apertura: Apertura,
    personas: Iterable[Persona | None],
    plantilla: str,
    *,
    interno: bool = False,
    respaldos: tuple[str, ...] = (),
    **contexto: Any,
) -> list[Mensaje]:
    """One message for each person; ``interno`` links to the admin, otherwise to the page of the área."""
    ruta = (
        reverse("admin:solicitudes_apertura_change", args=[apertura.pk])
        if interno
        else reverse("solicitudes:detalle", args=[apertura.pk])
    )
    return para_personas(
        personas,
        plantilla=plantilla,
        contexto={"apertura": apertura, "enlace": settings.URL_BASE + ruta, **contexto},
        cadena=apertura.cadena,
        respaldos=respaldos,
    )


def avisar_de_la_apertura(
    apertura: Apertura,
    personas: Iterable[Persona | None],
    asunto: str,
    texto: str,
    *,
    ahora: datetime,
    interno: bool = False,
) -> None:
    """Tell some people something of an opening that has no mail of its own."""
    contexto: dict[str, Any] = {"solicitud": apertura, "clase": "apertura", "asunto": asunto, "texto": texto}
    encolar(_mensajes(apertura, personas, "solicitud_avance", interno=interno, **contexto), ahora=ahora)

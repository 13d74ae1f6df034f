"""Writes on blackouts."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.models import Cuenta, Designacion
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.estados import AmbitoVeda
from publicaciones.models import Veda


class VedaInvalida(Exception):
    """What is to be written makes no sense. ``str()`` is the message in Spanish; ``campo`` is its field."""

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.campo = campo


@transaction.atomic
def decretar_veda(
    *,
    nombre: str,
    fundamento: str,
    desde: datetime,
    hasta: datetime,
    ambito: str,
    entidades: Sequence[str] = (),
    cuentas: Sequence[Cuenta] = (),
    exentas: Sequence[str] = (),
    por: Persona,
    ahora: datetime,
) -> Veda:
    """5.2.d: the head of the CNCS says from when to when nothing is published, where, and on what ground; whoever
    administers an account that it stops is told. Raises ``SinPermiso``, ``VedaInvalida``."""
    if not permisos.puede_decretar_veda(por):
        raise SinPermiso("Solo la o el titular de la CNCS puede decretar una veda.")
    _comprobar(desde, hasta, ambito, entidades, cuentas, ahora)
    algunas = ambito == AmbitoVeda.ALGUNAS
    veda = Veda.objects.create(
        nombre=nombre,
        fundamento=fundamento,
        desde=desde,
        hasta=hasta,
        ambito=ambito,
        entidades=sorted(set(entidades)) if algunas else [],
        exentas=list(exentas),
        registrada=ahora,
        registrada_por=por,
    )
    if algunas:
        veda.cuentas.set(cuentas)
    asentar(
        cadena=veda.cadena,
        acto="decretar_veda",
        objeto=str(veda),
        por=por,
        ahora=ahora,
        detalle={"desde": desde.isoformat(), "hasta": hasta.isoformat(), "alcance": veda.alcance, "exentas": exentas},
    )
    _avisar(veda, "veda_decretada", ahora)
    return veda


@transaction.atomic
def terminar_veda(*, veda: Veda, motivo: str, por: Persona, ahora: datetime) -> Veda:
    """5.2.d: a blackout ends before its date, or does not begin; it stays on record with the reason.

    Raises ``SinPermiso``, and ``EstadoCambiado`` when it is over.
    """
    fila = Veda.objects.select_for_update(of=("self",)).get(pk=veda.pk)
    if fila.terminada or fila.hasta <= ahora:
        raise EstadoCambiado("Esta veda ya había terminado.")
    if not permisos.puede_terminar_veda(fila, por):
        raise SinPermiso("Solo la o el titular de la CNCS puede terminar una veda.")
    fila.terminada, fila.terminada_por, fila.motivo_del_fin = ahora, por, motivo
    fila.save(update_fields=["terminada", "terminada_por", "motivo_del_fin"])
    asentar(
        cadena=fila.cadena, acto="terminar_veda", objeto=str(fila), por=por, ahora=ahora, detalle={"motivo": motivo}
    )
    _avisar(fila, "veda_terminada", ahora)
    return fila


def _comprobar(
    desde: datetime,
    hasta: datetime,
    ambito: str,
    entidades: Sequence[str],
    cuentas: Sequence[Cuenta],
    ahora: datetime,
) -> None:
    if hasta <= desde:
        raise VedaInvalida("Debe terminar después de empezar.", "hasta")
    if hasta <= ahora:
        raise VedaInvalida("Ese momento ya pasó: una veda rige hacia adelante.", "hasta")
    if ambito == AmbitoVeda.ALGUNAS and not (entidades or cuentas):
        raise VedaInvalida("Elija al menos una entidad o una cuenta, o bien «Todas las cuentas».", "entidades")


def _avisar(veda: Veda, plantilla: str, ahora: datetime) -> None:
    """Those who administer an official account that it stops."""
    designaciones = Designacion.objects.vigentes().filter(cuenta__in=Cuenta.objects.oficiales())
    personas = [
        designacion.persona
        for designacion in designaciones.select_related("persona", "cuenta__area").order_by("pk")
        if veda.alcanza(designacion.cuenta)
    ]
    contexto = {"veda": veda, "enlace": settings.URL_BASE + reverse("publicaciones:calendario")}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=veda.cadena), ahora=ahora)

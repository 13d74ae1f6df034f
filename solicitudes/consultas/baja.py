"""Reads of the closing of an account: which accounts may be closed, who reviews, and how far its checklist is."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from cuentas.models import Cuenta
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona
from organizacion.permisos import credenciales
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.baja import EN_CIERRE, EN_TRAMITE, SIGUIENTE, EstadoBaja, PasoCierre
from solicitudes.models import Baja, Documento, Paso
from solicitudes.permisos.baja import puede_revisar

# The states of the checklist in their order: each step leads from one to the next.
_ESTADOS: Final = (*EN_CIERRE, EstadoBaja.CONCLUIDA)


@dataclass(frozen=True)
class PasoDeLaLista:
    """A step of the checklist: whose it is, whether it is done, and each time that it was, with its files."""

    titulo: str
    dueno: str
    estado: str
    veces: list[tuple[Paso, list[Documento]]] = field(default_factory=list)


def lista_de_cierre(baja: Baja) -> list[PasoDeLaLista]:
    """7.ix: the checklist of a closing that was authorised, in two queries; empty otherwise.

    What was returned has to be done again: its evidence stays, and the step is not done.
    """
    if baja.estado not in _ESTADOS:
        return []
    van = _ESTADOS.index(EstadoBaja(baja.estado))
    documentos = defaultdict(list)
    for documento in baja.documentos.filter(clase=ClaseDocumento.EVIDENCIA):
        documentos[documento.momento, documento.subido_por_id].append(documento)
    veces = defaultdict(list)
    for paso in baja.pasos.select_related("hecho_por"):
        veces[paso.paso].append((paso, documentos[paso.momento, paso.hecho_por_id]))
    return [
        PasoDeLaLista(
            titulo=paso.label,
            dueno=SIGUIENTE[_ESTADOS[numero]][0],
            estado="hecho" if numero < van else "actual" if numero == van else "pendiente",
            veces=veces[paso.value],
        )
        for numero, paso in enumerate(PasoCierre)
    ]


def cuentas_del_titular(persona: Any) -> QuerySet[Cuenta]:
    """7.viii: the accounts whose closing the person may ask for."""
    return _cerrables().filter(area__in=[area.pk for area in credenciales(persona).titular_de])


def cuentas_de_otras_areas(persona: Any) -> QuerySet[Cuenta]:
    """7.ix: the accounts whose closing somebody of the CNCS may begin."""
    return _cerrables().exclude(area__in=[area.pk for area in credenciales(persona).titular_de])


def _cerrables() -> QuerySet[Cuenta]:
    en_tramite = Baja.objects.filter(cuenta=OuterRef("pk"), estado__in=EN_TRAMITE)
    cuentas = Cuenta.objects.oficiales().filter(~Exists(en_tramite), homologada=False)
    return cuentas.select_related("area").order_by("nombre", "pk")


def revisores_de(baja: Baja) -> QuerySet[Persona]:
    """7.viii: the people of the CNCS who may review it."""
    personas = personas_con_rol(*ROLES_CNCS)
    pueden = [persona.pk for persona in personas if puede_revisar(baja, persona)]
    return personas.filter(pk__in=pueden).order_by("nombre", "pk")

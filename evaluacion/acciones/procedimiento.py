"""8.a: writing the procedure and issuing it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado, SinPermiso
from evaluacion import permisos
from evaluacion.acciones.avisos import enlace
from evaluacion.calificacion import EscalaInvalida, revisar_escala
from evaluacion.estados import EstadoProcedimiento
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Indicador, Procedimiento
from evaluacion.models.procedimiento import CIEN
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS, ROLES_COMITE
from organizacion.models import Persona

COPIABLES = (
    "dimension",
    "clave",
    "nombre",
    "formula",
    "unidad",
    "peso",
    "sentido",
    "escala",
    "umbral",
    "evidencia",
)


class ProcedimientoInvalido(Exception):
    """It cannot be issued as it is. ``str()`` is the message in Spanish."""


@dataclass(frozen=True)
class DatosDeIndicador:
    """An indicator as it is written; its place in the list is its order."""

    dimension: str
    clave: str
    nombre: str
    formula: str
    unidad: str
    peso: int
    sentido: str
    escala: Sequence[Sequence[Any]]
    umbral: Decimal
    evidencia: str = ""


@transaction.atomic
def redactar(
    *, nombre: str, presentacion: str, indicadores: Iterable[DatosDeIndicador] | None, por: Actor, ahora: datetime
) -> Procedimiento:
    """8.a: begin a draft; without ``indicadores``, with those of the procedure in force. There is one draft at a time.

    Raises ``SinPermiso`` and ``ProcedimientoInvalido``.
    """
    if not permisos.puede_redactar(por):
        raise SinPermiso("Solo la Secretaría Técnica del Comité redacta el procedimiento.")
    if Procedimiento.objects.filter(estado=EstadoProcedimiento.BORRADOR).exists():
        raise ProcedimientoInvalido("Ya hay un borrador: siga con ese o emítalo antes de empezar otro.")
    procedimiento = Procedimiento(nombre=nombre, presentacion=presentacion, creado=ahora)
    flujo.anotar_historia(procedimiento, por=por, ahora=ahora)
    procedimiento.save()
    _escribir(procedimiento, _del_vigente() if indicadores is None else indicadores, por, ahora)
    _asentar(procedimiento, "redactar", por, ahora)
    return procedimiento


@transaction.atomic
def corregir(
    *,
    procedimiento: Procedimiento,
    nombre: str,
    presentacion: str,
    indicadores: Iterable[DatosDeIndicador],
    por: Persona,
    ahora: datetime,
) -> Procedimiento:
    """8.a: write the draft over. Its weights need not add up to 100 yet. Raises ``SinPermiso``, ``EstadoCambiado``."""
    if not permisos.puede_redactar(por):
        raise SinPermiso("Solo la Secretaría Técnica del Comité redacta el procedimiento.")
    fila = Procedimiento.objects.select_for_update().get(pk=procedimiento.pk)
    if not fila.es_borrador:
        raise EstadoCambiado("Este procedimiento ya se emitió: no se modifica. Empiece otro borrador.")
    fila.nombre, fila.presentacion = nombre, presentacion
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    _escribir(fila, indicadores, por, ahora)
    _asentar(fila, "corregir", por, ahora)
    return fila


@transaction.atomic
def emitir(*, procedimiento: Procedimiento, por: Persona, ahora: datetime) -> Procedimiento:
    """8.a: the Presidencia issues it and it takes the place of the one in force. From now on it does not change; the
    CNCS and the Comité are told.

    Raises ``ProcedimientoInvalido``, ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = flujo.bloquear(procedimiento, "emitir", por=por)
    revisar(fila)
    vigente = Procedimiento.objects.filter(estado=EstadoProcedimiento.EMITIDO).first()
    if vigente:
        flujo.ejecutar(vigente, "sustituir", por=por, ahora=ahora)
    version = (Procedimiento.objects.aggregate(ultima=Max("version"))["ultima"] or 0) + 1
    nombramiento = por.nombramiento_vigente
    cargo = nombramiento.cargo if nombramiento else ""
    flujo.cumplir(fila, "emitir", por=por, ahora=ahora, version=version, cargo=cargo)
    encolar(
        para_personas(
            personas_con_rol(*ROLES_CNCS, *ROLES_COMITE),
            plantilla="procedimiento_emitido",
            contexto={"procedimiento": fila, "enlace": enlace("procedimiento", fila.pk)},
            cadena=fila.cadena,
        ),
        ahora=ahora,
    )
    return fila


def revisar(procedimiento: Procedimiento) -> None:
    """8.a: can it be issued: are its weights 100, its formulas known and its scales sound? Raises
    ``ProcedimientoInvalido``, saying everything that is wrong."""
    faltas = []
    indicadores = list(procedimiento.indicadores.all())
    total = sum(i.peso for i in indicadores)
    if total != CIEN:
        faltas.append(f"los pesos suman {total} y deben sumar {CIEN}")
    for indicador in indicadores:
        if indicador.formula and indicador.formula not in FORMULAS:
            faltas.append(f"«{indicador.nombre}» usa una fórmula que no existe")
        try:
            revisar_escala(indicador.escala, indicador.sentido)
        except EscalaInvalida as error:
            faltas.append(f"«{indicador.nombre}»: {error}")
    if faltas:
        raise ProcedimientoInvalido(f"No se puede emitir: {'; '.join(faltas)}.")


def _escribir(
    procedimiento: Procedimiento, indicadores: Iterable[DatosDeIndicador], por: Actor, ahora: datetime
) -> None:
    """The indicators of the draft are these, in this order; what is the same is left as it was."""
    actuales = {i.clave: i for i in procedimiento.indicadores.all()}
    for orden, datos in enumerate(indicadores, start=1):
        indicador = actuales.pop(datos.clave, None) or Indicador(procedimiento=procedimiento)
        valores = {**asdict(datos), "orden": orden, "escala": [[str(limite), int(p)] for limite, p in datos.escala]}
        if indicador.pk and all(getattr(indicador, campo) == valor for campo, valor in valores.items()):
            continue
        for campo, valor in valores.items():
            setattr(indicador, campo, valor)
        flujo.anotar_historia(indicador, por=por, ahora=ahora)
        indicador.save()
    for sobrante in actuales.values():
        flujo.anotar_historia(sobrante, por=por, ahora=ahora)
        sobrante.delete()


def _del_vigente() -> list[DatosDeIndicador]:
    vigente = Procedimiento.objects.vigente()
    if vigente is None:
        return []
    return [DatosDeIndicador(**{campo: getattr(i, campo) for campo in COPIABLES}) for i in vigente.indicadores.all()]


def _asentar(procedimiento: Procedimiento, acto: str, por: Actor, ahora: datetime) -> None:
    detalle = {"indicadores": procedimiento.indicadores.count(), "peso": procedimiento.peso_total}
    asentar(cadena=procedimiento.cadena, acto=acto, objeto=str(procedimiento), por=por, ahora=ahora, detalle=detalle)

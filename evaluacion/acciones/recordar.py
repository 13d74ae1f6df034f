"""8.a: what is late is said to whoever has it, and then to whoever answers for them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Model

from evaluacion.acciones.avisos import avisar_por_persona, enlace, implicados
from evaluacion.estados import POR_EVALUAR, EstadoCompromiso, EstadoEvaluacion, EstadoPlan
from evaluacion.models import Evaluacion, Periodo, Plan
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Persona
from plazos.acciones import Movimiento
from plazos.clases import (
    CAPTURA_EVALUACION,
    CLASES,
    COMPROMISO,
    EVALUACION_CNCS,
    PLAN_MEJORA,
    RESOLUCION_EVALUACION,
    RESPUESTA_EVALUACION,
    VALIDACION_EVALUACION,
    VENCE,
)
from plazos.models import Plazo, Recordatorio

Reparto = Iterator[tuple[Persona, Evaluacion]]
E = EstadoEvaluacion
QUE_FALTA: Final = {
    CAPTURA_EVALUACION: "capturar las cifras y la evidencia",
    VALIDACION_EVALUACION: "validar la captura",
    EVALUACION_CNCS: "evaluar",
    RESPUESTA_EVALUACION: "contestar el resultado, si no está de acuerdo",
    RESOLUCION_EVALUACION: "resolver las observaciones del área",
    PLAN_MEJORA: "presentar el plan de mejora",
    COMPROMISO: "cumplir y reportar los compromisos de mejora",
}


def recordar_evaluacion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """8.a: whoever has something to do is reminded, once for all of their accounts; past its date, also the head of the
    área; days later, also the CNCS, and of what the CNCS owes, the Comité."""
    clase = recordatorios[0].plazo.clase
    vencido, tarde = paso == VENCE or paso.startswith("pasaron"), paso.startswith("pasaron")
    for recordatorio in recordatorios:
        plazo = recordatorio.plazo
        pendientes = list(_pendientes(plazo))
        if not pendientes:
            continue
        avisar_por_persona(
            _reparto(clase, pendientes, vencido, tarde),
            plantilla="evaluacion_recordatorio",
            cadena=plazo.cadena,
            contexto={
                "falta": QUE_FALTA[clase],
                "limite": plazo.fecha_limite,
                "vencido": vencido,
                "enlace": enlace("inicio"),
            },
            ahora=ahora,
        )


def avisar_cambio_de_plazo(movimientos: Sequence[Movimiento], *, motivo: str, ahora: datetime) -> None:
    """8.a: a change of the calendar moved these dates: whoever has something to do learns the new one."""
    for movimiento in movimientos:
        plazo = movimiento.plazo
        pendientes = list(_pendientes(plazo))
        avisar_por_persona(
            _reparto(plazo.clase, pendientes, False, False),
            plantilla="evaluacion_plazo_movido",
            cadena=plazo.cadena,
            contexto={
                "falta": QUE_FALTA[plazo.clase],
                "plazo": CLASES[plazo.clase].nombre,
                "de": movimiento.de,
                "a": movimiento.a,
                "motivo": motivo,
                "enlace": enlace("inicio"),
            },
            ahora=ahora,
        )


_ESTADOS: Final[dict[str, Sequence[str]]] = {
    CAPTURA_EVALUACION: [E.ABIERTA],
    VALIDACION_EVALUACION: [E.ABIERTA, E.CAPTURADA],
    EVALUACION_CNCS: [*POR_EVALUAR],
    RESPUESTA_EVALUACION: [E.EVALUADA],
    RESOLUCION_EVALUACION: [E.OBSERVADA],
}


def _pendientes(plazo: Plazo) -> Iterable[Evaluacion]:
    """The evaluations that the clock is about and that still wait for it."""
    filas = Evaluacion.objects.select_related("cuenta__area", "periodo")
    if plazo.objeto_tipo == _tipo(Periodo):
        return filas.filter(periodo=plazo.objeto_id, estado__in=_ESTADOS[plazo.clase])
    if plazo.objeto_tipo == _tipo(Evaluacion):
        return filas.filter(pk=plazo.objeto_id, estado__in=_ESTADOS[plazo.clase])
    if plazo.objeto_tipo == _tipo(Plan):
        return filas.filter(plan=plazo.objeto_id, plan__estado=EstadoPlan.PENDIENTE)
    return filas.filter(plan__compromisos=plazo.objeto_id, plan__compromisos__estado=EstadoCompromiso.PENDIENTE)


def _tipo(modelo: type[Model]) -> str:
    return modelo._meta.label_lower


def _reparto(clase: str, pendientes: Sequence[Evaluacion], vencido: bool, tarde: bool) -> Reparto:
    gente = implicados(pendientes)

    def administran(e: Evaluacion) -> Sequence[Persona]:
        return gente.administran[e.cuenta_id] or gente.encabezan[e.cuenta_id]

    def encabezan(e: Evaluacion) -> Sequence[Persona]:
        return gente.encabezan[e.cuenta_id]

    quienes: list[Callable[[Evaluacion], Iterable[Persona]]]
    if clase in {EVALUACION_CNCS, RESOLUCION_EVALUACION}:
        cncs = list(personas_con_rol(*ROLES_CNCS))
        comite = list(personas_con_rol(Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA)) if tarde else []
        quienes = [lambda e: cncs, lambda e: comite]
    else:
        titular_cncs = list(personas_con_rol(Rol.TITULAR_CNCS)) if tarde else []
        primero = encabezan if clase in {VALIDACION_EVALUACION, PLAN_MEJORA, RESPUESTA_EVALUACION} else administran
        quienes = [primero, encabezan if vencido else lambda e: (), lambda e: titular_cncs]
    for evaluacion in pendientes:
        for quien in quienes:
            for persona in quien(evaluacion):
                yield persona, evaluacion

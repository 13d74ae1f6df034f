"""8.a: what the evaluation asks of a person: one line for each thing to do, whatever the number of accounts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from evaluacion import consultas
from evaluacion.estados import POR_EVALUAR, EstadoCompromiso, EstadoProcedimiento
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.models import Evaluacion, Procedimiento
from organizacion.estados import Rol
from organizacion.fechas import corta
from organizacion.permisos import credenciales
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.consultas import semaforo
from plazos.estados import Semaforo
from plazos.models import Plazo

CUANTAS: Final = 100


def de_la_evaluacion(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """8.a: capture, validate, evaluate, answer, and what was promised."""

    def linea(clave: str, titulo: str, que: str, accion: str, url: str, plazo: Plazo | None, area: str) -> Pendiente:
        vence = plazo.fecha_limite if plazo else None
        luz = semaforo(plazo, ahora, calendario) if plazo else Semaforo.GRIS
        cuando = f"{'Venció' if luz == Semaforo.ROJO else 'Vence'} el {corta(vence)}" if vence else "Sin plazo"
        return Pendiente(clave, titulo, area, que, accion, url, vence or fecha_local(ahora), luz, cuando, vence)

    inicio = reverse("evaluacion:inicio")
    esperan = list(consultas.que_esperan(persona)[:CUANTAS])
    for clave, estados, que, accion, plazo_de in (
        ("capturar", (E.ABIERTA,), "Capturar cifras y evidencia", "Capturar", "plazo_captura"),
        ("validar", (E.CAPTURADA,), "Validar la captura", "Validar", "plazo_validacion"),
        ("evaluar", (*POR_EVALUAR, E.OBSERVADA), "Evaluar o resolver observaciones", "Evaluar", "plazo_evaluacion"),
    ):
        pendientes = [e for e in esperan if e.estado in estados]
        if pendientes:
            una = pendientes[0]
            url = reverse("admin:evaluacion_evaluacion_changelist") if clave == "evaluar" else inicio
            plazo = getattr(una.periodo, plazo_de)
            titulo = f"Evaluación de {una.periodo.nombre}: {_cuantas(pendientes)}"
            area = una.cuenta.area.siglas if len({e.cuenta.area_id for e in pendientes}) == 1 else "—"
            yield linea(f"evaluacion-{clave}-{una.periodo_id}", titulo, que, accion, url, plazo, area)
    for e in [e for e in esperan if e.estado == E.EVALUADA][:MAXIMO]:
        url = reverse("evaluacion:detalle", args=[e.pk])
        que = "Aceptar el resultado o hacer observaciones"
        yield linea(f"evaluacion-{e.pk}", str(e.cuenta), que, "Contestar", url, e.plazo_respuesta, e.cuenta.area.siglas)
    for plan in consultas.planes_por_presentar(persona)[:MAXIMO]:
        url, cuenta = reverse("evaluacion:plan", args=[plan.pk]), plan.evaluacion.cuenta
        que = "Presentar el plan de mejora"
        yield linea(f"plan-{plan.pk}", str(cuenta), que, "Presentar", url, plan.plazo, cuenta.area.siglas)
    for c in consultas.compromisos(persona)[:MAXIMO]:
        url, siglas = reverse("evaluacion:plan", args=[c.plan_id]), c.plan.evaluacion.cuenta.area.siglas
        if c.estado == EstadoCompromiso.PENDIENTE:
            que, accion = "Cumplir y reportar el compromiso", "Reportar"
        else:
            que, accion = "Verificar la evidencia del compromiso", "Verificar"
        yield linea(f"compromiso-{c.pk}", c.accion[:120], que, accion, url, c.plazo, siglas)
    yield from _del_comite(persona, ahora)


def _del_comite(persona: Any, ahora: datetime) -> Iterator[Pendiente]:
    """The draft that waits for the Presidencia; without any procedure, nothing can be evaluated."""
    if Rol.COMITE_PRESIDENCIA not in credenciales(persona).roles:
        return
    borrador = Procedimiento.objects.filter(estado=EstadoProcedimiento.BORRADOR).first()
    if borrador:
        yield Pendiente(
            f"procedimiento-{borrador.pk}",
            titulo=borrador.nombre,
            area="—",
            que_hacer="Emitir el procedimiento de evaluación",
            accion="Revisar",
            url=reverse("admin:evaluacion_procedimiento_change", args=[borrador.pk]),
            orden=fecha_local(borrador.creado),
            luz=Semaforo.GRIS,
            cuando=f"Borrador desde el {corta(borrador.creado)}",
        )


def _cuantas(pendientes: list[Evaluacion]) -> str:
    if len(pendientes) == 1:
        return pendientes[0].cuenta.nombre
    return f"{len(pendientes)} cuentas" if len(pendientes) < CUANTAS else f"{CUANTAS} cuentas o más"

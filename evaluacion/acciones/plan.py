"""8.a: the plan to improve: what the área will do, by when, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from bitacora import flujo
from bitacora.acciones import Hecho, asentar_varios
from bitacora.actores import Actor, Sistema
from evaluacion.acciones.avisos import avisar, avisar_por_persona, de_sus_areas, enlace
from evaluacion.estados import EstadoCompromiso
from evaluacion.models import Compromiso, Evaluacion, Indicador, Medicion, Plan
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import COMPROMISO, PLAN_MEJORA
from plazos.models import Plazo

SEGUIMIENTO: Final = Sistema("seguimiento de planes de mejora")
DEL_PLAN: Final = ("evaluacion__cuenta__area", "evaluacion__periodo", "plazo")
DEL_COMPROMISO: Final = ("plan__evaluacion__cuenta__area", "plan__evaluacion__periodo", "plazo")


class PlanInvalido(Exception):
    """The plan cannot be filed so. ``str()`` is the message in Spanish."""


@dataclass(frozen=True)
class DatosDeCompromiso:
    """What will be done about which indicator (or none in particular), and by when."""

    accion: str
    fecha: date
    indicador: Indicador | None = None


@transaction.atomic(savepoint=False)
def exigir_planes(evaluaciones: Iterable[Evaluacion], *, por: Actor, ahora: datetime) -> list[Plan]:
    """8.a: evaluations that are final with indicators past their threshold ask for a plan, each with its clock. The
    number of queries does not grow with them."""
    por_pk = {e.pk: e for e in evaluaciones}
    bajas: dict[int, list[str]] = defaultdict(list)
    mediciones = Medicion.objects.filter(evaluacion__in=por_pk, valor__isnull=False).select_related("indicador")
    for medicion in mediciones:
        if medicion.bajo_umbral:
            bajas[medicion.evaluacion_id].append(medicion.indicador.nombre)
    if not bajas:
        return []
    nuevos = [Plan(evaluacion=por_pk[pk]) for pk in bajas]
    quien = None if isinstance(por, Sistema) else por
    planes = bulk_create_with_history(nuevos, Plan, default_user=quien, default_date=ahora)
    relojes = plazos.abrir_varios(
        clase=PLAN_MEJORA,
        objeto_tipo=Plan._meta.label_lower,
        arranques=[plazos.Arranque(plan.pk, plan.evaluacion.cadena, ahora) for plan in planes],
        ahora=ahora,
    )
    de_cada_uno = {reloj.objeto_id: reloj for reloj in relojes}
    for plan in planes:
        plan.plazo = de_cada_uno[plan.pk]
    Plan.objects.bulk_update(planes, ["plazo"])
    hechos = [Hecho(p.cadena, "exigir_plan", str(p), {"indicadores": bajas[p.evaluacion_id]}) for p in planes]
    asentar_varios(hechos, por=por, ahora=ahora)
    avisar_por_persona(
        de_sus_areas(plan.evaluacion for plan in planes),
        plantilla="plan_por_presentar",
        cadena=planes[0].evaluacion.periodo.cadena,
        contexto={"limite": relojes[0].fecha_limite, "enlace": enlace("inicio")},
        ahora=ahora,
    )
    return planes


@transaction.atomic
def presentar(*, plan: Plan, compromisos: Sequence[DatosDeCompromiso], por: Persona, ahora: datetime) -> Plan:
    """8.a: the head says what will be done and by when; each commitment has its clock.

    Raises ``PlanInvalido``, ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    if not compromisos:
        raise PlanInvalido("Escriba al menos un compromiso con su fecha.")
    if any(datos.fecha <= fecha_local(ahora) for datos in compromisos):
        raise PlanInvalido("La fecha de cada compromiso debe ser posterior a hoy.")
    fila = flujo.bloquear(plan, "presentar", por=por, con=DEL_PLAN)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    for datos in compromisos:
        _comprometer(fila, datos, por, ahora)
    return flujo.cumplir(fila, "presentar", por=por, ahora=ahora, compromisos=len(compromisos))


@transaction.atomic
def reportar(*, compromiso: Compromiso, evidencia: str, por: Persona, ahora: datetime) -> Compromiso:
    """8.a: it was done; the CNCS has to see the evidence. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.bloquear(compromiso, "reportar", por=por, con=DEL_COMPROMISO)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    return flujo.cumplir(fila, "reportar", por=por, ahora=ahora, evidencia=evidencia)


@transaction.atomic
def verificar(*, compromiso: Compromiso, por: Persona, ahora: datetime) -> Compromiso:
    """8.a: the evidence shows it; with the last one, the plan is fulfilled. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = flujo.ejecutar(compromiso, "verificar", por=por, ahora=ahora)
    plan = Plan.objects.select_related(*DEL_PLAN).get(pk=fila.plan_id)
    if not plan.compromisos.exclude(estado=EstadoCompromiso.CUMPLIDO).exists():
        flujo.ejecutar(plan, "cumplir", por=SEGUIMIENTO, ahora=ahora)
    return fila


@transaction.atomic
def devolver(*, compromiso: Compromiso, motivo: str, por: Persona, ahora: datetime) -> Compromiso:
    """8.a: the evidence does not show it: it is due again and whoever reported it is told why. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = flujo.bloquear(compromiso, "devolver", por=por, con=(*DEL_COMPROMISO, "reportado_por"))
    reporto = fila.reportado_por
    fila.plazo = _reloj(fila, ahora)
    flujo.cumplir(fila, "devolver", por=por, ahora=ahora, motivo=motivo)
    evaluacion = fila.plan.evaluacion
    avisar(evaluacion, [reporto], "compromiso_devuelto", ahora=ahora, compromiso=fila, motivo=motivo)
    return fila


def _comprometer(plan: Plan, datos: DatosDeCompromiso, por: Persona, ahora: datetime) -> None:
    compromiso = Compromiso(plan=plan, creado=ahora, **vars(datos))
    flujo.anotar_historia(compromiso, por=por, ahora=ahora)
    compromiso.save()
    compromiso.plazo = _reloj(compromiso, ahora)
    compromiso.skip_history_when_saving = True
    compromiso.save(update_fields=["plazo"])
    del compromiso.skip_history_when_saving


def _reloj(compromiso: Compromiso, ahora: datetime) -> Plazo:
    """A clock until the end of its date; sent back after it, it has the rest of today."""
    return plazos.abrir(
        clase=COMPROMISO,
        objeto_tipo=compromiso._meta.label_lower,
        objeto_id=compromiso.pk,
        cadena=compromiso.cadena,
        ahora=ahora,
        presupuesto=max((compromiso.fecha - fecha_local(ahora)).days + 1, 1),
    )

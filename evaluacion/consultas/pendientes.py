"""8.a: what waits for a person in the evaluation."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from cuentas.models import Designacion
from evaluacion.estados import POR_EVALUAR, EstadoCompromiso, EstadoEvaluacion, EstadoPlan
from evaluacion.models import Compromiso, Evaluacion, Plan
from evaluacion.permisos.evaluacion import es_del_comite_evaluador
from organizacion.permisos import credenciales, es_cncs

E = EstadoEvaluacion


def por_capturar(persona: Any) -> QuerySet[Evaluacion]:
    suyas = Designacion.objects.vigentes().filter(cuenta=OuterRef("cuenta"), persona=persona)
    return _de(Evaluacion.objects.filter(Exists(suyas), estado=E.ABIERTA, periodo__plazo_captura__isnull=False))


def por_validar(persona: Any) -> QuerySet[Evaluacion]:
    filas = Evaluacion.objects.filter(estado=E.CAPTURADA, cuenta__area__in=_encabeza(persona))
    return _de(filas.exclude(capturada_por=persona))


def por_contestar(persona: Any) -> QuerySet[Evaluacion]:
    return _de(Evaluacion.objects.filter(estado=E.EVALUADA, cuenta__area__in=_encabeza(persona)))


def por_evaluar(persona: Any, estados: Iterable[str] = (*POR_EVALUAR, E.OBSERVADA)) -> QuerySet[Evaluacion]:
    """8.a: those that the person may evaluate or decide: nobody's own, nor twice the same."""
    filas = Evaluacion.objects.filter(estado__in=list(estados))
    if not es_cncs(persona):
        if not es_del_comite_evaluador(persona):
            return filas.none()
        filas = filas.filter(cuenta__area__siglas=settings.INSTITUCION.cncs.siglas)
    en_el_periodo = Designacion.objects.filter(
        Q(hasta__isnull=True) | Q(hasta__gte=OuterRef("desde")), cuenta=OuterRef("cuenta"), persona=persona
    )
    filas = filas.filter(~Exists(en_el_periodo))
    for ruta in credenciales(persona).rutas_que_encabeza:
        filas = filas.exclude(cuenta__area__ruta__startswith=ruta)
    ajenas = (
        (Q(capturada_por__isnull=True) | ~Q(capturada_por=persona))
        & (Q(validada_por__isnull=True) | ~Q(validada_por=persona))
        & (~Q(estado=E.OBSERVADA) | ~Q(evaluada_por=persona))
    )
    return _de(filas.filter(ajenas))


def que_esperan(persona: Any) -> QuerySet[Evaluacion]:
    """All of the above in one query: their state says what each waits for."""
    filtro = Q(pk__in=[])
    for filas in (por_capturar(persona), por_validar(persona), por_contestar(persona), por_evaluar(persona)):
        filtro |= Q(pk__in=filas.order_by().values("pk"))
    return _de(Evaluacion.objects.filter(filtro))


def planes_por_presentar(persona: Any) -> QuerySet[Plan]:
    filas = Plan.objects.filter(estado=EstadoPlan.PENDIENTE, evaluacion__cuenta__area__in=_encabeza(persona))
    return filas.select_related("evaluacion__cuenta__area", "plazo").order_by("plazo__vence", "pk")


def compromisos_por_cumplir(persona: Any) -> QuerySet[Compromiso]:
    """Those of the accounts that the person administers or of the áreas that the person heads."""
    suyas = Designacion.objects.vigentes().filter(cuenta=OuterRef("plan__evaluacion__cuenta"), persona=persona)
    filas = Compromiso.objects.filter(
        Exists(suyas) | Q(plan__evaluacion__cuenta__area__in=_encabeza(persona)), estado=EstadoCompromiso.PENDIENTE
    )
    return filas.select_related("plan__evaluacion__cuenta__area", "plazo").order_by("fecha", "pk")


def compromisos(persona: Any) -> QuerySet[Compromiso]:
    """Those to fulfil and, for the CNCS, those that others reported and wait to be verified."""
    filtro = Q(pk__in=compromisos_por_cumplir(persona).order_by().values("pk"))
    if es_cncs(persona):
        ajenos = Compromiso.objects.filter(estado=EstadoCompromiso.REPORTADO).exclude(reportado_por=persona)
        ajenos = ajenos.exclude(plan__evaluacion__cuenta__area__in=_encabeza(persona))
        filtro |= Q(pk__in=ajenos.values("pk"))
    filas = Compromiso.objects.filter(filtro)
    return filas.select_related("plan__evaluacion__cuenta__area", "plazo").order_by("fecha", "pk")


def _encabeza(persona: Any) -> list[int]:
    return [area.pk for area in credenciales(persona).titular_de]


def _de(filas: QuerySet[Evaluacion]) -> QuerySet[Evaluacion]:
    return filas.select_related(
        "cuenta__area", "periodo__plazo_captura", "periodo__plazo_validacion", "periodo__plazo_evaluacion",
        "plazo_respuesta", "plazo_resolucion",
    ).order_by("pk")  # fmt: skip

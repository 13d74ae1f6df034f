"""8.a: opening the periods: by themselves on their day, account by account in lots, so that nothing is lost or twice.

What is left to do is always read from the rows: whatever stopped half way goes on where it was.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain
from typing import Final

from django.conf import settings
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from bitacora import flujo
from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Sistema
from cuentas.models import Cuenta
from evaluacion.acciones.avisos import avisar_por_persona, de_sus_areas, enlace
from evaluacion.calendario import Tramo, tramos_que_abrieron
from evaluacion.calificacion import calificar
from evaluacion.consultas import activas_en, dias_de, pendientes_de_preparar
from evaluacion.estados import EstadoEvaluacion, EstadoPeriodo, EstadoProcedimiento
from evaluacion.indicadores import Lote, Ventana, anotar_cifra, cifras_de
from evaluacion.indicadores.base import Cifra
from evaluacion.models import Evaluacion, Indicador, Medicion, Periodo, Procedimiento
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import CAPTURA_EVALUACION, EVALUACION_CNCS, VALIDACION_EVALUACION

APERTURA: Final = Sistema("apertura de evaluaciones")
LOTE: Final = 100
E = EstadoEvaluacion


def abrir_periodos(*, ahora: datetime, al_avanzar: Callable[[Periodo], None] = lambda periodo: None) -> int:
    """8.a: begin every period whose day came and finish opening those begun; return how many evaluations were prepared.
    ``al_avanzar`` is told of the period after each lot, which is kept by then.

    Without a procedure in force there is nothing to evaluate by: they wait for it. Repeating it changes nothing.
    """
    _iniciar(ahora)
    preparadas = 0
    for periodo in Periodo.objects.filter(estado=EstadoPeriodo.ABRIENDO).order_by("desde"):
        while cuantas := preparar_lote(periodo=periodo, ahora=ahora):
            preparadas += cuantas
            periodo.refresh_from_db(fields=["preparadas"])
            al_avanzar(periodo)
    return preparadas


def _iniciar(ahora: datetime) -> None:
    ultimo = Periodo.objects.order_by("-hasta").first()
    aperturas = settings.INSTITUCION.evaluacion.aperturas
    for tramo in tramos_que_abrieron(aperturas, fecha_local(ahora), despues_de=ultimo.hasta if ultimo else None):
        iniciar(tramo=tramo, ahora=ahora)


@transaction.atomic
def iniciar(*, tramo: Tramo, ahora: datetime) -> Periodo | None:
    """8.a: begin a period: by the procedure in force, of the accounts that were official on any of its days. Nothing
    without a procedure, without accounts, or when it was begun already."""
    vigente = Procedimiento.objects.select_for_update().filter(estado=EstadoProcedimiento.EMITIDO).first()
    previstas = activas_en(tramo.desde, tramo.hasta).count()
    if vigente is None or not previstas or Periodo.objects.filter(desde=tramo.desde).exists():
        return None
    periodo = Periodo(desde=tramo.desde, hasta=tramo.hasta, procedimiento=vigente, iniciado=ahora, previstas=previstas)
    flujo.anotar_historia(periodo, por=APERTURA, ahora=ahora)
    periodo.save()
    detalle = {"cuentas": periodo.previstas, "procedimiento": vigente.version}
    asentar(cadena=periodo.cadena, acto="iniciar", objeto=str(periodo), por=APERTURA, ahora=ahora, detalle=detalle)
    return periodo


@transaction.atomic
def preparar_lote(*, periodo: Periodo, ahora: datetime) -> int:
    """8.a: prepare the evaluations of the next accounts, with what the system knows of each; return how many. With none
    left, the period is open: its clocks start and everybody concerned is told."""
    fila = Periodo.objects.select_for_update().select_related("procedimiento").get(pk=periodo.pk)
    if fila.estado != EstadoPeriodo.ABRIENDO:
        return 0
    cuentas = list(pendientes_de_preparar(fila)[:LOTE])
    if not cuentas:
        _terminar_de_abrir(fila, ahora)
        return 0
    evaluaciones = _crear(fila, cuentas, ahora)
    hechos = [Hecho(e.cadena, "abrir", str(e), {"cuenta": e.cuenta.cadena}) for e in evaluaciones]
    asentar_varios(hechos, por=APERTURA, ahora=ahora)
    Periodo.objects.filter(pk=fila.pk).update(preparadas=fila.preparadas + len(evaluaciones))
    return len(evaluaciones)


def _crear(periodo: Periodo, cuentas: Sequence[Cuenta], ahora: datetime) -> list[Evaluacion]:
    indicadores = list(periodo.procedimiento.indicadores.all())
    ventanas = {cuenta.pk: Ventana(cuenta, *dias_de(cuenta, periodo)) for cuenta in cuentas}
    cifras = cifras_de(Lote(ventanas), indicadores)
    mediciones = {cuenta.pk: _mediciones(cuenta, indicadores, cifras, ahora) for cuenta in cuentas}
    nuevas = []
    for cuenta in cuentas:
        ventana = ventanas[cuenta.pk]
        resultado = calificar((m.indicador.peso, m.puntos) for m in mediciones[cuenta.pk])
        nuevas.append(
            Evaluacion(
                periodo=periodo,
                cuenta=cuenta,
                area=cuenta.area,
                red=cuenta.red,
                desde=ventana.desde,
                hasta=ventana.hasta,
                creada=ahora,
                calificacion=resultado.calificacion,
                cobertura=resultado.cobertura,
            )
        )
    evaluaciones = bulk_create_with_history(nuevas, Evaluacion, default_date=ahora)
    for evaluacion in evaluaciones:
        for medicion in mediciones[evaluacion.cuenta_id]:
            medicion.evaluacion = evaluacion
    Medicion.objects.bulk_create(chain.from_iterable(mediciones.values()), batch_size=500)
    return evaluaciones


def _mediciones(
    cuenta: Cuenta, indicadores: Sequence[Indicador], cifras: dict[int, dict[int, Cifra]], ahora: datetime
) -> list[Medicion]:
    return [
        anotar_cifra(Medicion(indicador=i, medida=ahora), cifras.get(i.pk, {}).get(cuenta.pk, Cifra(None)))
        for i in indicadores
    ]


def _terminar_de_abrir(periodo: Periodo, ahora: datetime) -> None:
    for campo, clase in (
        ("plazo_captura", CAPTURA_EVALUACION),
        ("plazo_validacion", VALIDACION_EVALUACION),
        ("plazo_evaluacion", EVALUACION_CNCS),
    ):
        plazo = plazos.abrir(
            clase=clase,
            objeto_tipo=periodo._meta.label_lower,
            objeto_id=periodo.pk,
            cadena=periodo.cadena,
            ahora=ahora,
        )
        setattr(periodo, campo, plazo)
    flujo.cumplir(periodo, "abrir", por=APERTURA, ahora=ahora)
    evaluaciones = list(periodo.evaluaciones.select_related("cuenta__area"))
    avisar_por_persona(
        de_sus_areas(evaluaciones),
        plantilla="evaluacion_abierta",
        cadena=periodo.cadena,
        contexto={"periodo": periodo, "enlace": enlace("inicio")},
        ahora=ahora,
    )
    cerrar_relojes(periodo, ahora=ahora)


def cerrar_relojes(periodo: Periodo, *, ahora: datetime) -> None:
    """8.a: each clock of the period stops when nothing is left of what it was for; with everything final, it closes."""
    estados = set(periodo.evaluaciones.order_by().values_list("estado", flat=True).distinct())
    relojes = (
        (periodo.plazo_captura, {EstadoEvaluacion.ABIERTA}),
        (periodo.plazo_validacion, {EstadoEvaluacion.ABIERTA, EstadoEvaluacion.CAPTURADA}),
        (periodo.plazo_evaluacion, set(EstadoEvaluacion) - {E.EVALUADA, E.OBSERVADA, E.FINAL}),
    )
    for plazo, pendientes in relojes:
        if plazo and plazo.abierto and not estados & pendientes:
            plazos.cerrar(plazo=plazo, ahora=ahora)
    if periodo.estado == EstadoPeriodo.ABIERTO and estados <= {E.FINAL}:
        flujo.ejecutar(periodo, "cerrar", por=APERTURA, ahora=ahora)

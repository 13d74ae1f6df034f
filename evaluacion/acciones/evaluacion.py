"""8.a: the CNCS evaluates, the área answers, somebody else decides on its observations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado, SinPermiso
from evaluacion import permisos
from evaluacion.acciones.avisos import avisar, avisar_por_persona, de_sus_areas, del_area, enlace
from evaluacion.acciones.captura import CON, LOTE, TERMINO
from evaluacion.acciones.periodo import cerrar_relojes
from evaluacion.acciones.plan import exigir_planes
from evaluacion.acciones.varias import Varias, en_todas
from evaluacion.calificacion import MAXIMO, Resultado, calificar
from evaluacion.estados import EstadoEvaluacion
from evaluacion.models import Evaluacion, Indicador, Medicion
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import RESOLUCION_EVALUACION, RESPUESTA_EVALUACION

RELACIONES: Final = (*CON, "plazo_respuesta", "plazo_resolucion")


class AjusteInvalido(Exception):
    """Those points cannot be given. ``str()`` is the message in Spanish."""


@transaction.atomic
def ajustar(
    *, evaluacion: Evaluacion, indicador: Indicador, puntos: int, motivo: str, por: Persona, ahora: datetime
) -> Medicion:
    """8.a: whoever evaluates, or decides on the observations, gives an indicator other points and says why.

    Raises ``SinPermiso`` and ``AjusteInvalido``; then nothing was written.
    """
    fila = Evaluacion.objects.select_for_update(of=("self",)).select_related(*CON).get(pk=evaluacion.pk)
    if not permisos.puede_ajustar(fila, por):
        raise SinPermiso("Solo ajusta puntos quien puede evaluar esta cuenta, mientras no hay resultado.")
    if not 0 <= puntos <= MAXIMO:
        raise AjusteInvalido(f"Los puntos van de 0 a {MAXIMO}.")
    medicion = fila.mediciones.select_related("indicador").get(indicador=indicador)
    antes = medicion.puntos_finales
    medicion.ajuste, medicion.ajuste_motivo, medicion.ajustada_por = puntos, motivo, por
    medicion.save(update_fields=["ajuste", "ajuste_motivo", "ajustada_por"])
    detalle = {"indicador": indicador.nombre, "de": antes, "a": puntos, "motivo": motivo}
    asentar(cadena=fila.cadena, acto="ajustar", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    return medicion


@transaction.atomic
def evaluar(*, evaluacion: Evaluacion, dictamen: str, por: Persona, ahora: datetime) -> Evaluacion:
    """8.a: apply the procedure. The área is told its result and can answer in its term.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = _evaluar(evaluacion, dictamen, resultado_de(_bloqueada(evaluacion)), por, ahora)
    _abrir_respuesta([fila], ahora)
    cerrar_relojes(fila.periodo, ahora=ahora)
    avisar(fila, del_area(fila), "evaluacion_resultado", ahora=ahora)
    return fila


@transaction.atomic
def evaluar_varias(*, evaluaciones: Iterable[Evaluacion], dictamen: str, por: Persona, ahora: datetime) -> Varias:
    """8.a: apply the procedure to many of one period, each with what the system computed and the área captured; each
    person of the áreas is told once."""
    claves = sorted(e.pk for e in evaluaciones)
    filas = list(Evaluacion.objects.select_for_update(of=("self",)).filter(pk__in=claves).order_by("pk"))
    resultados = resultados_de(filas)

    def argumentos(fila: Evaluacion) -> dict[str, Any]:
        return {"dictamen": dictamen, **vars(resultados[fila.pk])}

    varias = en_todas(filas, "evaluar", por=por, ahora=ahora, con=RELACIONES, argumentos=argumentos)
    if varias.hechas:
        periodo = varias.hechas[0].periodo
        _abrir_respuesta(varias.hechas, ahora)
        cerrar_relojes(periodo, ahora=ahora)
        avisar_por_persona(
            de_sus_areas(varias.hechas),
            plantilla="evaluaciones_resultado",
            cadena=periodo.cadena,
            contexto={"periodo": periodo, "enlace": enlace("inicio")},
            ahora=ahora,
        )
    return varias


@transaction.atomic
def observar(*, evaluacion: Evaluacion, observaciones: str, por: Persona, ahora: datetime) -> Evaluacion:
    """8.a: the área does not agree: somebody else than who evaluated has to decide in a term. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = _contestar("observar", evaluacion, por, ahora)
    fila.plazo_resolucion = plazos.abrir(
        clase=RESOLUCION_EVALUACION,
        objeto_tipo=fila._meta.label_lower,
        objeto_id=fila.pk,
        cadena=fila.cadena,
        ahora=ahora,
    )
    return flujo.cumplir(fila, "observar", por=por, ahora=ahora, observaciones=observaciones)


@transaction.atomic
def aceptar(*, evaluacion: Evaluacion, por: Persona, ahora: datetime) -> Evaluacion:
    """8.a: the área agrees: the result is final. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _contestar("aceptar", evaluacion, por, ahora)
    flujo.cumplir(fila, "aceptar", por=por, ahora=ahora)
    _al_concluir(fila, por, ahora)
    return fila


@transaction.atomic
def resolver(*, evaluacion: Evaluacion, resolucion: str, por: Persona, ahora: datetime) -> Evaluacion:
    """8.a: decide on the observations, with the points as they were left: the result is final and the área is told.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = flujo.bloquear(evaluacion, "resolver", por=por, con=RELACIONES)
    resultado = resultado_de(fila)
    plazos.cerrar(plazo=fila.plazo_resolucion, ahora=ahora)
    flujo.cumplir(
        fila,
        "resolver",
        por=por,
        ahora=ahora,
        resolucion=resolucion,
        calificacion=resultado.calificacion,
        cobertura=resultado.cobertura,
    )
    _al_concluir(fila, por, ahora)
    avisar(fila, del_area(fila), "evaluacion_final", ahora=ahora)
    return fila


def concluir_sin_respuesta(*, ahora: datetime) -> int:
    """8.a: the results that the área did not answer in its term are final; return how many. In lots, by the stored
    instant: whatever stopped goes on."""
    cuantas = 0
    while lote := _concluir_lote(ahora):
        cuantas += lote
    return cuantas


@transaction.atomic
def _concluir_lote(ahora: datetime) -> int:
    filas = list(
        Evaluacion.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(estado=EstadoEvaluacion.EVALUADA, plazo_respuesta__vence__lte=ahora)
        .select_related(*RELACIONES)
        .order_by("pk")[:LOTE]
    )
    plazos.cerrar_varios(plazos=[f.plazo_respuesta for f in filas if f.plazo_respuesta], ahora=ahora)
    flujo.cumplir_varias(filas, "vencer_respuesta", por=TERMINO, ahora=ahora)
    exigir_planes(filas, por=TERMINO, ahora=ahora)
    for periodo in {f.periodo_id: f.periodo for f in filas}.values():
        cerrar_relojes(periodo, ahora=ahora)
    return len(filas)


def resultado_de(evaluacion: Evaluacion) -> Resultado:
    """What the points of an evaluation come to."""
    return resultados_de([evaluacion])[evaluacion.pk]


def resultados_de(evaluaciones: Iterable[Evaluacion]) -> dict[int, Resultado]:
    """The same of many, in one query."""
    pares: dict[int, list[tuple[int, int | None]]] = {e.pk: [] for e in evaluaciones}
    filas = Medicion.objects.filter(evaluacion__in=pares).values_list(
        "evaluacion", "indicador__peso", "puntos", "ajuste"
    )
    for pk, peso, puntos, ajuste in filas:
        pares[pk].append((peso, puntos if ajuste is None else ajuste))
    return {pk: calificar(suyos) for pk, suyos in pares.items()}


def _bloqueada(evaluacion: Evaluacion) -> Evaluacion:
    """Its row, locked: nobody adjusts its points while they are added up."""
    return Evaluacion.objects.select_for_update(of=("self",)).get(pk=evaluacion.pk)


def _evaluar(evaluacion: Evaluacion, dictamen: str, resultado: Resultado, por: Persona, ahora: datetime) -> Evaluacion:
    fila = flujo.bloquear(evaluacion, "evaluar", por=por, con=RELACIONES)
    return flujo.cumplir(
        fila,
        "evaluar",
        por=por,
        ahora=ahora,
        dictamen=dictamen,
        calificacion=resultado.calificacion,
        cobertura=resultado.cobertura,
    )


def _abrir_respuesta(evaluaciones: Sequence[Evaluacion], ahora: datetime) -> None:
    """The área can answer from now on."""
    relojes = plazos.abrir_varios(
        clase=RESPUESTA_EVALUACION,
        objeto_tipo=Evaluacion._meta.label_lower,
        arranques=[plazos.Arranque(e.pk, e.cadena, ahora) for e in evaluaciones],
        ahora=ahora,
    )
    de_cada_una = {reloj.objeto_id: reloj for reloj in relojes}
    for evaluacion in evaluaciones:
        evaluacion.plazo_respuesta = de_cada_una[evaluacion.pk]
    Evaluacion.objects.bulk_update(evaluaciones, ["plazo_respuesta"])


def _contestar(transicion: str, evaluacion: Evaluacion, por: Persona, ahora: datetime) -> Evaluacion:
    fila = flujo.bloquear(evaluacion, transicion, por=por, con=RELACIONES)
    if fila.plazo_respuesta and fila.plazo_respuesta.vencido(ahora):
        raise EstadoCambiado("El plazo para contestar terminó: el resultado queda como está.")
    plazos.cerrar(plazo=fila.plazo_respuesta, ahora=ahora)
    return fila


def _al_concluir(fila: Evaluacion, por: Actor, ahora: datetime) -> None:
    exigir_planes([fila], por=por, ahora=ahora)
    cerrar_relojes(fila.periodo, ahora=ahora)

"""From the registry to the figures of a lot of accounts: a fixed number of queries for each indicator."""

from collections.abc import Iterable

from evaluacion.calificacion import puntos
from evaluacion.estados import Origen
from evaluacion.indicadores.base import Cifra, Lote, Ventana
from evaluacion.indicadores.registro import FORMULAS
from evaluacion.models import Evaluacion, Indicador, Medicion


def cifras_de(lote: Lote, indicadores: Iterable[Indicador]) -> dict[int, dict[int, Cifra]]:
    """The computed figures, by indicator and account; those that the área captures are not computed."""
    return {i.pk: FORMULAS[i.formula].calcular(lote) for i in indicadores if i.formula in FORMULAS}


def ventana_de(evaluacion: Evaluacion) -> Ventana:
    return Ventana(evaluacion.cuenta, evaluacion.desde, evaluacion.hasta)


def lote_de(evaluaciones: Iterable[Evaluacion]) -> Lote:
    """The lot of some evaluations of one period, with their accounts."""
    return Lote({e.cuenta_id: ventana_de(e) for e in evaluaciones})


def anotar_cifra(medicion: Medicion, cifra: Cifra) -> Medicion:
    """Write a figure, and its points by the scale, on the measure of an indicator."""
    indicador = medicion.indicador
    medicion.origen = Origen.SISTEMA if indicador.formula else Origen.CAPTURA
    medicion.valor, medicion.numerador, medicion.denominador = cifra.valor, cifra.numerador, cifra.denominador
    medicion.como = dict(cifra.como)
    medicion.puntos = puntos(cifra.valor, indicador.escala, indicador.sentido)
    return medicion

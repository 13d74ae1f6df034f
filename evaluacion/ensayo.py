"""8.a: what a draft would give on the accounts of the last period, beside what they got. Nothing is written."""

from decimal import Decimal
from typing import Final

from evaluacion.calificacion import EscalaInvalida, calificar, puntos, revisar_escala
from evaluacion.consultas.resultados import redondear
from evaluacion.indicadores import FORMULAS, Cifra, cifras_de, lote_de
from evaluacion.models import Evaluacion, Medicion, Periodo, Procedimiento

MUESTRA: Final = 200  # accounts at most: it is a trial


def ensayar(procedimiento: Procedimiento) -> list[tuple[str, str]]:
    """Facts of the trial as term and value; none without a period, or with a scale that cannot be used yet."""
    periodo = Periodo.objects.order_by("-desde").first()
    indicadores = list(procedimiento.indicadores.all())
    if periodo is None or not indicadores:
        return []
    try:
        for indicador in indicadores:
            revisar_escala(indicador.escala, indicador.sentido)
    except EscalaInvalida:
        return []
    evaluaciones = list(
        Evaluacion.objects.filter(periodo=periodo).select_related("cuenta__area").order_by("pk")[:MUESTRA]
    )
    if not evaluaciones:
        return []
    cifras = cifras_de(lote_de(evaluaciones), [i for i in indicadores if i.formula in FORMULAS])
    capturados = {
        (evaluacion, clave): Cifra(valor)
        for evaluacion, clave, valor in Medicion.objects.filter(
            evaluacion__in=evaluaciones, indicador__formula=""
        ).values_list("evaluacion", "indicador__clave", "valor")
    }
    nuevos, antes, sin_datos, bajos = [], [], 0, 0
    for evaluacion in evaluaciones:
        pares = []
        for indicador in indicadores:
            cifra = cifras.get(indicador.pk, {}).get(evaluacion.cuenta_id) or capturados.get(
                (evaluacion.pk, indicador.clave), Cifra(None)
            )
            pares.append((indicador.peso, puntos(cifra.valor, indicador.escala, indicador.sentido)))
            bajos += indicador.bajo_umbral(cifra.valor)
        resultado = calificar(pares).calificacion
        if resultado is None:
            sin_datos += 1
        else:
            nuevos.append(resultado)
        if evaluacion.calificacion is not None:
            antes.append(evaluacion.calificacion)
    return [
        ("Periodo", periodo.nombre),
        ("Cuentas", str(len(evaluaciones))),
        ("Promedio con este borrador", _promedio(nuevos)),
        ("Promedio con el procedimiento de entonces", _promedio(antes)),
        ("Del menor al mayor", f"{min(nuevos)} a {max(nuevos)}" if nuevos else "Sin datos"),
        ("Cuentas sin datos", str(sin_datos)),
        ("Valores fuera de su umbral", str(bajos)),
    ]


def _promedio(valores: list[Decimal]) -> str:
    return str(redondear(sum(valores) / len(valores))) if valores else "Sin datos"

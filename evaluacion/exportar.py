"""8.a: results as a workbook, and what of them anybody may download."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

import tablib

from evaluacion.estados import EstadoEvaluacion
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Evaluacion, Medicion, Periodo
from publicaciones.lectura_csv import celda_segura

FIJAS: Final = ("periodo_desde", "periodo_hasta", "red", "cuenta", "nombre", "area", "resultado", "peso_con_datos")


def libro(periodo: Periodo) -> bytes:
    """The report of a period as XLSX: a sheet of results, and one with every figure and how it was made."""
    resultados = tablib.Dataset(
        headers=["Área", "Cuenta", "Red", "Estado", "Omisión", "Resultado", "Peso con datos", "Conclusión"],
        title="Resultados",
    )
    filas = periodo.evaluaciones.select_related("cuenta", "area").order_by("area__siglas", "cuenta__nombre", "pk")
    for e in filas:
        resultados.append(
            _segura(
                e.area.siglas,
                f"{e.cuenta.nombre} (@{e.cuenta.identificador})",
                e.get_red_display(),
                e.get_estado_display(),
                e.get_omision_display(),
                e.calificacion,
                e.cobertura,
                e.get_conclusion_display(),
            )
        )
    cifras = tablib.Dataset(
        headers=["Cuenta", "Red", "Dimensión", "Indicador", "Valor", "Unidad", "Numerador", "Denominador", "Puntos"],
        title="Cifras",
    )
    mediciones = Medicion.objects.filter(evaluacion__periodo=periodo).select_related("evaluacion__cuenta", "indicador")
    for m in mediciones.order_by("evaluacion", "indicador__orden"):
        cuenta = m.evaluacion.cuenta
        cifras.append(
            _segura(
                f"{cuenta.nombre} (@{cuenta.identificador})",
                cuenta.get_red_display(),
                m.indicador.get_dimension_display(),
                m.indicador.nombre,
                "sin datos" if m.valor is None else m.valor,
                m.indicador.unidad,
                m.numerador,
                m.denominador,
                m.puntos_finales,
            )
        )
    contenido = tablib.Databook((resultados, cifras)).export("xlsx")
    assert isinstance(contenido, bytes)
    return contenido


def publicas() -> Iterator[dict[str, Any]]:
    """8.a, 7.xii: the results that are final, with the figures that anybody may read; nobody's name, nothing of
    security."""
    filas = Evaluacion.objects.filter(estado=EstadoEvaluacion.FINAL).select_related("periodo", "cuenta", "area")
    mediciones = Medicion.objects.filter(evaluacion__in=filas, indicador__formula__in=claves_publicas())
    por_evaluacion: dict[int, dict[str, Any]] = {}
    for pk, formula, valor in mediciones.values_list("evaluacion", "indicador__formula", "valor"):
        por_evaluacion.setdefault(pk, {})[formula] = valor
    for e in filas.order_by("periodo__desde", "area__siglas", "cuenta__nombre", "pk"):
        cifras = por_evaluacion.get(e.pk, {})
        yield {
            "periodo_desde": e.periodo.desde.isoformat(),
            "periodo_hasta": e.periodo.hasta.isoformat(),
            "red": e.red,
            "cuenta": e.cuenta.identificador,
            "nombre": e.cuenta.nombre,
            "area": e.area.siglas,
            "resultado": None if e.calificacion is None else float(e.calificacion),
            "peso_con_datos": e.cobertura,
            **{c: None if cifras.get(c) is None else float(cifras[c]) for c in claves_publicas()},
        }


def publicas_en_csv() -> str:
    """The same, with an empty cell where there are no data."""
    salida = io.StringIO()
    hoja = csv.DictWriter(salida, [*FIJAS, *claves_publicas()])
    hoja.writeheader()
    for fila in publicas():
        hoja.writerow({c: celda_segura(v) if isinstance(v, str) else v for c, v in fila.items()})
    return "\ufeff" + salida.getvalue()


def claves_publicas() -> list[str]:
    return [formula.clave for formula in FORMULAS.values() if formula.publica]


def _segura(*celdas: Any) -> list[Any]:
    return [celda_segura(c) if isinstance(c, str) else "" if c is None else c for c in celdas]

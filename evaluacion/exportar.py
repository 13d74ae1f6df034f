"""8.a: results as a workbook, and what of them anybody may download."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from cuentas.models import Cuenta
from evaluacion.estados import EstadoEvaluacion
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Evaluacion, Medicion, Periodo
from publicaciones.lectura_csv import celda_segura

FIJAS: Final = ("periodo_desde", "periodo_hasta", "red", "cuenta", "nombre", "area", "resultado", "peso_con_datos")


def libro(periodo: Periodo) -> bytes:
    """The report of a period as XLSX: a sheet of results, and one with every figure and how it was made. Written row by
    row: a period has some ten thousand figures."""
    documento = Workbook(write_only=True)
    _hoja(
        documento,
        "Resultados",
        ("Área", "Cuenta", "Red", "Estado", "Omisión", "Resultado", "Peso con datos", "Conclusión"),
        _resultados(periodo),
    )
    _hoja(
        documento,
        "Cifras",
        ("Cuenta", "Red", "Dimensión", "Indicador", "Valor", "Unidad", "Numerador", "Denominador", "Puntos"),
        _cifras(periodo),
    )
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _hoja(documento: Workbook, titulo: str, columnas: Iterable[str], filas: Iterable[Iterable[Any]]) -> None:
    """A sheet whose first row, in bold, stays in sight."""
    hoja = documento.create_sheet(titulo)
    hoja.freeze_panes = "A2"
    encabezados = [WriteOnlyCell(hoja, columna) for columna in columnas]
    for celda in encabezados:
        celda.font = Font(bold=True)
    hoja.append(encabezados)
    for fila in filas:
        hoja.append(fila)


def _resultados(periodo: Periodo) -> Iterator[list[Any]]:
    filas = periodo.evaluaciones.select_related("cuenta", "area").order_by("area__siglas", "cuenta__nombre", "pk")
    for e in filas:
        yield _segura(
            e.area.siglas,
            _nombre(e.cuenta),
            e.get_red_display(),
            e.get_estado_display(),
            e.get_omision_display(),
            e.calificacion,
            e.cobertura,
            e.get_conclusion_display(),
        )


def _cifras(periodo: Periodo) -> Iterator[list[Any]]:
    cuentas = {e.pk: e.cuenta for e in periodo.evaluaciones.select_related("cuenta")}
    de_la_cuenta = {pk: _segura(_nombre(c), c.get_red_display()) for pk, c in cuentas.items()}
    indicadores = {i.pk: i for i in periodo.procedimiento.indicadores.all()}
    del_indicador = {
        pk: (_segura(i.get_dimension_display(), i.nombre), _segura(i.unidad)) for pk, i in indicadores.items()
    }
    filas = Medicion.objects.filter(evaluacion__periodo=periodo).order_by("evaluacion", "indicador__orden")
    campos = ("evaluacion", "indicador", "valor", "numerador", "denominador", "puntos", "ajuste")
    for evaluacion, indicador, valor, numerador, denominador, puntos, ajuste in filas.values_list(*campos).iterator():
        cual, unidad = del_indicador[indicador]
        cifra = _segura("sin datos" if valor is None else valor)
        finales = puntos if ajuste is None else ajuste
        yield [*de_la_cuenta[evaluacion], *cual, *cifra, *unidad, *_segura(numerador, denominador, finales)]


def _nombre(cuenta: Cuenta) -> str:
    return f"{cuenta.nombre} (@{cuenta.identificador})"


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

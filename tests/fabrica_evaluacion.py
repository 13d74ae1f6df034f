"""Procedures and periods of evaluation, walked to a state by whoever walks them in the product."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cuentas.models import Cuenta
from evaluacion import acciones
from evaluacion.acciones.procedimiento import DatosDeIndicador
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.inicial import NOMBRE, indicadores_iniciales, presentacion
from evaluacion.models import Evaluacion, Periodo, Procedimiento
from tests.fabrica import Institucion

MEXICO = ZoneInfo("America/Mexico_City")
DICTAMEN = "Cumple en lo general; conviene reforzar la actualización."


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=MEXICO)


APERTURA = el("2026-01-01T00:05")  # of the period July to December 2025


def indicador(clave: str = "administradores", **campos: Any) -> DatosDeIndicador:
    """One indicator, of the two administrators unless told otherwise."""
    datos: dict[str, Any] = {
        "dimension": "gobierno", "clave": clave, "nombre": f"Indicador {clave}", "formula": "dos_administradores",
        "unidad": "%", "peso": 100, "sentido": "mas", "escala": [("0", 0), ("50", 50), ("100", 100)],
        "umbral": Decimal("80"), "evidencia": "",
    }  # fmt: skip
    return DatosDeIndicador(**{**datos, **campos})


def borrador(
    ine: Institucion, indicadores: Iterable[DatosDeIndicador] | None = None, *, ahora: datetime | None = None
) -> Procedimiento:
    return acciones.redactar(
        nombre=NOMBRE,
        presentacion=presentacion(),
        indicadores=list(indicadores_iniciales()) if indicadores is None else indicadores,
        por=ine["secretaria"],
        ahora=ahora or ine.ahora,
    )


def emitido(ine: Institucion, indicadores: Iterable[DatosDeIndicador] | None = None) -> Procedimiento:
    return acciones.emitir(procedimiento=borrador(ine, indicadores), por=ine["presidencia"], ahora=ine.ahora)


def periodo(
    ine: Institucion, indicadores: Iterable[DatosDeIndicador] | None = None, *, ahora: datetime = APERTURA
) -> Periodo:
    """The period of the second half of 2025, open, with one evaluation for each account that there is."""
    if Procedimiento.objects.vigente() is None:
        emitido(ine, indicadores)
    acciones.abrir_periodos(ahora=ahora)
    return Periodo.objects.select_related("plazo_captura", "plazo_validacion", "plazo_evaluacion").get()


def evaluacion(
    ine: Institucion,
    cuenta: Cuenta,
    estado: E = E.ABIERTA,
    *,
    indicadores: Iterable[DatosDeIndicador] | None = None,
    titular: str = "titular",
    administra: str = "medio",
) -> Evaluacion:
    """The evaluation of that account, walked to ``estado``; each act an hour after the other."""
    abierto = periodo(ine, indicadores)
    fila = Evaluacion.objects.get(periodo=abierto, cuenta=cuenta)
    for n, paso in enumerate(CAMINOS[estado], start=1):
        fila = paso(fila, ine, titular, administra, APERTURA + timedelta(hours=12 + n))
    return fila


def _capturar(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    return acciones.capturar(evaluacion=fila, por=ine[administra], ahora=ahora)


def _validar(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    return acciones.validar(evaluacion=fila, por=ine[titular], ahora=ahora)


def _omitir(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    acciones.omitir_vencidas(ahora=fila.periodo.plazo_validacion.vence)
    return Evaluacion.objects.get(pk=fila.pk)


def _evaluar(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    return acciones.evaluar(evaluacion=fila, dictamen=DICTAMEN, por=ine["revisora"], ahora=ahora)


def _observar(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    return acciones.observar(evaluacion=fila, observaciones="Hubo una suplencia.", por=ine[titular], ahora=ahora)


def _aceptar(fila: Evaluacion, ine: Institucion, titular: str, administra: str, ahora: datetime) -> Evaluacion:
    return acciones.aceptar(evaluacion=fila, por=ine[titular], ahora=ahora)


_EVALUADA = [_capturar, _validar, _evaluar]
CAMINOS = {
    E.ABIERTA: [],
    E.CAPTURADA: [_capturar],
    E.VALIDADA: [_capturar, _validar],
    E.OMITIDA: [_omitir],
    E.EVALUADA: _EVALUADA,
    E.OBSERVADA: [*_EVALUADA, _observar],
    E.FINAL: [*_EVALUADA, _aceptar],
}

"""8.a: what the área captures, and the head's answer to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor, Sistema
from bitacora.flujo import EstadoCambiado, SinPermiso
from evaluacion import permisos
from evaluacion.acciones.avisos import avisar, avisar_por_persona, de_sus_areas, enlace, implicados
from evaluacion.acciones.periodo import cerrar_relojes
from evaluacion.acciones.varias import Varias, en_todas
from evaluacion.calificacion import calificar
from evaluacion.estados import CAPTURABLES, EstadoEvaluacion
from evaluacion.indicadores import Cifra, anotar_cifra, cifras_de, lote_de
from evaluacion.models import Cifras, Evaluacion, Indicador, Medicion
from organizacion.models import Persona

TERMINO: Final = Sistema("plazos de la evaluación")
LOTE: Final = 100
CON: Final = ("cuenta__area", "periodo__plazo_captura", "periodo__plazo_validacion", "periodo__plazo_evaluacion")


@dataclass(frozen=True)
class CifrasDeLaRed:
    """What the network says; what is not known is ``None``."""

    fuente: str
    seguidores_al_inicio: int | None = None
    seguidores: int | None = None
    alcance: int | None = None
    interacciones: int | None = None


@dataclass(frozen=True)
class ValorCapturado:
    """The value of an indicator that the área captures, with the evidence that it asks for."""

    valor: Decimal | None
    evidencia: str


@transaction.atomic
def guardar_captura(
    *,
    evaluacion: Evaluacion,
    cifras: CifrasDeLaRed | None,
    valores: Mapping[int, ValorCapturado],
    por: Persona,
    ahora: datetime,
) -> Evaluacion:
    """8.a: keep what was captured so far, by the id of each captured indicator, and compute what depends on it.

    Raises ``SinPermiso`` and ``EstadoCambiado``; then nothing was written.
    """
    fila = _capturable(evaluacion, por, ahora)
    if cifras:
        _guardar_cifras(fila, cifras, por, ahora)
    mediciones = list(fila.mediciones.select_related("indicador"))
    for medicion in mediciones:
        valor = valores.get(medicion.indicador_id)
        if valor and medicion.indicador.se_captura:
            anotar_cifra(medicion, Cifra(valor.valor))
            medicion.evidencia, medicion.medida = valor.evidencia, ahora
    Medicion.objects.bulk_update([m for m in mediciones if m.indicador.se_captura], _CAMPOS)
    medir([fila], ahora=ahora)
    asentar(cadena=fila.cadena, acto="guardar_captura", objeto=str(fila), por=por, ahora=ahora)
    return fila


@transaction.atomic
def capturar(*, evaluacion: Evaluacion, por: Persona, ahora: datetime) -> Evaluacion:
    """8.a: hand the capture in: the head of the área has to validate it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _avanzar("capturar", evaluacion, por, ahora)
    cerrar_relojes(fila.periodo, ahora=ahora)
    avisar(fila, implicados([fila]).encabezan[fila.cuenta_id], "evaluacion_por_validar", ahora=ahora)
    return fila


@transaction.atomic
def capturar_varias(*, evaluaciones: Iterable[Evaluacion], por: Persona, ahora: datetime) -> Varias:
    """8.a: hand in many captures of one period; each head is told once."""
    varias = en_todas(evaluaciones, "capturar", por=por, ahora=ahora, con=CON, antes=_en_plazo)
    if varias.hechas:
        gente, periodo = implicados(varias.hechas), varias.hechas[0].periodo
        cerrar_relojes(periodo, ahora=ahora)
        avisar_por_persona(
            ((persona, e) for e in varias.hechas for persona in gente.encabezan[e.cuenta_id]),
            plantilla="evaluaciones_por_validar",
            cadena=periodo.cadena,
            contexto={"periodo": periodo, "enlace": enlace("inicio")},
            ahora=ahora,
        )
    return varias


@transaction.atomic
def validar(*, evaluacion: Evaluacion, por: Persona, ahora: datetime) -> Evaluacion:
    """5.1.a, 8.a: the head answers for it: the CNCS has it now. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _avanzar("validar", evaluacion, por, ahora)
    cerrar_relojes(fila.periodo, ahora=ahora)
    return fila


@transaction.atomic
def validar_varias(*, evaluaciones: Iterable[Evaluacion], por: Persona, ahora: datetime) -> Varias:
    """5.1.a, 8.a: validate many of one period."""
    varias = en_todas(evaluaciones, "validar", por=por, ahora=ahora, con=CON, antes=_en_plazo)
    if varias.hechas:
        cerrar_relojes(varias.hechas[0].periodo, ahora=ahora)
    return varias


@transaction.atomic
def devolver(*, evaluacion: Evaluacion, motivo: str, por: Persona, ahora: datetime) -> Evaluacion:
    """5.1.a: the head sends it back; whoever captured it is told. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.bloquear(evaluacion, "devolver", por=por, con=(*CON, "capturada_por"))
    _en_plazo(fila, ahora)
    capturo = fila.capturada_por
    flujo.cumplir(fila, "devolver", por=por, ahora=ahora, motivo=motivo)
    avisar(fila, [capturo], "evaluacion_devuelta", ahora=ahora, motivo=motivo)
    return fila


def omitir_vencidas(*, ahora: datetime) -> int:
    """8.a: what the área did not capture or validate in its term goes to the CNCS with what the system knows; return
    how many. Chosen by the stored instant, in lots: whatever stopped goes on."""
    cuantas = 0
    while lote := _omitir_lote(ahora):
        cuantas += lote
    return cuantas


@transaction.atomic
def _omitir_lote(ahora: datetime) -> int:
    vencidas = (
        Evaluacion.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(estado__in=CAPTURABLES, periodo__plazo_validacion__vence__lte=ahora)
        .select_related(*CON)
        .order_by("pk")[:LOTE]
    )
    filas = list(vencidas)
    flujo.cumplir_varias(filas, "omitir", por=TERMINO, ahora=ahora)
    for pk, periodo in {f.periodo_id: f.periodo for f in filas}.items():
        cerrar_relojes(periodo, ahora=ahora)
        avisar_por_persona(
            de_sus_areas(f for f in filas if f.periodo_id == pk),
            plantilla="evaluacion_omitida",
            cadena=periodo.cadena,
            contexto={"periodo": periodo, "enlace": enlace("inicio")},
            ahora=ahora,
        )
    return len(filas)


def medir(evaluaciones: Iterable[Evaluacion], *, ahora: datetime) -> None:
    """8.a: compute again the figures of the system of some evaluations of one procedure, and what they come to so far.
    Those that the área captured and the points that were adjusted stay. For whoever holds their rows."""
    evaluaciones = list(evaluaciones)
    mediciones = list(Medicion.objects.filter(evaluacion__in=evaluaciones).select_related("indicador"))
    indicadores: dict[int, Indicador] = {m.indicador_id: m.indicador for m in mediciones}
    cifras = cifras_de(lote_de(evaluaciones), indicadores.values())
    por_evaluacion = {e.pk: e for e in evaluaciones}
    puntos: dict[int, list[tuple[int, int | None]]] = {e.pk: [] for e in evaluaciones}
    cambiadas: list[Medicion] = []
    for medicion in mediciones:
        cuenta = por_evaluacion[medicion.evaluacion_id].cuenta_id
        cifra = cifras.get(medicion.indicador_id, {}).get(cuenta)
        if cifra and (cifra.valor, cifra.numerador, cifra.denominador, dict(cifra.como)) != (
            medicion.valor,
            medicion.numerador,
            medicion.denominador,
            medicion.como,
        ):
            anotar_cifra(medicion, cifra)
            medicion.medida = ahora
            cambiadas.append(medicion)
        puntos[medicion.evaluacion_id].append((medicion.indicador.peso, medicion.puntos_finales))
    Medicion.objects.bulk_update(cambiadas, _CAMPOS_DEL_SISTEMA, batch_size=500)
    for evaluacion in evaluaciones:
        resultado = calificar(puntos[evaluacion.pk])
        evaluacion.calificacion, evaluacion.cobertura = resultado.calificacion, resultado.cobertura
    Evaluacion.objects.bulk_update(evaluaciones, ["calificacion", "cobertura"], batch_size=500)


_CAMPOS_DEL_SISTEMA: Final = ("valor", "numerador", "denominador", "como", "puntos", "medida")
_CAMPOS: Final = (*_CAMPOS_DEL_SISTEMA, "evidencia", "origen")


def _avanzar(transicion: str, evaluacion: Evaluacion, por: Persona, ahora: datetime) -> Evaluacion:
    fila = flujo.bloquear(evaluacion, transicion, por=por, con=CON)
    _en_plazo(fila, ahora)
    return flujo.cumplir(fila, transicion, por=por, ahora=ahora)


def _guardar_cifras(fila: Evaluacion, datos: CifrasDeLaRed, por: Persona, ahora: datetime) -> None:
    Cifras.objects.update_or_create(
        evaluacion=fila, defaults={**vars(datos), "capturadas": ahora, "capturadas_por": por}
    )


def _capturable(evaluacion: Evaluacion, por: Actor, ahora: datetime) -> Evaluacion:
    """The row, locked, once it is sure that ``por`` may capture in it now."""
    filas = Evaluacion.objects.select_for_update(of=("self",)).select_related(*CON)
    fila = filas.get(pk=evaluacion.pk)
    if not permisos.puede_capturar(fila, por):
        raise SinPermiso("Solo captura quien administra la cuenta.")
    if fila.estado != EstadoEvaluacion.ABIERTA:
        raise EstadoCambiado(f"Ya no se puede capturar: la evaluación está en «{fila.get_estado_display()}».")
    _en_plazo(fila, ahora)
    return fila


def _en_plazo(fila: Evaluacion, ahora: datetime) -> None:
    plazo = fila.periodo.plazo_validacion
    if plazo is None:
        raise EstadoCambiado("El periodo todavía se está abriendo. Intente en unos minutos.")
    if plazo.vencido(ahora):
        raise EstadoCambiado("El plazo del área terminó: la cuenta se evalúa con lo que el sistema sabe de ella.")

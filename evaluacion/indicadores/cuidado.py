"""5.1.e, 5.3.a: hours published for the vacations, and whoever administers trained this year."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from cuentas.estados.cuidado import EstadoConvocatoria
from cuentas.models import Convocatoria, Designacion, Horario, Vacaciones
from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, proporcion
from organizacion.fechas import con_hora, corta
from organizacion.tiempo import instante_local


# --- 5.1.e: hours in vacations ----------------------------------------------------------------------------------------
def _vacaciones(desde: date, hasta: date) -> QuerySet[Vacaciones]:
    return Vacaciones.objects.vigentes().filter(desde__gte=desde, desde__lte=hasta)


def horario_publicado(lote: Lote) -> dict[int, Cifra]:
    """5.1.e: of the vacations that began in the period, those for which the account had said its hours by then."""
    desde = min(v.desde for v in lote.ventanas.values())
    hasta = max(v.hasta for v in lote.ventanas.values())
    vacaciones = list(_vacaciones(desde, hasta).values_list("pk", "desde"))
    horarios = Horario.objects.filter(cuenta__in=lote.ventanas, vacaciones__in=[pk for pk, _ in vacaciones])
    registrados = {(c, v): momento for c, v, momento in horarios.values_list("cuenta", "vacaciones", "registrado")}

    def cifra(ventana: Ventana) -> Cifra:
        suyas = [(pk, inicio) for pk, inicio in vacaciones if ventana.desde <= inicio <= ventana.hasta]
        a_tiempo = 0
        for pk, inicio in suyas:
            momento = registrados.get((ventana.cuenta.pk, pk))
            a_tiempo += momento is not None and momento < instante_local(inicio)
        return proporcion(a_tiempo, len(suyas))

    return lote.cada_una(cifra)


def _sustento_de_horarios(ventana: Ventana) -> Sustento:
    registrados = dict(Horario.objects.filter(cuenta=ventana.cuenta).values_list("vacaciones", "registrado"))

    def fila(vacaciones: Vacaciones) -> tuple[Any, ...]:
        momento = registrados.get(vacaciones.pk)
        return vacaciones.nombre, corta(vacaciones.desde), con_hora(momento) if momento else "Sin horario"

    filas = _vacaciones(ventana.desde, ventana.hasta)
    return Sustento(filas, ("desde", "pk"), ("Periodo de vacaciones", "Empieza", "Horario registrado"), fila)


# --- 5.3.a: training -------------------------------------------------------------------------------------------------
def _designados(cuentas: Iterable[int], dia: date) -> QuerySet[Designacion]:
    """Who administered the accounts on that day."""
    return Designacion.objects.filter(Q(hasta__isnull=True) | Q(hasta__gte=dia), cuenta__in=cuentas, desde__lte=dia)


def _asistencias(anios: Iterable[int]) -> QuerySet[Convocatoria]:
    """The last ones first: by person, the first time that each came is the one that is kept."""
    filas = Convocatoria.objects.filter(estado=EstadoConvocatoria.ASISTIO, sesion__anio__in=list(anios))
    return filas.order_by("-asistio")


def capacitacion(lote: Lote) -> dict[int, Cifra]:
    """5.3.a: of those who administered the account on its last day of the period, those who had been to a training
    meeting of that year."""
    primero = min(v.hasta for v in lote.ventanas.values())
    filas = Designacion.objects.filter(
        Q(hasta__isnull=True) | Q(hasta__gte=primero), cuenta__in=lote.ventanas
    ).values_list("cuenta", "persona", "desde", "hasta")
    asistencias = _asistencias({v.hasta.year for v in lote.ventanas.values()})
    llegaron = {(p, a): m for p, a, m in asistencias.values_list("persona", "sesion__anio", "asistio")}
    personas: dict[int, set[int]] = {pk: set() for pk in lote.ventanas}
    for cuenta, persona, desde, hasta in filas:
        ultimo = lote.ventanas[cuenta].hasta
        if desde <= ultimo and (hasta is None or hasta >= ultimo):
            personas[cuenta].add(persona)

    def cifra(ventana: Ventana) -> Cifra:
        suyas = personas[ventana.cuenta.pk]
        capacitadas = 0
        for persona in suyas:
            momento = llegaron.get((persona, ventana.hasta.year))
            capacitadas += momento is not None and momento < ventana.fin
        return proporcion(capacitadas, len(suyas))

    return lote.cada_una(cifra)


def _sustento_de_capacitacion(ventana: Ventana) -> Sustento:
    asistieron = dict(_asistencias([ventana.hasta.year]).values_list("persona", "asistio"))

    def fila(designacion: Designacion) -> tuple[Any, ...]:
        momento = asistieron.get(designacion.persona_id)
        return (
            designacion.get_caracter_display(),
            designacion.persona.nombre,
            con_hora(momento) if momento else "Sin capacitación del año",
        )

    filas = _designados([ventana.cuenta.pk], ventana.hasta).select_related("persona")
    return Sustento(filas, ("caracter", "pk"), ("Carácter", "Persona", "Asistió"), fila)


FORMULAS: Final = (
    Formula(
        clave="horario_publicado",
        nombre="Horarios de vacaciones publicados a tiempo",
        numeral="5.1.e",
        dimension=Dimension.GOBIERNO,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De los periodos de vacaciones que empezaron en estos días, para cuántos se registró antes el "
        "horario de atención.",
        calcular=horario_publicado,
        sustento=_sustento_de_horarios,
    ),
    Formula(
        clave="capacitacion",
        nombre="Personas administradoras capacitadas",
        numeral="5.3.a",
        dimension=Dimension.GOBIERNO,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De quienes administraban la cuenta el último día del periodo, cuántas personas habían asistido a "
        "la capacitación del año.",
        calcular=capacitacion,
        sustento=_sustento_de_capacitacion,
    ),
)

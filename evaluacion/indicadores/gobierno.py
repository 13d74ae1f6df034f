"""5, 6.xxxiv, 8.c: how an account is governed: who administers it, its passwords, its log."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from bitacora.models import Asiento
from cuentas.estados import ACTO_ACTIVIDAD, Caracter, EstadoRotacion
from cuentas.models import Designacion, Rotacion
from evaluacion.calendario import UN_DIA
from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, proporcion, semana_de, semanas
from organizacion.fechas import con_hora, corta

# --- 6.xxxiv: passwords on time -----------------------------------------------------------------------------------
# Those that were done, well or not, and those that are still to do; one that another replaced counts by the other. One
# that was done and that a later one left without confirmation was done too.
CUENTAN: Final = (
    EstadoRotacion.EXIGIDA,
    EstadoRotacion.HECHA,
    EstadoRotacion.CONFIRMADA,
    EstadoRotacion.OBJETADA,
)


def _rotaciones(cuentas: Iterable[int], inicio: Any, fin: Any) -> QuerySet[Rotacion]:
    """The changes of password whose date fell in the days, done or not."""
    que_cuentan = Q(estado__in=CUENTAN) | Q(estado=EstadoRotacion.CANCELADA, hecha__isnull=False)
    return Rotacion.objects.filter(
        que_cuentan, cuenta__in=cuentas, plazo__isnull=False, plazo__vence__gt=inicio, plazo__vence__lte=fin
    )


def rotacion_a_tiempo(lote: Lote) -> dict[int, Cifra]:
    """6.xxxiv: of the changes whose date came, those done by then and not objected."""
    filas = _rotaciones(lote.ventanas, lote.inicio, lote.fin).values_list(
        "cuenta_id", "plazo__vence", "hecha", "estado"
    )
    totales = dict.fromkeys(lote.ventanas, 0)
    a_tiempo = dict.fromkeys(lote.ventanas, 0)
    for cuenta, vence, hecha, estado in filas:
        ventana = lote.ventanas[cuenta]
        if ventana.inicio < vence <= ventana.fin:
            totales[cuenta] += 1
            a_tiempo[cuenta] += hecha is not None and hecha < vence and estado != EstadoRotacion.OBJETADA
    return {pk: proporcion(a_tiempo[pk], totales[pk]) for pk in lote.ventanas}


def _sustento_de_rotaciones(ventana: Ventana) -> Sustento:
    def fila(rotacion: Rotacion) -> tuple[Any, ...]:
        vence = rotacion.plazo.vence if rotacion.plazo else None
        hecha = con_hora(rotacion.hecha) if rotacion.hecha else "No se hizo"
        en_tiempo = bool(rotacion.hecha and vence and rotacion.hecha < vence)
        cumplida = en_tiempo and rotacion.estado != EstadoRotacion.OBJETADA
        limite = corta(rotacion.plazo.fecha_limite) if rotacion.plazo else "—"
        return rotacion.get_motivo_display(), limite, hecha, rotacion.get_estado_display(), "Sí" if cumplida else "No"

    filas = _rotaciones([ventana.cuenta.pk], ventana.inicio, ventana.fin).select_related("plazo")
    return Sustento(filas, ("pk",), ("Motivo", "A más tardar", "Se hizo", "Estado", "A tiempo"), fila)


# --- 5.1.b: two administrators in force -----------------------------------------------------------------------------
def dias_con_ambos(ventana: Ventana, designaciones: Iterable[tuple[str, date, date | None]]) -> int:
    """On how many days of the window there was a titular and a suplente; (character, since, until), both included."""
    dias: dict[str, set[date]] = {caracter: set() for caracter in Caracter.values}
    for caracter, desde, hasta in designaciones:
        primero, ultimo = max(desde, ventana.desde), min(hasta or ventana.hasta, ventana.hasta)
        dias[caracter].update(primero + n * UN_DIA for n in range((ultimo - primero).days + 1))
    return len(set.intersection(*dias.values()))


def _designaciones(cuentas: Iterable[int], desde: date, hasta: date) -> QuerySet[Designacion]:
    en_los_dias = Q(hasta__isnull=True) | Q(hasta__gte=desde)
    return Designacion.objects.filter(en_los_dias, cuenta__in=cuentas, desde__lte=hasta)


def dos_administradores(lote: Lote) -> dict[int, Cifra]:
    """5.1.b: of the days of the period, those with a titular and a suplente in force."""
    desde = min(v.desde for v in lote.ventanas.values())
    hasta = max(v.hasta for v in lote.ventanas.values())
    por_cuenta: dict[int, list[tuple[str, date, date | None]]] = {pk: [] for pk in lote.ventanas}
    filas = _designaciones(lote.ventanas, desde, hasta).values_list("cuenta_id", "caracter", "desde", "hasta")
    for cuenta, caracter, empieza, termina in filas:
        por_cuenta[cuenta].append((caracter, empieza, termina))
    return lote.cada_una(lambda v: proporcion(dias_con_ambos(v, por_cuenta[v.cuenta.pk]), v.dias))


def _sustento_de_designaciones(ventana: Ventana) -> Sustento:
    filas = _designaciones([ventana.cuenta.pk], ventana.desde, ventana.hasta).select_related("persona")
    return Sustento(
        filas,
        ("desde", "pk"),
        ("Carácter", "Persona", "Desde", "Hasta"),
        lambda d: (
            d.get_caracter_display(),
            d.persona.nombre,
            corta(d.desde),
            corta(d.hasta) if d.hasta else "Sigue",
        ),
    )


# --- 8.c: a log of the activity ---------------------------------------------------------------------------------------
def _asientos(cadenas: Iterable[str], inicio: Any, fin: Any) -> QuerySet[Asiento]:
    return Asiento.objects.filter(cadena__in=list(cadenas), acto=ACTO_ACTIVIDAD, momento__gte=inicio, momento__lt=fin)


def bitacora_llevada(lote: Lote) -> dict[int, Cifra]:
    """8.c: of the weeks of the period, those with at least one entry of activity in the log of the account."""
    por_cadena = {v.cuenta.cadena: pk for pk, v in lote.ventanas.items()}
    filas = _asientos(por_cadena, lote.inicio, lote.fin).values_list("cadena", "momento")
    reparto = lote.repartir((por_cadena[cadena], momento) for cadena, momento in filas)

    def cifra(ventana: Ventana) -> Cifra:
        anotadas = {semana_de(momento) for _, momento in reparto.get(ventana.cuenta.pk, ())}
        return proporcion(len(anotadas), len(semanas(ventana.desde, ventana.hasta)))

    return lote.cada_una(cifra)


def _sustento_de_bitacora(ventana: Ventana) -> Sustento:
    """When there were entries; what they say is told only to those who keep the account (8.c)."""
    filas = _asientos([ventana.cuenta.cadena], ventana.inicio, ventana.fin)
    return Sustento(filas, ("numero", "pk"), ("Asiento", "Cuándo"), lambda a: (a.numero, con_hora(a.momento)))


FORMULAS: Final = (
    Formula(
        clave="rotacion_a_tiempo",
        nombre="Cambios de contraseña a tiempo",
        numeral="6.xxxiv",
        dimension=Dimension.GOBIERNO,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De los cambios de contraseña cuya fecha llegó en el periodo, cuántos se hicieron a más tardar ese "
        "día y no fueron objetados.",
        calcular=rotacion_a_tiempo,
        sustento=_sustento_de_rotaciones,
    ),
    Formula(
        clave="dos_administradores",
        nombre="Días con titular y suplente",
        numeral="5.1.b",
        dimension=Dimension.GOBIERNO,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De los días del periodo, en cuántos tuvo designadas a sus dos personas administradoras.",
        calcular=dos_administradores,
        sustento=_sustento_de_designaciones,
    ),
    Formula(
        clave="bitacora_llevada",
        nombre="Semanas con bitácora de actividad",
        numeral="8.c",
        dimension=Dimension.GOBIERNO,
        unidad="%",
        sentido=Sentido.MAS,
        explicacion="De las semanas del periodo, en cuántas se anotó alguna actividad en la bitácora de la cuenta.",
        calcular=bitacora_llevada,
        sustento=_sustento_de_bitacora,
    ),
)

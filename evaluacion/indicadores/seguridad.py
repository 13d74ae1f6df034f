"""5.1.a, 6.xxxi: incidents of an account, how long they took, and the certification of its facts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from cuentas.estados import EstadoIncidente, EstadoRecertificacion
from cuentas.models import Incidente, Recertificacion
from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, conteo, mediana_de_horas, proporcion
from organizacion.fechas import con_hora, corta


def _incidentes(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Incidente]:
    """Those reported on the days, but the false alarms."""
    filas = Incidente.objects.filter(cuenta__in=cuentas, reportado__gte=inicio, reportado__lt=fin)
    return filas.exclude(estado=EstadoIncidente.FALSA_ALARMA)


def incidentes(lote: Lote) -> dict[int, Cifra]:
    """6.xxxi: how many there were."""
    filas = _incidentes(lote.ventanas, lote.inicio, lote.fin).values_list("cuenta_id", "reportado")
    reparto = lote.repartir(filas)
    return {pk: conteo(len(reparto.get(pk, ()))) for pk in lote.ventanas}


def recuperacion(lote: Lote) -> dict[int, Cifra]:
    """6.xxxi: the median of the hours from the report to the account recovered, of those recovered."""
    filas = _incidentes(lote.ventanas, lote.inicio, lote.fin).values_list("cuenta_id", "reportado", "recuperado")
    reparto = lote.repartir(filas)

    def cifra(ventana: Ventana) -> Cifra:
        suyos = reparto.get(ventana.cuenta.pk, [])
        lapsos = [(recuperado - reportado).total_seconds() for _, reportado, recuperado in suyos if recuperado]
        return mediana_de_horas(lapsos, incidentes=len(suyos))

    return lote.cada_una(cifra)


def _sustento_de_incidentes(ventana: Ventana) -> Sustento:
    filas = _incidentes([ventana.cuenta.pk], ventana.inicio, ventana.fin)
    return Sustento(
        filas,
        ("reportado", "pk"),
        ("Folio", "Qué pasó", "Reportado", "Recuperado", "Estado"),
        lambda i: (
            i.folio,
            i.get_clase_display(),
            con_hora(i.reportado),
            con_hora(i.recuperado) if i.recuperado else "Sin recuperar",
            i.get_estado_display(),
        ),
    )


def _recertificaciones(cuentas: Iterable[int], inicio: datetime, fin: datetime) -> QuerySet[Recertificacion]:
    """Those whose date came on the days, or that were answered on them. One that was answered counts although its
    differences ended with the account; one that was called off before that does not."""
    en_los_dias = Q(plazo__vence__gt=inicio, plazo__vence__lte=fin) | Q(respondida__gte=inicio, respondida__lt=fin)
    filas = Recertificacion.objects.filter(en_los_dias, cuenta__in=cuentas, plazo__isnull=False)
    return filas.exclude(estado=EstadoRecertificacion.CANCELADA, respondida__isnull=True)


def recertificacion(lote: Lote) -> dict[int, Cifra]:
    """5.1.a: of the certifications answered or due, those answered by their date."""
    filas = _recertificaciones(lote.ventanas, lote.inicio, lote.fin).values_list(
        "cuenta_id", "plazo__vence", "respondida"
    )
    totales, a_tiempo = dict.fromkeys(lote.ventanas, 0), dict.fromkeys(lote.ventanas, 0)
    for cuenta, vence, respondida in filas:
        ventana = lote.ventanas[cuenta]
        if ventana.inicio < vence <= ventana.fin or (respondida and ventana.tiene(respondida)):
            totales[cuenta] += 1
            a_tiempo[cuenta] += respondida is not None and respondida < vence
    return {pk: proporcion(a_tiempo[pk], totales[pk]) for pk in lote.ventanas}


def _sustento_de_recertificaciones(ventana: Ventana) -> Sustento:
    def fila(fila: Recertificacion) -> tuple[Any, ...]:
        respondida = con_hora(fila.respondida) if fila.respondida else "Sin responder"
        limite = corta(fila.plazo.fecha_limite) if fila.plazo else "—"
        return fila.hito or fila.get_motivo_display(), limite, respondida, fila.get_estado_display()

    filas = _recertificaciones([ventana.cuenta.pk], ventana.inicio, ventana.fin).select_related("plazo")
    return Sustento(filas, ("pk",), ("Motivo", "A más tardar", "Respondida", "Estado"), fila)


def _de_gobierno(clave: str, nombre: str, numeral: str, unidad: str, sentido: Sentido, texto: str, **k: Any) -> Formula:
    return Formula(
        clave=clave,
        nombre=nombre,
        numeral=numeral,
        dimension=Dimension.GOBIERNO,
        unidad=unidad,
        sentido=sentido,
        explicacion=texto,
        **k,
    )


FORMULAS: Final = (
    _de_gobierno(
        "incidentes",
        "Incidentes de seguridad",
        "6.xxxi",
        "incidentes",
        Sentido.MENOS,
        "Cuántos incidentes de seguridad se reportaron en el periodo, sin contar las falsas alarmas.",
        calcular=incidentes,
        sustento=_sustento_de_incidentes,
    ),
    _de_gobierno(
        "recuperacion",
        "Tiempo de recuperación (mediana)",
        "6.xxxi",
        "horas",
        Sentido.MENOS,
        "Mediana de las horas entre reportar un incidente y recuperar la cuenta.",
        calcular=recuperacion,
        sustento=_sustento_de_incidentes,
    ),
    _de_gobierno(
        "recertificacion",
        "Recertificaciones a tiempo",
        "5.1.a",
        "%",
        Sentido.MAS,
        "De las recertificaciones de datos que vencían o se respondieron en el periodo, cuántas fueron a tiempo.",
        calcular=recertificacion,
        sustento=_sustento_de_recertificaciones,
    ),
)

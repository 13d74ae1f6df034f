"""Measures of what is owed each period: hours, training, strategies."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from cuentas.estados import Caracter
from cuentas.models import Convocatoria, Cuenta, Designacion, Estrategia, Horario, Vacaciones
from organizacion.estados import TipoArea
from organizacion.models import Area
from panel.consultas.tablero.comun import Corte, Medida, Renglon, en_vigor, entonces, hay, marcar, oficiales_en
from panel.consultas.tablero.cuentas import renglon_de_cuenta


def _con_horario(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """Of the last vacation period that had begun: those official since before it. What was said of the hours may be
    corrected, which moves its date: the history has the first time."""
    ultimas = Vacaciones.objects.vigentes().filter(desde__lte=corte.dia).order_by("-desde", "-pk")
    filas = oficiales_en(areas, corte).filter(oficial_desde__lt=Subquery(ultimas.values("desde")[:1]))
    informados = Horario.history.filter(history_date__lte=corte.instante, vacaciones=Subquery(ultimas.values("pk")[:1]))
    return marcar(filas, hay(informados))


def _capacitadas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """Both of those who administered it that day had attended a meeting of that year."""
    asistencias = Convocatoria.objects.filter(
        persona=OuterRef("persona"), sesion__anio=corte.dia.year, asistio__lte=corte.instante
    )
    capacitados = Designacion.objects.filter(en_vigor(corte)).filter(Exists(asistencias))
    titular, suplente = (hay(capacitados, caracter=caracter) for caracter in (Caracter.TITULAR, Caracter.SUPLENTE))
    return marcar(oficiales_en(areas, corte), titular & suplente)


def _con_estrategia(areas: QuerySet[Area], corte: Corte) -> QuerySet[Area]:
    presentadas = Estrategia.objects.filter(area=OuterRef("pk"), anio=corte.dia.year, presentada__lte=corte.instante)
    juntas = areas.filter(tipo=TipoArea.JUNTA_LOCAL).alias(existia=Coalesce(entonces(Area, "activa", corte), "activa"))
    return marcar(juntas.filter(existia=True), Exists(presentadas))


def _renglon_de_junta(area: Any) -> Renglon:
    return Renglon(area.nombre, area.siglas, reverse("cuentas:estrategias"), area.cumple)


DE_CUIDADO: Final = (
    Medida(
        "horarios", "5.1.e", "Cuentas con horario informado para las últimas vacaciones",
        "De las cuentas oficiales desde antes del último periodo de vacaciones, las que informaron su horario. Los "
        "periodos son los del calendario de hoy, aunque entonces fuera otro.",
        _con_horario, renglon_de_cuenta,
    ),
    Medida(
        "capacitacion", "5.3.a", "Cuentas con sus dos personas administradoras capacitadas",
        "Cuentas cuyas dos personas administradoras asistieron a una sesión del año de la fecha.",
        _capacitadas, renglon_de_cuenta,
    ),
    Medida(
        "estrategias", "6.xxxiii", "Juntas Locales con su estrategia del año",
        "Juntas Locales que ya presentaron una estrategia del año de la fecha.",
        _con_estrategia, _renglon_de_junta,
    ),
)  # fmt: skip

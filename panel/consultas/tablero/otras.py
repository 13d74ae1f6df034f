"""Measures of the semiannual evaluation (8.a), and of what is answered within its term (1.b, 5.3.b, 7)."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import F, Q, QuerySet, Subquery
from django.urls import reverse

from evaluacion.models import Evaluacion, Periodo
from organizacion.models import Area
from panel.consultas.tablero.comun import DIAS_RECIENTES, Corte, Medida, Renglon, marcar
from panel.consultas.tablero.plazos import plazos_en
from plazos.clases import ACUSE_CAMBIO, CASO, DUDA, PUBLICIDAD, REVISION_APERTURA, REVISION_BAJA
from plazos.models import Plazo


def _evaluadas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Evaluacion]:
    """Of the last period that had ended: one evaluation for each account that was active in it."""
    ultimos = Periodo.objects.filter(hasta__lt=corte.dia).order_by("-hasta")
    filas = Evaluacion.objects.filter(cuenta__area__in=areas.values("pk"), periodo=Subquery(ultimos.values("pk")[:1]))
    return marcar(filas.select_related("cuenta__area", "periodo"), Q(evaluada__lte=corte.instante))


def _renglon_de_evaluacion(fila: Any) -> Renglon:
    return Renglon(str(fila), fila.cuenta.area.siglas, reverse("evaluacion:detalle", args=[fila.pk]), fila.cumple)


def _en_termino(clase: str) -> Callable[[QuerySet[Area], Corte], QuerySet[Plazo]]:
    """Of the clocks of that class whose date came in the last days: those that were met by it."""

    def filas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Plazo]:
        vencidos = plazos_en(areas, corte).filter(
            clase=clase, vence__gt=corte.antes(DIAS_RECIENTES), vence__lte=corte.instante
        )
        return marcar(vencidos, Q(cerrado__lt=F("vence")))

    return filas


def _renglon_de_plazo(plazo: Any) -> Renglon:
    return Renglon(f"{plazo.cadena.replace(':', ' ')}, {plazo}", "—", "", plazo.cumple)


OTRAS: Final = (
    Medida(
        "evaluadas", "8.a", "Cuentas evaluadas en el último periodo",
        "De las cuentas activas en el último periodo que terminó, las que ya se evaluaron.",
        _evaluadas, _renglon_de_evaluacion,
    ),
    *(
        Medida(
            clase, numeral, nombre, f"De los plazos que vencieron en los últimos {DIAS_RECIENTES} días, los cumplidos.",
            _en_termino(clase), _renglon_de_plazo,
        )
        for clase, numeral, nombre in (
            (CASO, "1.b", "Casos no previstos resueltos en su plazo"),
            (DUDA, "5.3.b", "Dudas contestadas en su plazo"),
            (REVISION_APERTURA, "7.iii", "Aperturas contestadas en 15 días hábiles"),
            (ACUSE_CAMBIO, "7.v", "Cambios de administradores con acuse en su plazo"),
            (PUBLICIDAD, "7.vii", "Publicidad de cuentas personales contestada en su plazo"),
            (REVISION_BAJA, "7.viii", "Bajas contestadas en 15 días hábiles"),
        )
    ),
)  # fmt: skip

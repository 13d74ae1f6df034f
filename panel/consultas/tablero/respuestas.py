"""Measures of what is answered: to citizens, and by the CNCS to those who consult it."""

from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from organizacion.models import Area
from panel.consultas.tablero.comun import DIAS_RECIENTES, Corte, Medida, Renglon, marcar
from publicaciones.models import Consulta, Interaccion


def _interacciones(areas: QuerySet[Area], corte: Corte) -> QuerySet[Interaccion]:
    """Those whose objective fell in the last days; what was closed before it without an answer did not need one."""
    filas = Interaccion.objects.filter(
        cuenta__area__in=areas.values("pk"),
        registrada__lte=corte.instante,
        objetivo__gt=corte.antes(DIAS_RECIENTES),
        objetivo__lte=corte.instante,
    ).exclude(primera_respuesta__isnull=True, concluida__isnull=False, concluida__lt=F("objetivo"))
    return marcar(filas.select_related("cuenta__area"), Q(primera_respuesta__lt=F("objetivo")))


def _consultas(areas: QuerySet[Area], corte: Corte) -> QuerySet[Consulta]:
    """Those whose 48 hours ended in the last days, but for those that nobody had to answer any more: withdrawn, or
    voided by an edit of the text, before. Silence is no answer."""
    filas = Consulta.objects.filter(
        cuenta__area__in=areas.values("pk"), vence__gt=corte.antes(DIAS_RECIENTES), vence__lte=corte.instante
    ).exclude(opinion="", terminada__isnull=False, terminada__lt=F("vence"))
    return marcar(filas.select_related("cuenta__area"), Q(resuelta__lt=F("vence")) & ~Q(opinion=""))


def _renglon(fila: Any) -> Renglon:
    """It tells the folio and the account, and not what was written."""
    url = reverse("cuentas:detalle", args=[fila.cuenta_id])
    return Renglon(f"{fila.folio} · {fila.cuenta}", fila.cuenta.area.siglas, url, fila.cumple)


DE_RESPUESTAS: Final = (
    Medida(
        "ciudadania", "5.2.e", "Mensajes de la ciudadanía contestados a tiempo",
        "Mensajes que había que contestar en los últimos 90 días y cuya primera respuesta llegó antes del límite.",
        _interacciones, _renglon,
    ),
    Medida(
        "consultas", "6.viii", "Consultas que la CNCS contestó en 48 horas",
        "Consultas cuyo plazo terminó en los últimos 90 días y que tuvieron una opinión dentro de él; no cuentan las "
        "que se retiraron, o cuyo texto cambió, antes de tenerla.",
        _consultas, _renglon,
    ),
)  # fmt: skip

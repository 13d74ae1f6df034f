"""6.viii: what the clock of 48 hours does to consults."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from plazos.clases import VENCE
from plazos.models import Recordatorio
from publicaciones.acciones.avisos_consulta import avisar_por_vencer
from publicaciones.acciones.consulta import dar_por_vencida
from publicaciones.estados.consulta import CONSULTAS_ABIERTAS
from publicaciones.models import Consulta

HORAS_QUE_QUEDAN: Final = {"faltan_24h": 24, "faltan_4h": 4}


def recordar_consulta(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """6.viii: with 24 and 4 hours left, the CNCS is reminded; at 48 the consult ends without an answer.

    One that is being answered at this very moment is left for the next sweep: whoever answers holds its row and wants
    the step that this holds. A reminder that comes out late, when the time is over, says nothing.
    """
    abiertas = Consulta.objects.filter(estado__in=CONSULTAS_ABIERTAS, pk__in={r.plazo.objeto_id for r in recordatorios})
    filas = abiertas.select_related("cuenta__area", "presentada_por", "tomada_por", "plazo").order_by("cuenta", "pk")
    if paso == VENCE:
        for consulta in filas.select_for_update(of=("self",), nowait=True):
            dar_por_vencida(consulta=consulta, ahora=ahora)
        return
    for consulta in filas.filter(vence__gt=ahora):
        avisar_por_vencer(consulta, horas=HORAS_QUE_QUEDAN[paso], ahora=ahora)

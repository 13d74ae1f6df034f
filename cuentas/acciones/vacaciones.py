"""5.1.e: the vacation periods follow the calendar: one that moved is the same one, with what was said about it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from cuentas.models import Vacaciones
from organizacion.tiempo import fecha_local
from plazos.acciones.reloj import tomar_turno
from plazos.models import DiaInhabil

LEJOS: Final = timedelta(days=200)  # two periods of one name in a year and the next are not the same


@transaction.atomic
def sincronizar_vacaciones(*, ahora: datetime) -> None:
    """5.1.e: the non-working periods of more than one day that are not over, as the calendar in force has them.

    A period that the calendar replaced by another of the same name, or on some of the same days, moved; one that it
    dropped is called off. Idempotent: it compares, whatever happened meanwhile.
    """
    tomar_turno()
    dias = list(DiaInhabil.objects.vigentes().filter(hasta__gte=fecha_local(ahora), hasta__gt=F("desde")))
    conocidas = set(Vacaciones.objects.values_list("dia_id", flat=True))
    sueltas = list(Vacaciones.objects.filter(dia__baja__isnull=False).order_by("desde", "pk"))
    for dia in dias:
        if dia.pk in conocidas:
            continue
        fila = _la_misma(dia, sueltas)
        if fila:
            sueltas.remove(fila)
        fila = fila or Vacaciones()
        fila.dia, fila.nombre, fila.desde, fila.hasta, fila.canceladas = dia, dia.motivo, dia.desde, dia.hasta, False
        fila.save()
    for fila in sueltas:
        if not fila.canceladas:
            fila.canceladas = True
            fila.save(update_fields=["canceladas"])


def _la_misma(dia: DiaInhabil, sueltas: list[Vacaciones]) -> Vacaciones | None:
    for fila in sueltas:
        if fila.nombre == dia.motivo and abs(fila.desde - dia.desde) <= LEJOS:
            return fila
    return next((fila for fila in sueltas if fila.desde <= dia.hasta and dia.desde <= fila.hasta), None)

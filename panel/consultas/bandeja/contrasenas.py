"""6.xxxiv: passwords that wait for a person."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from cuentas.estados import EstadoRotacion, MotivoRotacion
from cuentas.models import Rotacion
from organizacion.fechas import corta
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo

DIAS_ANTES_DE_ROTAR: Final = 15  # calendar days


def de_las_contrasenas(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """6.xxxiv: the passwords that the person has to change soon, and the changes that the person has to confirm."""
    administra = Q(cuenta__designaciones__persona=persona, cuenta__designaciones__hasta__isnull=True)
    pronto = Q(estado=EstadoRotacion.EXIGIDA) & (
        Q(plazo__vence__lte=ahora + timedelta(days=DIAS_ANTES_DE_ROTAR))
        | Q(motivo__in=[MotivoRotacion.CAMBIO, MotivoRotacion.INCIDENTE])
    )
    por_confirmar = Q(estado=EstadoRotacion.HECHA) & ~Q(hecha_por=persona)
    filas = Rotacion.objects.filter(administra, pronto | por_confirmar).select_related("cuenta__area", "plazo")
    for rotacion in filas.order_by("plazo__vence", "pk")[:MAXIMO]:
        cuenta, plazo = rotacion.cuenta, rotacion.plazo
        exigida = rotacion.estado == EstadoRotacion.EXIGIDA
        vence = plazo.fecha_limite if plazo and exigida else None
        luz = Semaforo.ROJO if exigida and plazo and plazo.vencido(ahora) else Semaforo.AMBAR
        if vence:
            cuando = f"{'Venció' if luz == Semaforo.ROJO else 'Vence'} el {corta(vence)}"
        else:
            cuando = f"Desde el {corta(rotacion.hecha)}" if rotacion.hecha else "Sin plazo"
        yield Pendiente(
            f"rotacion-{rotacion.pk}",
            titulo=f"{cuenta.nombre} en {cuenta.get_red_display()}",
            area=cuenta.area.siglas,
            que_hacer="Cambiar la contraseña" if exigida else "Confirmar el cambio de contraseña",
            accion="Registrar" if exigida else "Confirmar",
            url=reverse("cuentas:rotacion", args=[cuenta.pk]),
            orden=vence or fecha_local(rotacion.hecha or ahora),
            luz=luz,
            cuando=cuando,
            vence=vence,
        )

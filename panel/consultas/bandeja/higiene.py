"""5.1.a, 6.xxii, 7.ix: certifications to answer, differences to mend, and accounts that say nothing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cuentas.estados import EstadoDiferencia, NivelAbandono
from cuentas.models import AlertaAbandono, Diferencia, Recertificacion
from organizacion.fechas import corta
from organizacion.permisos import credenciales, es_cncs
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.consultas import semaforo
from plazos.estados import Semaforo
from plazos.models import Plazo
from solicitudes.estados.baja import EN_TRAMITE
from solicitudes.models import Baja


def de_la_higiene(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """What the head certifies, what who administers mends, and what the CNCS may close."""
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    if encabeza:
        pedidas = Recertificacion.objects.pedidas().filter(cuenta__area__in=encabeza)
        for fila in pedidas.select_related("cuenta__area", "plazo").order_by("plazo__vence", "pk")[:MAXIMO]:
            que_hacer = f"Certificar sus datos{f': {fila.hito}' if fila.hito else ' (recertificación anual)'}"
            yield _con_plazo(f"recertificacion-{fila.pk}", fila, fila.plazo, que_hacer, "Certificar", ahora, calendario)
    administra = Q(
        recertificacion__cuenta__designaciones__persona=persona,
        recertificacion__cuenta__designaciones__hasta__isnull=True,
    )
    pendientes = Diferencia.objects.filter(administra, estado=EstadoDiferencia.PENDIENTE)
    pendientes = pendientes.select_related("recertificacion__cuenta__area", "plazo").order_by("plazo__vence", "pk")
    for diferencia in pendientes[:MAXIMO]:
        que_hacer = f"Corregir: {diferencia.get_dato_display()}"
        yield _con_plazo(
            f"diferencia-{diferencia.pk}",
            diferencia.recertificacion,
            diferencia.plazo,
            que_hacer,
            "Corregir",
            ahora,
            calendario,
        )
    yield from _sin_actividad(persona, encabeza, ahora)


def _sin_actividad(persona: Any, encabeza: list[int], ahora: datetime) -> Iterator[Pendiente]:
    suyas = Q(cuenta__area__in=encabeza)
    suyas |= Q(cuenta__designaciones__persona=persona, cuenta__designaciones__hasta__isnull=True)
    if es_cncs(persona):
        suyas |= Q(nivel=NivelAbandono.BAJA) & ~Q(
            cuenta__in=Baja.objects.filter(estado__in=EN_TRAMITE).values("cuenta")
        )
    alertas = AlertaAbandono.objects.vigentes().agotadas().filter(suyas).distinct()
    for alerta in alertas.select_related("cuenta__area").order_by("silencio_desde", "pk")[:MAXIMO]:
        cuenta = alerta.cuenta
        propone = alerta.nivel == NivelAbandono.BAJA and es_cncs(persona)
        yield Pendiente(
            f"abandono-{alerta.pk}",
            titulo=f"{cuenta.nombre} en {cuenta.get_red_display()}",
            area=cuenta.area.siglas,
            que_hacer="Valorar si se inicia su baja (7.ix)" if propone else "Retomar la cuenta o pedir su baja (7.ix)",
            accion="Revisar",
            url=reverse("admin:cuentas_cuenta_change" if propone else "cuentas:detalle", args=[cuenta.pk]),
            orden=fecha_local(alerta.emitida),
            luz=Semaforo.AMBAR if alerta.nivel == NivelAbandono.AMBAR else Semaforo.ROJO,
            cuando=f"Sin actividad desde el {corta(alerta.silencio_desde)}",
        )


def _con_plazo(
    clave: str,
    fila: Recertificacion,
    plazo: Plazo | None,
    que_hacer: str,
    accion: str,
    ahora: datetime,
    calendario: Calendario,
) -> Pendiente:
    cuenta = fila.cuenta
    assert plazo  # each has its clock
    limite, vencido = plazo.fecha_limite, plazo.vencido(ahora)
    return Pendiente(
        clave,
        titulo=f"{cuenta.nombre} en {cuenta.get_red_display()}",
        area=cuenta.area.siglas,
        que_hacer=que_hacer,
        accion=accion,
        url=reverse("cuentas:recertificacion", args=[cuenta.pk, fila.pk]),
        orden=limite,
        luz=semaforo(plazo, ahora, calendario),
        cuando=f"{'Venció' if vencido else 'Vence'} el {corta(limite)}",
        vence=limite,
    )

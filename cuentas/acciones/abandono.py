"""6.xxii, 7.ix: accounts that say nothing are found, told of, and proposed for closing. Nothing closes by itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora.acciones import Hecho, asentar_varios
from bitacora.actores import Sistema
from cuentas.acciones.rotacion import quienes_rotan
from cuentas.estados import DIAS_ENTRE_ACTUALIZACIONES, Frecuencia, NivelAbandono
from cuentas.models import AlertaAbandono, Cuenta
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.models import Persona

ABANDONO: Final = Sistema("vigilancia de cuentas abandonadas")


def anotar_actividad(*, cuenta_id: int, momento: datetime) -> None:
    """6.xxii: something was published on the account, or its administrators wrote in its log, at ``momento``: whatever
    silence there was is over. An older moment changes nothing."""
    filas = Cuenta.objects.filter(pk=cuenta_id)
    filas.filter(Q(ultima_actividad=None) | Q(ultima_actividad__lt=momento)).update(ultima_actividad=momento)


def limite_de_silencio(frecuencia: str, nivel: NivelAbandono) -> timedelta:
    """6.xxii: after how long a silence an account with that frequency reaches that level: its days between updates
    times the factor of the level, and never before the least days of the level (vacations are not abandonment)."""
    reglas = settings.INSTITUCION.abandono
    # An account that promised no frequency is held to the least of the norm: weekly.
    dias = DIAS_ENTRE_ACTUALIZACIONES[frecuencia or Frecuencia.SEMANAL]
    return timedelta(days=max(dias * reglas.factor(nivel), reglas.minimo_dias(nivel)))


def nivel_de(cuenta: Cuenta, ahora: datetime) -> NivelAbandono | None:
    """The level that the account's silence has reached by now; right at any moment, sweep or no sweep."""
    if not cuenta.es_oficial or cuenta.ultima_actividad is None:
        return None
    silencio = ahora - cuenta.ultima_actividad
    alcanzados = [nivel for nivel in NivelAbandono if silencio >= limite_de_silencio(cuenta.frecuencia, nivel)]
    return alcanzados[-1] if alcanzados else None


@transaction.atomic
def vigilar_abandono(*, ahora: datetime) -> list[AlertaAbandono]:
    """6.xxii, 7.ix: tell of each silence that reached a level, once: who administers the account; from red on also its
    head; at the last level the CNCS, which may begin its closing. Return the alerts that are new.

    After days switched off only the level of now is told. Idempotent.
    """
    cuentas = Cuenta.objects.oficiales().filter(ultima_actividad__lte=ahora - _el_menor())
    calladas = list(cuentas.select_for_update(of=("self",), skip_locked=True).select_related("area").order_by("pk"))
    dichas = set(AlertaAbandono.objects.filter(cuenta__in=calladas).values_list("cuenta_id", "nivel", "silencio_desde"))
    nuevas = []
    for cuenta in calladas:
        nivel, desde = nivel_de(cuenta, ahora), cuenta.ultima_actividad
        if nivel and desde and (cuenta.pk, nivel, desde) not in dichas:
            nuevas.append(AlertaAbandono(cuenta=cuenta, nivel=nivel, silencio_desde=desde, emitida=ahora))
    AlertaAbandono.objects.bulk_create(nuevas)
    asentar_varios(
        [Hecho(a.cuenta.cadena, "alertar_abandono", str(a), {"nivel": a.get_nivel_display()}) for a in nuevas],
        por=ABANDONO,
        ahora=ahora,
    )
    _avisar(nuevas, ahora)
    return nuevas


def _el_menor() -> timedelta:
    return min(limite_de_silencio(frecuencia, NivelAbandono.AMBAR) for frecuencia in Frecuencia.values)


def _avisar(alertas: Iterable[AlertaAbandono], ahora: datetime) -> None:
    cncs = list(personas_con_rol(*ROLES_CNCS))
    mensajes = []
    for alerta in alertas:
        cuenta = alerta.cuenta
        personas: list[Persona | None] = [*quienes_rotan(cuenta)]
        if alerta.nivel != NivelAbandono.AMBAR:
            personas.append(titular_del_area(cuenta.area))
        if alerta.nivel == NivelAbandono.BAJA:
            personas += cncs
        enlace = settings.URL_BASE + reverse("cuentas:detalle", args=[cuenta.pk])
        contexto = {"cuenta": cuenta, "alerta": alerta, "enlace": enlace}
        mensajes += para_personas(personas, plantilla="cuenta_sin_actividad", contexto=contexto, cadena=cuenta.cadena)
    encolar(mensajes, ahora=ahora)

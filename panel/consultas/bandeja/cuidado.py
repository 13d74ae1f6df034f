"""5.1.e, 5.3.a, 6.xxx, 6.xxxiii: hours, training, strategy and authenticity that wait for a person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cuentas.acciones.avisos_obligacion import TAREAS
from cuentas.estados.cuidado import ClaseObligacion, EstadoConvocatoria, EstadoEstrategia, EstadoSesion
from cuentas.models import Convocatoria, Estrategia, Obligacion, Sesion
from organizacion.fechas import con_hora, corta
from organizacion.models import Area
from organizacion.permisos import credenciales, es_cncs
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo

C = ClaseObligacion
ACCIONES = {C.HORARIO: "Informar", C.CAPACITACION: "Ver", C.ESTRATEGIA: "Presentar", C.AUTENTICIDAD: "Registrar"}


def del_cuidado(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """What the person owes; whom the head sends to the training; what the CNCS receives and closes."""
    yield from _obligaciones(persona, ahora)
    if rutas := credenciales(persona).rutas_que_encabeza:
        yield from _por_enviar(rutas, ahora)
    if es_cncs(persona):
        yield from _de_la_cncs(ahora)


def _obligaciones(persona: Any, ahora: datetime) -> Iterator[Pendiente]:
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    suyas = (
        Q(persona=persona)
        | Q(cuenta__designaciones__persona=persona, cuenta__designaciones__hasta__isnull=True)
        | Q(area__in=encabeza, clase=C.ESTRATEGIA)
    )
    filas = Obligacion.objects.pendientes().filter(suyas).distinct().select_related("cuenta", "persona", "area")
    for fila in filas.order_by("limite", "pk")[:MAXIMO]:
        luz = fila.luz(ahora)
        yield Pendiente(
            f"obligacion-{fila.pk}",
            titulo=fila.sujeto if fila.cuenta_id else fila.nombre,
            area=fila.area.siglas,
            que_hacer=f"{fila.get_clase_display()}: {fila.nombre}",
            accion=ACCIONES[C(fila.clase)],
            url=TAREAS[fila.clase].enlace(fila),
            orden=fila.limite,
            luz=luz,
            cuando=f"{'Venció' if luz == Semaforo.ROJO else 'Vence'} el {corta(fila.limite)}",
            vence=fila.limite,
        )


def _por_enviar(rutas: tuple[str, ...], ahora: datetime) -> Iterator[Pendiente]:
    filas = Convocatoria.objects.filter(
        estado=EstadoConvocatoria.CONVOCADA, sesion__inicia__gt=ahora, area__in=Area.objects.bajo(rutas)
    )
    for fila in filas.select_related("sesion", "persona", "area").order_by("sesion__inicia", "pk")[:MAXIMO]:
        dia = fecha_local(fila.sesion.inicia)
        yield Pendiente(
            f"convocatoria-{fila.pk}",
            titulo=fila.persona.nombre,
            area=fila.area.siglas,
            que_hacer="Confirmar que asistirá a la capacitación",
            accion="Confirmar",
            url=reverse("cuentas:capacitacion"),
            orden=dia,
            luz=Semaforo.AMBAR,
            cuando=f"La sesión es el {con_hora(fila.sesion.inicia)}",
            vence=dia,
        )


def _de_la_cncs(ahora: datetime) -> Iterator[Pendiente]:
    for fila in (
        Estrategia.objects.filter(estado=EstadoEstrategia.PRESENTADA)
        .select_related("area")
        .order_by("presentada", "pk")[:MAXIMO]
    ):
        yield Pendiente(
            f"estrategia-{fila.pk}",
            titulo=str(fila),
            area=fila.area.siglas,
            que_hacer="Acusar de recibo la estrategia, o pedir cambios",
            accion="Revisar",
            url=reverse("cuentas:estrategia", args=[fila.pk]),
            orden=fecha_local(fila.presentada),
            luz=Semaforo.AMBAR,
            cuando=f"Desde el {corta(fila.presentada)}",
        )
    sesiones = Sesion.objects.filter(estado=EstadoSesion.PROGRAMADA, termina__lte=ahora).order_by("termina", "pk")
    for sesion in sesiones[:MAXIMO]:
        yield Pendiente(
            f"sesion-{sesion.pk}",
            titulo=f"{sesion}, {con_hora(sesion.inicia)}",
            area="",
            que_hacer="Completar y cerrar la lista de asistencia",
            accion="Cerrar",
            url=reverse("cuentas:sesion", args=[sesion.pk]),
            orden=fecha_local(sesion.termina),
            luz=Semaforo.AMBAR,
            cuando=f"Terminó el {corta(sesion.termina)}",
        )

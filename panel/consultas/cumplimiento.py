"""5.1.a: what is owed for the accounts, in red, amber and green: by account, and who owes what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from cuentas.acciones.avisos_obligacion import TAREAS
from cuentas.consultas import cargar_administradores
from cuentas.estados.cuidado import ClaseObligacion, EstadoObligacion
from cuentas.models import Cuenta, Horario, Obligacion, Vacaciones
from organizacion.fechas import corta
from organizacion.models import Area
from organizacion.tiempo import fecha_local
from plazos.estados import Semaforo

C = ClaseObligacion
E = EstadoObligacion
_GRAVEDAD = {Semaforo.ROJO: 0, Semaforo.AMBAR: 1, Semaforo.VERDE: 2, Semaforo.GRIS: 3}


@dataclass(frozen=True)
class Luz:
    """A light in words."""

    color: str
    texto: str


NADA = Luz(Semaforo.GRIS, "Nada por ahora")
INFORMADO = Luz(Semaforo.VERDE, "Informado")


def luz_de(obligacion: Obligacion, ahora: datetime) -> Luz:
    """How an obligation stands."""
    color = obligacion.luz(ahora)
    if obligacion.estado != E.PENDIENTE:
        return Luz(color, obligacion.get_estado_display())
    return Luz(color, f"{'Venció' if color == Semaforo.ROJO else 'Vence'} el {corta(obligacion.limite)}")


def completar_cumplimiento(cuentas: list[Any], *, ahora: datetime) -> None:
    """5.1.e, 5.3.a, 6.xxx: into each account, the light of its hours, of its administrators' training and of its
    authenticity. Four queries, whatever the accounts."""
    cargar_administradores(cuentas)
    hoy = fecha_local(ahora)
    personas = {d.persona_id for cuenta in cuentas for d in cuenta.administradores.values()}
    filas = Obligacion.objects.exclude(estado=E.CANCELADA).filter(
        Q(cuenta__in=[cuenta.pk for cuenta in cuentas], clase__in=[C.HORARIO, C.AUTENTICIDAD])
        & (Q(caduca__isnull=True) | Q(caduca__gte=hoy))
        | Q(persona__in=personas, clase=C.CAPACITACION, periodo=str(hoy.year))
    )
    de_cuenta: dict[tuple[int | None, str], list[Obligacion]] = {}
    de_persona: dict[int | None, Obligacion] = {}
    for fila in filas:
        if fila.persona_id:
            de_persona[fila.persona_id] = fila
        else:
            de_cuenta.setdefault((fila.cuenta_id, fila.clase), []).append(fila)
    informados = set(
        Horario.objects.filter(
            cuenta__in=[cuenta.pk for cuenta in cuentas], vacaciones__canceladas=False, vacaciones__hasta__gte=hoy
        ).values_list("cuenta", flat=True)
    )
    for cuenta in cuentas:
        antes = INFORMADO if cuenta.pk in informados else NADA  # said before it was asked for
        cuenta.luz_horario = _peor(de_cuenta.get((cuenta.pk, C.HORARIO), []), ahora, antes)
        cuenta.luz_autenticidad = _peor(de_cuenta.get((cuenta.pk, C.AUTENTICIDAD), []), ahora)
        cuenta.capacitadas = [
            (d.persona.nombre, luz_de(de_persona[d.persona_id], ahora) if d.persona_id in de_persona else NADA)
            for d in cuenta.administradores.values()
        ]


def _peor(filas: Iterable[Obligacion], ahora: datetime, si_no_hay: Luz = NADA) -> Luz:
    luces = sorted((luz_de(fila, ahora) for fila in filas), key=lambda luz: _GRAVEDAD[Semaforo(luz.color)])
    return luces[0] if luces else si_no_hay


def estrategias_del_area(area: Area, *, ahora: datetime) -> list[tuple[Obligacion, Luz]]:
    """6.xxxiii: the strategy of this year of each Junta Local at or under the área."""
    filas = Obligacion.objects.exclude(estado=E.CANCELADA).filter(
        clase=C.ESTRATEGIA, periodo=str(fecha_local(ahora).year), area__ruta__startswith=area.ruta
    )
    return [(fila, luz_de(fila, ahora)) for fila in filas.select_related("area").order_by("area__siglas")[:40]]


def vacaciones_por_venir(*, ahora: datetime) -> list[Vacaciones]:
    """5.1.e: the vacation periods whose hours may be said."""
    return list(Vacaciones.objects.vigentes().filter(hasta__gte=fecha_local(ahora)).order_by("desde")[:5])


def deudas(*, clase: str, texto: str, tarde: bool, ahora: datetime) -> QuerySet[Obligacion]:
    """5.1.a: who owes what, the oldest first."""
    filas = Obligacion.objects.pendientes().select_related("area", "cuenta", "persona")
    if clase:
        filas = filas.filter(clase=clase)
    if texto:
        filas = filas.filter(
            Q(area__siglas__iexact=texto)
            | Q(cuenta__busqueda__contains=texto.lower())
            | Q(persona__nombre__icontains=texto)
        )
    return filas.filter(limite__lt=fecha_local(ahora)) if tarde else filas


def con_luz(filas: Iterable[Obligacion], *, ahora: datetime) -> list[tuple[Obligacion, Luz]]:
    """Each with its light."""
    return [(fila, luz_de(fila, ahora)) for fila in filas]


def cuentas_oficiales_bajo(area: Area) -> QuerySet[Cuenta]:
    """5.1.a: the official accounts of an área and those under it, by name."""
    return Cuenta.objects.oficiales().filter(area__ruta__startswith=area.ruta).select_related("area")


def que_hacer(obligacion: Obligacion) -> tuple[str, str]:
    """What is to be done, and where."""
    tarea = TAREAS[obligacion.clase]
    return tarea.que_hacer, tarea.enlace(obligacion)

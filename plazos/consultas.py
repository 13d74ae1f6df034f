"""Reads of the clocks: the calendar in force, the proof of a date, the light of a clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from organizacion.tiempo import fecha_local, instante_local
from plazos.calendario import UN_DIA, Calendario, DiaContado, FueraDelCalendario
from plazos.clases import CLASES
from plazos.estados import Semaforo, Unidad
from plazos.models import DiaInhabil, Plazo, VersionCalendario

# The years whose days of the labour law are seeded; the count refuses to leave them.
PRIMER_DIA: Final = date(2018, 1, 1)
ULTIMO_DIA: Final = date(2036, 12, 31)


class SinCalendario(Exception):
    """The initial data are not there yet."""


def version_vigente() -> VersionCalendario:
    """The last version of the calendar. Raises ``SinCalendario`` before the initial data are loaded."""
    version = VersionCalendario.objects.order_by("-numero").first()
    if version is None:
        raise SinCalendario("Falta el calendario: ejecute «manage.py datos_iniciales».")
    return version


def calendario_de(version: VersionCalendario) -> Calendario:
    """The calendar of a version. Versions never change, so each is built once per process."""
    return _construir(version.clave, version.numero)


@lru_cache(maxsize=16)
def _construir(clave: UUID, numero: int) -> Calendario:
    periodos = [dia.periodo for dia in DiaInhabil.objects.de_version(numero)]
    return Calendario(periodos, version=numero, desde=PRIMER_DIA, hasta=ULTIMO_DIA)


def calendario_vigente() -> Calendario:
    """The calendar in force."""
    return calendario_de(version_vigente())


def calcular_vencimiento(inicio: datetime, presupuesto: int, unidad: str, calendario: Calendario) -> datetime:
    """The first instant that is too late for a term of ``presupuesto`` ``unidad`` that starts at ``inicio``.

    Business days run to the end of the last one; hours run on the clock, weekends and holidays included; months end
    with the same day of the later month, or its last day; calendar days count the first one. Raises
    ``FueraDelCalendario``.
    """
    if unidad == Unidad.HORAS:
        return inicio.astimezone(UTC) + timedelta(hours=presupuesto)
    if unidad == Unidad.DIAS_NATURALES:
        return instante_local(fecha_local(inicio) + presupuesto * UN_DIA)
    if unidad == Unidad.MESES:
        return instante_local(_sumar_meses(fecha_local(inicio), presupuesto) + UN_DIA)
    return instante_local(calendario.sumar(fecha_local(inicio), presupuesto) + UN_DIA)


def vencimiento_de(plazo: Plazo, calendario: Calendario) -> datetime:
    """When that clock expires by that calendar, without the days on which it was suspended. Raises as above."""
    con_suspensiones = calendario.con(s.periodo for s in plazo.suspensiones.all())
    return calcular_vencimiento(plazo.inicio, plazo.presupuesto, plazo.unidad, con_suspensiones)


def _sumar_meses(fecha: date, meses: int) -> date:
    total = fecha.year * 12 + fecha.month - 1 + meses
    anio, mes = divmod(total, 12)
    siguiente = date(anio + (mes == 11), (mes + 1) % 12 + 1, 1)
    return min(siguiente - UN_DIA, date(anio, mes + 1, 1) + timedelta(days=fecha.day - 1))


@dataclass(frozen=True)
class Prueba:
    """Why a date is what it is: its days one by one, the version of the calendar, and what is still missing in it.

    Of a clock that is stopped there is no date yet: ``limite`` is the last day that it ran, and ``quedan`` how many
    business days it keeps for when it goes on.
    """

    inicio: date
    limite: date
    dias: list[DiaContado]
    version: int
    advertencias: list[str]
    quedan: int = 0

    @property
    def dia_uno(self) -> date | None:
        """The first day that counts; ``None`` when it was stopped before."""
        return next((dia.fecha for dia in self.dias if dia.cuenta), None)

    @property
    def saltados(self) -> int:
        """How many days of the period do not count."""
        return sum(not dia.cuenta for dia in self.dias)


def probar(inicio: date, dias: int, calendario: Calendario) -> Prueba:
    """7.iii: the proof of ``dias`` business days after ``inicio``. Raises ``FueraDelCalendario``."""
    limite = calendario.sumar(inicio, dias)
    return Prueba(inicio, limite, calendario.prueba(inicio, limite), calendario.version, _faltantes(inicio, limite))


def prueba_de(plazo: Plazo) -> Prueba:
    """The proof of the date of a clock in business days: the version of the calendar that gave it, and the days on
    which it was suspended."""
    calendario = calendario_de(plazo.version).con(s.periodo for s in plazo.suspensiones.all())
    inicio = fecha_local(plazo.inicio)
    if not plazo.suspendido:
        return probar(inicio, plazo.presupuesto, calendario)
    ultimo = fecha_local(plazo.suspendido)
    dias = calendario.prueba(inicio, ultimo)
    quedan = plazo.presupuesto - sum(dia.cuenta for dia in dias)
    return Prueba(inicio, ultimo, dias, calendario.version, _faltantes(inicio, ultimo), quedan)


def _faltantes(desde: date, hasta: date) -> list[str]:
    """Years of the count in which the institution has entered no day of its own: the date may still move."""
    avisos = []
    for anio in range(desde.year, hasta.year + 1):
        propios = DiaInhabil.objects.vigentes().filter(desde__lte=date(anio, 12, 31), hasta__gte=date(anio, 1, 1))
        if not propios.exclude(fundamento__startswith="Artículo 74").exists():
            avisos.append(
                f"Aún no se capturan los días inhábiles propios de {anio}: solo se descuentan fines de semana y los "
                "descansos de la ley. La fecha se recalculará cuando se capturen."
            )
    return avisos


def semaforo(plazo: Plazo, ahora: datetime, calendario: Calendario) -> Semaforo:
    """Red, amber or green, right at any moment: it is computed, not stored. Grey while the clock is stopped."""
    if plazo.suspendido:
        return Semaforo.GRIS
    if plazo.vencido(ahora):
        return Semaforo.ROJO
    if plazo.abierto and dias_restantes(plazo, ahora, calendario) <= CLASES[plazo.clase].ambar:
        return Semaforo.AMBAR
    return Semaforo.VERDE


def dias_restantes(plazo: Plazo, ahora: datetime, calendario: Calendario) -> int:
    """Business days left after today, up to the last one included; 0 on the last day, negative past it. A clock that
    is stopped has no last day: ask ``plazo.suspendido`` first."""
    assert not plazo.suspendido
    return calendario.entre(fecha_local(ahora), plazo.fecha_limite)


def plazos_de(objeto_tipo: str, objeto_id: int) -> QuerySet[Plazo]:
    """The clocks that ran or run on an object."""
    return (
        Plazo.objects.filter(objeto_tipo=objeto_tipo, objeto_id=objeto_id)
        .select_related("version")
        .order_by("inicio", "pk")
    )


def objetos_de(plazos: Iterable[Plazo]) -> dict[tuple[str, int], str]:
    """What each clock runs on, as text, by (type, id): one query for each type. A model whose name is made of other
    rows says which in ``NOMBRADO_CON``."""
    por_tipo: dict[str, set[int]] = {}
    for plazo in plazos:
        por_tipo.setdefault(plazo.objeto_tipo, set()).add(plazo.objeto_id)
    nombres: dict[tuple[str, int], str] = {}
    for tipo, claves in por_tipo.items():
        modelo = apps.get_model(tipo)
        filas = modelo._default_manager.all()
        if con := getattr(modelo, "NOMBRADO_CON", ()):
            filas = filas.select_related(*con)
        nombres |= {(tipo, pk): str(objeto) for pk, objeto in filas.in_bulk(claves).items()}
    return nombres


def inhabiles_del_anio(anio: int) -> QuerySet[DiaInhabil]:
    """The non-working periods in force that touch the year."""
    return DiaInhabil.objects.vigentes().filter(desde__lte=date(anio, 12, 31), hasta__gte=date(anio, 1, 1))


__all__ = [
    "FueraDelCalendario",
    "Prueba",
    "SinCalendario",
    "calcular_vencimiento",
    "calendario_de",
    "calendario_vigente",
    "dias_restantes",
    "inhabiles_del_anio",
    "objetos_de",
    "plazos_de",
    "probar",
    "prueba_de",
    "semaforo",
    "vencimiento_de",
    "version_vigente",
]

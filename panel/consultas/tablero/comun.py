"""What every measure is made of: whose data a person may see, the instant, and how many comply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from cuentas.models import Cuenta
from organizacion.models import Area
from organizacion.permisos import credenciales, es_comite, es_control, es_titular_cncs
from organizacion.tiempo import instante_local

DIAS_RECIENTES: Final = 90
MESES: Final = 12
_TIC: Final = timedelta(microseconds=1)


def areas_del_tablero(persona: Any) -> QuerySet[Area]:
    """5.1.a: the áreas whose compliance a person may see: those that the person heads and those under them; all of them
    for the head of the CNCS, the Comité and internal control."""
    if es_titular_cncs(persona) or es_comite(persona) or es_control(persona):
        return Area.objects.all()
    return Area.objects.bajo(credenciales(persona).rutas_que_encabeza)


def es_todo(areas: QuerySet[Area]) -> bool:
    """Is it the whole institution? Then what belongs to no área counts, too."""
    return not areas.query.where


def tiene_tablero(persona: Any) -> bool:
    """Is there anything to see? It touches no database."""
    return bool(
        es_titular_cncs(persona)
        or es_comite(persona)
        or es_control(persona)
        or credenciales(persona).rutas_que_encabeza
    )


@dataclass(frozen=True)
class Corte:
    """The close of a day, or this moment when the day is today. What happened exactly at ``instante`` has happened."""

    dia: date
    instante: datetime

    @classmethod
    def del_dia(cls, dia: date, *, ahora: datetime) -> "Corte":
        return cls(dia, min(instante_local(dia + timedelta(days=1)) - _TIC, ahora))

    def antes(self, dias: int) -> datetime:
        """So many days before."""
        return self.instante - timedelta(days=dias)


def cierres_de_mes(corte: Corte, *, ahora: datetime) -> list[Corte]:
    """The last month ends up to the date, which is the last point itself; oldest first."""
    cortes = [corte]
    while len(cortes) < MESES:
        cortes.append(Corte.del_dia(cortes[-1].dia.replace(day=1) - timedelta(days=1), ahora=ahora))
    return cortes[::-1]


@dataclass(frozen=True)
class Renglon:
    """A row behind a number, as it is shown: ``url`` is empty when there is no page of it."""

    texto: str
    area: str
    url: str
    cumple: bool


@dataclass(frozen=True)
class Medida:
    """How a numeral is measured: ``filas`` are what it is asked of, each with ``cumple``; ``renglon`` shows one, once
    ``preparar`` read for a page of them what else it shows."""

    clave: str
    numeral: str
    nombre: str
    explicacion: str
    filas: Callable[[QuerySet[Area], Corte], QuerySet[Any]]
    renglon: Callable[[Any], Renglon]
    preparar: Callable[[Sequence[Any]], None] = lambda filas: None

    @property
    def capitulo(self) -> str:
        return self.numeral.split(".")[0]


@dataclass(frozen=True)
class Cuantos:
    """``n`` of ``total`` comply; ``porcentaje`` is ``None`` when it is asked of nobody. It never rounds up to 100."""

    n: int
    total: int

    @property
    def porcentaje(self) -> int | None:
        return 100 * self.n // self.total if self.total else None

    @property
    def texto(self) -> str:
        return f"{self.n} de {self.total}"


def contar(medida: Medida, areas: QuerySet[Area], corte: Corte) -> Cuantos:
    """How many comply. One query."""
    filas = medida.filas(areas, corte).order_by()
    return Cuantos(**filas.aggregate(n=Count("pk", filter=Q(cumple=True)), total=Count("pk")))


def marcar(filas: QuerySet[Any], condicion: Any) -> QuerySet[Any]:
    """The rows with ``cumple``: a condition that cannot be told is not met."""
    return filas.annotate(
        cumple=Case(When(condicion, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def oficiales_en(areas: QuerySet[Area], corte: Corte) -> QuerySet[Cuenta]:
    """The accounts that were official as that day closed: one closed on that day no longer is."""
    return Cuenta.objects.filter(
        Q(oficial_hasta__isnull=True) | Q(oficial_hasta__gt=corte.dia),
        area__in=areas.values("pk"),
        oficial_desde__lte=corte.dia,
    ).select_related("area")


def en_vigor(corte: Corte) -> Q:
    """The designations in force as that day closed."""
    return Q(Q(hasta__isnull=True) | Q(hasta__gt=corte.dia), desde__lte=corte.dia)


def entonces(modelo: Any, campo: str, corte: Corte) -> Subquery:
    """That field of each row of ``modelo`` as its history had it at that instant; null where it does not go so far."""
    anteriores = modelo.history.model.objects.filter(id=OuterRef("pk"), history_date__lte=corte.instante)
    return Subquery(anteriores.order_by("-history_date", "-history_id").values(campo)[:1])


def hay(filas: QuerySet[Any], **campos: Any) -> Exists:
    """Is there any of those rows of this account?"""
    return Exists(filas.filter(cuenta=OuterRef("pk"), **campos))

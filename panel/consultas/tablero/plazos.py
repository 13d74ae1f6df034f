"""How the clocks of the norm were met: by class of clock, in the days before a date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cuentas.models import Cuenta
from evaluacion.models import Compromiso, Periodo, Plan
from organizacion.fechas import MESES as MESES_DEL_ANIO
from organizacion.models import Area
from organizacion.tiempo import instante_local
from panel.consultas.tablero.comun import MESES, Corte, Cuantos, es_todo, marcar
from plazos.clases import CLASES, TURNO_AREA
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from publicaciones.models import Interaccion
from solicitudes.models import UsoIndebido
from solicitudes.models.solicitud import Solicitud

# Those that know neither their área nor their account, or keep no clock of their own.
_POR_OTRO_CAMINO: Final[tuple[tuple[type[Model], str], ...]] = (
    (Periodo, "evaluaciones__area"),
    (Plan, "evaluacion__area"),
    (Compromiso, "plan__evaluacion__area"),
    (Interaccion, "cuenta__area"),
)
SITUACIONES: Final = {
    "a_tiempo": "Cumplidos a tiempo",
    "tarde": "Cumplidos tarde",
    "vencidos": "Abiertos y vencidos",
    "corriendo": "Abiertos y en tiempo",
}


@dataclass(frozen=True)
class FilaDePlazos:
    """How one class of clock was met; ``cuentas`` are (situation, how many), in the order of ``SITUACIONES``."""

    clave: str
    nombre: str
    numeral: str
    cuentas: tuple[tuple[str, int], ...]

    @property
    def partes(self) -> list[tuple[str, str, int]]:
        """The situation, its name and how many."""
        return [(situacion, SITUACIONES[situacion], cuantos) for situacion, cuantos in self.cuentas]


def condicion(situacion: str, corte: Corte, dias: int) -> Q:
    """Which clocks were so at that instant: closed in the days before it, or open then. A stopped clock is not late."""
    cerrado = Q(cerrado__gt=corte.antes(dias), cerrado__lte=corte.instante)
    abierto, vencido = abierto_en(corte), Q(vence__lte=corte.instante) & corriendo_en(corte)
    return {
        "a_tiempo": cerrado & Q(cerrado__lt=F("vence")),
        "tarde": cerrado & Q(cerrado__gte=F("vence")),
        "vencidos": abierto & vencido,
        "corriendo": abierto & ~vencido,
    }[situacion]


def como_iba(plazo: Plazo, corte: Corte) -> tuple[str, str]:
    """The colour and the words of how a clock that had begun was at that instant."""
    if plazo.cerrado and plazo.cerrado <= corte.instante:
        if plazo.estado == EstadoPlazo.CANCELADO:
            return "gris", "Quedó sin efecto"
        return ("verde", "A tiempo") if plazo.cerrado < plazo.vence else ("rojo", "Tarde")
    if plazo.suspendido and plazo.suspendido <= corte.instante:
        return "gris", "Detenido"
    return ("rojo", "Vencido") if plazo.vence <= corte.instante else ("verde", "En curso")


def abierto_en(corte: Corte) -> Q:
    """Which of those that had begun were open then."""
    return Q(cerrado__isnull=True) | Q(cerrado__gt=corte.instante)


def corriendo_en(corte: Corte) -> Q:
    """Which were not stopped then."""
    return Q(suspendido__isnull=True) | Q(suspendido__gt=corte.instante)


def plazos_en(areas: QuerySet[Area], corte: Corte) -> QuerySet[Plazo]:
    """The clocks of those áreas that had begun; not those that had come to nothing."""
    filas = _de_las_areas(areas).filter(inicio__lte=corte.instante)
    return filas.exclude(estado=EstadoPlazo.CANCELADO, cerrado__lte=corte.instante)


def vencidos_entre(
    areas: QuerySet[Area], desde: datetime, corte: Corte, *, de: type[Solicitud] | None = None
) -> QuerySet[Plazo]:
    """The clocks of those áreas whose date came after ``desde``, each with ``cumple``: was it met by its date? One that
    came to nothing before its date never came due; after it, it was late already. ``de``: only those of a kind of
    request."""
    filas = Plazo.objects.filter(_de(de, "area", areas)) if de else _de_las_areas(areas)
    filas = filas.filter(inicio__lte=corte.instante, vence__gt=desde, vence__lte=corte.instante)
    filas = filas.exclude(estado=EstadoPlazo.CANCELADO, cerrado__lt=F("vence"))
    return marcar(filas, Q(cerrado__lt=F("vence")))


def _de(modelo: type[Model], camino: str, areas: QuerySet[Area]) -> Q:
    """The clocks on the rows of a model that ``camino`` leads to those áreas."""
    ids = modelo._default_manager.filter(**{f"{camino}__in": areas.values("pk")}).values("pk")
    suyos = Q(objeto_tipo=modelo._meta.label_lower)
    return suyos if es_todo(areas) else suyos & Q(objeto_id__in=ids)


def _de_las_areas(areas: QuerySet[Area]) -> QuerySet[Plazo]:
    """Those on the accounts, the requests and the duties of those áreas."""
    # 5.b: not even how many reports of misuse there are
    visibles = Plazo.objects.exclude(objeto_tipo=UsoIndebido._meta.label_lower)
    if es_todo(areas):
        return visibles
    claves = areas.values("pk")
    cuentas = Cuenta.objects.filter(area__in=claves).values_list(Concat(Value("cuenta:"), Cast("pk", CharField())))
    propias = areas.values_list(Concat(Value("area:"), Cast("pk", CharField())))
    suyos = Q(cadena__in=cuentas) | Q(cadena__in=propias)
    for modelo, camino in _con_plazo():
        suyos |= _de(modelo, camino, areas)
    turnadas = Interaccion.objects.filter(area_turnada__in=claves).values("pk")  # 6.vii: who informs is another área
    suyos |= Q(objeto_tipo=Interaccion._meta.label_lower, clase=TURNO_AREA, objeto_id__in=turnadas)
    return visibles.filter(suyos)


@cache
def _con_plazo() -> list[tuple[type[Model], str]]:
    """The models on which a clock runs, and how each leads to its área."""
    encontrados: list[tuple[type[Model], str]] = list(_POR_OTRO_CAMINO)
    for modelo in apps.get_models():
        campos = {campo.name: campo.related_model for campo in modelo._meta.concrete_fields}
        camino = "area" if "area" in campos else "cuenta__area" if "cuenta" in campos else ""
        if camino and Plazo in campos.values() and not hasattr(modelo, "instance_type"):
            encontrados.append((modelo, camino))
    return encontrados


def por_clase(areas: QuerySet[Area], corte: Corte, dias: int) -> list[FilaDePlazos]:
    """Every class of clock that has anything to tell, by numeral. One query."""
    conteos = {s: Count("pk", filter=condicion(s, corte, dias)) for s in SITUACIONES}
    filas: Any = plazos_en(areas, corte).order_by().values("clase").annotate(**conteos)
    return sorted(
        (
            FilaDePlazos(
                fila["clase"],
                CLASES[fila["clase"]].nombre,
                CLASES[fila["clase"]].numeral,
                tuple((situacion, fila[situacion]) for situacion in SITUACIONES),
            )
            for fila in filas
            if fila["clase"] in CLASES and any(fila[situacion] for situacion in SITUACIONES)
        ),
        key=lambda fila: (fila.numeral, fila.nombre),
    )


@dataclass(frozen=True)
class MesDePlazos:
    """Of the clocks whose last day fell in a month, how many were met by it."""

    primero: date
    cuantos: Cuantos

    @property
    def clave(self) -> str:
        """As an address says it: «2026-01»."""
        return f"{self.primero:%Y-%m}"

    @property
    def rotulo(self) -> str:
        return f"{MESES_DEL_ANIO[self.primero.month - 1]} de {self.primero.year}"


def del_mes(areas: QuerySet[Area], primero: date, corte: Corte) -> QuerySet[Plazo]:
    """The clocks whose last day fell in that month, not after that date: each with ``cumple``."""
    return vencidos_entre(areas, instante_local(primero), corte).filter(vence__lte=instante_local(_siguiente(primero)))


def por_mes(areas: QuerySet[Area], corte: Corte) -> list[MesDePlazos]:
    """The last months up to that date, oldest first. One query."""
    meses = [corte.dia.replace(day=1)]
    while len(meses) < MESES:
        meses.append((meses[-1] - timedelta(days=1)).replace(day=1))
    meses.reverse()
    conteos: dict[str, Count] = {}
    for n, mes in enumerate(meses):
        suyos = Q(vence__gt=instante_local(mes), vence__lte=instante_local(_siguiente(mes)))
        conteos[f"n{n}"] = Count("pk", filter=suyos & Q(cumple=True))
        conteos[f"total{n}"] = Count("pk", filter=suyos)
    filas = vencidos_entre(areas, instante_local(meses[0]), corte).order_by().aggregate(**conteos)
    return [MesDePlazos(mes, Cuantos(filas[f"n{n}"], filas[f"total{n}"])) for n, mes in enumerate(meses)]


def _siguiente(primero: date) -> date:
    return date(primero.year + primero.month // 12, primero.month % 12 + 1, 1)

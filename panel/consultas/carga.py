"""The CNCS's work as of any date: load per reviewer, answered in time or late, ageing of what was open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local, instante_local
from panel.consultas.tablero import Corte, abierto_en, corriendo_en, entonces, es_todo, plazos_en, por_clase
from plazos.calendario import Calendario, FueraDelCalendario
from plazos.clases import (
    ACUSE_CAMBIO,
    CLASES,
    DUDA,
    PUBLICIDAD,
    REVISION_APERTURA,
    REVISION_BAJA,
)
from plazos.consultas import PRIMER_DIA
from plazos.models import Plazo
from solicitudes.clases import CLASES as SOLICITUDES
from solicitudes.estados import EN_COLA
from solicitudes.models import Apertura

# The clocks that the CNCS answers, and what the requests are called.
DE_LA_CNCS: Final = {
    REVISION_APERTURA: "Aperturas",
    REVISION_BAJA: "Bajas",
    ACUSE_CAMBIO: "Cambios de administración",
    PUBLICIDAD: "Publicidad de cuentas personales",
    DUDA: "Dudas",
}
DIAS_DE_RESPUESTAS: Final = 90  # calendar days
TRAMOS: Final = ((0, 5), (6, 10), (11, 15), (16, None))  # business days since it was filed
SIN_ASIGNAR: Final = "Sin asignar"


@dataclass
class CargaDePersona:
    """What one reviewer had open: how many, how many of them late, and when the next one was due. ``clave`` is the id
    of the person; 0, what nobody had taken."""

    clave: int
    nombre: str
    abiertas: int = 0
    tarde: int = 0
    proxima: date | None = None


@dataclass(frozen=True)
class Respuestas:
    """How one kind of clock was met; ``clave`` names the clock."""

    clave: str
    clase: str
    numeral: str
    en_tiempo: int
    tarde: int

    @property
    def total(self) -> int:
        return self.en_tiempo + self.tarde

    @property
    def porcentaje(self) -> int | None:
        """Answered in time, in whole percent; ``None`` when nothing was answered. It never rounds up to 100."""
        return 100 * self.en_tiempo // self.total if self.total else None


def en_espera(areas: QuerySet[Area], corte: Corte) -> Iterator[QuerySet[Any]]:
    """7.iii: what waited for the CNCS then, one query for each kind: each with ``quien`` had it (an id), ``tardaba``
    (was its clock past?) and ``proxima`` (when it was due, unless it was late or stopped)."""
    fuentes: list[tuple[Any, list[str], str]] = [(Apertura, [*EN_COLA], "revisor_id")]
    for clase in SOLICITUDES.values():
        estados = [estado for estado, (quien, _) in clase.modelo.siguiente.items() if quien == "CNCS"]
        if estados:
            fuentes.append((clase.modelo, estados, "responsable_id"))
    for modelo, estados, quien in fuentes:
        plazos = Plazo.objects.filter(
            abierto_en(corte) & corriendo_en(corte),
            objeto_tipo=modelo._meta.label_lower,
            objeto_id=OuterRef("pk"),
            inicio__lte=corte.instante,
        )
        proximos = plazos.filter(vence__gt=corte.instante).order_by("vence")
        filas = modelo.objects.alias(su_estado=entonces(modelo, "estado", corte)).annotate(
            quien=entonces(modelo, quien, corte),
            tardaba=Exists(plazos.filter(vence__lte=corte.instante)),
            proxima=Subquery(proximos.values("vence")[:1]),
        )
        filas = filas.filter(su_estado__in=estados, creada__lte=corte.instante)
        yield filas if es_todo(areas) else filas.filter(area__in=areas.values("pk"))


def carga_por_persona(areas: QuerySet[Area], corte: Corte) -> list[CargaDePersona]:
    """7.iii: who had what, the busiest first; what nobody took, first of all. One query for each kind, and one for the
    names."""
    por_persona: dict[int, CargaDePersona] = {}
    for filas in en_espera(areas, corte):
        for quien, tardaba, proxima in filas.order_by().values_list("quien", "tardaba", "proxima"):
            persona = por_persona.setdefault(quien or 0, CargaDePersona(quien or 0, SIN_ASIGNAR))
            persona.abiertas += 1
            persona.tarde += tardaba
            if proxima and not tardaba:
                ultimo = ultimo_dia(proxima)
                persona.proxima = min(persona.proxima or ultimo, ultimo)
    for pk, fila in Persona.objects.in_bulk(por_persona).items():
        por_persona[pk].nombre = fila.nombre
    return sorted(por_persona.values(), key=lambda p: (p.clave != 0, -p.abiertas, p.nombre))


def de_una_persona(areas: QuerySet[Area], corte: Corte, clave: int) -> list[Any]:
    """7.iii: what that person had, or nobody had taken: the late ones first, then by date. One query for each kind."""
    suyas = Q(quien=clave) if clave else Q(quien__isnull=True)
    con = ("area", "cuenta")
    filas = [
        fila
        for filas in en_espera(areas, corte)
        for fila in filas.filter(suyas).select_related(
            *(campo.name for campo in filas.model._meta.concrete_fields if campo.name in con)
        )
    ]
    return sorted(filas, key=lambda f: (not f.tardaba, f.proxima is None, f.proxima or corte.instante, f.folio))


def ultimo_dia(vence: datetime) -> date:
    """The last day on which it was in time."""
    return fecha_local(vence - timedelta(microseconds=1))


def respuestas(areas: QuerySet[Area], corte: Corte, dias: int = DIAS_DE_RESPUESTAS) -> list[Respuestas]:
    """7.iii: what the CNCS answered in the last ``dias`` calendar days, in time and late, by clock. One query."""
    filas = {fila.clave: dict(fila.cuentas) for fila in por_clase(areas, corte, dias)}
    return [
        Respuestas(
            clase,
            nombre,
            CLASES[clase].numeral,
            filas.get(clase, {}).get("a_tiempo", 0),
            filas.get(clase, {}).get("tarde", 0),
        )
        for clase, nombre in DE_LA_CNCS.items()
    ]


def antiguedad(areas: QuerySet[Area], corte: Corte, *, calendario: Calendario) -> list[tuple[int, str, int]]:
    """7.iii: how old what the CNCS had open was, in business days since its clock started. One query."""
    filtros = {f"t{n}": Count("pk", filter=_en_tramo(n, corte, calendario)) for n in range(len(TRAMOS))}
    cuentas = _abiertos(areas, corte).aggregate(**filtros)
    return [(n, rotulo_de_tramo(n), cuentas[f"t{n}"]) for n in range(len(TRAMOS))]


def del_tramo(areas: QuerySet[Area], corte: Corte, tramo: int, *, calendario: Calendario) -> QuerySet[Plazo]:
    """7.iii: the clocks behind one of those figures."""
    return _abiertos(areas, corte).filter(_en_tramo(tramo, corte, calendario))


def rotulo_de_tramo(tramo: int) -> str:
    primero, ultimo = TRAMOS[tramo]
    return f"Más de {primero - 1} días hábiles" if ultimo is None else f"De {primero} a {ultimo} días hábiles"


def _abiertos(areas: QuerySet[Area], corte: Corte) -> QuerySet[Plazo]:
    return plazos_en(areas, corte).filter(abierto_en(corte), clase__in=DE_LA_CNCS)


def _en_tramo(tramo: int, corte: Corte, calendario: Calendario) -> Q:
    hoy, (primero, ultimo) = corte.dia, TRAMOS[tramo]

    def desde(dias: int) -> datetime:
        """The first instant from which at most ``dias`` business days have passed; the first of the calendar, before
        which there is nothing, when it does not go so far."""
        try:
            return instante_local(calendario.restar(hoy, dias) if dias else hoy)
        except FueraDelCalendario:
            return instante_local(PRIMER_DIA)

    filtro = Q() if ultimo is None else Q(inicio__gte=desde(ultimo))
    return filtro & Q(inicio__lt=desde(primero - 1)) if primero else filtro

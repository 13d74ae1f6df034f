"""The CNCS's work as its head sees it: load per reviewer, answered in time or late, ageing of what is open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Min, Q

from organizacion.tiempo import fecha_local, instante_local
from plazos.calendario import Calendario
from plazos.clases import (
    ACUSE_CAMBIO,
    CLASES,
    DUDA,
    PUBLICIDAD,
    REVISION_APERTURA,
    REVISION_BAJA,
)
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from solicitudes.clases import CLASES as SOLICITUDES
from solicitudes.estados import EN_COLA
from solicitudes.models import Apertura

# The clocks that the CNCS answers.
DE_LA_CNCS: Final = (REVISION_APERTURA, REVISION_BAJA, ACUSE_CAMBIO, PUBLICIDAD, DUDA)
DIAS_DE_RESPUESTAS: Final = 90  # calendar days
TRAMOS: Final = ((0, 5), (6, 10), (11, 15), (16, None))  # business days since it was filed
SIN_ASIGNAR: Final = "Sin asignar"


@dataclass
class CargaDePersona:
    """What one reviewer has open: how many, how many of them late, and when the next one is due."""

    nombre: str
    abiertas: int = 0
    tarde: int = 0
    proxima: date | None = None


@dataclass(frozen=True)
class Respuestas:
    """How one kind of clock was met."""

    clase: str
    numeral: str
    en_tiempo: int
    tarde: int

    @property
    def total(self) -> int:
        return self.en_tiempo + self.tarde

    @property
    def porcentaje(self) -> int | None:
        """Answered in time, in whole percent; ``None`` when nothing was answered."""
        return round(100 * self.en_tiempo / self.total) if self.total else None


def carga_por_persona(*, ahora: datetime) -> list[CargaDePersona]:
    """7.iii: who has what, the busiest first; what nobody took, first of all. One query for each kind."""
    por_persona: dict[str, CargaDePersona] = {}
    fuentes: list[tuple[Any, str, str]] = [
        (Apertura.objects.filter(estado__in=EN_COLA), "revisor__nombre", "plazo_revision")
    ]
    for clase in SOLICITUDES.values():
        estados = [estado for estado, (quien, _) in clase.modelo.siguiente.items() if quien == "CNCS"]
        if estados:
            fuentes.append((clase.modelo.objects.filter(estado__in=estados), "responsable__nombre", "plazo"))
    for filas, quien, plazo in fuentes:
        abierto = Q(**{f"{plazo}__estado": EstadoPlazo.ABIERTO})
        cuentas = (
            filas.order_by()
            .values(quien=F(quien))
            .annotate(
                abiertas=Count("pk"),
                tarde=Count("pk", filter=abierto & Q(**{f"{plazo}__vence__lte": ahora})),
                proxima=Min(
                    f"{plazo}__vence",
                    filter=abierto & Q(**{f"{plazo}__vence__gt": ahora, f"{plazo}__suspendido": None}),
                ),
            )
        )
        for cuenta in cuentas:
            nombre = cuenta["quien"] or SIN_ASIGNAR
            persona = por_persona.setdefault(nombre, CargaDePersona(nombre))
            persona.abiertas += cuenta["abiertas"]
            persona.tarde += cuenta["tarde"]
            if cuenta["proxima"]:
                ultimo = fecha_local(cuenta["proxima"] - timedelta(microseconds=1))
                persona.proxima = min(persona.proxima or ultimo, ultimo)
    return sorted(por_persona.values(), key=lambda p: (p.nombre != SIN_ASIGNAR, -p.abiertas, p.nombre))


def respuestas(*, ahora: datetime, dias: int = DIAS_DE_RESPUESTAS) -> list[Respuestas]:
    """7.iii: what the CNCS answered in the last ``dias`` calendar days, in time and late, by clock. One query."""
    cerrados = (
        Plazo.objects.filter(
            clase__in=DE_LA_CNCS, estado=EstadoPlazo.CUMPLIDO, cerrado__gt=ahora - timedelta(days=dias)
        )
        .order_by()
        .values("clase")
        .annotate(
            en_tiempo=Count("pk", filter=Q(cerrado__lt=F("vence"))),
            tarde=Count("pk", filter=Q(cerrado__gte=F("vence"))),
        )
    )
    por_clase = {fila["clase"]: fila for fila in cerrados}
    nombres = {
        REVISION_APERTURA: "Aperturas",
        REVISION_BAJA: "Bajas",
        ACUSE_CAMBIO: "Cambios de administración",
        PUBLICIDAD: "Publicidad de cuentas personales",
        DUDA: "Dudas",
    }
    return [
        Respuestas(
            nombres[clase],
            CLASES[clase].numeral,
            por_clase[clase]["en_tiempo"] if clase in por_clase else 0,
            por_clase[clase]["tarde"] if clase in por_clase else 0,
        )
        for clase in DE_LA_CNCS
    ]


def antiguedad(*, ahora: datetime, calendario: Calendario) -> list[tuple[str, int]]:
    """7.iii: how old what the CNCS has open is, in business days since its clock started. One query."""
    hoy = fecha_local(ahora)

    def desde(dias: int) -> datetime:
        """The first instant from which at most ``dias`` business days have passed."""
        return instante_local(calendario.restar(hoy, dias) if dias else hoy)

    filtros, rotulos = {}, {}
    for n, (primero, ultimo) in enumerate(TRAMOS):
        filtro = Q() if ultimo is None else Q(inicio__gte=desde(ultimo))
        if primero:
            filtro &= Q(inicio__lt=desde(primero - 1))
        filtros[f"t{n}"] = Count("pk", filter=filtro)
        rotulos[f"t{n}"] = (
            f"Más de {primero - 1} días hábiles" if ultimo is None else f"De {primero} a {ultimo} días hábiles"
        )
    cuentas = Plazo.objects.abiertos().filter(clase__in=DE_LA_CNCS).aggregate(**filtros)
    return [(rotulos[tramo], cuentas[tramo]) for tramo in filtros]

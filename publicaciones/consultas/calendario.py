"""5.2.c, 6.xxii: what is planned and what was published, day by day, with the blackouts that touch each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from cuentas.models import Cuenta
from organizacion.tiempo import instante_local, local
from publicaciones.consultas.veda import que_impide
from publicaciones.estados import EstadoVariante
from publicaciones.models import Publicacion, Variante, Veda

MES: Final = "mes"
SEMANA: Final = "semana"
UN_DIA: Final = timedelta(days=1)
UNA_SEMANA: Final = timedelta(days=7)
# A page that anybody can read; past it, it says so and asks for a filter.
MAXIMO: Final = 600
POR_DIA: Final = {MES: 4, SEMANA: 60}


@dataclass(frozen=True)
class Periodo:
    """The days of a page: whole weeks, from Monday; ``primero`` and ``ultimo`` are those that it is about."""

    ver: str
    primero: date
    ultimo: date

    @property
    def desde(self) -> date:
        return self.primero - timedelta(days=self.primero.weekday())

    @property
    def hasta(self) -> date:
        """The first day that is out of it."""
        return self.ultimo + timedelta(days=7 - self.ultimo.weekday())

    @property
    def anterior(self) -> date:
        """A day of the period before."""
        return self.primero - UN_DIA

    @property
    def siguiente(self) -> date:
        """A day of the period after."""
        return self.ultimo + UN_DIA


def periodo_de(ver: str, dia: date) -> Periodo:
    """The month or the week of a day."""
    if ver == SEMANA:
        lunes = dia - timedelta(days=dia.weekday())
        return Periodo(SEMANA, lunes, lunes + UNA_SEMANA - UN_DIA)
    primero = dia.replace(day=1)
    siguiente = (primero + timedelta(days=31)).replace(day=1)
    return Periodo(MES, primero, siguiente - UN_DIA)


@dataclass(frozen=True)
class Evento:
    """A post, planned or published, at its hour of the institution; ``veda`` is what will stop it."""

    momento: datetime
    titulo: str
    cuenta: Cuenta
    estado: str
    contenido: int
    veda: Veda | None = None


@dataclass
class Dia:
    """A day of the page."""

    fecha: date
    del_periodo: bool
    eventos: list[Evento] = field(default_factory=list)
    vedas: list[Veda] = field(default_factory=list)
    de_mas: int = 0


@dataclass(frozen=True)
class Calendario:
    """The page: weeks of days; ``recortado`` when there is more than it can show."""

    periodo: Periodo
    semanas: list[list[Dia]]
    vedas: list[Veda]
    recortado: bool

    @property
    def vacio(self) -> bool:
        return not any(dia.eventos for semana in self.semanas for dia in semana)


def calendario_de(persona: Any, periodo: Periodo, cuentas: Sequence[Cuenta]) -> Calendario:
    """What the person may see of those accounts in that period; as many queries for a day as for a month."""
    desde, hasta = instante_local(periodo.desde), instante_local(periodo.hasta)
    vedas = [
        veda
        for veda in Veda.objects.que_tocan(desde, hasta).order_by("desde", "pk").prefetch_related("cuentas")
        if any(veda.alcanza(cuenta) for cuenta in cuentas)
    ]
    eventos = [
        *_programadas(persona, cuentas, desde, hasta, vedas),
        *_publicadas(persona, cuentas, desde, hasta),
    ]
    por_dia: defaultdict[date, list[Evento]] = defaultdict(list)
    for evento in sorted(eventos, key=lambda e: (e.momento, e.cuenta.pk, e.contenido))[:MAXIMO]:
        por_dia[evento.momento.date()].append(evento)
    dias = [_dia(periodo, fecha, por_dia[fecha], vedas) for fecha in _fechas(periodo)]
    semanas = [dias[n : n + 7] for n in range(0, len(dias), 7)]
    return Calendario(periodo, semanas, vedas, recortado=len(eventos) > MAXIMO)


def _programadas(
    persona: Any, cuentas: Sequence[Cuenta], desde: datetime, hasta: datetime, vedas: Sequence[Veda]
) -> list[Evento]:
    filas = _de(Variante.objects.visibles_para(persona), "cuenta", cuentas).filter(
        estado=EstadoVariante.BORRADOR, programada__gte=desde, programada__lt=hasta
    )
    return [
        Evento(
            local(v.programada),
            v.contenido.titulo,
            v.cuenta,
            "programada",
            v.contenido_id,
            que_impide(vedas, v.cuenta, v.programada, materia=v.contenido.materia),
        )
        for v in filas.select_related("contenido", "cuenta__area").order_by("programada", "pk")[: MAXIMO + 1]
    ]


def _publicadas(persona: Any, cuentas: Sequence[Cuenta], desde: datetime, hasta: datetime) -> list[Evento]:
    filas = _de(Publicacion.objects.visibles_para(persona), "variante__cuenta", cuentas).filter(
        publicada__gte=desde, publicada__lt=hasta
    )
    return [
        Evento(
            local(p.publicada),
            p.variante.contenido.titulo,
            p.variante.cuenta,
            "retirada" if p.retirada else "publicada",
            p.variante.contenido_id,
        )
        for p in filas.select_related("variante__contenido", "variante__cuenta__area").order_by("publicada", "pk")[
            : MAXIMO + 1
        ]
    ]


def _de(filas: QuerySet[Any], campo: str, cuentas: Sequence[Cuenta]) -> QuerySet[Any]:
    return filas.filter(**{f"{campo}__in": [cuenta.pk for cuenta in cuentas]})


def _dia(periodo: Periodo, fecha: date, eventos: list[Evento], vedas: Sequence[Veda]) -> Dia:
    inicio, fin = instante_local(fecha), instante_local(fecha + UN_DIA)
    cabe = POR_DIA[periodo.ver]
    return Dia(
        fecha,
        periodo.primero <= fecha <= periodo.ultimo,
        eventos[:cabe],
        [veda for veda in vedas if veda.desde < fin and veda.fin > inicio],
        max(len(eventos) - cabe, 0),
    )


def _fechas(periodo: Periodo) -> list[date]:
    return [periodo.desde + n * UN_DIA for n in range((periodo.hasta - periodo.desde).days)]

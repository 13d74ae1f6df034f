"""5.a: how an account stood on a past date: its state, who answered for it, by which designation and which papers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Q

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.consultas.cuenta import FRASES, administracion_en
from cuentas.estados import EstadoCuenta
from cuentas.llamadas import reunir
from cuentas.models import Cuenta, Designacion
from organizacion.models import Area, Nombramiento
from organizacion.tiempo import instante_local

UN_DIA = timedelta(days=1)


@dataclass(frozen=True)
class Papel:
    """A paper about an account: what it is, of which request, when, and where it is read."""

    titulo: str
    tramite: str
    momento: datetime
    url: str


@dataclass(frozen=True)
class EnFecha:
    """An account at the end of a civil day of the institution, and what changed in the course of it.

    ``cuenta`` is its row of that day (``None``: it was not in the registry yet); ``anteriores`` are the states that it
    left that day; ``salieron``, the designations that ended that day while another took their place; ``encabezan``, who
    headed the área, the last one first; ``superior``, the área above that answers when nobody headed it.
    """

    fecha: date
    cuenta: Any
    anteriores: list[str]
    responden: list[Designacion]
    salieron: list[Designacion]
    area: Area
    encabezan: list[Nombramiento]
    superior: Nombramiento | None
    hechos: list[dict[str, Any]]
    papeles: list[Papel]
    era_oficial: bool

    @property
    def estado(self) -> str:
        """In words."""
        return EstadoCuenta(self.cuenta.estado).label if self.cuenta else "Todavía no estaba en el registro"


def en_fecha(cuenta: Cuenta, fecha: date, persona: Any) -> EnFecha:
    """5.a: the account on ``fecha``, which has begun already, with the papers that ``persona`` may see."""
    inicio, fin = instante_local(fecha), instante_local(fecha + UN_DIA)
    versiones = cuenta.history.filter(history_date__lt=fin).order_by("-history_date", "-history_id")
    ultima = versiones.first()
    area = ultima.area if ultima else cuenta.area
    responden = list(administracion_en(cuenta, fecha).order_by("-caracter"))  # the titular first
    encabezan = _encabezaban(area, fecha)
    return EnFecha(
        fecha=fecha,
        cuenta=ultima,
        anteriores=_estados_que_dejo(cuenta, inicio, fin),
        responden=responden,
        salieron=_salieron(cuenta, fecha, responden),
        area=area,
        encabezan=encabezan,
        superior=None if encabezan else _de_arriba(area, fecha),
        hechos=[
            contar(asiento, FRASES)
            for asiento in asientos_de(cuenta.cadena).filter(momento__gte=inicio, momento__lt=fin).order_by("-numero")
        ],
        papeles=sorted(
            reunir("PAPELES", cuenta=cuenta, persona=persona, hasta=fin), key=lambda p: p.momento, reverse=True
        ),
        era_oficial=_era_oficial(cuenta, fecha),
    )


def _en(fecha: date) -> Q:
    return Q(desde__lte=fecha) & (Q(hasta__isnull=True) | Q(hasta__gte=fecha))


def _estados_que_dejo(cuenta: Cuenta, inicio: datetime, fin: datetime) -> list[str]:
    """The states that the account left in the course of the day, in order; the last row of each is its final one."""
    versiones = cuenta.history.filter(history_date__lt=fin).order_by("history_date", "history_id")
    previa = versiones.filter(history_date__lt=inicio).last()
    del_dia = versiones.filter(history_date__gte=inicio).values_list("estado", flat=True)
    estados = [*([previa.estado] if previa else []), *del_dia]
    return [EstadoCuenta(uno).label for uno, otro in pairwise(estados) if uno != otro]


def _salieron(cuenta: Cuenta, fecha: date, responden: list[Designacion]) -> list[Designacion]:
    """Whoever also answered for the account on that day, and no longer at the end of it."""
    filas = cuenta.designaciones.filter(_en(fecha)).exclude(pk__in=[d.pk for d in responden])
    return list(filas.select_related("persona").order_by("caracter", "pk"))


def _encabezaban(area: Area, fecha: date) -> list[Nombramiento]:
    """5.1.a: who headed the área on that day, the last one first."""
    filas = area.nombramientos.filter(_en(fecha), es_titular=True)
    return list(filas.select_related("persona", "area").order_by("-desde", "-pk"))


def _de_arriba(area: Area, fecha: date) -> Nombramiento | None:
    superior = area.padre
    while superior:
        if encabezan := _encabezaban(superior, fecha):
            return encabezan[0]
        superior = superior.padre
    return None


def _era_oficial(cuenta: Cuenta, fecha: date) -> bool:
    """7.x, 7.ix: was it official on its network, whatever the registry knew by then?"""
    desde, hasta = cuenta.oficial_desde, cuenta.oficial_hasta
    return bool(desde and desde <= fecha and (hasta is None or fecha <= hasta))

"""8.a: what the network says of an account: captured by the área, computed on what it captured."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q

from evaluacion.estados import Dimension, Sentido
from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana, cociente
from evaluacion.models import Cifras


def _de_las_cifras(calcular: Callable[[Cifras], Cifra]) -> Callable[[Lote], dict[int, Cifra]]:
    """A figure made of the captured ones of each account; where nothing was captured, there are no data."""

    def en_lote(lote: Lote) -> dict[int, Cifra]:
        filtro = Q(evaluacion__cuenta__in=lote.ventanas) & Q(
            evaluacion__desde__gte=min(v.desde for v in lote.ventanas.values()),
            evaluacion__hasta__lte=max(v.hasta for v in lote.ventanas.values()),
        )
        filas = Cifras.objects.filter(filtro).select_related("evaluacion")
        cifras = {c.evaluacion.cuenta_id: calcular(c) for c in filas}
        return {pk: cifras.get(pk, Cifra(None)) for pk in lote.ventanas}

    return en_lote


def crecimiento(cifras: Cifras) -> Cifra:
    """Followers gained, in percent of those at the beginning."""
    antes, despues = cifras.seguidores_al_inicio, cifras.seguidores
    if antes is None or despues is None:
        return Cifra(None, _d(despues), _d(antes))
    return cociente(despues - antes, antes, por=100, inicio=antes, final=despues)


def interaccion(cifras: Cifras) -> Cifra:
    """Interactions for each hundred people reached."""
    if cifras.interacciones is None or cifras.alcance is None:
        return Cifra(None, _d(cifras.interacciones), _d(cifras.alcance))
    return cociente(cifras.interacciones, cifras.alcance, por=100)


def alcance_por_seguidor(cifras: Cifras) -> Cifra:
    """How many people were reached for each follower."""
    if cifras.alcance is None or cifras.seguidores is None:
        return Cifra(None, _d(cifras.alcance), _d(cifras.seguidores))
    return cociente(cifras.alcance, cifras.seguidores)


def _d(valor: int | None) -> Decimal | None:
    return None if valor is None else Decimal(valor)


def _sustento(ventana: Ventana) -> Sustento:
    filas = Cifras.objects.filter(evaluacion__cuenta=ventana.cuenta, evaluacion__desde=ventana.desde)
    return Sustento(
        filas.select_related("capturadas_por"),
        ("pk",),
        ("Seguidores al inicio", "Seguidores al final", "Alcance", "Interacciones", "Fuente", "Capturó"),
        lambda c: (
            *(_o_sin_dato(v) for v in (c.seguidores_al_inicio, c.seguidores, c.alcance, c.interacciones)),
            c.fuente,
            c.capturadas_por.nombre,
        ),
    )


def _o_sin_dato(valor: int | None) -> Any:
    return "Sin dato" if valor is None else f"{valor:,}"


FORMULAS: Final = tuple(
    Formula(
        clave=clave,
        nombre=nombre,
        numeral="8.a",
        dimension=Dimension.ALCANCE,
        unidad=unidad,
        sentido=Sentido.MAS,
        explicacion=explicacion,
        calcular=_de_las_cifras(calcular),
        sustento=_sustento,
        publica=True,
    )
    for clave, nombre, unidad, explicacion, calcular in (
        (
            "crecimiento",
            "Crecimiento de seguidores",
            "%",
            "Seguidores que se ganaron (o perdieron) en el periodo, por cada cien que había al empezar.",
            crecimiento,
        ),
        (
            "interaccion",
            "Tasa de interacción",
            "%",
            "Interacciones que reporta la red por cada cien personas alcanzadas.",
            interaccion,
        ),
        (
            "alcance_por_seguidor",
            "Alcance por seguidor",
            "personas",
            "Personas alcanzadas en el periodo por cada seguidor al terminar.",
            alcance_por_seguidor,
        ),
    )
)

"""8.a: results: of an account beside its past and its likes, of an área, of a network, of the institution."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Avg, Count, Q, QuerySet

from cuentas.estados import Red
from evaluacion.calendario import UN_DIA
from evaluacion.estados import CON_RESULTADO, Dimension, EstadoCompromiso, EstadoEvaluacion, Omision
from evaluacion.models import Compromiso, Evaluacion, Medicion, Periodo, Plan
from organizacion.estados import TipoArea
from organizacion.models import Area
from organizacion.permisos import credenciales
from organizacion.tiempo import instante_local
from publicaciones.estados import SIN_DECIDIR
from publicaciones.models import Propuesta

DECIMA: Final = Decimal("0.01")
_CON_RESULTADO: Final = Q(estado__in=CON_RESULTADO)


@dataclass(frozen=True)
class Promedio:
    """The mean of a group, of so many accounts with a result, out of so many."""

    nombre: str
    promedio: Decimal | None
    con_resultado: int
    cuentas: int


def redondear(valor: Any) -> Decimal | None:
    return None if valor is None else Decimal(str(valor)).quantize(DECIMA, ROUND_HALF_UP)


def historia_de(evaluacion: Evaluacion) -> list[Evaluacion]:
    """The evaluations of the same account up to this one, oldest first."""
    filas = Evaluacion.objects.filter(cuenta=evaluacion.cuenta_id, periodo__desde__lte=evaluacion.periodo.desde)
    return list(filas.select_related("periodo").order_by("periodo__desde"))


def comparar(evaluacion: Evaluacion) -> list[Promedio]:
    """Beside the means, in its period, of its network, of its kind of área, and of the institution; of results only."""
    filas = Evaluacion.objects.filter(periodo=evaluacion.periodo_id)
    grupos = {
        f"Cuentas de {evaluacion.get_red_display()}": Q(red=evaluacion.red),
        f"Áreas del tipo «{evaluacion.area.get_tipo_display()}»": Q(area__tipo=evaluacion.area.tipo),
        "Toda la institución": Q(pk__isnull=False),
    }
    agregados: dict[str, Any] = {}
    for n, filtro in enumerate(grupos.values()):
        agregados[f"promedio_{n}"] = Avg("calificacion", filter=filtro & _CON_RESULTADO)
        agregados[f"con_{n}"] = Count("pk", filter=filtro & _CON_RESULTADO)
        agregados[f"todas_{n}"] = Count("pk", filter=filtro)
    datos = filas.aggregate(**agregados)
    return [
        Promedio(nombre, redondear(datos[f"promedio_{n}"]), datos[f"con_{n}"], datos[f"todas_{n}"])
        for n, nombre in enumerate(grupos)
    ]


def de_la_institucion(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> Promedio:
    return _promedios(visibles.filter(periodo=periodo), None)[0]


def por_red(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> list[Promedio]:
    """By network, in the order of the catalogue."""
    filas = {p.nombre: p for p in _promedios(visibles.filter(periodo=periodo), "red")}
    return [_con_nombre(filas[red], Red(red).label) for red in Red.values if red in filas]


def por_tipo_de_area(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> list[Promedio]:
    filas = {p.nombre: p for p in _promedios(visibles.filter(periodo=periodo), "area__tipo")}
    return [_con_nombre(filas[tipo], TipoArea(tipo).label) for tipo in TipoArea.values if tipo in filas]


def por_area(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> list[Promedio]:
    """By área, by its siglas: not in the order of their results."""
    promedios = {p.nombre: p for p in _promedios(visibles.filter(periodo=periodo), "area__siglas")}
    areas = Area.objects.filter(siglas__in=promedios).order_by("siglas").values_list("siglas", "nombre")
    return [_con_nombre(promedios[siglas], f"{siglas} · {nombre}") for siglas, nombre in areas]


def por_dimension(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> list[Promedio]:
    """The mean of the points of the indicators of each dimension, in the evaluations that have a result."""
    mediciones = Medicion.objects.filter(evaluacion__in=visibles.filter(periodo=periodo), indicador__peso__gt=0)
    con_resultado = Q(evaluacion__estado__in=CON_RESULTADO)
    filas = (
        mediciones.order_by()
        .values("indicador__dimension")
        .annotate(
            promedio=Avg("puntos", filter=con_resultado),
            con=Count("pk", filter=con_resultado & Q(puntos__isnull=False)),
            todas=Count("pk", filter=con_resultado),
        )
    )
    datos = {f["indicador__dimension"]: f for f in filas}
    return [
        Promedio(str(d.label), redondear(datos[d]["promedio"]), datos[d]["con"], datos[d]["todas"])
        for d in Dimension
        if d in datos
    ]


@dataclass(frozen=True)
class Desglose:
    """Some means under one title: ``de_que`` heads their names, and ``cuantas`` what each rests on."""

    titulo: str
    de_que: str
    promedios: list[Promedio]
    cuantas: str = "Cuentas con resultado"

    @property
    def pares(self) -> list[tuple[str, Decimal | None]]:
        """As a chart takes them; none when there is nothing to draw."""
        pares = [(p.nombre, p.promedio) for p in self.promedios]
        return pares if any(promedio is not None for _, promedio in pares) else []


def desgloses(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> list[Desglose]:
    """What the page of a period and its report draw."""
    return [
        Desglose("Resultado por red social", "Red", por_red(periodo, visibles)),
        Desglose("Resultado por tipo de área", "Tipo de área", por_tipo_de_area(periodo, visibles)),
        Desglose(
            "Puntos por dimensión", "Dimensión", por_dimension(periodo, visibles), cuantas="Indicadores con datos"
        ),
    ]


def evolucion(periodo: Periodo) -> list[Promedio]:
    """The mean of the institution in this period and in the five before it, oldest first."""
    periodos = list(Periodo.objects.filter(desde__lte=periodo.desde).order_by("-desde")[:6])
    filas = Evaluacion.objects.filter(periodo__in=periodos)
    promedios = {p.nombre: p for p in _promedios(filas, "periodo")}
    return [_con_nombre(promedios[str(p.pk)], p.nombre) for p in reversed(periodos) if str(p.pk) in promedios]


@dataclass(frozen=True)
class Seguimiento:
    """What came of a period: users' proposals registered in it (8.b), and the plans and commitments that it left."""

    propuestas: int
    propuestas_decididas: int
    planes: int
    planes_presentados: int
    compromisos: int
    compromisos_verificados: int
    compromisos_vencidos: int


def seguimiento_de(periodo: Periodo, hoy: date) -> Seguimiento:
    """As of ``hoy``; three queries."""
    registradas = Propuesta.objects.filter(
        registrada__gte=instante_local(periodo.desde), registrada__lt=instante_local(periodo.hasta + UN_DIA)
    )
    compromisos = Compromiso.objects.filter(plan__evaluacion__periodo=periodo)
    vencido = Q(fecha__lt=hoy, estado=EstadoCompromiso.PENDIENTE)
    return Seguimiento(
        **registradas.aggregate(
            propuestas=Count("pk"), propuestas_decididas=Count("pk", filter=~Q(estado__in=SIN_DECIDIR))
        ),
        **Plan.objects.filter(evaluacion__periodo=periodo).aggregate(
            planes=Count("pk"), planes_presentados=Count("pk", filter=Q(presentado__isnull=False))
        ),
        **compromisos.aggregate(
            compromisos=Count("pk"),
            compromisos_verificados=Count("pk", filter=Q(verificado__isnull=False)),
            compromisos_vencidos=Count("pk", filter=vencido),
        ),
    )


@dataclass(frozen=True)
class Avance:
    """How far a period has got: how many evaluations are in each state, and what the áreas left out."""

    por_estado: list[tuple[str, int]]
    total: int
    con_resultado: int
    finales: int
    sin_captura: int
    sin_validacion: int


def avance_de(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> Avance:
    """One query."""
    filas = visibles.filter(periodo=periodo).order_by().values("estado", "omision").annotate(n=Count("pk"))
    por_estado = dict.fromkeys(EstadoEvaluacion.values, 0)
    omisiones = dict.fromkeys(Omision.values, 0)
    for fila in filas:
        por_estado[fila["estado"]] += fila["n"]
        if fila["omision"]:
            omisiones[fila["omision"]] += fila["n"]
    return Avance(
        [(str(EstadoEvaluacion(e).label), n) for e, n in por_estado.items()],
        sum(por_estado.values()),
        sum(por_estado[e] for e in CON_RESULTADO),
        por_estado[EstadoEvaluacion.FINAL],
        omisiones[Omision.CAPTURA],
        omisiones[Omision.VALIDACION],
    )


def en_orden(periodo: Periodo, visibles: QuerySet[Evaluacion]) -> QuerySet[Evaluacion]:
    """From the best result to the worst: only for the CNCS (``permisos.puede_ver_ranking``)."""
    filas = visibles.filter(_CON_RESULTADO, periodo=periodo, calificacion__isnull=False)
    return filas.select_related("cuenta", "area").order_by("-calificacion", "-pk")


def las_mias(persona: Any, periodo: Periodo) -> QuerySet[Evaluacion]:
    """Those of the accounts that the person administers, and of the áreas that the person heads."""
    filtro = Q(cuenta__designaciones__persona=persona, cuenta__designaciones__hasta__isnull=True)
    for ruta in credenciales(persona).rutas_que_encabeza:
        filtro |= Q(cuenta__area__ruta__startswith=ruta)
    claves = Evaluacion.objects.filter(filtro, periodo=periodo).values("pk")
    return Evaluacion.objects.filter(pk__in=claves).select_related("cuenta__area", "periodo")


def _promedios(filas: QuerySet[Evaluacion], campo: str | None) -> list[Promedio]:
    medidas = {
        "promedio": Avg("calificacion", filter=_CON_RESULTADO),
        "con": Count("pk", filter=_CON_RESULTADO),
        "todas": Count("pk"),
    }
    grupos: Iterable[dict[str, Any]]
    grupos = filas.order_by().values(campo).annotate(**medidas) if campo else [filas.aggregate(**medidas)]
    return [
        Promedio(str(g[campo]) if campo else "Institución", redondear(g["promedio"]), g["con"], g["todas"])
        for g in grupos
    ]


def _con_nombre(promedio: Promedio, nombre: Any) -> Promedio:
    return Promedio(str(nombre), promedio.promedio, promedio.con_resultado, promedio.cuentas)

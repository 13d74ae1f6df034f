"""8.a: the procedure and the report of a period as PDF/A-2a + PDF/UA-1, composed from their rows."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, NotRequired, TypedDict

from django.conf import settings

from evaluacion import consultas, graficas
from evaluacion.consultas import Desglose, Promedio
from evaluacion.estados import EstadoPeriodo
from evaluacion.indicadores import FORMULAS
from evaluacion.models import Evaluacion, Indicador, Periodo, Procedimiento
from organizacion.documentos import componer
from organizacion.tiempo import fecha_local

PLANTILLAS: Final = Path(settings.BASE_DIR) / "evaluacion" / "documentos" / "plantillas"
LUGAR: Final = "Ciudad de México"


class Renglon(TypedDict):
    nombre: str
    formula: str
    peso: str
    escala: str
    umbral: str
    evidencia: str


class Seccion(TypedDict):
    titulo: str
    peso: str
    indicadores: list[Renglon]


class Firma(TypedDict):
    nombre: str
    cargo: str


class DatosDeProcedimiento(TypedDict):
    area: str
    lugar: str
    titulo: str
    version: str
    presentacion: str
    secciones: list[Seccion]
    firma: Firma


class Grafica(TypedDict):
    titulo: str
    svg: NotRequired[str]  # only of what has some value to draw
    alternativo: str
    cabeza: list[str]
    renglones: list[list[str]]


class DatosDeInforme(TypedDict):
    area: str
    lugar: str
    titulo: str
    estado: str
    procedimiento: str
    resumen: list[list[str]]
    graficas: list[Grafica]
    areas: list[list[str]]
    cuentas: list[list[str]]


def procedimiento(fila: Procedimiento) -> bytes:
    """8.a: the procedure; an issued one gives the same bytes every time."""
    secciones: dict[str, list[Indicador]] = {}
    for indicador in fila.indicadores.all():
        secciones.setdefault(indicador.get_dimension_display(), []).append(indicador)
    datos: DatosDeProcedimiento = {
        "area": settings.INSTITUCION.comite.nombre,
        "lugar": LUGAR,
        "titulo": fila.nombre,
        "version": f"Versión {fila.version}" if fila.version else "Borrador, sin efectos",
        "presentacion": fila.presentacion,
        "secciones": [
            {"titulo": titulo, "peso": str(sum(i.peso for i in lista)), "indicadores": [_renglon(i) for i in lista]}
            for titulo, lista in secciones.items()
        ],
        "firma": {"nombre": fila.firma["nombre"], "cargo": fila.firma["cargo"] or "Presidencia del Comité"}
        if fila.firma
        else {"nombre": "Sin firma", "cargo": "Borrador"},
    }
    return componer(PLANTILLAS / "procedimiento.typ", DatosDeProcedimiento, datos, momento=fila.emitido or fila.creado)


def informe(periodo: Periodo, *, ahora: datetime) -> bytes:
    """8.a: the report of a period for the Comité, with the charts and the table of each."""
    todas = Evaluacion.objects.all()
    avance = consultas.avance_de(periodo, todas)
    general = consultas.de_la_institucion(periodo, todas)
    sigue = consultas.seguimiento_de(periodo, fecha_local(ahora))
    historia = Desglose("Resultado de la institución, periodo a periodo", "Periodo", consultas.evolucion(periodo))
    filas = periodo.evaluaciones.select_related("cuenta", "area").order_by("area__siglas", "cuenta__nombre", "pk")
    cerrado = periodo.estado == EstadoPeriodo.CERRADO
    datos: DatosDeInforme = {
        "area": settings.INSTITUCION.cncs.nombre,
        "lugar": LUGAR,
        "titulo": f"Informe de la evaluación de {periodo.nombre}",
        "estado": "Definitivo" if cerrado else "Preliminar: hay evaluaciones que todavía no son finales",
        "procedimiento": str(periodo.procedimiento),
        "resumen": [
            ["Resultado promedio", numero(general.promedio)],
            ["Cuentas evaluadas", f"{avance.con_resultado} de {avance.total}"],
            ["Evaluaciones finales", str(avance.finales)],
            ["Sin captura del área", str(avance.sin_captura)],
            ["Sin validación de la o el titular", str(avance.sin_validacion)],
            ["Planes de mejora presentados", f"{sigue.planes_presentados} de {sigue.planes}"],
            ["Compromisos de mejora verificados", f"{sigue.compromisos_verificados} de {sigue.compromisos}"],
            ["Compromisos de mejora vencidos", str(sigue.compromisos_vencidos)],
            [
                "Propuestas de la ciudadanía con decisión (8.b)",
                f"{sigue.propuestas_decididas} de {sigue.propuestas}",
            ],
        ],
        "graficas": [_grafica(d) for d in (historia, *consultas.desgloses(periodo, todas)) if d.promedios],
        "areas": _renglones(consultas.por_area(periodo, todas)),
        "cuentas": [
            [
                e.area.siglas,
                e.cuenta.nombre,
                e.cuenta.rotulo,
                e.get_red_display(),
                numero(e.calificacion) if e.tiene_resultado else f"{numero(e.calificacion)} (provisional)",
                str(e.cobertura),
                e.get_omision_display() or e.get_estado_display(),
            ]
            for e in filas
        ],
    }
    return componer(PLANTILLAS / "informe.typ", DatosDeInforme, datos, momento=ahora)


def numero(valor: Decimal | None) -> str:
    return "sin datos" if valor is None else f"{valor:.2f}"


def _grafica(desglose: Desglose) -> Grafica:
    pares = desglose.pares
    return {
        "titulo": desglose.titulo,
        "svg": graficas.barras(desglose.titulo, pares) if pares else "",
        "alternativo": f"{desglose.titulo}. {graficas.en_palabras(pares)}",
        "cabeza": [desglose.de_que, "Promedio", desglose.cuantas],
        "renglones": _renglones(desglose.promedios),
    }


def _renglones(promedios: Sequence[Promedio]) -> list[list[str]]:
    return [[p.nombre, numero(p.promedio), f"{p.con_resultado} de {p.cuentas}"] for p in promedios]


def _renglon(indicador: Indicador) -> Renglon:
    formula = FORMULAS.get(indicador.formula)
    return {
        "nombre": indicador.nombre,
        "formula": formula.explicacion if formula else "Lo captura el área.",
        "peso": str(indicador.peso) if indicador.peso else "Informa",
        "escala": indicador.escala_en_palabras or "—",
        "umbral": indicador.umbral_en_palabras or "—",
        "evidencia": indicador.evidencia or "—",
    }

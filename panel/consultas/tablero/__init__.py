"""The compliance with the norm, numeral by numeral, as of any date: computed from stored instants."""

from itertools import groupby
from typing import Final

from django.db.models import QuerySet

from organizacion.models import Area
from panel.consultas.tablero.comun import (
    Corte,
    Cuantos,
    Medida,
    areas_del_tablero,
    cierres_de_mes,
    contar,
    entonces,
    es_todo,
    tiene_tablero,
)
from panel.consultas.tablero.cuentas import DE_CUENTAS
from panel.consultas.tablero.cuidado import DE_CUIDADO
from panel.consultas.tablero.otras import OTRAS, pagina_de_solicitud
from panel.consultas.tablero.plazos import (
    SITUACIONES,
    MesDePlazos,
    abierto_en,
    como_iba,
    condicion,
    corriendo_en,
    del_mes,
    plazos_en,
    por_clase,
    por_mes,
)
from panel.consultas.tablero.respuestas import DE_RESPUESTAS

_TODAS = (*DE_CUENTAS, *DE_CUIDADO, *DE_RESPUESTAS, *OTRAS)
MEDIDAS: Final = {m.clave: m for m in sorted(_TODAS, key=lambda m: m.capitulo)}
CAPITULOS: Final = {
    "1": "Alcance",
    "5": "Responsables",
    "6": "Uso de las cuentas",
    "7": "Apertura y cierre",
    "8": "Evaluación",
}


def por_capitulo(areas: QuerySet[Area], corte: Corte) -> list[tuple[str, list[tuple[Medida, Cuantos]]]]:
    """Every measure with how many comply, by chapter. One query for each measure."""
    return [
        (f"{capitulo}. {CAPITULOS[capitulo]}", [(medida, contar(medida, areas, corte)) for medida in medidas])
        for capitulo, medidas in groupby(MEDIDAS.values(), key=lambda medida: medida.capitulo)
    ]


__all__ = [
    "MEDIDAS",
    "SITUACIONES",
    "Corte",
    "Cuantos",
    "Medida",
    "MesDePlazos",
    "abierto_en",
    "areas_del_tablero",
    "cierres_de_mes",
    "como_iba",
    "condicion",
    "contar",
    "corriendo_en",
    "del_mes",
    "entonces",
    "es_todo",
    "pagina_de_solicitud",
    "plazos_en",
    "por_capitulo",
    "por_clase",
    "por_mes",
    "tiene_tablero",
]

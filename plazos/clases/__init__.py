"""Every clock of the norm, in one table: unit, length, steps, and who answers when a step comes due.

When a clock must call a floor above, it goes through the dotted paths of this table and no other way.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils.module_loading import import_string

from plazos.clases import cuentas, evaluacion, publicaciones, solicitudes
from plazos.clases.base import VENCE, ClasePlazo, Paso
from plazos.clases.cuentas import (
    AUTENTICIDAD,
    AUTENTICIDAD_REPETIDA,
    CAPACITACION,
    CONVOCATORIA,
    DIFERENCIA,
    ESTRATEGIA,
    ESTRATEGIA_CAMBIOS,
    HORARIO,
    INCIDENTE_CIERRE,
    INCIDENTE_CONTENCION,
    RECERTIFICACION,
    RECERTIFICACION_HITO,
    ROTACION,
    ROTACION_INMEDIATA,
    VIGILANCIA,
)
from plazos.clases.evaluacion import (
    CAPTURA_EVALUACION,
    COMPROMISO,
    EVALUACION_CNCS,
    PLAN_MEJORA,
    RESOLUCION_EVALUACION,
    RESPUESTA_EVALUACION,
    VALIDACION_EVALUACION,
)
from plazos.clases.publicaciones import ATENCION, CONSULTA, DIFUSION, TURNO_AREA, VIGENCIA
from plazos.clases.solicitudes import (
    ACUSE_CAMBIO,
    CASO,
    CIERRE_BAJA,
    DUDA,
    PUBLICIDAD,
    RESPUESTA_AREA,
    REVISION_APERTURA,
    REVISION_BAJA,
    USO_AUTORIZACION,
    USO_INDEBIDO,
    VACANTE,
)
from plazos.models import Recordatorio

__all__ = [
    "ACUSE_CAMBIO",
    "ATENCION",
    "AUTENTICIDAD",
    "AUTENTICIDAD_REPETIDA",
    "CAPACITACION",
    "CAPTURA_EVALUACION",
    "CASO",
    "CIERRE_BAJA",
    "CLASES",
    "COMPROMISO",
    "CONSULTA",
    "CONVOCATORIA",
    "DIFERENCIA",
    "DIFUSION",
    "DUDA",
    "ESTRATEGIA",
    "ESTRATEGIA_CAMBIOS",
    "EVALUACION_CNCS",
    "HORARIO",
    "INCIDENTE_CIERRE",
    "INCIDENTE_CONTENCION",
    "PLAN_MEJORA",
    "PUBLICIDAD",
    "RECERTIFICACION",
    "RECERTIFICACION_HITO",
    "RESOLUCION_EVALUACION",
    "RESPUESTA_AREA",
    "RESPUESTA_EVALUACION",
    "REVISION_APERTURA",
    "REVISION_BAJA",
    "ROTACION",
    "ROTACION_INMEDIATA",
    "TURNO_AREA",
    "USO_AUTORIZACION",
    "USO_INDEBIDO",
    "VACANTE",
    "VALIDACION_EVALUACION",
    "VENCE",
    "VIGENCIA",
    "VIGILANCIA",
    "ClasePlazo",
    "Paso",
    "llamar_al_paso",
]

CLASES: Final[dict[str, ClasePlazo]] = {
    clase.clave: clase for parte in (evaluacion, solicitudes, cuentas, publicaciones) for clase in parte.CLASES
}


def llamar_al_paso(clase: str, recordatorios: list[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """Hand the steps that came due to whoever answers for that clock."""
    funcion: Callable[..., None] = import_string(CLASES[clase].al_paso)
    funcion(recordatorios, paso=paso, ahora=ahora)

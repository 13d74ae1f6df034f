from evaluacion.permisos.evaluacion import (
    es_parte,
    es_proceso,
    puede_ajustar,
    puede_capturar,
    puede_contestar,
    puede_devolver,
    puede_evaluar,
    puede_resolver,
    puede_validar,
)
from evaluacion.permisos.importacion import es_su_importacion
from evaluacion.permisos.periodo import puede_ver_ranking, puede_ver_resultados
from evaluacion.permisos.plan import puede_comprometer, puede_reportar, puede_verificar
from evaluacion.permisos.procedimiento import puede_emitir, puede_redactar, puede_ver_borradores

__all__ = [
    "es_parte",
    "es_proceso",
    "es_su_importacion",
    "puede_ajustar",
    "puede_capturar",
    "puede_comprometer",
    "puede_contestar",
    "puede_devolver",
    "puede_emitir",
    "puede_evaluar",
    "puede_redactar",
    "puede_reportar",
    "puede_resolver",
    "puede_validar",
    "puede_ver_borradores",
    "puede_ver_ranking",
    "puede_ver_resultados",
    "puede_verificar",
]

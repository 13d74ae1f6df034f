from evaluacion.acciones.captura import (
    CifrasDeLaRed,
    ValorCapturado,
    capturar,
    capturar_varias,
    devolver,
    guardar_captura,
    omitir_vencidas,
    validar,
    validar_varias,
)
from evaluacion.acciones.evaluacion import (
    AjusteInvalido,
    aceptar,
    ajustar,
    concluir_sin_respuesta,
    evaluar,
    evaluar_varias,
    observar,
    resolver,
)
from evaluacion.acciones.periodo import abrir_periodos, preparar_lote
from evaluacion.acciones.procedimiento import (
    DatosDeIndicador,
    ProcedimientoInvalido,
    corregir,
    emitir,
    redactar,
)
from evaluacion.acciones.recordar import avisar_cambio_de_plazo, recordar_evaluacion
from evaluacion.acciones.varias import Varias

__all__ = [
    "AjusteInvalido",
    "CifrasDeLaRed",
    "DatosDeIndicador",
    "ProcedimientoInvalido",
    "ValorCapturado",
    "Varias",
    "abrir_periodos",
    "aceptar",
    "ajustar",
    "avisar_cambio_de_plazo",
    "capturar",
    "capturar_varias",
    "concluir_sin_respuesta",
    "corregir",
    "devolver",
    "emitir",
    "evaluar",
    "evaluar_varias",
    "guardar_captura",
    "observar",
    "omitir_vencidas",
    "preparar_lote",
    "recordar_evaluacion",
    "redactar",
    "resolver",
    "validar",
    "validar_varias",
]

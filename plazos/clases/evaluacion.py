"""Clocks of the semiannual evaluation (8.a)."""

from typing import Final

from plazos.clases.base import BREVE, DIAS, LARGO, VENCE, ClasePlazo, Paso
from plazos.estados import Unidad

CAPTURA_EVALUACION: Final = "captura_evaluacion"
VALIDACION_EVALUACION: Final = "validacion_evaluacion"
EVALUACION_CNCS: Final = "evaluacion_cncs"
RESPUESTA_EVALUACION: Final = "respuesta_evaluacion"
RESOLUCION_EVALUACION: Final = "resolucion_evaluacion"
PLAN_MEJORA: Final = "plan_mejora"
COMPROMISO: Final = "compromiso"

_AVISOS: Final = (Paso("faltan_2", -2), Paso("faltan_0", 0))  # what happens at their end happens by itself
_EVALUACION: Final = "evaluacion.acciones.recordar_evaluacion"
CLASES: Final = (
    *(
        ClasePlazo(
            clave=clave,
            nombre=nombre,
            numeral="8.a",
            unidad=DIAS,
            termino=f"{clave}_dias_habiles",
            pasos=pasos,
            ambar=ambar,
            al_paso=_EVALUACION,
            al_mover="evaluacion.acciones.avisar_cambio_de_plazo",
        )
        for clave, nombre, pasos, ambar in (
            (CAPTURA_EVALUACION, "Captura de la evaluación", LARGO, 3),
            (VALIDACION_EVALUACION, "Validación del área", _AVISOS, 2),
            (EVALUACION_CNCS, "Evaluación de la CNCS", LARGO, 5),
            (RESPUESTA_EVALUACION, "Respuesta del área", _AVISOS, 2),
            (RESOLUCION_EVALUACION, "Resolución de las observaciones", BREVE, 2),
            (PLAN_MEJORA, "Plan de mejora", BREVE, 2),
        )
    ),
    ClasePlazo(
        clave=COMPROMISO,
        nombre="Compromiso de mejora",
        numeral="8.a",
        unidad=Unidad.DIAS_NATURALES,
        termino="",
        pasos=(
            *(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (15, 5, 0)),
            Paso(VENCE),
            *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (5, 15)),
        ),
        ambar=10,
        al_paso=_EVALUACION,
    ),
)

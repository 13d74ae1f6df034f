"""Clocks of what keeping an account asks: passwords, incidents, certifications, hours, training, strategies."""

from typing import Final

from plazos.clases.base import BREVE, DIAS, VENCE, ClasePlazo, Paso, naturales
from plazos.estados import Unidad

ROTACION: Final = "rotacion"
ROTACION_INMEDIATA: Final = "rotacion_inmediata"
INCIDENTE_CONTENCION: Final = "incidente_contencion"
INCIDENTE_CIERRE: Final = "incidente_cierre"
VIGILANCIA: Final = "vigilancia"
RECERTIFICACION: Final = "recertificacion"
RECERTIFICACION_HITO: Final = "recertificacion_hito"
DIFERENCIA: Final = "diferencia"
HORARIO: Final = "horario"
CAPACITACION: Final = "capacitacion"
CONVOCATORIA: Final = "convocatoria"
ESTRATEGIA: Final = "estrategia"
ESTRATEGIA_CAMBIOS: Final = "estrategia_cambios"
AUTENTICIDAD: Final = "autenticidad"
AUTENTICIDAD_REPETIDA: Final = "autenticidad_repetida"

_ROTACION: Final = "cuentas.acciones.recordar_rotacion"
_INCIDENTE: Final = "cuentas.acciones.recordar_incidente"
_OBLIGACION: Final = ("cuentas.acciones.recordar_obligacion", "cuentas.acciones.mover_obligaciones")

CLASES: Final = (
    ClasePlazo(
        clave=ROTACION,
        nombre="Cambio de contraseña",
        numeral="6.xxxiv",
        unidad=Unidad.MESES,
        termino="rotacion_meses",
        pasos=(
            *(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (15, 5, 1, 0)),
            Paso(VENCE),
            *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (3, 10)),
        ),
        ambar=10,
        al_paso=_ROTACION,
    ),
    ClasePlazo(
        clave=ROTACION_INMEDIATA,
        nombre="Cambio inmediato de contraseña",
        numeral="5.1.d",
        unidad=Unidad.HORAS,
        termino="rotacion_inmediata_horas",
        pasos=(Paso(VENCE), *(Paso(f"pasaron_{dias}", dias, naturales=True) for dias in (1, 3, 10))),
        ambar=1,
        al_paso=_ROTACION,
    ),
    ClasePlazo(
        clave=INCIDENTE_CONTENCION,
        nombre="Contención del incidente",
        numeral="6.xxxi",
        unidad=Unidad.HORAS,
        termino="incidente_contencion_horas",
        pasos=(Paso(VENCE), Paso("pasaron_1", 1, naturales=True)),
        ambar=1,
        al_paso=_INCIDENTE,
    ),
    ClasePlazo(
        clave=INCIDENTE_CIERRE,
        nombre="Cierre del incidente",
        numeral="6.xxxi",
        unidad=DIAS,
        termino="incidente_cierre_dias_habiles",
        pasos=(Paso("faltan_2", -2), Paso("faltan_0", 0), Paso(VENCE), Paso("pasaron_5", 5)),
        ambar=3,
        al_paso=_INCIDENTE,
        al_mover="cuentas.acciones.avisar_cambio_de_incidente",
    ),
    ClasePlazo(
        clave=VIGILANCIA,
        nombre="Revisión del identificador de una cuenta dada de baja",
        numeral="7.ix",
        unidad=Unidad.MESES,
        termino="vigilancia_meses",
        pasos=(Paso("faltan_0", 0, naturales=True), Paso("pasaron_10", 10, naturales=True)),
        ambar=5,
        al_paso="cuentas.acciones.recordar_vigilancia",
    ),
    *(
        ClasePlazo(
            clave=clave,
            nombre=nombre,
            numeral="5.1.a",
            unidad=DIAS,
            termino=f"{clave}_dias_habiles",
            pasos=BREVE,
            ambar=2,
            al_paso=f"cuentas.acciones.{al_paso}",
            al_mover="cuentas.acciones.avisar_cambio_de_recertificacion",
        )
        for clave, nombre, al_paso in (
            (RECERTIFICACION, "Recertificación anual de la cuenta", "recordar_recertificacion"),
            (RECERTIFICACION_HITO, "Recertificación ante un hito electoral", "recordar_recertificacion"),
            (DIFERENCIA, "Corrección de una diferencia", "recordar_diferencia"),
        )
    ),
    ClasePlazo(
        HORARIO,
        "Horario de atención en vacaciones",
        "5.1.e",
        DIAS,
        "horario_dias_habiles",
        (Paso("faltan_5", -5), Paso("faltan_2", -2), Paso(VENCE), Paso("pasaron_2", 2), Paso("pasaron_4", 4)),
        5,
        *_OBLIGACION,
    ),
    ClasePlazo(
        CAPACITACION,
        "Capacitación anual",
        "5.3.a",
        Unidad.MESES,
        "capacitacion_meses",
        naturales(-60, -30, -10, 5, 15),
        20,
        *_OBLIGACION,
    ),
    ClasePlazo(
        CONVOCATORIA,
        "Sesión de capacitación",
        "5.3.a",
        Unidad.HORAS,
        "convocatoria_horas",
        tuple(Paso(f"faltan_{dias}", -dias, naturales=True) for dias in (5, 1, 0)),
        3,
        "cuentas.acciones.recordar_convocatoria",
    ),
    ClasePlazo(
        ESTRATEGIA,
        "Estrategia de la Junta Local",
        "6.xxxiii",
        Unidad.MESES,
        "estrategia_meses",
        naturales(-15, -5, 0, 5, 15),
        10,
        *_OBLIGACION,
    ),
    ClasePlazo(
        ESTRATEGIA_CAMBIOS,
        "Cambios a la estrategia de la Junta Local",
        "6.xxxiii",
        DIAS,
        "estrategia_cambios_dias_habiles",
        (Paso("faltan_2", -2), Paso(VENCE), Paso("pasaron_2", 2), Paso("pasaron_10", 10)),
        3,
        *_OBLIGACION,
    ),
    ClasePlazo(
        AUTENTICIDAD,
        "Solicitud de autenticidad",
        "6.xxx",
        DIAS,
        "autenticidad_dias_habiles",
        (Paso("faltan_5", -5), Paso(VENCE), Paso("pasaron_10", 10), Paso("pasaron_20", 20)),
        5,
        *_OBLIGACION,
    ),
    ClasePlazo(
        AUTENTICIDAD_REPETIDA,
        "Solicitud de autenticidad",
        "6.xxx",
        Unidad.MESES,
        "autenticidad_repetir_meses",
        (Paso(VENCE),),
        5,
        *_OBLIGACION,
    ),
)

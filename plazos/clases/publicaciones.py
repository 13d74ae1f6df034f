"""Clocks of what is published and answered: consults, difusión, attention, validity."""

from typing import Final

from plazos.clases.base import VENCE, ClasePlazo, Paso
from plazos.estados import Unidad

DIFUSION: Final = "difusion"
CONSULTA: Final = "consulta"
ATENCION: Final = "atencion"
TURNO_AREA: Final = "turno_area"
VIGENCIA: Final = "vigencia"

_ATENCION: Final = (
    Paso("faltan_4h", horas=-4),
    Paso(VENCE),
    Paso("pasaron_1", 1, naturales=True),
    Paso("pasaron_3", 3, naturales=True),
)

CLASES: Final = (
    ClasePlazo(
        clave=CONSULTA,
        nombre="Consulta a la CNCS",
        numeral="6.viii",
        unidad=Unidad.HORAS,
        termino="consulta_horas",
        pasos=(Paso("faltan_24h", horas=-24), Paso("faltan_4h", horas=-4), Paso(VENCE)),
        ambar=1,
        al_paso="publicaciones.acciones.reloj_consulta.recordar_consulta",
    ),
    ClasePlazo(
        clave=DIFUSION,
        nombre="Fecha deseada de difusión",
        numeral="7.x",
        unidad=Unidad.DIAS_NATURALES,
        termino="",
        pasos=(Paso("faltan_2", -2), Paso("faltan_0", 0, naturales=True), Paso(VENCE)),
        ambar=2,
        al_paso="publicaciones.acciones.recordar_peticion",
    ),
    ClasePlazo(
        clave=ATENCION,
        nombre="Respuesta a la ciudadanía",
        numeral="6.xviii",
        unidad=Unidad.HORAS,
        termino="atencion_horas",
        pasos=_ATENCION,
        ambar=0,
        al_paso="publicaciones.acciones.recordar_atencion",
    ),
    ClasePlazo(
        clave=TURNO_AREA,
        nombre="Información del área a la que se turnó",
        numeral="6.vii",
        unidad=Unidad.HORAS,
        termino="turno_area_horas",
        pasos=_ATENCION,
        ambar=0,
        al_paso="publicaciones.acciones.recordar_turno",
    ),
    ClasePlazo(
        clave=VIGENCIA,
        nombre="Vigencia de lo publicado",
        numeral="5.2.d",
        unidad=Unidad.DIAS_NATURALES,
        termino="",
        pasos=(
            Paso("faltan_5", -5, naturales=True),
            Paso("faltan_0", 0, naturales=True),
            Paso(VENCE),
            Paso("pasaron_5", 5, naturales=True),
        ),
        ambar=3,
        al_paso="publicaciones.acciones.recordar_vigencia",
    ),
)

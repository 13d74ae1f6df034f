"""Clocks of the requests of chapter 7."""

from typing import Final

from plazos.clases.base import BREVE, DIAS, LARGO, VENCE, ClasePlazo, Paso

REVISION_APERTURA: Final = "revision_apertura"
USO_AUTORIZACION: Final = "uso_autorizacion"
REVISION_BAJA: Final = "revision_baja"
RESPUESTA_AREA: Final = "respuesta_area"
CIERRE_BAJA: Final = "cierre_baja"
ACUSE_CAMBIO: Final = "acuse_cambio"
VACANTE: Final = "vacante"
PUBLICIDAD: Final = "publicidad"
CASO: Final = "caso"
DUDA: Final = "duda"
USO_INDEBIDO: Final = "uso_indebido"

CLASES: Final = (
    ClasePlazo(
        clave=REVISION_APERTURA,
        nombre="Revisión de la CNCS",
        numeral="7.iii",
        unidad=DIAS,
        termino="revision_dias_habiles",
        pasos=LARGO,
        ambar=5,
        al_paso="solicitudes.acciones.recordar_revision",
        al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
    ),
    ClasePlazo(
        clave=USO_AUTORIZACION,
        nombre="Uso de la autorización",
        numeral="7.iv",
        unidad=DIAS,
        termino="uso_autorizacion_dias_habiles",
        pasos=(Paso("faltan_5", -5), Paso(VENCE), Paso("pasaron_15", 15)),
        ambar=5,
        al_paso="solicitudes.acciones.recordar_uso",
        al_mover="solicitudes.acciones.avisar_cambio_de_fecha",
    ),
    ClasePlazo(REVISION_BAJA, "Revisión de la CNCS", "7.viii", DIAS, "revision_dias_habiles", LARGO, 5),
    ClasePlazo(RESPUESTA_AREA, "Respuesta del área", "7.ix", DIAS, "respuesta_area_dias_habiles", BREVE, 3),
    ClasePlazo(CIERRE_BAJA, "Cierre de la cuenta", "7.ix", DIAS, "cierre_baja_dias_habiles", LARGO, 5),
    ClasePlazo(ACUSE_CAMBIO, "Acuse de la CNCS", "7.v", DIAS, "acuse_cambio_dias_habiles", BREVE, 2),
    ClasePlazo(VACANTE, "Designación pendiente", "5.1.b", DIAS, "vacante_dias_habiles", LARGO, 5),
    ClasePlazo(PUBLICIDAD, "Respuesta de la CNCS", "7.vii", DIAS, "publicidad_dias_habiles", BREVE, 2),
    ClasePlazo(CASO, "Resolución del Comité", "1.b", DIAS, "caso_dias_habiles", LARGO, 5),
    ClasePlazo(DUDA, "Respuesta de la CNCS", "5.3.b", DIAS, "duda_dias_habiles", BREVE, 1),
    ClasePlazo(USO_INDEBIDO, "Apertura de la investigación", "5.b", DIAS, "uso_indebido_dias_habiles", BREVE, 2),
)

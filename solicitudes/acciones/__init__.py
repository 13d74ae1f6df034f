from solicitudes.acciones.apertura import (
    AperturaIncompleta,
    OpcionInvalida,
    guardar_borrador,
    iniciar,
    presentar,
    renunciar,
    retirar,
)
from solicitudes.acciones.avisos_apertura import avisar_cambio_de_fecha, recordar_revision, recordar_uso
from solicitudes.acciones.avisos_solicitud import avisar_cambio_de_solicitud, recordar_solicitud
from solicitudes.acciones.cierre import notificar, registrar_apertura, registrar_buzon
from solicitudes.acciones.revision import anotar, asignar, autorizar, rechazar, tomar

__all__ = [
    "AperturaIncompleta",
    "OpcionInvalida",
    "anotar",
    "asignar",
    "autorizar",
    "avisar_cambio_de_fecha",
    "avisar_cambio_de_solicitud",
    "guardar_borrador",
    "iniciar",
    "notificar",
    "presentar",
    "rechazar",
    "recordar_revision",
    "recordar_solicitud",
    "recordar_uso",
    "registrar_apertura",
    "registrar_buzon",
    "renunciar",
    "retirar",
    "tomar",
]

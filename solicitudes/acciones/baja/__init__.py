"""7.viii, 7.ix: an account is closed: asked for, reviewed, and closed step by step with evidence."""

from solicitudes.acciones.baja.cierre import cancelar, cerrar_buzon, devolver, eliminar, exportar, verificar
from solicitudes.acciones.baja.tramite import (
    archivar,
    asignar,
    autorizar,
    contestar,
    continuar,
    iniciar,
    presentar,
    rechazar,
    retirar,
    tomar,
)

__all__ = [
    "archivar",
    "asignar",
    "autorizar",
    "cancelar",
    "cerrar_buzon",
    "contestar",
    "continuar",
    "devolver",
    "eliminar",
    "exportar",
    "iniciar",
    "presentar",
    "rechazar",
    "retirar",
    "tomar",
    "verificar",
]

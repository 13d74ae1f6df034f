from cuentas.acciones.baja import dar_de_baja, recordar_vigilancia, revisar_identificador
from cuentas.acciones.cuenta import (
    CuentaRepetida,
    DesignacionInvalida,
    activar,
    registrar,
    revisar_designacion,
    revisar_par,
)
from cuentas.acciones.relevo import cumple, relevar, vacar
from cuentas.acciones.rotacion import asegurar_rotaciones, exigir, recordar_rotacion

__all__ = [
    "CuentaRepetida",
    "DesignacionInvalida",
    "activar",
    "asegurar_rotaciones",
    "cumple",
    "dar_de_baja",
    "exigir",
    "recordar_rotacion",
    "recordar_vigilancia",
    "registrar",
    "relevar",
    "revisar_designacion",
    "revisar_identificador",
    "revisar_par",
    "vacar",
]

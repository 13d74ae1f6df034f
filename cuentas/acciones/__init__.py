from cuentas.acciones.abandono import anotar_actividad, vigilar_abandono
from cuentas.acciones.actividad import ActividadInvalida, asentar_actividad
from cuentas.acciones.avisos_capacitacion import recordar_convocatoria
from cuentas.acciones.avisos_incidente import avisar_cambio_de_incidente, recordar_incidente
from cuentas.acciones.avisos_obligacion import recordar_obligacion
from cuentas.acciones.baja import dar_de_baja, recordar_vigilancia, revisar_identificador
from cuentas.acciones.cuenta import (
    CuentaRepetida,
    DesignacionInvalida,
    activar,
    registrar,
    revisar_designacion,
    revisar_par,
)
from cuentas.acciones.obligacion import mover_obligaciones
from cuentas.acciones.recertificacion import (
    avisar_cambio_de_recertificacion,
    pedir_anuales,
    recordar_diferencia,
    recordar_recertificacion,
)
from cuentas.acciones.relevo import cumple, relevar, vacar
from cuentas.acciones.rotacion import asegurar_rotaciones, exigir, recordar_rotacion
from cuentas.acciones.suplantacion import (
    confirmar_suplantacion,
    denunciar_suplantacion,
    descartar_suplantacion,
    registrar_retiro,
    reportar_suplantacion,
)

__all__ = [
    "ActividadInvalida",
    "CuentaRepetida",
    "DesignacionInvalida",
    "activar",
    "anotar_actividad",
    "asegurar_rotaciones",
    "asentar_actividad",
    "avisar_cambio_de_incidente",
    "avisar_cambio_de_recertificacion",
    "confirmar_suplantacion",
    "cumple",
    "dar_de_baja",
    "denunciar_suplantacion",
    "descartar_suplantacion",
    "exigir",
    "mover_obligaciones",
    "pedir_anuales",
    "recordar_convocatoria",
    "recordar_diferencia",
    "recordar_incidente",
    "recordar_obligacion",
    "recordar_recertificacion",
    "recordar_rotacion",
    "recordar_vigilancia",
    "registrar",
    "registrar_retiro",
    "relevar",
    "reportar_suplantacion",
    "revisar_designacion",
    "revisar_identificador",
    "revisar_par",
    "vacar",
    "vigilar_abandono",
]

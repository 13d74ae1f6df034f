from cuentas.models.abandono import AlertaAbandono
from cuentas.models.autenticidad import Autenticidad
from cuentas.models.capacitacion import Convocatoria, Sesion
from cuentas.models.cuenta import Cuenta
from cuentas.models.designacion import Designacion
from cuentas.models.estrategia import Estrategia
from cuentas.models.horario import Horario, Vacaciones
from cuentas.models.incidente import Evidencia, Incidente
from cuentas.models.obligacion import Obligacion
from cuentas.models.personal import CuentaPersonal
from cuentas.models.recertificacion import Diferencia, Recertificacion
from cuentas.models.rotacion import Rotacion
from cuentas.models.suplantacion import ReporteSuplantacion, Suplantacion

__all__ = [
    "AlertaAbandono",
    "Autenticidad",
    "Convocatoria",
    "Cuenta",
    "CuentaPersonal",
    "Designacion",
    "Diferencia",
    "Estrategia",
    "Evidencia",
    "Horario",
    "Incidente",
    "Obligacion",
    "Recertificacion",
    "ReporteSuplantacion",
    "Rotacion",
    "Sesion",
    "Suplantacion",
    "Vacaciones",
]

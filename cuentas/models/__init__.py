from cuentas.models.abandono import AlertaAbandono
from cuentas.models.cuenta import Cuenta
from cuentas.models.designacion import Designacion
from cuentas.models.incidente import Evidencia, Incidente
from cuentas.models.personal import CuentaPersonal
from cuentas.models.recertificacion import Diferencia, Recertificacion
from cuentas.models.rotacion import Rotacion

__all__ = [
    "AlertaAbandono",
    "Cuenta",
    "CuentaPersonal",
    "Designacion",
    "Diferencia",
    "Evidencia",
    "Incidente",
    "Recertificacion",
    "Rotacion",
]

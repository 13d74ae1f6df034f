from cuentas.models.cuenta import Cuenta
from cuentas.models.designacion import Designacion
from cuentas.models.personal import CuentaPersonal
from cuentas.models.rotacion import Rotacion

__all__ = ["Cuenta", "CuentaPersonal", "Designacion", "Rotacion"]

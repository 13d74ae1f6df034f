from cuentas.models.cuenta import Cuenta
from cuentas.models.designacion import Designacion

__all__ = ["Cuenta", "Designacion"]

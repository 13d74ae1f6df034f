from cuentas.admin.cuenta import (
    CuentaAdmin,
)

__all__ = [
    "CuentaAdmin",
]

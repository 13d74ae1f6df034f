from cuentas.admin.cuenta import (
    CuentaAdmin,
)
from cuentas.admin.higiene import AlertaAbandonoAdmin, RecertificacionAdmin

__all__ = [
    "AlertaAbandonoAdmin",
    "CuentaAdmin",
    "RecertificacionAdmin",
]

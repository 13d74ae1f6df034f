from cuentas.admin.cuenta import (
    CuentaAdmin,
)
from cuentas.admin.higiene import AlertaAbandonoAdmin, RecertificacionAdmin
from cuentas.admin.suplantacion import SuplantacionAdmin

__all__ = [
    "AlertaAbandonoAdmin",
    "CuentaAdmin",
    "RecertificacionAdmin",
    "SuplantacionAdmin",
]

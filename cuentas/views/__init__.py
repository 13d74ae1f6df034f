from cuentas.views.directorio import designar, detalle, directorio
from cuentas.views.gobierno import al, lista
from cuentas.views.higiene import corregir_diferencia, recertificacion, recertificaciones
from cuentas.views.personal import consejerias
from cuentas.views.rotacion import actuar_en_rotacion, rotacion

__all__ = [
    "actuar_en_rotacion",
    "al",
    "consejerias",
    "corregir_diferencia",
    "designar",
    "detalle",
    "directorio",
    "lista",
    "recertificacion",
    "recertificaciones",
    "rotacion",
]

from cuentas.views.directorio import designar, detalle, directorio
from cuentas.views.gobierno import al, lista
from cuentas.views.higiene import corregir_diferencia, recertificacion, recertificaciones
from cuentas.views.incidente import actuar as actuar_en_incidente
from cuentas.views.incidente import evidencia, incidente
from cuentas.views.incidente import lista as incidentes
from cuentas.views.incidente import nuevo as nuevo_incidente
from cuentas.views.personal import consejerias
from cuentas.views.rotacion import actuar_en_rotacion, rotacion

__all__ = [
    "actuar_en_incidente",
    "actuar_en_rotacion",
    "al",
    "consejerias",
    "corregir_diferencia",
    "designar",
    "detalle",
    "directorio",
    "evidencia",
    "incidente",
    "incidentes",
    "lista",
    "nuevo_incidente",
    "recertificacion",
    "recertificaciones",
    "rotacion",
]

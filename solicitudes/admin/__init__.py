"""The trays of requests."""

from django.contrib import admin

from solicitudes.admin.apertura import AperturaAdmin
from solicitudes.admin.base import SolicitudAdmin
from solicitudes.admin.frecuente import PreguntaFrecuenteAdmin
from solicitudes.clases import CLASES, Clase


def _bandeja(clase: Clase) -> type[SolicitudAdmin]:
    nombre = f"{clase.modelo.__name__}Admin"
    return type(nombre, (SolicitudAdmin,), {"clase": clase, "__module__": __name__})


for _clase in CLASES.values():
    admin.site.register(_clase.modelo, _bandeja(_clase))

__all__ = ["AperturaAdmin", "PreguntaFrecuenteAdmin", "SolicitudAdmin"]

from solicitudes.views.borrador import nueva, oficio, paso, presentar
from solicitudes.views.consulta import detalle, lista, prueba
from solicitudes.views.papeles import constancia, documento, verificar
from solicitudes.views.solicitud import acto, menu, nueva_solicitud, prueba_solicitud, solicitud
from solicitudes.views.tramite import abrir, notificar, renunciar, retirar

__all__ = [
    "abrir",
    "acto",
    "constancia",
    "detalle",
    "documento",
    "lista",
    "menu",
    "notificar",
    "nueva",
    "nueva_solicitud",
    "oficio",
    "paso",
    "presentar",
    "prueba",
    "prueba_solicitud",
    "renunciar",
    "retirar",
    "solicitud",
    "verificar",
]

from solicitudes.views.borrador import nueva, oficio, paso, presentar
from solicitudes.views.consulta import detalle, lista, prueba
from solicitudes.views.papeles import constancia, documento, verificar
from solicitudes.views.tramite import abrir, notificar, renunciar, retirar

__all__ = [
    "abrir",
    "constancia",
    "detalle",
    "documento",
    "lista",
    "notificar",
    "nueva",
    "oficio",
    "paso",
    "presentar",
    "prueba",
    "renunciar",
    "retirar",
    "verificar",
]

from solicitudes.views.borrador import nueva, oficio, paso, presentar
from solicitudes.views.consulta import detalle, prueba
from solicitudes.views.informacion import informacion
from solicitudes.views.lista import lista
from solicitudes.views.papeles import constancia, documento, verificar
from solicitudes.views.precedentes import precedente, precedentes
from solicitudes.views.preguntas import preguntas
from solicitudes.views.solicitud import acto, menu, nueva_solicitud, prueba_solicitud, solicitud
from solicitudes.views.tramite import abrir, notificar, renunciar, retirar

__all__ = [
    "abrir",
    "acto",
    "constancia",
    "detalle",
    "documento",
    "informacion",
    "lista",
    "menu",
    "notificar",
    "nueva",
    "nueva_solicitud",
    "oficio",
    "paso",
    "precedente",
    "precedentes",
    "preguntas",
    "presentar",
    "prueba",
    "prueba_solicitud",
    "renunciar",
    "retirar",
    "solicitud",
    "verificar",
]

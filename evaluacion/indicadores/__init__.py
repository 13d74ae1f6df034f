"""Computed indicators: each in bulk, with what explains it and the rows behind it."""

from evaluacion.indicadores.base import Cifra, Formula, Lote, Sustento, Ventana
from evaluacion.indicadores.medir import anotar_cifra, cifras_de, lote_de, ventana_de
from evaluacion.indicadores.registro import FORMULAS

__all__ = [
    "FORMULAS",
    "Cifra",
    "Formula",
    "Lote",
    "Sustento",
    "Ventana",
    "anotar_cifra",
    "cifras_de",
    "lote_de",
    "ventana_de",
]

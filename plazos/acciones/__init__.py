from plazos.acciones.barrido import Barrido, barrer
from plazos.acciones.calendario import (
    CalendarioCambio,
    CambioInvalido,
    Movimiento,
    aplicar_cambio,
    previsualizar,
    sembrar_calendario,
)
from plazos.acciones.reloj import abrir, cerrar, latir, reanudar, suspender

__all__ = [
    "Barrido",
    "CalendarioCambio",
    "CambioInvalido",
    "Movimiento",
    "abrir",
    "aplicar_cambio",
    "barrer",
    "cerrar",
    "latir",
    "previsualizar",
    "reanudar",
    "sembrar_calendario",
    "suspender",
]

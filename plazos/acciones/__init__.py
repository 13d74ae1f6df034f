from plazos.acciones.barrido import Barrido, barrer
from plazos.acciones.calendario import (
    CalendarioCambio,
    CambioInvalido,
    Movimiento,
    aplicar_cambio,
    previsualizar,
    sembrar_calendario,
)
from plazos.acciones.reloj import Arranque, abrir, abrir_varios, cerrar, cerrar_varios, latir, reanudar, suspender

__all__ = [
    "Arranque",
    "Barrido",
    "CalendarioCambio",
    "CambioInvalido",
    "Movimiento",
    "abrir",
    "abrir_varios",
    "aplicar_cambio",
    "barrer",
    "cerrar",
    "cerrar_varios",
    "latir",
    "previsualizar",
    "reanudar",
    "sembrar_calendario",
    "suspender",
]

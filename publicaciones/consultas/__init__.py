from publicaciones.consultas.veda import (
    motivo_de_veda,
    que_impide,
    veda_en,
)

__all__ = [
    "motivo_de_veda",
    "que_impide",
    "veda_en",
]

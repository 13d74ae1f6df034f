from solicitudes.consultas.apertura import (
    FRASES,
    Reloj,
    areas_que_encabeza,
    buzones,
    cola_de_revision,
    linea_de_tiempo,
    posibles,
    reloj_de,
    resueltas,
    revisores_posibles,
)

__all__ = [
    "FRASES",
    "Reloj",
    "areas_que_encabeza",
    "buzones",
    "cola_de_revision",
    "linea_de_tiempo",
    "posibles",
    "reloj_de",
    "resueltas",
    "revisores_posibles",
]

"""Doors of the picture of compliance."""

from tests.puertas.comun import COMITE, TITULARES, Puerta

LO_VEN = TITULARES | COMITE | {"control"}

PUERTAS: dict[str, list[Puerta]] = {
    "panel:carga": [Puerta(LO_VEN)],
    "panel:carga_de_persona": [
        Puerta(LO_VEN, lambda m: {"clave": 0}),
        Puerta(frozenset(), lambda m: {"clave": 999999}),
    ],
    "panel:carga_por_antiguedad": [
        Puerta(LO_VEN, lambda m: {"tramo": 0}),
        Puerta(frozenset(), lambda m: {"tramo": 4}),
    ],
    "panel:tablero": [Puerta(LO_VEN)],
    "panel:tablero_medida": [
        Puerta(LO_VEN, lambda m: {"clave": "administradores"}),
        Puerta(frozenset(), lambda m: {"clave": "ninguna"}),
    ],
    "panel:tablero_plazos": [Puerta(LO_VEN)],
    "panel:tablero_plazos_mes": [
        Puerta(LO_VEN, lambda m: {"mes": "2025-08"}),
    ],
    "panel:tablero_plazos_de_clase": [
        Puerta(LO_VEN, lambda m: {"clase": "rotacion", "situacion": "corriendo"}),
        Puerta(frozenset(), lambda m: {"clase": "rotacion", "situacion": "otra"}),
    ],
}

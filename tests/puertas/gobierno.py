"""Doors of what governs one account: its list, how it stood on a date, its log."""

from typing import Any

from solicitudes.estados import EstadoApertura as E
from tests.puertas.comun import CNCS, CON_SESION, Mundo, Puerta

# Of the account of DECEyEC: its two administrators, its head, who answers and who oversees.
SUPERVISAN = frozenset({"titular", "medio", "operativo", "control"}) | CNCS


def cuenta(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.aperturas[E.CONCLUIDA].cuenta_id}


PUERTAS = {
    "cuentas:lista": [Puerta(CON_SESION)],
    "cuentas:al": [Puerta(SUPERVISAN, cuenta)],
}

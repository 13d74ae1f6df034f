"""Doors of the expediente of an account."""

from tests.puertas.comun import CNCS, Puerta

PUERTAS: dict[str, list[Puerta]] = {
    # Of the account of DECEyEC: its head, and who answers for the institution; not who administers it.
    "panel:expediente": [Puerta(frozenset({"titular", "control"}) | CNCS, lambda m: {"pk": m.cambio.cuenta_id})],
}

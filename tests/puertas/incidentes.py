"""Doors of the incidents of an account (6.xxxi)."""

from typing import Any

from solicitudes.estados import EstadoApertura
from tests.fabrica_incidente import incidente
from tests.puertas.comun import CNCS, COMITE, CON_SESION, TITULARES, Mundo, Puerta

# Of an incident of an account of DECEyEC that a head of another área reported.
ATIENDEN = frozenset({"titular", "medio", "operativo", "unicom"}) | CNCS
VEN = ATIENDEN | COMITE | {"control", "vocal_local"}


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    mundo.incidente = incidente(mundo.ine, cuenta=mundo.aperturas[EstadoApertura.CONCLUIDA].cuenta)


def acto(clave: str) -> Any:
    return lambda mundo: {"pk": mundo.incidente.pk, "acto": clave}


PUERTAS: dict[str, list[Puerta]] = {
    "cuentas:incidentes": [Puerta(CON_SESION)],
    "cuentas:nuevo_incidente": [Puerta(CON_SESION)],
    "cuentas:incidente": [Puerta(VEN, lambda m: {"pk": m.incidente.pk})],
    "cuentas:incidente_acto": [
        Puerta(ATIENDEN, acto("contener"), "post"),
        Puerta(ATIENDEN | {"vocal_local"}, acto("aportar"), "post"),
        Puerta(CNCS, acto("desestimar"), "post"),
        Puerta(frozenset(), acto("cerrar"), "post"),  # it is not even contained
    ],
    "cuentas:evidencia": [Puerta(VEN, lambda m: {"pk": m.incidente.evidencias.exclude(archivo="").get().pk})],
}

# 6.xxxiv: compliance with the changes of password, of the áreas whose panel a person may open.
PUERTAS |= {
    "panel:contrasenas": [Puerta(TITULARES | CNCS | {"control"})],
    "panel:contrasenas_mes": [
        Puerta(CNCS | {"titular", "control"}, lambda m: {"siglas": "DECEyEC", "mes": "2025-08"}),
    ],
}

"""Doors of contents: those of whoever publishes in the account, and of whoever watches over it."""

from typing import Any

from solicitudes.estados import EstadoApertura as E
from tests.fabrica_contenido import contenido
from tests.puertas.comun import CNCS, Mundo, Puerta

PUBLICAN = frozenset({"titular", "medio", "operativo"})
VEN = PUBLICAN | CNCS | {"control"}


def preparar(mundo: Mundo) -> None:
    cuenta = mundo.aperturas[E.CONCLUIDA].cuenta
    mundo.contenido = contenido(mundo.ine, cuenta)  # type: ignore[attr-defined]


def de(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.contenido.pk}


def de_la_variante(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.contenido.vivas[0].pk}


PUERTAS = {
    "publicaciones:contenido": [Puerta(VEN, de)],
    "publicaciones:revisar": [Puerta(PUBLICAN, de_la_variante, "post")],
}

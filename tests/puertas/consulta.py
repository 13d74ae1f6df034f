"""Doors of the blackouts and of the material of the peticiones."""

from datetime import timedelta

from publicaciones.acciones import decretar_veda
from publicaciones.estados import AmbitoVeda
from publicaciones.models import MaterialDePeticion
from tests.fabrica import png
from tests.puertas.comun import CNCS, Mundo, Puerta


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    ine = mundo.ine
    mundo.veda = decretar_veda(
        nombre="Campañas", fundamento="Artículo 41", desde=ine.ahora, hasta=ine.ahora + timedelta(days=9999),
        ambito=AmbitoVeda.ALGUNAS, entidades=["Oaxaca"], por=ine["titular_cncs"], ahora=ine.ahora,
    )  # fmt: skip
    mundo.material = MaterialDePeticion.objects.create(
        peticion=mundo.peticion, archivo=png("cartel.png"), nombre="cartel.png", tamano=1, momento=ine.ahora
    )


PUERTAS: dict[str, list[Puerta]] = {
    "publicaciones:material": [Puerta(CNCS | {"titular", "control"}, lambda m: {"pk": m.material.pk})],
    "admin:publicaciones_veda_changelist": [Puerta(CNCS | {"control"})],
    "admin:publicaciones_veda_add": [Puerta(frozenset({"titular_cncs"}))],
    "admin:publicaciones_veda_change": [Puerta(CNCS | {"control"}, lambda m: {"pk": m.veda.pk})],
    "admin:publicaciones_veda_tramite": [
        Puerta(frozenset(), lambda m: {"pk": m.veda.pk, "clave": "borrar"}, "post"),
    ],
}

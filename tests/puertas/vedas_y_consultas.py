"""Doors of the consults, the calendar, the blackouts and the material of the peticiones."""

from datetime import timedelta

from django.utils import timezone

from publicaciones.acciones import decretar_veda
from publicaciones.estados import AmbitoVeda
from publicaciones.models import MaterialDePeticion
from tests.fabrica import png
from tests.fabrica_consulta import consulta, en_estudio
from tests.puertas.comun import CNCS, CON_SESION, Mundo, Puerta
from tests.puertas.contenidos import PUBLICAN, VEN


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    ine = mundo.ine
    mundo.veda = decretar_veda(
        nombre="Campañas", fundamento="Artículo 41", desde=ine.ahora, hasta=ine.ahora + timedelta(days=9999),
        ambito=AmbitoVeda.ALGUNAS, entidades=["Oaxaca"], por=ine["titular_cncs"], ahora=ine.ahora,
    )  # fmt: skip
    mundo.consulta = en_estudio(
        consulta(mundo.contenido.variantes.get(), ine, ahora=timezone.now()), ine, timezone.now()
    )
    mundo.material = MaterialDePeticion.objects.create(
        peticion=mundo.peticion, archivo=png("cartel.png"), nombre="cartel.png", tamano=1, momento=ine.ahora
    )


PUERTAS: dict[str, list[Puerta]] = {
    "publicaciones:calendario": [Puerta(CON_SESION)],
    "publicaciones:consultas": [Puerta(CON_SESION)],
    "publicaciones:consultar": [Puerta(PUBLICAN, lambda m: {"pk": m.consulta.variante_id})],
    "publicaciones:consulta": [Puerta(VEN, lambda m: {"pk": m.consulta.pk})],
    "publicaciones:consulta_acto": [
        Puerta(PUBLICAN, lambda m: {"pk": m.consulta.pk, "acto": "retirar"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.consulta.pk, "acto": "vencer"}, "post"),
    ],
    "admin:publicaciones_consulta_changelist": [Puerta(CNCS | {"control"})],
    "admin:publicaciones_consulta_change": [Puerta(CNCS | {"control"}, lambda m: {"pk": m.consulta.pk})],
    "admin:publicaciones_consulta_tramite": [
        Puerta(frozenset({"revisora"}), lambda m: {"pk": m.consulta.pk, "clave": "opinar_a_favor"}, "post"),
        Puerta(CNCS - {"revisora"}, lambda m: {"pk": m.consulta.pk, "clave": "tomar"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.consulta.pk, "clave": "vencer"}, "post"),
    ],
    "publicaciones:material": [Puerta(CNCS | {"titular", "control"}, lambda m: {"pk": m.material.pk})],
    "admin:publicaciones_veda_changelist": [Puerta(CNCS | {"control"})],
    "admin:publicaciones_veda_add": [Puerta(frozenset({"titular_cncs"}))],
    "admin:publicaciones_veda_change": [Puerta(CNCS | {"control"}, lambda m: {"pk": m.veda.pk})],
    "admin:publicaciones_veda_tramite": [
        Puerta(frozenset(), lambda m: {"pk": m.veda.pk, "clave": "borrar"}, "post"),
    ],
}

"""Doors of what citizens write: the account of DECEyEC, and DERFE, to which one message was passed on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from publicaciones.estados import EstadoInteraccion as E
from publicaciones.models import Rebase
from tests.fabrica_atencion import cuenta, importacion, interaccion, medida, propuesta
from tests.puertas.comun import CNCS, CON_SESION, Mundo, Puerta

# Whoever attends the account: its administrators, and the head of its área.
ATIENDEN = frozenset({"medio", "operativo", "titular"})
LEEN = ATIENDEN | CNCS | {"control"}
# Whoever attends some account: those of DECEyEC, of DERFE and of the CNCS.
CAPTURAN = ATIENDEN | {"otra_titular", "otro_medio", "titular_cncs"}


def preparar(mundo: Mundo) -> None:
    ine = mundo.ine
    mundo.interaccion = interaccion(ine)
    mundo.turnada = interaccion(ine, E.TURNADA, texto="¿Cuándo cierran los módulos?")
    mundo.medida, mundo.propuesta, mundo.importacion = medida(ine), propuesta(ine), importacion(ine)
    mundo.rebase = Rebase.objects.create(
        cuenta=cuenta(ine), tema=mundo.interaccion.tema, dia=ine.ahora.date() - timedelta(days=9), cuantas=30,
        habitual=1, detectado=ine.ahora,
    )  # fmt: skip


def de(nombre: str, **mas: str) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: {"pk": getattr(mundo, nombre).pk, **mas}


PUERTAS: dict[str, list[Puerta]] = {
    "publicaciones:atencion": [Puerta(CON_SESION)],
    "publicaciones:atencion_exportar": [Puerta(CON_SESION)],
    "publicaciones:atencion_plantilla": [Puerta(CON_SESION)],
    "publicaciones:atencion_nueva": [Puerta(CAPTURAN), Puerta(CAPTURAN, metodo="post")],
    "publicaciones:atencion_importar": [Puerta(CAPTURAN)],
    "publicaciones:atencion_detalle": [
        Puerta(LEEN, de("interaccion")),
        Puerta(LEEN | {"otra_titular"}, de("turnada")),
    ],
    "publicaciones:atencion_acto": [
        Puerta(ATIENDEN, de("interaccion", acto="contestar"), "post"),
        Puerta(ATIENDEN | {"otra_titular"}, de("turnada", acto="contestar"), "post"),
        Puerta(frozenset(), de("interaccion", acto="informar"), "post"),
        Puerta(frozenset(), de("interaccion", acto="acusar"), "post"),
        Puerta(frozenset({"otra_titular"}), de("turnada", acto="devolver"), "post"),
    ],
    "publicaciones:atencion_importacion": [Puerta(frozenset({"medio"}), de("importacion"))],
    "publicaciones:atencion_importacion_acto": [
        Puerta(frozenset({"medio"}), de("importacion", acto="confirmar"), "post"),
        Puerta(frozenset({"medio"}), de("importacion", acto="descartar"), "post"),
    ],
    "publicaciones:atencion_medidas": [Puerta(CON_SESION)],
    "publicaciones:atencion_medida": [Puerta(LEEN, de("medida"))],
    "publicaciones:atencion_evidencia": [Puerta(LEEN, de("medida"))],
    "publicaciones:atencion_medida_acto": [
        # Never who registered it.
        Puerta(frozenset({"operativo", "titular"}), de("medida", acto="confirmar_medida"), "post"),
    ],
    "publicaciones:atencion_propuestas": [Puerta(CON_SESION)],
    "publicaciones:atencion_propuesta": [Puerta(LEEN, de("propuesta"))],
    "publicaciones:atencion_propuesta_acto": [
        Puerta(frozenset({"titular"}), de("propuesta", acto="analizar"), "post"),
    ],
    "publicaciones:atencion_temas": [Puerta(CON_SESION)],
    "publicaciones:atencion_tema": [Puerta(LEEN, lambda m: {"pk": m.interaccion.tema_id})],
    "publicaciones:atencion_tema_acto": [
        Puerta(ATIENDEN, lambda m: {"pk": m.interaccion.tema_id, "acto": "fusionar"}, "post"),
        Puerta(frozenset(), lambda m: {"pk": m.interaccion.tema_id, "acto": "borrar"}, "post"),
    ],
    "publicaciones:atencion_rebase": [Puerta(frozenset(), de("rebase"), "post")],
}

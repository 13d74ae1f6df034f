"""Doors of contents: those of whoever publishes in the account, and of whoever watches over it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from publicaciones import acciones
from publicaciones.acciones import ArchivoNuevo
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import png
from tests.fabrica_contenido import contenido, escribir, publicar
from tests.puertas.comun import CNCS, CON_SESION, Mundo, Puerta

PUBLICAN = frozenset({"titular", "medio", "operativo"})
VEN = PUBLICAN | CNCS | {"control"}


def preparar(mundo: Mundo) -> None:
    """A content of DECEyEC in preparation, one that waits for an endorsement, and one published."""
    ine, cuenta = mundo.ine, mundo.aperturas[E.CONCLUIDA].cuenta
    mundo.contenido = contenido(ine, cuenta)
    mundo.variante = mundo.contenido.variantes.get()
    mundo.por_pedir = contenido(ine, cuenta, area_avala=ine.areas["DERFE"])
    por_avalar = contenido(ine, cuenta, area_avala=ine.areas["DERFE"])
    ahora = ine.ahora + timedelta(hours=1)
    mundo.aval = acciones.pedir_aval(contenido=por_avalar, por=ine["medio"], ahora=ahora)
    publicada = contenido(ine, cuenta)
    mundo.publicada = publicada.variantes.get()
    imagen = ArchivoNuevo(png("cartel.png"), "image/png", "Cartel con la fecha")
    escribir(ine, mundo.publicada, nuevo=imagen)
    mundo.medio = mundo.publicada.medios.get()
    mundo.publicacion = publicar(ine, mundo.publicada, captura=png("captura.png"), captura_tipo="image/png")


def de(nombre: str) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: {"pk": getattr(mundo, nombre).pk}


PUERTAS = {
    "publicaciones:revisar": [Puerta(PUBLICAN, de("variante"), "post")],
    "publicaciones:contenidos": [Puerta(CON_SESION)],
    "publicaciones:contenido_nuevo": [Puerta(PUBLICAN | {"otra_titular", "otro_medio", "titular_cncs"})],
    "publicaciones:contenido": [
        Puerta(VEN, de("contenido")),
        Puerta(VEN | {"otra_titular"}, lambda m: {"pk": m.aval.contenido_id}),
    ],
    "publicaciones:contenido_editar": [Puerta(PUBLICAN, de("contenido"))],
    "publicaciones:variante_nueva": [Puerta(frozenset(), de("contenido"), "post")],
    "publicaciones:aval_pedir": [Puerta(PUBLICAN, de("por_pedir"), "post")],
    "publicaciones:aval_resolver": [
        Puerta(frozenset({"otra_titular"}), lambda m: {"pk": m.aval.pk, "acto": "otorgar"}, "post"),
    ],
    "publicaciones:vigencia": [Puerta(PUBLICAN, lambda m: {"pk": m.publicada.contenido_id})],
    "publicaciones:variante": [Puerta(PUBLICAN, de("variante"))],
    "publicaciones:vista_previa": [Puerta(PUBLICAN, de("variante"), "post")],
    "publicaciones:variante_descartar": [Puerta(PUBLICAN, de("variante"), "post")],
    "publicaciones:publicar": [Puerta(PUBLICAN, de("variante"))],
    "publicaciones:corregir": [Puerta(PUBLICAN, de("publicada"))],
    "publicaciones:variante_retirar": [Puerta(PUBLICAN, de("publicada"))],
    "publicaciones:evidencia": [Puerta(VEN, de("publicada"))],
    "publicaciones:medio": [Puerta(VEN, de("medio"))],
    "publicaciones:captura": [Puerta(VEN, de("publicacion"))],
}

"""The only writer of versions: what a post is now, kept as it is."""

from datetime import datetime

from bitacora import flujo
from organizacion.models import Persona
from publicaciones.acciones.consulta import anular_por_edicion
from publicaciones.huella import huella_de
from publicaciones.models import Variante, Version


def guardar_version(variante: Variante, *, por: Persona, ahora: datetime, acto: str = "editar") -> bool:
    """6.viii, 6.xx: write down a locked variant in preparation as a new version, if anything in it is another; return
    whether it is. Its plan (when it is to be published) is saved either way, and is no part of the version."""
    canonico = variante.canonico()
    huella = huella_de(canonico)
    if huella == variante.huella:
        flujo.anotar_historia(variante, por=por, ahora=ahora)
        variante.save()
        return False
    variante.huella, variante.version = huella, variante.version + 1
    Version.objects.create(
        variante=variante,
        numero=variante.version,
        texto=variante.texto,
        canonico=canonico,
        huella=huella,
        creada=ahora,
        por=por,
    )
    flujo.cumplir(variante, acto, por=por, ahora=ahora)
    anular_por_edicion(variante=variante, ahora=ahora)
    return True

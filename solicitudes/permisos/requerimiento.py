"""7.iii, 7.viii: who may ask for more information, and who hands it in."""

from typing import Any, Final

from organizacion.permisos import es_titular_de
from solicitudes.permisos import apertura, baja, caso, publicidad

# In which state of each kind of request more information may be asked for, and by whom.
_REVISAN: Final = {
    "apertura": ("en_revision", apertura.puede_decidir),
    "baja": ("en_revision", baja.puede_decidir),
    "publicidad": ("presentada", publicidad.puede_decidir),
    "caso": ("en_estudio", caso.puede_estudiar),
}


def puede_requerir(solicitud: Any, persona: Any) -> bool:
    """Whoever decides on the request, while it is being reviewed."""
    estado, puede = _REVISAN.get(solicitud.slug, ("", None))
    return bool(puede and solicitud.estado == estado and puede(solicitud, persona))


def puede_responder(solicitud: Any, persona: Any) -> bool:
    """Whoever filed it, or the head of the área today; only the head, of what the office began by itself (7.ix)."""
    propia = getattr(persona, "pk", None) is not None and solicitud.presentada_por_id == persona.pk
    propia = propia and not getattr(solicitud, "de_oficio", False)
    return propia or es_titular_de(solicitud.area_id, persona)

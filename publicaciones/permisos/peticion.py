"""Who may do what on a petición de difusión."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs, es_titular_de

if TYPE_CHECKING:
    from publicaciones.models import Peticion


def es_su_titular(peticion: "Peticion", persona: Any) -> bool:
    return es_titular_de(peticion.area_id, persona)


def puede_contestar(peticion: "Peticion", persona: Any) -> bool:
    """7.x: the CNCS; never whoever asked for it."""
    return (
        es_cncs(persona) and peticion.presentada_por_id != persona.pk and not es_titular_de(peticion.area_id, persona)
    )

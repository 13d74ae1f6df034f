"""Who may do what with the blackouts."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_titular_cncs

if TYPE_CHECKING:
    from publicaciones.models import Veda


def puede_decretar_veda(persona: Any) -> bool:
    """5.2.d: the head of the CNCS says when nothing is published."""
    return es_titular_cncs(persona)


def puede_terminar_veda(veda: "Veda", persona: Any) -> bool:
    """The head of the CNCS, of one that nobody ended before."""
    return es_titular_cncs(persona) and veda.terminada is None

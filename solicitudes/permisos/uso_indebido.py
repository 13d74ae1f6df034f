"""5.b: who may do what on a report of misuse. Who filed it is known to internal control only."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs, es_control
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from solicitudes.models import UsoIndebido


def la_presento(uso: "UsoIndebido", persona: Any) -> bool:
    return comun.la_presento(uso, persona)


def puede_investigar(uso: "UsoIndebido", persona: Any) -> bool:
    """5.b: internal control, but for whoever filed it or heads the área that it is about."""
    return es_control(persona) and comun.sin_conflicto(uso, persona)


def puede_informar(uso: "UsoIndebido", persona: Any) -> bool:
    """5.b: the CNCS says what it knows, but for whoever filed it or heads the área that it is about."""
    return es_cncs(persona) and comun.sin_conflicto(uso, persona)


def puede_aportar(uso: "UsoIndebido", persona: Any) -> bool:
    """5.b: whoever filed it adds evidence while it is open."""
    return comun.la_presento(uso, persona) and uso.en_curso


def ve_quien_presento(uso: "UsoIndebido", persona: Any) -> bool:
    """5.b: internal control, and whoever filed it."""
    return es_control(persona) or comun.la_presento(uso, persona)

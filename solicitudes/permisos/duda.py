"""5.3.b: who may do what on a question."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from solicitudes.models import Duda


def la_presento(duda: "Duda", persona: Any) -> bool:
    return comun.la_presento(duda, persona)


def puede_contestar(duda: "Duda", persona: Any) -> bool:
    """5.3.b: anybody of the CNCS who did not ask it."""
    return es_cncs(persona) and not comun.la_presento(duda, persona)


def puede_cerrar(duda: "Duda", persona: Any) -> bool:
    """Whoever asked."""
    return comun.la_presento(duda, persona)

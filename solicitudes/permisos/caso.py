"""1.b: who may do what on a case that is not foreseen."""

from typing import TYPE_CHECKING, Any

from organizacion.estados import Rol
from organizacion.permisos import credenciales, es_comite
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from solicitudes.models import Caso


def la_presento(caso: "Caso", persona: Any) -> bool:
    return comun.la_presento(caso, persona)


def puede_estudiar(caso: "Caso", persona: Any) -> bool:
    """1.b: anybody of the Comité who neither filed it nor heads the área that did."""
    return es_comite(persona) and comun.sin_conflicto(caso, persona)


def puede_resolver(caso: "Caso", persona: Any) -> bool:
    """1.b: the Comité speaks through its Presidencia or its Secretaría Técnica."""
    firman = {Rol.COMITE_PRESIDENCIA, Rol.COMITE_SECRETARIA}
    return bool(credenciales(persona).roles & firman) and puede_estudiar(caso, persona)

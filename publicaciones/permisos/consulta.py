"""6.viii: who may do what on a consult."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from organizacion.permisos import es_cncs
from publicaciones.permisos.contenido import publica_en

if TYPE_CHECKING:
    from publicaciones.models import Consulta


def puede_consultar(variante: Any, persona: Any) -> bool:
    """6.viii: who publishes in the account asks about what it will publish."""
    return publica_en(variante.cuenta, persona)


def administra_lo_consultado(consulta: "Consulta", persona: Any) -> bool:
    """6.viii: who publishes in the account gives what is asked for, withdraws the consult, or takes the changes."""
    return publica_en(consulta.cuenta, persona)


def puede_estudiar(consulta: "Consulta", persona: Any) -> bool:
    """6.viii: the CNCS; never on what the person filed, nor on an account that the person administers or heads."""
    return es_cncs(persona) and consulta.presentada_por_id != persona.pk and not publica_en(consulta.cuenta, persona)


def puede_tomar_consulta(consulta: "Consulta", persona: Any) -> bool:
    """6.viii: anybody of the CNCS who may study it, also when somebody else had taken it."""
    return puede_estudiar(consulta, persona) and consulta.tomada_por_id != persona.pk


def puede_opinar(consulta: "Consulta", persona: Any) -> bool:
    """6.viii: whoever took it."""
    return puede_estudiar(consulta, persona) and consulta.tomada_por_id == persona.pk


def es_el_sistema(consulta: "Consulta", persona: Any) -> bool:
    """What the clock or an edit of the text does to a consult, nobody does by hand."""
    return isinstance(persona, Sistema)

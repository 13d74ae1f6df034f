"""Who may do what on any request: what their kinds share. Pure: they read the object and the person's credentials."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import credenciales, es_titular_cncs, es_titular_de

if TYPE_CHECKING:
    from solicitudes.models.solicitud import Solicitud


def es_persona(persona: Any) -> bool:
    """A person who signed in and is active; not the anonymous, not a process of the system."""
    return bool(getattr(persona, "is_authenticated", False) and persona.is_active)


def tiene_papel(persona: Any) -> bool:
    """1.b, 5.3.b, 5.b: anybody with a position in the institution or a role in the product."""
    c = credenciales(persona)
    return bool(c.roles or c.adscripciones)


def la_presento(solicitud: "Solicitud", persona: Any) -> bool:
    """Whoever filed it."""
    return es_persona(persona) and solicitud.presentada_por_id == persona.pk


def es_su_titular(solicitud: "Solicitud", persona: Any) -> bool:
    """7.viii: the head of exactly the área of the request."""
    return es_titular_de(solicitud.area_id, persona)


def sin_conflicto(solicitud: "Solicitud", persona: Any) -> bool:
    """Separation of duties: nobody answers what they filed, nor what their own área asks."""
    return not la_presento(solicitud, persona) and not es_su_titular(solicitud, persona)


def la_atiende(solicitud: "Solicitud", persona: Any) -> bool:
    """The person who took it, or the head of the CNCS."""
    return solicitud.responsable_id == persona.pk or es_titular_cncs(persona)

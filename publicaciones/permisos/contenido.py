"""Who may do what on a content, on its posts and on its endorsements."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from cuentas.permisos import administra
from organizacion.permisos import es_titular_de

if TYPE_CHECKING:
    from cuentas.models import Cuenta
    from publicaciones.models import Aval, Contenido, Variante


def publica_en(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.d, 5.2.a: its administrators in force, and the head of its área."""
    return administra(cuenta, persona) or es_titular_de(cuenta.area_id, persona)


def puede_editar(variante: "Variante", persona: Any) -> bool:
    """5.1.d: of each post, whoever publishes in its account."""
    return publica_en(variante.cuenta, persona)


def puede_actualizar(variante: "Variante", persona: Any) -> bool:
    """5.2.a: whoever may change what the posts share."""
    return edita_contenido(variante.contenido, persona)


def edita_contenido(contenido: "Contenido", persona: Any) -> bool:
    """5.1.d: what the posts share is changed by whoever publishes in one of their accounts."""
    return any(puede_editar(variante, persona) for variante in contenido.vivas)


def puede_avalar(aval: "Aval", persona: Any) -> bool:
    """6.xx: the head of the área that generates the information; never who wrote it, asked for it or publishes it."""
    contenido = aval.contenido
    ajena = getattr(persona, "pk", None) not in {aval.pedido_por_id, contenido.creado_por_id}
    return ajena and es_titular_de(aval.area_id, persona) and not edita_contenido(contenido, persona)


def es_edicion(aval: "Aval", persona: Any) -> bool:
    """6.xx: only what happens to its text leaves an endorsement without effect."""
    return isinstance(persona, Sistema)

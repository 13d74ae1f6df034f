"""Who may do what on an account."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_titular_de

if TYPE_CHECKING:
    from cuentas.models import Cuenta


def puede_activar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.iv, 5.1.b: the head of the área puts its account to work, with its two administrators."""
    return es_titular_de(cuenta.area_id, persona)

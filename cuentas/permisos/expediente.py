"""Who may take the expediente of an account away."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import encabeza, es_cncs, es_control

if TYPE_CHECKING:
    from cuentas.models import Cuenta


def puede_llevarse(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.a, 5.b: internal control and the CNCS, who answer what is asked of the institution; the head of the área and
    those above. Who only administers an account does not take its file away."""
    return encabeza(cuenta.area.ruta, persona) or es_cncs(persona) or es_control(persona)

"""Who keeps the log of an account, and who reads it."""

from typing import TYPE_CHECKING, Any

from cuentas.permisos.cuenta import administra
from organizacion.permisos import encabeza, es_cncs, es_control

if TYPE_CHECKING:
    from cuentas.models import Cuenta


def puede_asentar(cuenta: "Cuenta", persona: Any) -> bool:
    """8.c: its administrators in force keep the log of the account; whoever stopped being one, no longer."""
    return administra(cuenta, persona)


def supervisa(cuenta: "Cuenta", persona: Any) -> bool:
    """5.a, 8.c: its administrators, the head of the área and those above, the CNCS and internal control."""
    return administra(cuenta, persona) or encabeza(cuenta.area.ruta, persona) or es_cncs(persona) or es_control(persona)

"""Who may do what on an account."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from organizacion.permisos import es_cncs, es_titular_de

if TYPE_CHECKING:
    from cuentas.models import Cuenta, Rotacion


def puede_activar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.iv, 5.1.b: the head of the área puts its account to work, with its two administrators."""
    return es_titular_de(cuenta.area_id, persona)


def puede_descompletar(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.b: only a departure leaves an account without one of its administrators, and a process records it."""
    return isinstance(persona, Sistema)


def puede_completar(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.b: the head names the one that is missing; a change that was filed takes effect on its date by itself."""
    return isinstance(persona, Sistema) or es_titular_de(cuenta.area_id, persona)


def puede_dar_de_baja(cuenta: "Cuenta", persona: Any) -> bool:
    """7.viii: the head of the área cancels its account, once the CNCS agreed."""
    return es_titular_de(cuenta.area_id, persona)


def puede_vigilar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.ix: the CNCS sees that nobody passes for a closed account."""
    return es_cncs(persona)


def administra(cuenta: "Cuenta", persona: Any) -> bool:
    """5.1.d: one of the two administrators in force."""
    return any(d.persona_id == getattr(persona, "pk", None) for d in cuenta.administradores.values())


def puede_rotar(rotacion: "Rotacion", persona: Any) -> bool:
    """6.xxxiv: an administrator of the account changes its password; where one is missing, also the head."""
    cuenta = rotacion.cuenta
    return administra(cuenta, persona) or (len(cuenta.administradores) < 2 and es_titular_de(cuenta.area_id, persona))


def puede_confirmar(rotacion: "Rotacion", persona: Any) -> bool:
    """6.xxxiv: the other administrator confirms; where there is none, the head of the área. Never who did it."""
    return getattr(persona, "pk", None) != rotacion.hecha_por_id and puede_rotar(rotacion, persona)


def es_proceso(rotacion: "Rotacion", persona: Any) -> bool:
    """What one rotation does to another is done by whoever causes it, through the action."""
    return isinstance(persona, Sistema)

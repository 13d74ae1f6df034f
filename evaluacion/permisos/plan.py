"""8.a: who commits the área to improve, who reports, and who verifies."""

from typing import TYPE_CHECKING, Any

from cuentas.permisos import administra
from evaluacion.permisos.evaluacion import puede_evaluar
from organizacion.permisos import es_titular_de

if TYPE_CHECKING:
    from evaluacion.models import Compromiso, Plan


def puede_comprometer(plan: "Plan", persona: Any) -> bool:
    """5.1.a: the head of the área."""
    return es_titular_de(plan.evaluacion.cuenta.area_id, persona)


def puede_reportar(compromiso: "Compromiso", persona: Any) -> bool:
    """The head of the área, or whoever administers the account."""
    cuenta = compromiso.plan.evaluacion.cuenta
    return es_titular_de(cuenta.area_id, persona) or administra(cuenta, persona)


def puede_verificar(compromiso: "Compromiso", persona: Any) -> bool:
    """The CNCS (or the Comité, of the CNCS's own accounts), never whoever reported it nor has a part in the account."""
    return puede_evaluar(compromiso.plan.evaluacion, persona) and (
        getattr(persona, "pk", None) != compromiso.reportado_por_id
    )

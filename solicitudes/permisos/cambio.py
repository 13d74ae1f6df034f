"""7.v: who may do what on a change of administrators."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from organizacion.permisos import es_cncs, es_titular_de
from solicitudes.estados.cambio import ClaseCambio
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from cuentas.models import Cuenta
    from solicitudes.models import Cambio


def puede_iniciar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.v: the head of the área that has the account."""
    return es_titular_de(cuenta.area_id, persona)


def puede_presentar(cambio: "Cambio", persona: Any) -> bool:
    """7.v: the head names who enters; that of the head of an área comes from its appointment, and no one files it."""
    if cambio.clase == ClaseCambio.TITULARIDAD:
        return isinstance(persona, Sistema)
    return comun.es_su_titular(cambio, persona)


def puede_retirar(cambio: "Cambio", persona: Any) -> bool:
    """7.v: before it takes effect; what somebody's departure opened has to be attended to."""
    return comun.es_su_titular(cambio, persona) and not cambio.de_oficio


def puede_acusar(cambio: "Cambio", persona: Any) -> bool:
    """7.v: the CNCS, but for whoever filed it, enters or leaves."""
    implicados = {cambio.sale_id, cambio.entra_id}
    return es_cncs(persona) and comun.sin_conflicto(cambio, persona) and persona.pk not in implicados


def es_sistema(cambio: "Cambio", persona: Any) -> bool:
    """What happens on its date, or by a departure, is done by a process and by nobody else."""
    return isinstance(persona, Sistema)


def puede_aplicar(cambio: "Cambio", persona: Any) -> bool:
    """It takes effect on its date by itself or, filed for today, in the same act."""
    return isinstance(persona, Sistema) or comun.es_su_titular(cambio, persona)

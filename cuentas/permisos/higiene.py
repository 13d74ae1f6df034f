"""Who certifies the facts of an account, who asks for it, and who mends what differs."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from cuentas.permisos.cuenta import administra
from organizacion.permisos import es_titular_cncs, es_titular_de

if TYPE_CHECKING:
    from cuentas.models import Cuenta, Diferencia, Recertificacion


def puede_pedir_recertificacion(persona: Any) -> bool:
    """The head of the CNCS, before an electoral milestone."""
    return es_titular_cncs(persona)


def puede_certificar(recertificacion: "Recertificacion", persona: Any) -> bool:
    """5.1.a: the head of the account's área certifies, nobody in their place."""
    return es_titular_de(recertificacion.cuenta.area_id, persona)


def puede_corregir(diferencia: "Diferencia", persona: Any) -> bool:
    """5.1.a, 5.1.d: who administers the account, or the head of its área, mends what differs."""
    cuenta = diferencia.recertificacion.cuenta
    return es_titular_de(cuenta.area_id, persona) or administra(cuenta, persona)


def es_un_proceso(objeto: "Recertificacion | Diferencia | Cuenta", persona: Any) -> bool:
    """What follows from another act is done by the process that does it."""
    return isinstance(persona, Sistema)

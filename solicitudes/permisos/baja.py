"""7.viii, 7.ix: who may do what on a closing."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs, es_control, es_titular_cncs, es_titular_de, es_unicom
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from cuentas.models import Cuenta
    from solicitudes.models import Baja


def puede_presentar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.viii: the head of the área that has the account."""
    return es_titular_de(cuenta.area_id, persona)


def puede_iniciar(cuenta: "Cuenta", persona: Any) -> bool:
    """7.ix: the CNCS starts the closing of an abandoned account of another área."""
    return es_cncs(persona) and not es_titular_de(cuenta.area_id, persona)


def es_su_titular(baja: "Baja", persona: Any) -> bool:
    return comun.es_su_titular(baja, persona)


def puede_retirar(baja: "Baja", persona: Any) -> bool:
    """7.viii: what the área filed, the área takes back."""
    return comun.es_su_titular(baja, persona) and not baja.de_oficio


def puede_archivar(baja: "Baja", persona: Any) -> bool:
    """7.ix: what the CNCS started, the CNCS drops: whoever started it, or its head."""
    return baja.de_oficio and (comun.la_presento(baja, persona) or es_titular_cncs(persona))


def sin_conflicto(baja: "Baja", persona: Any) -> bool:
    """Separation of duties: neither who filed it, nor the head of the área, nor an administrator of the account."""
    return comun.sin_conflicto(baja, persona) and persona.pk not in baja.administraron


def puede_revisar(baja: "Baja", persona: Any) -> bool:
    """7.viii: anybody of the CNCS without a conflict."""
    return es_cncs(persona) and sin_conflicto(baja, persona)


def puede_asignar(baja: "Baja", persona: Any) -> bool:
    """7.viii: the head of the CNCS shares out the work."""
    return es_titular_cncs(persona) and sin_conflicto(baja, persona)


def puede_decidir(baja: "Baja", persona: Any) -> bool:
    return puede_revisar(baja, persona) and comun.la_atiende(baja, persona)


def puede_cerrar_buzon(baja: "Baja", persona: Any) -> bool:
    """7.ix: UNICOM."""
    return es_unicom(persona)


def ve_notas(baja: "Baja", persona: Any) -> bool:
    return puede_revisar(baja, persona) or es_control(persona)

"""Who decides on an account that somebody reported as a fake."""

from typing import TYPE_CHECKING, Any

from organizacion.permisos import es_cncs, es_control

if TYPE_CHECKING:
    from cuentas.models import Suplantacion


def resuelve_suplantaciones(suplantacion: "Suplantacion", persona: Any) -> bool:
    """6.xxxi: the CNCS."""
    return es_cncs(persona)


def ve_suplantaciones(persona: Any) -> bool:
    """The CNCS decides and internal control reads."""
    return es_cncs(persona) or es_control(persona)

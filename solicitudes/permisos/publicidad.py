"""7.vii: who may do what on the publicity of a personal account."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from organizacion.estados import Rol
from organizacion.permisos import credenciales, es_cncs
from solicitudes.permisos import comun

if TYPE_CHECKING:
    from solicitudes.models import Publicidad


def es_consejeria(persona: Any) -> bool:
    """7.vii: only a Consejero Electoral may ask."""
    return Rol.CONSEJERO in credenciales(persona).roles


def puede_decidir(publicidad: "Publicidad", persona: Any) -> bool:
    """7.vii: the CNCS, but for whoever asked."""
    return es_cncs(persona) and not comun.la_presento(publicidad, persona)


def puede_retirar(publicidad: "Publicidad", persona: Any) -> bool:
    """7.vii: whoever asked, at any time; the CNCS; by itself when the Consejería ends."""
    return comun.la_presento(publicidad, persona) or es_cncs(persona) or isinstance(persona, Sistema)

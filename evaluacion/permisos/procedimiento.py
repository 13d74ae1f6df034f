"""8.a: who writes the procedure and who issues it: two different people of the Comité."""

from typing import TYPE_CHECKING, Any

from bitacora.actores import Sistema
from organizacion.estados import Rol
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control

if TYPE_CHECKING:
    from evaluacion.models import Procedimiento


def puede_redactar(persona: Any) -> bool:
    """8.a: the Secretaría Técnica of the Comité writes the draft; the initial data bring the first one."""
    return isinstance(persona, Sistema) or Rol.COMITE_SECRETARIA in credenciales(persona).roles


def puede_emitir(procedimiento: "Procedimiento", persona: Any) -> bool:
    """8.a: the Presidencia of the Comité issues it, and not what the same person wrote."""
    es_presidencia = Rol.COMITE_PRESIDENCIA in credenciales(persona).roles
    return es_presidencia and getattr(persona, "pk", None) not in procedimiento.redactores


def puede_sustituir(procedimiento: "Procedimiento", persona: Any) -> bool:
    """8.a: whoever issues another one replaces the one in force."""
    return Rol.COMITE_PRESIDENCIA in credenciales(persona).roles


def puede_ver_borradores(persona: Any) -> bool:
    """A draft is the Comité's; the CNCS, which will apply it, and internal control read it."""
    return es_comite(persona) or es_cncs(persona) or es_control(persona)

from organizacion.admin.areas import AreaAdmin
from organizacion.admin.bitacora import AsientoAdmin
from organizacion.admin.personas import PersonaAdmin

__all__ = ["AreaAdmin", "AsientoAdmin", "PersonaAdmin"]

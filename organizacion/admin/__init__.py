from organizacion.admin.anclas import AnclaAdmin
from organizacion.admin.areas import AreaAdmin
from organizacion.admin.bitacora import AsientoAdmin
from organizacion.admin.personas import PersonaAdmin

__all__ = ["AnclaAdmin", "AreaAdmin", "AsientoAdmin", "PersonaAdmin"]

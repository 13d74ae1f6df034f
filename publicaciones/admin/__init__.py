from publicaciones.admin.peticion import PeticionAdmin
from publicaciones.admin.veda import VedaAdmin

__all__ = ["PeticionAdmin", "VedaAdmin"]

from publicaciones.admin.consulta import ConsultaAdmin
from publicaciones.admin.peticion import PeticionAdmin
from publicaciones.admin.veda import VedaAdmin

__all__ = ["ConsultaAdmin", "PeticionAdmin", "VedaAdmin"]

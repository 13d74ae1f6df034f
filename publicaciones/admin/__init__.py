from publicaciones.admin.peticion import PeticionAdmin

__all__ = ["PeticionAdmin"]

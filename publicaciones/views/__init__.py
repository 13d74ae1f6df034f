from publicaciones.views.peticion import detalle, lista, material, nueva, retirar

__all__ = ["detalle", "lista", "material", "nueva", "retirar"]

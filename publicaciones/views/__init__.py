from publicaciones.views.peticion import detalle, lista, nueva, retirar

__all__ = ["detalle", "lista", "nueva", "retirar"]

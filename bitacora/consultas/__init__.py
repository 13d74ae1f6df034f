from bitacora.consultas.lectura import asientos_de
from bitacora.consultas.verificacion import Ruptura, Verificacion, verificar

__all__ = ["Ruptura", "Verificacion", "asientos_de", "verificar"]

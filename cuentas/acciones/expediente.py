"""Taking the expediente of an account leaves a trace."""

import hashlib
from datetime import datetime

from django.db import transaction

from bitacora.acciones import asentar
from cuentas.models import Cuenta
from organizacion.models import Persona


@transaction.atomic
def asentar_expediente(*, cuenta: Cuenta, publica: bool, contenido: bytes, por: Persona, ahora: datetime) -> str:
    """6.xv: log that ``por`` took the expediente of the account, in which version, and the SHA-256 of its bytes;
    return it."""
    huella = hashlib.sha256(contenido).hexdigest()
    asentar(
        cadena=cuenta.cadena,
        acto="tomar_expediente",
        objeto=str(cuenta),
        por=por,
        ahora=ahora,
        detalle={"version": "pública" if publica else "íntegra", "sha256": huella},
    )
    return huella

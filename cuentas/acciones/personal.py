"""7.vii: personal accounts of Consejeras y Consejeros Electorales enter the directory, apart, and leave it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado, anotar_historia
from cuentas.acciones.cuenta import CuentaRepetida
from cuentas.direcciones import normalizar
from cuentas.estados import Red
from cuentas.models import Cuenta, CuentaPersonal
from organizacion.models import Persona


def revisar(*, red: str, identificador: str) -> None:
    """7.vii: may that handle be publicised as personal? Raises ``CuentaRepetida``: it is or was institutional, or it is
    in the directory already."""
    clave, donde = normalizar(red, identificador), Red(red).label
    if Cuenta.objects.filter(red=red, clave=clave).exists():
        raise CuentaRepetida(f"@{identificador} en {donde} es o fue una cuenta institucional: no es personal.")
    if CuentaPersonal.objects.publicadas().filter(red=red, clave=clave).exists():
        raise CuentaRepetida(f"@{identificador} en {donde} ya está publicada en el directorio.")


@transaction.atomic
def publicar(
    *, persona: Persona, red: str, identificador: str, url: str, nombre: str, por: Actor, ahora: datetime
) -> CuentaPersonal:
    """7.vii: show a personal account in its own section of the directory. Who may is for the request to say.

    Raises ``CuentaRepetida``.
    """
    revisar(red=red, identificador=identificador)
    cuenta = CuentaPersonal(
        persona=persona, red=red, identificador=identificador, url=url, nombre=nombre, publicada=ahora
    )
    anotar_historia(cuenta, por=por, ahora=ahora)
    try:
        with transaction.atomic():
            cuenta.save()
    except IntegrityError as error:  # somebody published it between the check and here
        raise CuentaRepetida("Esa cuenta ya está publicada en el directorio.") from error
    asentar(
        cadena=cuenta.cadena,
        acto="publicar",
        objeto=str(cuenta),
        por=por,
        ahora=ahora,
        detalle={"direccion": url, "persona": persona.nombre},
    )
    return cuenta


@transaction.atomic
def retirar(*, cuenta: CuentaPersonal, motivo: str, por: Actor, ahora: datetime) -> CuentaPersonal:
    """7.vii: a personal account leaves the directory. Raises ``EstadoCambiado`` when it had left already."""
    fila = CuentaPersonal.objects.select_for_update(of=("self",)).select_related("persona").get(pk=cuenta.pk)
    if fila.retirada:
        raise EstadoCambiado("Esta cuenta personal ya no está en el directorio.")
    fila.retirada = ahora
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    asentar(cadena=fila.cadena, acto="retirar", objeto=str(fila), por=por, ahora=ahora, detalle={"motivo": motivo})
    return fila

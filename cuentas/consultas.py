"""Reads of accounts: the public directory, and whether an account is official."""

from datetime import date

from django.db.models import Q, QuerySet

from cuentas.direcciones import leer_direccion, normalizar
from cuentas.estados import Red
from cuentas.models import Cuenta, Designacion


def cuenta_viva(red: str, identificador: str) -> Cuenta | None:
    """The live account with that handle on that network, however both are typed."""
    return Cuenta.objects.filter(red=red, clave=normalizar(red, identificador)).first()


def directorio(*, texto: str = "", red: str = "", entidad: str = "", area: str = "") -> QuerySet[Cuenta]:
    """7.xii: the official accounts, by name; filtered by text, network, state and siglas of the área."""
    cuentas = Cuenta.objects.oficiales().select_related("area").order_by("nombre", "pk")
    if texto:
        limpio = texto.strip().lstrip("@")
        cuentas = cuentas.filter(
            Q(nombre__icontains=texto.strip())
            | Q(clave__contains=limpio.casefold())
            | Q(area__nombre__icontains=limpio)
            | Q(area__siglas__iexact=limpio)
        )
    if red:
        cuentas = cuentas.filter(red=red)
    if entidad:
        cuentas = cuentas.filter(area__entidad=entidad)
    if area:
        cuentas = cuentas.filter(area__siglas=area)
    return cuentas


def reconocer(texto: str) -> list[Cuenta]:
    """Which official accounts a citizen means by an address or a handle, exactly; none means: not official."""
    leido = leer_direccion(texto)
    oficiales = Cuenta.objects.oficiales().select_related("area")
    if leido:
        red, identificador = leido
        return list(oficiales.filter(red=red, clave=normalizar(red, identificador)))
    claves = {normalizar(red, texto) for red in Red.values}
    return list(oficiales.filter(clave__in=claves).order_by("red"))


def administracion_en(cuenta: Cuenta, fecha: date) -> QuerySet[Designacion]:
    """5.a: who answered for the account on that date."""
    return (
        Designacion.objects.filter(cuenta=cuenta, desde__lte=fecha)
        .filter(Q(hasta__isnull=True) | Q(hasta__gte=fecha))
        .select_related("persona")
        .order_by("caracter", "desde")
    )

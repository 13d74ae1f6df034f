"""Reads of accounts: the public directory, and whether an account is official."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.direcciones import leer_direccion, normalizar, plegar
from cuentas.estados import Red
from cuentas.models import Cuenta, Designacion
from organizacion.models import Area

# What each act of the log means to people.
FRASES: Final[dict[str, str]] = {
    "registrar": "Se registró la cuenta: {direccion}",
    "activar": "La cuenta quedó activa, a cargo de {titular} (titular) y {suplente} (suplente)",
}


def cuenta_viva(red: str, identificador: str) -> Cuenta | None:
    """The live account with that handle on that network, however both are typed."""
    return Cuenta.objects.filter(red=red, clave=normalizar(red, identificador)).first()


def directorio(*, texto: str = "", red: str = "", entidad: str = "", area: str = "") -> QuerySet[Cuenta]:
    """7.xii: the official accounts, by name; filtered by text (whatever its case and accents), network, state and
    siglas of the área."""
    cuentas = Cuenta.objects.oficiales().select_related("area").order_by("nombre", "pk")
    if texto:
        cuentas = cuentas.filter(busqueda__contains=plegar(texto.strip().lstrip("@")))
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


def areas_con_cuentas() -> QuerySet[Area]:
    """7.xii: the áreas that have at least one official account."""
    return Area.objects.filter(Exists(Cuenta.objects.oficiales().filter(area=OuterRef("pk"))))


def con_el_mismo_identificador(texto: str) -> list[Cuenta]:
    """The official accounts of other networks with the handle of an address: the address itself is not official."""
    leido = leer_direccion(texto)
    if leido is None:
        return []
    red, identificador = leido
    iguales = Cuenta.objects.oficiales().filter(clave=normalizar(red, identificador)).exclude(red=red)
    return list(iguales.select_related("area").order_by("red"))


def cargar_administradores(cuentas: Iterable[Cuenta]) -> None:
    """5.1.b: read the administrators in force of many accounts at once, into their ``administradores``."""
    por_cuenta: dict[int, dict[str, Designacion]] = {cuenta.pk: {} for cuenta in cuentas}
    for designacion in Designacion.objects.vigentes().filter(cuenta__in=por_cuenta).select_related("persona"):
        por_cuenta[designacion.cuenta_id][designacion.caracter] = designacion
    for cuenta in cuentas:
        cuenta.administradores = por_cuenta[cuenta.pk]


def linea_de_tiempo(cuenta: Cuenta, maximo: int = 50) -> list[dict[str, Any]]:
    """8.c: the last acts on an account, newest first, as ``{% linea_de_tiempo %}`` shows them."""
    return [contar(asiento, FRASES) for asiento in asientos_de(cuenta.cadena).order_by("-numero")[:maximo]]

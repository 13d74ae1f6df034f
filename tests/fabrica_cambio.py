"""Changes of administrators, walked to a state by whoever walks them in the product."""

from datetime import date, datetime, timedelta
from typing import Any

from cuentas.acciones import activar, registrar
from cuentas.estados import Caracter
from cuentas.models import Cuenta
from organizacion.acciones import nombrar, terminar_nombramiento
from organizacion.estados import Nivel
from organizacion.tiempo import fecha_local
from solicitudes.acciones import cambio as acciones
from solicitudes.estados.cambio import EstadoCambio as E
from solicitudes.models import Cambio
from tests.fabrica import CARGA, Institucion

PARES = {
    "titular": ("medio", "operativo"),
    "otra_titular": ("otro_medio", "otro_operativo"),
    "vocal_local": ("medio_local", "operativo_distrital"),
    "vocal_distrital": ("vocal_distrital", "operativo_distrital"),
}
MOTIVO = "Rotación de funciones en el área."


def cuenta(
    ine: Institucion, *, titular: str = "titular", identificador: str = "CulturaINE", ahora: datetime | None = None
) -> Cuenta:
    """An active account of the área that ``titular`` heads, with its two administrators."""
    reloj, quien = ahora or ine.ahora, ine[titular]
    (area,) = quien.credenciales.titular_de
    fila = registrar(
        red="x",
        identificador=identificador,
        nombre=f"Cuenta {identificador}",
        area=ine.areas[area.siglas],
        por=CARGA,
        ahora=reloj,
    )
    administra, suple = PARES[titular]
    return activar(cuenta=fila, titular=ine[administra], suplente=ine[suple], por=quien, ahora=reloj)


def relevos(ine: Institucion) -> None:
    """More people of DECEyEC, so that somebody may enter: another mando medio and another operativo."""
    if "otra_media" not in ine.personas:
        ine.persona("otra_media", "Gabriela Ruelas Pinto", "DECEyEC", Nivel.MANDO_MEDIO)
        ine.persona("nuevo", "Emiliano Farías Roa", "DECEyEC", Nivel.OPERATIVO)


def cambio(
    ine: Institucion,
    estado: E = E.PRESENTADO,
    *,
    de: Cuenta | None = None,
    caracter: Caracter = Caracter.SUPLENTE,
    entra: str = "nuevo",
    dias: int = 10,
    ahora: datetime | None = None,
) -> Cambio:
    """A change of a place of an account of DECEyEC in ``estado``; effective ``dias`` days after, save those that the
    state needs in effect today."""
    relevos(ine)
    reloj = ahora or ine.ahora
    de = de or cuenta(ine, ahora=reloj)
    if estado in {E.PENDIENTE, E.SIN_EFECTO}:
        salir(ine, "operativo", ahora=reloj)
        fila = Cambio.objects.get(cuenta=de)
        if estado == E.SIN_EFECTO:
            acciones.dejar_sin_efecto_por_baja(cuenta=de, ahora=reloj)
        return Cambio.objects.get(pk=fila.pk)
    fila = presentar(ine, de, caracter, entra, dias=0 if estado in {E.VIGENTE, E.CONCLUIDO} else dias, ahora=reloj)
    if estado in {E.ACUSADO, E.CONCLUIDO}:
        fila = acciones.acusar(cambio=fila, por=ine["revisora"], ahora=reloj)
    if estado == E.RETIRADO:
        fila = acciones.retirar(cambio=fila, motivo="Ya no hace falta.", por=ine["titular"], ahora=reloj)
    return fila


def presentar(
    ine: Institucion,
    de: Cuenta,
    caracter: Caracter,
    entra: str,
    *,
    dias: int = 0,
    por: str = "titular",
    ahora: datetime | None = None,
) -> Cambio:
    reloj = ahora or ine.ahora
    return acciones.presentar_nuevo(
        cuenta=de,
        caracter=caracter,
        entra=ine[entra],
        desde=fecha_local(reloj) + timedelta(days=dias),
        motivo=MOTIVO,
        por=ine[por],
        ahora=reloj,
    )


def salir(ine: Institucion, quien: str, *, ahora: datetime | None = None) -> None:
    """Somebody leaves the institution."""
    reloj = ahora or ine.ahora
    terminar_nombramiento(persona=ine[quien], hasta=fecha_local(reloj), por=CARGA, ahora=reloj)


def mover(
    ine: Institucion, quien: str, siglas: str, nivel: Nivel, *, ahora: datetime | None = None, **mas: Any
) -> None:
    """Somebody is appointed elsewhere."""
    reloj = ahora or ine.ahora
    desde: date = fecha_local(reloj)
    nombrar(
        persona=ine[quien],
        area=ine.areas[siglas],
        cargo="Otro cargo",
        nivel=nivel,
        desde=desde,
        por=CARGA,
        ahora=reloj,
        **mas,
    )

"""6.xxxiv in the demonstration: each account changes its password in time, but for those that have a story."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cuentas.acciones.rotacion import INMEDIATAS, confirmar, objetar, quienes_rotan, registrar
from cuentas.estados import EstadoRotacion, Red
from cuentas.models import Cuenta, Rotacion
from panel.demostracion.reloj import Historia, Reloj


@dataclass(frozen=True)
class Ultima:
    """The last change of password of an account: so many business days ago, and how it was answered."""

    hace: int
    respuesta: EstadoRotacion


ESPECIALES: Final[dict[tuple[str, str], Ultima]] = {
    # Nobody changed it since: overdue, its light is red.
    (Red.FACEBOOK, "INESonora"): Ultima(48, EstadoRotacion.CONFIRMADA),
    (Red.FACEBOOK, "CulturaCivicaINE"): Ultima(1, EstadoRotacion.HECHA),
    (Red.X, "OrganizaINE"): Ultima(6, EstadoRotacion.OBJETADA),
}
NO_CONFIRMA: Final = "La contraseña anterior todavía abre la sesión del teléfono del área."


def contrasenas(cuenta: Cuenta, turno: int, reloj: Reloj) -> Historia:
    """6.xxxiv: from its first day, the two who administer the account change its password and confirm it."""
    ultima = ESPECIALES.get((cuenta.red, cuenta.identificador))
    dia_ultimo = reloj.calendario.restar(reloj.hoy, ultima.hace) if ultima else None
    minutos = 75 + turno * 13 % 300
    while rotacion := _exigida(cuenta):
        if rotacion.motivo in INMEDIATAS:
            return  # it has a story of its own
        assert rotacion.plazo
        dia = reloj.calendario.restar(rotacion.plazo.fecha_limite, 4 + turno % 4)
        es_la_ultima = dia_ultimo is not None and dia >= dia_ultimo
        dia = dia_ultimo if dia_ultimo and es_la_ultima else dia
        if dia >= reloj.hoy:
            return
        yield reloj.en(dia, minutos)
        if _exigida(cuenta) != rotacion:
            continue  # meanwhile somebody left, or the account was closed
        yield from _un_cambio(rotacion, dia, minutos, ultima if es_la_ultima else None, reloj)
        if es_la_ultima:
            return


def cambiar_ya(cuenta: Cuenta, dias: int, reloj: Reloj, *, confirma: bool = True) -> Historia:
    """5.1.d: somebody left: whoever administers the account changes its password the same day."""
    yield reloj.hace(dias, 400)
    rotacion = _exigida(cuenta)
    if rotacion is None:
        return
    quien = quienes_rotan(cuenta)
    registrar(rotacion=rotacion, por=quien[0], ahora=reloj.hace(dias, 400))
    if confirma:
        yield reloj.hace(dias - 1, 30)
        confirmar(rotacion=rotacion, por=quien[1], ahora=reloj.hace(dias - 1, 30))


def _un_cambio(rotacion: Rotacion, dia: date, minutos: int, ultima: Ultima | None, reloj: Reloj) -> Historia:
    cuenta = rotacion.cuenta
    quien = quienes_rotan(cuenta)
    registrar(rotacion=rotacion, por=quien[0], ahora=reloj.en(dia, minutos))
    respuesta = ultima.respuesta if ultima else EstadoRotacion.CONFIRMADA
    siguiente = reloj.en(reloj.calendario.sumar(dia, 1), 20)
    if respuesta == EstadoRotacion.HECHA or siguiente >= reloj.ahora:
        return
    yield siguiente
    rotacion.refresh_from_db(fields=["estado"])
    if rotacion.estado != EstadoRotacion.HECHA:
        return
    if respuesta == EstadoRotacion.OBJETADA:
        objetar(rotacion=rotacion, motivo=NO_CONFIRMA, por=quien[1], ahora=siguiente)
        yield (luego := siguiente + timedelta(hours=2))
        nueva = Rotacion.objects.exigidas().get(cuenta=cuenta)
        registrar(rotacion=nueva, por=quien[0], ahora=luego)
        yield (luego := siguiente + timedelta(hours=3))
        confirmar(rotacion=nueva, por=quien[1], ahora=luego)
    else:
        confirmar(rotacion=rotacion, por=quien[1], ahora=siguiente)


def _exigida(cuenta: Cuenta) -> Rotacion | None:
    return Rotacion.objects.exigidas().filter(cuenta=cuenta).select_related("plazo", "cuenta__area").first()

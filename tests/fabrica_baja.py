"""Closings of an account, walked to any state by whoever walks them in the product, from both origins."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cuentas.acciones import activar, registrar
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from solicitudes.acciones import baja as acciones
from solicitudes.estados.baja import EstadoBaja as E
from solicitudes.models import Baja
from tests.fabrica import CARGA, Institucion, pdf, png

MOTIVO = "El programa terminó y su público sigue ya la cuenta institucional."
ADMINISTRAN = {
    "titular": ("medio", "operativo"),
    "otra_titular": ("otro_medio", "otro_operativo"),
    "titular_cncs": ("revisora", "revisor"),
}
Paso = Callable[[Baja, Institucion, "Reparto", datetime], Baja]


class Reparto:
    """Who does what: the head of the área, who begins it for the CNCS, who reviews it."""

    def __init__(self, titular: str = "titular", inicia: str = "revisor", revisa: str = "revisora") -> None:
        self.titular, self.inicia, self.revisa = titular, inicia, revisa


def cuenta_activa(ine: Institucion, *, titular: str = "titular", identificador: str = "CulturaCivINE") -> Cuenta:
    """An active account of the área that ``titular`` heads, with its two administrators, since three days before."""
    antes = ine.ahora - timedelta(days=3)
    area, (uno, otro) = ine[titular].credenciales.titular_de[0].siglas, ADMINISTRAN[titular]
    cuenta = registrar(
        red="x",
        identificador=identificador,
        nombre="Cultura Cívica INE",
        area=ine.areas[area],
        correo=f"{identificador.lower()}@ine.mx",
        fines=["3.i"],
        propositos="Difundir educación cívica.",
        estado=EstadoCuenta.REGULARIZACION,
        por=CARGA,
        ahora=antes,
    )
    return activar(cuenta=cuenta, titular=ine[uno], suplente=ine[otro], por=ine[titular], ahora=antes)


def baja(
    ine: Institucion,
    estado: E = E.PRESENTADA,
    *,
    de_oficio: bool = False,
    cuenta: Cuenta | None = None,
    titular: str = "titular",
    inicia: str = "revisor",
    revisa: str = "revisora",
    ahora: datetime | None = None,
) -> Baja:
    """A closing in ``estado``; each act comes a minute after the other. ``NOTIFICADA`` and ``ARCHIVADA`` only happen to
    those that the CNCS began (``de_oficio``), ``RETIRADA`` only to the área's."""
    de_oficio = de_oficio or estado in {E.NOTIFICADA, E.ARCHIVADA}
    reparto, reloj = Reparto(titular, inicia, revisa), ahora or ine.ahora
    cuenta = cuenta or cuenta_activa(ine, titular=titular)
    if de_oficio:
        fila = iniciar(ine, cuenta, por=inicia, ahora=reloj)
    else:
        fila = presentar(ine, cuenta, por=titular, ahora=reloj)
    camino = CAMINOS[estado]
    if de_oficio and estado not in {E.NOTIFICADA, E.ARCHIVADA}:
        camino = [_contestar, *camino]
    for paso in camino:
        reloj += timedelta(minutes=1)
        fila = paso(fila, ine, reparto, reloj)
    return fila


def presentar(ine: Institucion, cuenta: Cuenta, *, por: str = "titular", ahora: datetime | None = None) -> Baja:
    reloj = ahora or ine.ahora
    return acciones.presentar(
        cuenta=cuenta,
        motivo=MOTIVO,
        oficio_numero="INE/DECEYEC/0456/2025",
        oficio_fecha=reloj.date(),
        oficio=pdf(),
        por=ine[por],
        ahora=reloj,
    )


def iniciar(ine: Institucion, cuenta: Cuenta, *, por: str = "revisor", ahora: datetime | None = None) -> Baja:
    return acciones.iniciar(
        cuenta=cuenta,
        motivo="No publica desde hace ocho meses.",
        fundamentos=["6.xxii", "7.ix"],
        archivos=[png("captura.png")],
        por=ine[por],
        ahora=ahora or ine.ahora,
    )


def _contestar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.contestar(baja=fila, conforme=True, texto="Ya no se usa.", por=ine[r.titular], ahora=reloj)


def _tomar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.tomar(baja=fila, por=ine[r.revisa], ahora=reloj)


def _autorizar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.autorizar(baja=fila, respuesta="Procede.", por=ine[r.revisa], ahora=reloj)


def _rechazar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    texto = "Es la única cuenta en lengua indígena."
    return acciones.rechazar(baja=fila, fundamentos=["3.i"], respuesta=texto, por=ine[r.revisa], ahora=reloj)


def _retirar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.retirar(baja=fila, motivo="Se reactivará.", por=ine[r.titular], ahora=reloj)


def _archivar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.archivar(baja=fila, motivo="Volvió a publicar.", por=ine[r.inicia], ahora=reloj)


def _exportar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.exportar(
        baja=fila, evidencia="Copia de la red.", archivos=[png("copia.png")], por=ine[r.titular], ahora=reloj
    )


def _eliminar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.eliminar(baja=fila, evidencia="Se borraron 312.", por=ine[r.titular], ahora=reloj)


def _cancelar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.cancelar(
        baja=fila, evidencia="La red confirmó.", fecha=reloj.date(), por=ine[r.titular], ahora=reloj
    )


def _cerrar_buzon(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.cerrar_buzon(baja=fila, evidencia="Buzón cerrado.", por=ine["unicom"], ahora=reloj)


def _verificar(fila: Baja, ine: Institucion, r: Reparto, reloj: datetime) -> Baja:
    return acciones.verificar(baja=fila, evidencia="La dirección no responde.", por=ine[r.revisa], ahora=reloj)


_REVISION: list[Paso] = [_tomar]
_PROCEDENTE: list[Paso] = [*_REVISION, _autorizar]
_EXPORTADA: list[Paso] = [*_PROCEDENTE, _exportar]
_ELIMINADA: list[Paso] = [*_EXPORTADA, _eliminar]
_CANCELADA: list[Paso] = [*_ELIMINADA, _cancelar]
_SIN_BUZON: list[Paso] = [*_CANCELADA, _cerrar_buzon]
CAMINOS: dict[E, list[Paso]] = {
    E.NOTIFICADA: [],
    E.PRESENTADA: [],
    E.EN_REVISION: _REVISION,
    E.PROCEDENTE: _PROCEDENTE,
    E.EXPORTADA: _EXPORTADA,
    E.ELIMINADA: _ELIMINADA,
    E.CANCELADA: _CANCELADA,
    E.SIN_BUZON: _SIN_BUZON,
    E.CONCLUIDA: [*_SIN_BUZON, _verificar],
    E.RECHAZADA: [*_REVISION, _rechazar],
    E.RETIRADA: [_retirar],
    E.ARCHIVADA: [_archivar],
}

"""7.v: changes of administrators and of heads: filed or opened by a departure, acknowledged, in effect on a date."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from bitacora import flujo
from bitacora.actores import Actor, Sistema
from bitacora.flujo import SinPermiso
from cuentas.acciones import DesignacionInvalida, cumple, exigir, relevar, revisar_designacion, vacar
from cuentas.acciones.rotacion import bloquear_cuenta
from cuentas.estados import OFICIALES, Caracter, MotivoRotacion
from cuentas.models import Cuenta, Designacion
from organizacion.consultas import nombramientos_vigentes, titular_del_area
from organizacion.fechas import larga
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.acciones.reloj import tomar_turno
from plazos.clases import ACUSE_CAMBIO, VACANTE
from plazos.estados import EstadoPlazo
from plazos.models import Plazo, Recordatorio
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca
from solicitudes.acciones.comun import DatoInvalido, abrir_plazo, avanzar, registrar
from solicitudes.estados.cambio import EN_TRAMITE, POR_SURTIR_EFECTO, ClaseCambio, EstadoCambio
from solicitudes.models import Cambio
from solicitudes.permisos import cambio as permisos

registro = logging.getLogger(__name__)
CAMBIOS: Final = Sistema("cambios de administradores")
DIAS_DE_ANTICIPACION: Final = 60
ABIERTOS: Final = tuple(estado for estado in EN_TRAMITE if estado != EstadoCambio.VIGENTE)
DATOS: Final = ("cuenta__area", "sale", "entra")


@dataclass
class Aplicados:
    """What a sweep did: how many changes came into effect, how many went back to the head, how many failed."""

    vigentes: int = 0
    repuestos: int = 0
    fallidos: int = 0


@transaction.atomic
def presentar_nuevo(
    *, cuenta: Cuenta, caracter: Caracter, entra: Persona, desde: date, motivo: str, por: Persona, ahora: datetime
) -> Cambio:
    """7.v, 5.1.b: the head of the área says who takes a place of the account, and from when: whoever has it leaves.

    From today, it takes effect at once. Raises ``SinPermiso``, and ``DatoInvalido``: the account has no administrators
    yet or is not official, there is a change of that place already, ``entra`` does not qualify, or the date is past or
    too far.
    """
    fila = bloquear_cuenta(cuenta)
    if not permisos.puede_iniciar(fila, por):
        raise SinPermiso("Solo la o el titular del área cambia a quienes administran sus cuentas.")
    if not fila.es_oficial or not fila.administradores:
        raise DatoInvalido("Esta cuenta no tiene administradores que cambiar: desígnelos desde su página.", "cuenta")
    abierto = Cambio.objects.filter(cuenta=fila, caracter=caracter, estado__in=ABIERTOS).first()
    if abierto:
        raise DatoInvalido(f"Ya hay un cambio de ese lugar en trámite: {abierto.folio}.", "caracter")
    sale = _en_el_lugar(fila, caracter)
    if sale and sale.pk == entra.pk:
        raise DatoInvalido(f"{entra.nombre} ya ocupa ese lugar.", "entra")
    _revisar(fila, caracter, entra, desde, ahora)
    tomar_turno()  # before its folio, as when a departure opens one: in another order two could wait for each other
    cambio = registrar(
        Cambio(
            area=fila.area,
            cuenta=fila,
            caracter=caracter,
            sale=sale,
            entra=entra,
            desde=desde,
            motivo=motivo,
            estado=EstadoCambio.PRESENTADO,
        ),
        por=por,
        ahora=ahora,
        plazo=ACUSE_CAMBIO,
        detalle={"entra": entra.nombre, "desde": desde.isoformat()},
    )
    return _presentado(cambio, por=por, ahora=ahora)


@transaction.atomic
def designar(*, cambio: Cambio, entra: Persona, desde: date, por: Persona, ahora: datetime) -> Cambio:
    """7.v, 5.1.b: the head names who takes a place that somebody's departure left empty or in the hands of somebody
    for the time being, who may be named too. From today, it takes effect at once.

    Raises ``SinPermiso``, ``EstadoCambiado``, and ``DatoInvalido`` as above.
    """
    if cambio.cuenta:
        bloquear_cuenta(cambio.cuenta)
    fila = flujo.bloquear(cambio, "presentar", por=por, con=("area", "presentada_por", "responsable", "plazo", *DATOS))
    assert fila.cuenta  # those of a head are filed by the system, with who enters
    _revisar(fila.cuenta, Caracter(fila.caracter), entra, desde, ahora)
    if fila.sale_id == entra.pk:  # was to leave, and stays
        fila.sale = None
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    abrir_plazo(fila, ACUSE_CAMBIO, ahora=ahora)
    flujo.cumplir(fila, "presentar", por=por, ahora=ahora, entra=entra, desde=desde)
    return _presentado(fila, por=por, ahora=ahora)


@transaction.atomic
def acusar(*, cambio: Cambio, por: Persona, ahora: datetime) -> Cambio:
    """7.v: the CNCS acknowledges a change, before or after it takes effect. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    estado = Cambio.objects.select_for_update(of=("self",)).values_list("estado", flat=True).get(pk=cambio.pk)
    transicion = "acusar_vigente" if estado == EstadoCambio.VIGENTE else "acusar"
    fila = avanzar(cambio, transicion, por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO, con=DATOS)
    titular = titular_del_area(fila.area) if fila.area else None
    texto = f"La CNCS se dio por enterada del cambio: {fila.rotulo}."
    avisar(fila, [fila.presentada_por, titular], f"La CNCS se dio por enterada: {fila.folio}", texto, ahora=ahora)
    return fila


@transaction.atomic
def retirar(*, cambio: Cambio, motivo: str, por: Persona, ahora: datetime) -> Cambio:
    """7.v: the head takes a change back before its date. Raises ``SinPermiso`` (also for what a departure opened) and
    ``EstadoCambiado``."""
    fila = avanzar(cambio, "retirar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, con=DATOS, motivo=motivo)
    texto = f"El área retiró el cambio: {fila.rotulo}. Nada cambia en la cuenta. Motivo: {motivo}"
    asunto = f"Se retiró un cambio: {fila.folio}"
    avisar(fila, [fila.sale, fila.entra, fila.responsable], asunto, texto, ahora=ahora)
    return fila


def aplicar_vencidos(*, ahora: datetime) -> Aplicados:
    """7.v, 5.1.b: each change takes effect on its date or, if the sweep was off, as soon as it runs; idempotent.

    Where whoever was to enter no longer qualifies, nothing changes in the account and the head names another person.
    Each change goes in its own transaction; those that another sweep holds are passed over.
    """
    resultado = Aplicados()
    vencidos = Cambio.objects.filter(estado__in=POR_SURTIR_EFECTO, desde__lte=fecha_local(ahora), cuenta__isnull=False)
    for pk, cuenta_id in list(vencidos.order_by("desde", "pk").values_list("pk", "cuenta_id")):
        try:
            with transaction.atomic():
                _aplicar_vencido(pk, cuenta_id, resultado, ahora=ahora)
        except Exception:
            registro.exception("El cambio %s no pudo surtir efecto.", pk)
            resultado.fallidos += 1
    return resultado


@transaction.atomic
def dejar_sin_efecto_por_baja(*, cuenta: Cuenta, ahora: datetime) -> int:
    """7.ix: the account was closed: nobody has to be named for it any more. Return how many changes were open."""
    bloquear_cuenta(cuenta)
    abiertos = list(Cambio.objects.filter(cuenta=cuenta, estado__in=ABIERTOS).order_by("pk"))
    for cambio in abiertos:
        avanzar(
            cambio,
            "dejar_sin_efecto",
            por=CAMBIOS,
            ahora=ahora,
            cierra=EstadoPlazo.CANCELADO,
            motivo="La cuenta se dio de baja.",
        )
    return len(abiertos)


@transaction.atomic
def al_cambiar_cargo(*, persona: Persona, encabezaba: Area | None, ahora: datetime) -> None:
    """7.v, 5.1.b, 5.1.d: the position of a person changed, or the person may no longer sign in.

    In each account where the person no longer qualifies, the person leaves: the password is due at once, and the head
    has to name somebody. Where the person headed an área (``encabezaba``) or heads one now, the CNCS is told.
    """
    persona = Persona.objects.get(pk=persona.pk)
    nombramiento = nombramientos_vigentes([persona]).get(persona.pk)
    encabeza = nombramiento.area if nombramiento and nombramiento.es_titular and persona.is_active else None
    cambiaron = encabezaba != encabeza
    areas = [area for area in (encabezaba, encabeza) if cambiaron and area]
    designaciones = Designacion.objects.vigentes().filter(persona=persona, cuenta__estado__in=OFICIALES)
    pierde = [
        d
        for d in designaciones.select_related("persona", "cuenta__area").order_by("cuenta_id")
        if not cumple(d, nombramiento)
    ]
    suyas = Q(pk__in=[d.cuenta_id for d in pierde]) | Q(area__in=areas)
    cuentas = {c.pk: c for c in Cuenta.objects.oficiales().filter(suyas).select_for_update(of=("self",)).order_by("pk")}
    # Before any log entry: the sweep takes the steps of clocks first and the log last, and so must who stops many.
    relojes = Plazo.objects.abiertos().filter(cadena__in=[cuenta.cadena for cuenta in cuentas.values()])
    list(Recordatorio.objects.select_for_update().filter(plazo__in=relojes.values("pk")).order_by("pk"))
    if nombramiento and persona.is_active:
        motivo = f"{persona.nombre} cambió de cargo y ya no puede administrar la cuenta."
    else:
        motivo = f"{persona.nombre} ya no tiene un cargo vigente en la institución."
    for designacion in pierde:
        _abrir_por_salida(cuentas[designacion.cuenta_id], persona, motivo, ahora=ahora)
    for area in areas:
        propias = [cuenta for cuenta in cuentas.values() if cuenta.area_id == area.pk]
        if propias:
            _cambiar_titularidad(area, propias, persona, sale=area == encabezaba, ahora=ahora)


def _abrir_por_salida(cuenta: Cuenta, persona: Persona, motivo: str, *, ahora: datetime) -> None:
    """Somebody left an account: what that does to it, and the change for the place that has to be filled."""
    lugar = vacar(cuenta=cuenta, persona=persona, motivo=motivo, ahora=ahora)
    if lugar is None or Cambio.objects.filter(cuenta=cuenta, caracter=lugar, estado__in=ABIERTOS).exists():
        return
    cambio = registrar(
        Cambio(area=cuenta.area, cuenta=cuenta, caracter=lugar, sale=persona, motivo=motivo, de_oficio=True),
        por=CAMBIOS,
        ahora=ahora,
        plazo=VACANTE,
        detalle={"entra": "por designar", "desde": "por fijar", "motivo": motivo},
    )
    quien = Cuenta.objects.get(pk=cuenta.pk).administradores.get(lugar)
    mientras = f"Mientras tanto, administra {quien.persona.nombre}." if quien else "El lugar está vacante."
    texto = f"{motivo} {mientras}\n\nDesigne a quien ocupará el lugar: {cambio.rotulo} (5.1.b)."
    avisar_a_quien_le_toca(cambio, f"Falta designar: {cambio.rotulo}", texto, ahora=ahora)


def _cambiar_titularidad(area: Area, cuentas: list[Cuenta], persona: Persona, *, sale: bool, ahora: datetime) -> None:
    """7.v: the head of an área with accounts left or arrived: the CNCS acknowledges it. 5.1.d: who left knew the
    passwords."""
    motivo = f"{persona.nombre} {'dejó' if sale else 'asumió'} la titularidad de {area.siglas}."
    if sale:
        for cuenta in cuentas:
            exigir(cuenta=cuenta, motivo=MotivoRotacion.CAMBIO, detalle=motivo, por=CAMBIOS, ahora=ahora)
    hoy = fecha_local(ahora)
    cambio = registrar(
        Cambio(
            clase=ClaseCambio.TITULARIDAD,
            area=Area.objects.get(pk=area.pk),
            sale=persona if sale else None,
            entra=None if sale else persona,
            desde=hoy,
            motivo=motivo,
            de_oficio=True,
            estado=EstadoCambio.PRESENTADO,
        ),
        por=CAMBIOS,
        ahora=ahora,
        plazo=ACUSE_CAMBIO,
        detalle={"entra": "nadie todavía" if sale else persona.nombre, "desde": hoy.isoformat()},
    )
    cambio = flujo.ejecutar(cambio, "aplicar", por=CAMBIOS, ahora=ahora)
    avisar_a_quien_le_toca(cambio, f"Cambio de titular en {area.siglas}: {cambio.folio}", motivo, ahora=ahora)


def _aplicar_vencido(pk: int, cuenta_id: int, resultado: Aplicados, *, ahora: datetime) -> None:
    cuenta = Cuenta.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=cuenta_id).first()
    filas = Cambio.objects.select_for_update(of=("self",), skip_locked=True).filter(estado__in=POR_SURTIR_EFECTO)
    cambio = filas.select_related("area", "presentada_por", "plazo", *DATOS).filter(pk=pk).first()
    if cuenta is None or cambio is None:
        return  # somebody else is at it; if it is not done then, the next sweep finds it
    try:
        _surtir_efecto(cambio, por=CAMBIOS, ahora=ahora)
        resultado.vigentes += 1
    except DesignacionInvalida as error:
        _reponer(cambio, str(error), ahora=ahora)
        resultado.repuestos += 1


def _surtir_efecto(cambio: Cambio, *, por: Actor, ahora: datetime) -> Cambio:
    """The relief and the transition. Raises ``DesignacionInvalida``, and then nothing was written."""
    assert cambio.cuenta
    assert cambio.entra
    assert cambio.desde
    caracter = Caracter(cambio.caracter)
    sale = _en_el_lugar(Cuenta.objects.get(pk=cambio.cuenta.pk), caracter)
    relevar(
        cuenta=cambio.cuenta,
        caracter=caracter,
        sale=sale,
        entra=cambio.entra,
        desde=cambio.desde,
        por=por,
        ahora=ahora,
    )
    transicion = "concluir" if cambio.estado == EstadoCambio.ACUSADO else "aplicar"
    cambio = flujo.ejecutar(cambio, transicion, por=por, ahora=ahora)
    texto = f"{cambio.entra} administra {cambio.cuenta} como {caracter.label.lower()} desde hoy (7.v)."
    if sale and sale.pk != cambio.entra_id:
        texto += f" {sale.nombre} ya no la administra."
    personas = [sale, cambio.entra, titular_del_area(cambio.area) if cambio.area else None]
    avisar(cambio, personas, f"Surtió efecto: {cambio.rotulo}", texto, ahora=ahora)
    return cambio


def _reponer(cambio: Cambio, motivo: str, *, ahora: datetime) -> None:
    """Whoever was to enter no longer may: who has the place keeps it, and the head names another person."""
    entraba = cambio.entra
    fila = avanzar(
        cambio,
        "reponer",
        por=CAMBIOS,
        ahora=ahora,
        cierra=EstadoPlazo.CANCELADO,
        abre=VACANTE,
        con=DATOS,
        motivo=motivo,
    )
    texto = f"El cambio no surtió efecto: {motivo}\n\nDesigne a otra persona: {fila.rotulo} (5.1.b)."
    avisar_a_quien_le_toca(fila, f"Hay que volver a designar: {fila.rotulo}", texto, ahora=ahora)
    avisar(fila, [entraba], f"No surtió efecto: {fila.rotulo}", texto, ahora=ahora)


def _presentado(cambio: Cambio, *, por: Persona, ahora: datetime) -> Cambio:
    """What follows when the head said who enters: at once if it is from today; the CNCS and those concerned learn."""
    assert cambio.entra
    assert cambio.desde
    desde = cambio.desde
    if desde <= fecha_local(ahora):
        try:
            cambio = _surtir_efecto(cambio, por=por, ahora=ahora)
        except DesignacionInvalida as error:
            raise DatoInvalido(str(error), "entra") from error
        asunto = f"En vigor desde hoy: {cambio.rotulo}"
    else:
        asunto = f"Desde el {larga(desde)}: {cambio.rotulo}"
        texto = f"{cambio.entra} administrará la cuenta desde el {larga(desde)} (7.v)."
        avisar(cambio, [cambio.sale, cambio.entra], f"Se presentó un cambio: {cambio.rotulo}", texto, ahora=ahora)
    texto = f"Entra: {cambio.entra}. Sale: {cambio.sale or 'nadie'}.\n\nLa CNCS debe darse por enterada (7.v)."
    avisar_a_quien_le_toca(cambio, asunto, texto, ahora=ahora)
    return cambio


def _en_el_lugar(cuenta: Cuenta, caracter: Caracter) -> Persona | None:
    """Who has that place of the account now."""
    designacion = cuenta.administradores.get(caracter)
    return designacion.persona if designacion else None


def _revisar(cuenta: Cuenta, caracter: Caracter, entra: Persona, desde: date, ahora: datetime) -> None:
    """Raises ``DatoInvalido`` when that person may not take that place of the account on that date."""
    hoy = fecha_local(ahora)
    if not hoy <= desde <= hoy + timedelta(days=DIAS_DE_ANTICIPACION):
        raise DatoInvalido(
            f"Elija hoy o una fecha de los próximos {DIAS_DE_ANTICIPACION} días (hasta el "
            f"{larga(hoy + timedelta(days=DIAS_DE_ANTICIPACION))}).",
            "desde",
        )
    try:
        revisar_designacion(area=cuenta.area, persona=entra, caracter=caracter)
    except DesignacionInvalida as error:
        raise DatoInvalido(str(error), "entra") from error
    otro = Caracter.SUPLENTE if caracter == Caracter.TITULAR else Caracter.TITULAR
    otra = _en_el_lugar(cuenta, otro)
    if otra and otra.pk == entra.pk:
        raise DatoInvalido(
            f"{entra.nombre} ya administra la cuenta como {otro.label.lower()}: titular y suplente son dos personas "
            "distintas. Cambie primero ese lugar.",
            "entra",
        )
    if Cambio.objects.filter(cuenta=cuenta, caracter=otro, entra=entra, estado__in=POR_SURTIR_EFECTO).exists():
        raise DatoInvalido(f"{entra.nombre} está por entrar como {otro.label.lower()} de esta cuenta.", "entra")

"""Writes on accounts and designations."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado
from cuentas.acciones.rotacion import bloquear_cuenta, poner
from cuentas.consultas import cuenta_viva
from cuentas.direcciones import direccion
from cuentas.estados import NIVELES, OFICIALES, Caracter, EstadoCuenta, MotivoRotacion
from cuentas.models import Cuenta, Designacion
from organizacion.consultas import nombramientos_vigentes
from organizacion.models import Area, Nombramiento, Persona
from organizacion.tiempo import fecha_local


class DesignacionInvalida(Exception):
    """5.1.b is not met. ``str()`` is the message in Spanish, ``campo`` the character that it is about."""

    def __init__(self, campo: Caracter, mensaje: str) -> None:
        super().__init__(mensaje)
        self.campo = campo


class CuentaRepetida(Exception):
    """There is a live account with that handle on that network. ``str()`` is the message in Spanish."""


def revisar_designacion(
    *, area: Area, persona: Persona, caracter: Caracter, nombramiento: Nombramiento | None = None
) -> Nombramiento:
    """5.1.b: may the person administer an account of the área in that character? Return the position that lets them.

    ``nombramiento`` is the person's position in force, if it was read already. Raises ``DesignacionInvalida``: not of
    the área's structure, or without the level.
    """
    nombramiento = nombramiento or nombramientos_vigentes([persona]).get(persona.pk)
    if nombramiento is None or not persona.is_active:
        raise DesignacionInvalida(caracter, f"{persona.nombre} no tiene un cargo vigente en la institución.")
    if not nombramiento.area.ruta.startswith(area.ruta):
        raise DesignacionInvalida(
            caracter,
            f"{persona.nombre} trabaja en {nombramiento.area.siglas}: designe a alguien de {area.siglas} o de un área "
            "que dependa de ella.",
        )
    if nombramiento.nivel not in NIVELES[caracter]:
        permitidos = " o ".join(nivel.label.lower() for nivel in NIVELES[caracter])
        nivel = nombramiento.get_nivel_display().lower()
        raise DesignacionInvalida(
            caracter,
            f"{persona.nombre} tiene nivel {nivel}; para {caracter.label.lower()} se requiere {permitidos}.",
        )
    return nombramiento


def revisar_par(*, area: Area, titular: Persona, suplente: Persona) -> dict[Caracter, Nombramiento]:
    """5.1.b: both administrators at once. Raises ``DesignacionInvalida``."""
    if titular.pk == suplente.pk:
        raise DesignacionInvalida(Caracter.SUPLENTE, "Titular y suplente deben ser dos personas distintas.")
    vigentes = nombramientos_vigentes([titular, suplente])
    return {
        caracter: revisar_designacion(
            area=area, persona=persona, caracter=caracter, nombramiento=vigentes.get(persona.pk)
        )
        for caracter, persona in ((Caracter.TITULAR, titular), (Caracter.SUPLENTE, suplente))
    }


@transaction.atomic
def registrar(
    *,
    red: str,
    identificador: str,
    nombre: str,
    area: Area,
    por: Actor,
    ahora: datetime,
    url: str = "",
    id_permanente: str = "",
    correo: str = "",
    fines: list[str] | None = None,
    propositos: str = "",
    operacion: str = "",
    frecuencia: str = "",
    abierta_el: date | None = None,
    homologada: bool = False,
    estado: EstadoCuenta = EstadoCuenta.REGISTRADA,
) -> Cuenta:
    """7.iv, 7.x: enter an account in the registry; it is not active yet. Raises ``CuentaRepetida``."""
    if cuenta_viva(red, identificador):
        raise CuentaRepetida(f"Ya está registrada una cuenta @{identificador} en esa red.")
    cuenta = Cuenta(
        red=red,
        identificador=identificador,
        nombre=nombre,
        area=area,
        url=url or direccion(red, identificador),
        id_permanente=id_permanente,
        correo=correo,
        fines=fines or [],
        propositos=propositos,
        operacion=operacion,
        frecuencia=frecuencia,
        abierta_el=abierta_el,
        homologada=homologada,
        estado=estado,
        ultima_actividad=ahora if estado in OFICIALES else None,  # 6.xxii: its silence counts from today
    )
    flujo.anotar_historia(cuenta, por=por, ahora=ahora)
    try:
        with transaction.atomic():
            cuenta.save()
    except IntegrityError as error:  # somebody registered it between the check and here, or its mailbox is taken
        raise CuentaRepetida("Ya está registrada una cuenta con ese identificador o con ese buzón.") from error
    asentar(
        cadena=cuenta.cadena,
        acto="registrar",
        objeto=str(cuenta),
        por=por,
        ahora=ahora,
        detalle={"a": cuenta.estado, "direccion": cuenta.url, "area": area.siglas},
    )
    return cuenta


@transaction.atomic
def activar(*, cuenta: Cuenta, titular: Persona, suplente: Persona, por: Actor, ahora: datetime) -> Cuenta:
    """7.iv, 5.1.b: designate both administrators and put the account to work.

    6.xxxiv: its first change of password falls due. Raises ``DesignacionInvalida``, ``SinPermiso`` and
    ``EstadoCambiado`` (also when it has an administrator already); then nothing was written.
    """
    fila = bloquear_cuenta(cuenta)
    if fila.designaciones.vigentes().exists():
        raise EstadoCambiado("Esta cuenta ya tiene quien la administre: pida un cambio de administradores (7.v).")
    nombramientos = revisar_par(area=cuenta.area, titular=titular, suplente=suplente)
    desde = fecha_local(ahora)
    for caracter, nombramiento in nombramientos.items():
        designacion = Designacion(
            cuenta=cuenta,
            persona_id=nombramiento.persona_id,
            caracter=caracter,
            cargo=nombramiento.cargo,
            nivel=nombramiento.nivel,
            desde=desde,
        )
        flujo.anotar_historia(designacion, por=por, ahora=ahora)
        designacion.save()
    poner(cuenta=fila, motivo=MotivoRotacion.INICIAL, detalle="", por=por, ahora=ahora)
    return flujo.ejecutar(fila, "activar", por=por, ahora=ahora, desde=desde)

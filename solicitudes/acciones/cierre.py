"""7.iv, 7.vi, 7.xi: from the authorisation to the active account."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from bitacora import flujo
from cuentas import acciones as cuentas
from cuentas.acciones import revisar_par
from cuentas.models import Cuenta
from organizacion.codigos import nuevo_codigo
from organizacion.models import Persona
from plazos import acciones as plazos
from solicitudes.acciones import avisos_apertura as avisos
from solicitudes.acciones.apertura import OpcionInvalida
from solicitudes.acciones.documento import emitir
from solicitudes.contenido import datos_de_aviso, datos_de_oficio_junta
from solicitudes.estados import ClaseConstancia
from solicitudes.models import Apertura
from solicitudes.reglas import ReglaRota, revisar_identificador


def revisar_buzon(correo: str) -> str:
    """7.vi: the mailbox is of the institution's domain. Raises ``OpcionInvalida``."""
    correo = correo.strip().lower()
    if not correo.endswith(f"@{settings.INSTITUCION.dominio}"):
        raise OpcionInvalida(f"El buzón debe ser del dominio @{settings.INSTITUCION.dominio} (7.vi).")
    return correo


@transaction.atomic
def registrar_buzon(*, apertura: Apertura, correo: str, por: Persona, ahora: datetime) -> Apertura:
    """7.vi: UNICOM records the mailbox that it created; the área is told.

    Raises ``OpcionInvalida`` (another domain, or a mailbox of another account), ``SinPermiso``, ``EstadoCambiado``.
    """
    correo = revisar_buzon(correo)
    ocupado = "Ese buzón ya es de otra cuenta: registre uno distinto."
    if Cuenta.objects.filter(correo=correo).exists():
        raise OpcionInvalida(ocupado)
    try:
        with transaction.atomic():
            fila = flujo.ejecutar(apertura, "registrar_buzon", por=por, ahora=ahora, correo=correo)
    except IntegrityError as error:
        raise OpcionInvalida(ocupado) from error
    avisos.al_registrar_buzon(fila, ahora=ahora)
    return fila


@transaction.atomic
def registrar_apertura(
    *,
    apertura: Apertura,
    identificador: str,
    nombre: str,
    url: str,
    id_permanente: str,
    abierta_el: date,
    por: Persona,
    ahora: datetime,
) -> Apertura:
    """7.iv: record the account that the área opened on the network; it is not active yet.

    Raises ``OpcionInvalida`` (the handle breaks 7.vi), ``CuentaRepetida``, ``SinPermiso``, ``EstadoCambiado``.
    """
    try:
        identificador = revisar_identificador(apertura.red, identificador)
    except ReglaRota as error:
        raise OpcionInvalida(str(error)) from error
    fila = flujo.bloquear(apertura, "registrar_apertura", por=por, con=("area", "plazo_uso"))
    plazos.cerrar(plazo=fila.plazo_uso, ahora=ahora)
    cuenta = cuentas.registrar(
        red=fila.red,
        identificador=identificador,
        nombre=nombre,
        url=url,
        id_permanente=id_permanente,
        area=fila.area,
        correo=fila.correo,
        fines=fila.fines,
        propositos=fila.actividad,
        operacion=fila.operacion,
        frecuencia=fila.frecuencia,
        abierta_el=abierta_el,
        por=por,
        ahora=ahora,
    )
    flujo.cumplir(fila, "registrar_apertura", por=por, ahora=ahora, cuenta=cuenta)
    return fila


@transaction.atomic
def notificar(
    *,
    apertura: Apertura,
    por: Persona,
    ahora: datetime,
    titular: Persona | None = None,
    suplente: Persona | None = None,
) -> Apertura:
    """7.iv, 7.xi: tell the Comité's Presidencia and Secretaría Técnica of the account (and the CNCS, when it is a
    Junta's); designate its two administrators; the account is active.

    ``titular`` and ``suplente`` replace those proposed, who may have left since. Raises ``DesignacionInvalida`` when
    one of the two does not qualify, ``SinPermiso`` and ``EstadoCambiado``.
    """
    fila = flujo.bloquear(
        apertura,
        "notificar",
        por=por,
        con=("area", "cuenta", "cuenta__area", "titular_propuesto", "suplente_propuesto", "presentada_por"),
    )
    assert fila.cuenta  # nothing is opened without an account and two proposed administrators
    titular, suplente = titular or fila.titular_propuesto, suplente or fila.suplente_propuesto
    assert titular
    assert suplente
    revisar_par(area=fila.area, titular=titular, suplente=suplente)
    flujo.cumplir(fila, "notificar", por=por, ahora=ahora, titular=titular, suplente=suplente)
    cuentas.activar(cuenta=fila.cuenta, titular=titular, suplente=suplente, por=por, ahora=ahora)
    codigo = nuevo_codigo()
    emitir(
        solicitud=fila,
        clase=ClaseConstancia.AVISO_COMITE,
        datos=datos_de_aviso(fila, codigo),
        ahora=ahora,
        codigo=codigo,
    )
    if fila.area.es_junta:
        emitir(solicitud=fila, clase=ClaseConstancia.OFICIO_JUNTA, datos=datos_de_oficio_junta(fila), ahora=ahora)
    avisos.al_notificar(fila, ahora=ahora)
    return fila

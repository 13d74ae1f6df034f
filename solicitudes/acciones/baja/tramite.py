"""7.viii, 7.ix: the closing of an account is asked for or begun, answered and decided."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from bitacora import flujo
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.models import Cuenta
from organizacion.consultas import titular_del_area
from organizacion.fechas import larga
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.clases import CIERRE_BAJA, RESPUESTA_AREA, REVISION_BAJA
from plazos.estados import EstadoPlazo
from solicitudes.acciones import requerimiento
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca
from solicitudes.acciones.baja.comun import CON, bloquear_cuenta
from solicitudes.acciones.comun import DatoInvalido, avanzar, registrar
from solicitudes.acciones.papeles_solicitud import emitir_resolucion
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.baja import FUNDAMENTOS, EstadoBaja
from solicitudes.models import Baja
from solicitudes.permisos import baja as permisos


# --- It begins ----------------------------------------------------------------------------------------------------
@transaction.atomic
def presentar(
    *,
    cuenta: Cuenta,
    motivo: str,
    oficio_numero: str,
    oficio_fecha: date,
    oficio: UploadedFile,
    por: Persona,
    ahora: datetime,
) -> Baja:
    """7.viii: the head of the área asks for the closing of its account, with a signed oficio (already checked); the
    CNCS has ``revision_dias_habiles`` to answer.

    Raises ``SinPermiso``; ``DatoInvalido`` when the account may not be closed, or the oficio is of a day to come.
    """
    fila = bloquear_cuenta(cuenta)
    if not permisos.puede_presentar(fila, por):
        raise SinPermiso("La baja de una cuenta la pide la o el titular del área que la tiene (7.viii).")
    if oficio_fecha > fecha_local(ahora):
        raise DatoInvalido("La fecha del oficio no puede ser posterior a hoy.", "oficio_fecha")
    baja = _registrar(
        Baja(
            cuenta=fila, area=fila.area, motivo=motivo, oficio_numero=oficio_numero, oficio_fecha=oficio_fecha
        ),
        por=por,
        ahora=ahora,
        plazo=REVISION_BAJA,
        archivos=[(ClaseDocumento.OFICIO, oficio)],
        detalle={"inicio": "El área la pidió", "oficio": oficio_numero},
    )  # fmt: skip
    avisar_a_quien_le_toca(baja, f"Nueva solicitud de baja: {baja.rotulo}", motivo, ahora=ahora)
    return baja


@transaction.atomic
def iniciar(
    *,
    cuenta: Cuenta,
    motivo: str,
    fundamentos: Sequence[str],
    por: Persona,
    ahora: datetime,
    archivos: Sequence[UploadedFile] = (),
) -> Baja:
    """7.ix: the CNCS begins the closing of an abandoned account, on numerals of ``FUNDAMENTOS`` and with what it found
    (``archivos``, already checked); the head of the área is told, and has ``respuesta_area_dias_habiles`` to answer.

    Raises ``SinPermiso``; ``DatoInvalido`` without a ground, or when the account may not be closed.
    """
    fila = bloquear_cuenta(cuenta)
    if not permisos.puede_iniciar(fila, por):
        raise SinPermiso("Solo la CNCS inicia la baja de una cuenta abandonada, y nunca de su propia área (7.ix).")
    _comprobar_fundamentos(fundamentos)
    baja = _registrar(
        Baja(
            cuenta=fila,
            area=fila.area,
            motivo=motivo,
            fundamentos=list(fundamentos),
            de_oficio=True,
            estado=EstadoBaja.NOTIFICADA,
        ),
        por=por,
        ahora=ahora,
        plazo=RESPUESTA_AREA,
        archivos=[(ClaseDocumento.EVIDENCIA, archivo) for archivo in archivos],
        detalle={"inicio": "La CNCS la inició", "fundamentos": list(fundamentos)},
        acuse=False,
    )
    texto = (
        f"La CNCS encontró que la cuenta parece abandonada e inició su baja:\n\n{motivo}\n\n"
        f"Diga si su área está conforme, a más tardar el {_limite(baja)}. Su silencio no se toma como conformidad."
    )
    avisar_a_quien_le_toca(baja, f"La CNCS inició la baja de {baja.rotulo}", texto, ahora=ahora)
    return baja


# --- The área's side ----------------------------------------------------------------------------------------------
@transaction.atomic
def contestar(
    *,
    baja: Baja,
    conforme: bool,
    texto: str,
    por: Persona,
    ahora: datetime,
    archivos: Sequence[UploadedFile] = (),
) -> Baja:
    """7.ix: the área says whether it agrees, in time or late; the review begins. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = avanzar(
        baja,
        "contestar",
        por=por,
        ahora=ahora,
        cierra=EstadoPlazo.CUMPLIDO,
        abre=REVISION_BAJA,
        archivos=[(ClaseDocumento.RESPUESTA, archivo) for archivo in archivos],
        con=CON,
        conforme=conforme,
        texto=texto,
    )
    sentido = "está conforme" if conforme else "no está conforme"
    avisar_a_quien_le_toca(fila, f"El área {sentido} con la baja de {fila.rotulo}", texto, ahora=ahora)
    return fila


@transaction.atomic
def retirar(*, baja: Baja, motivo: str, por: Persona, ahora: datetime) -> Baja:
    """7.viii: before a decision the área takes its request back. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _resolver(baja, "retirar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, motivo=motivo)
    asunto = f"El área retiró la baja de {fila.rotulo}"
    avisar(fila, [fila.responsable], asunto, motivo, ahora=ahora, interno=True)
    return fila


# --- The CNCS's side ----------------------------------------------------------------------------------------------
@transaction.atomic
def continuar(*, baja: Baja, por: Persona, ahora: datetime) -> Baja:
    """7.ix: the área's term passed without an answer, and somebody of the CNCS who did not begin it reviews it. The
    silence decides nothing.

    Raises ``SinPermiso``; ``EstadoCambiado`` also while the área is still in time.
    """
    fila = flujo.bloquear(baja, "continuar", por=por, con=("plazo",))
    if fila.plazo and not fila.plazo.vencido(ahora):
        raise EstadoCambiado(f"El área todavía puede contestar: su plazo termina el {_limite(fila)}.")
    fila = avanzar(
        fila, "continuar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, abre=REVISION_BAJA, con=CON
    )  # fmt: skip
    texto = (
        "Su plazo para contestar terminó. La CNCS revisa si procede la baja; su silencio no se toma como conformidad."
    )
    avisar(fila, [titular_del_area(fila.cuenta.area)], f"Sigue la baja de {fila.rotulo}", texto, ahora=ahora)
    return fila


@transaction.atomic
def tomar(*, baja: Baja, por: Persona, ahora: datetime) -> Baja:
    """7.viii: take it to review it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    return avanzar(baja, "tomar", por=por, ahora=ahora, con=CON)


@transaction.atomic
def asignar(*, baja: Baja, revisor: Persona, por: Persona, ahora: datetime) -> Baja:
    """7.viii: the head of the CNCS gives it to a reviewer, who is told.

    Raises ``DatoInvalido`` for somebody who may not review it, ``SinPermiso``, ``EstadoCambiado``.
    """
    if not permisos.puede_revisar(baja, revisor):
        raise DatoInvalido(f"{revisor.nombre} no puede revisar esta baja: elija a otra persona de la CNCS.", "revisor")
    fila = avanzar(baja, "asignar", por=por, ahora=ahora, con=CON, revisor=revisor)
    if revisor.pk != por.pk:
        avisar(fila, [revisor], f"Se le asignó una baja: {fila.rotulo}", fila.motivo, ahora=ahora, interno=True)
    return fila


@transaction.atomic
def autorizar(*, baja: Baja, respuesta: str, por: Persona, ahora: datetime) -> Baja:
    """7.viii: the closing goes on; its resolution is issued, and the área has ``cierre_baja_dias_habiles`` for the
    checklist. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _resolver(
        baja, "autorizar", por=por, ahora=ahora, cierra=EstadoPlazo.CUMPLIDO, abre=CIERRE_BAJA, respuesta=respuesta
    )
    numerales = ["7.viii", "7.ix", *(n for n in fila.fundamentos if n not in {"7.viii", "7.ix"})]
    _emitir(fila, f"Se autoriza la baja de la cuenta {fila.rotulo}.", numerales, ahora)
    texto = (
        f"{respuesta}\n\nAhora le toca exportar los contenidos para el archivo, eliminarlos de la red y cancelar la "
        f"cuenta, con evidencia de cada paso, a más tardar el {_limite(fila)}. La cuenta es oficial hasta entonces."
    )
    avisar_a_quien_le_toca(fila, f"Se autorizó la baja de {fila.rotulo}", texto, ahora=ahora)
    return fila


@transaction.atomic
def rechazar(*, baja: Baja, fundamentos: Sequence[str], respuesta: str, por: Persona, ahora: datetime) -> Baja:
    """7.viii: the account goes on, on at least one numeral of ``FUNDAMENTOS``; its resolution is issued.

    Raises ``DatoInvalido``, ``SinPermiso``, ``EstadoCambiado``; then nothing was written.
    """
    _comprobar_fundamentos(fundamentos)
    fila = _resolver(
        baja,
        "rechazar",
        por=por,
        ahora=ahora,
        cierra=EstadoPlazo.CUMPLIDO,
        fundamentos=list(fundamentos),
        respuesta=respuesta,
    )
    _emitir(fila, f"No se autoriza la baja de la cuenta {fila.rotulo}, que sigue en operación.", fundamentos, ahora)
    avisar(
        fila, [titular_del_area(fila.cuenta.area)], f"No se autorizó la baja de {fila.rotulo}", respuesta, ahora=ahora
    )
    return fila


@transaction.atomic
def archivar(*, baja: Baja, motivo: str, por: Persona, ahora: datetime) -> Baja:
    """7.ix: the CNCS drops the closing that it began. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = _resolver(baja, "archivar", por=por, ahora=ahora, cierra=EstadoPlazo.CANCELADO, motivo=motivo)
    asunto = f"La CNCS dejó sin efecto la baja de {fila.rotulo}"
    avisar(fila, [titular_del_area(fila.cuenta.area)], asunto, motivo, ahora=ahora)
    return fila


# --- What they share ----------------------------------------------------------------------------------------------
def _registrar(baja: Baja, *, por: Persona, ahora: datetime, **opciones: Any) -> Baja:
    """File it, unless the account is not official, has another closing in progress, or is one of those of 7.x."""
    cuenta = baja.cuenta
    if not cuenta.es_oficial:
        raise DatoInvalido(f"{cuenta.rotulo} no es una cuenta oficial en operación: no hay qué dar de baja.", "cuenta")
    if cuenta.homologada:
        raise DatoInvalido(f"{cuenta.rotulo} es de las que el Instituto conserva (7.x): no se da de baja.", "cuenta")
    try:
        with transaction.atomic():
            return registrar(baja, por=por, ahora=ahora, **opciones)
    except IntegrityError as error:
        raise DatoInvalido(f"{cuenta.rotulo} ya tiene una baja en trámite.", "cuenta") from error


def _comprobar_fundamentos(fundamentos: Sequence[str]) -> None:
    if not fundamentos or not set(fundamentos) <= set(FUNDAMENTOS):
        raise DatoInvalido("Elija al menos un numeral de la lista.", "fundamentos")


def _resolver(baja: Baja, transicion: str, *, por: Persona, ahora: datetime, **argumentos: Any) -> Baja:
    """Leave the review, one way or another: information that was asked for is not needed any more."""
    fila = flujo.bloquear(baja, transicion, por=por, con=("plazo",))
    requerimiento.dejar_sin_efecto(fila, por=por, ahora=ahora)
    return avanzar(fila, transicion, por=por, ahora=ahora, con=CON, **argumentos)


def _emitir(fila: Baja, sentido: str, numerales: Sequence[str], ahora: datetime) -> None:
    emitir_resolucion(
        fila,
        organo=settings.INSTITUCION.cncs.nombre,
        sentido=sentido,
        numerales=numerales,
        destinatario=titular_del_area(fila.cuenta.area),
        ahora=ahora,
    )


def _limite(baja: Baja) -> str:
    assert baja.plazo is not None  # it was just started, or is being asked for
    return larga(baja.plazo.fecha_limite)

"""7.viii, 7.ix: an account is closed: asked for, reviewed, and closed step by step with evidence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from bitacora import flujo
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas import acciones as cuentas
from cuentas.models import Cuenta
from organizacion.consultas import titular_del_area
from organizacion.fechas import larga
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.clases import CIERRE_BAJA, RESPUESTA_AREA, REVISION_BAJA
from plazos.estados import EstadoPlazo
from solicitudes.acciones import requerimiento
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca
from solicitudes.acciones.cambio import dejar_sin_efecto_por_baja
from solicitudes.acciones.comun import Archivos, DatoInvalido, avanzar, registrar
from solicitudes.acciones.papeles_solicitud import emitir_resolucion
from solicitudes.consultas.solicitud import quienes_la_tienen
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.baja import FUNDAMENTOS, EstadoBaja, PasoCierre
from solicitudes.models import Baja, Paso
from solicitudes.permisos import baja as permisos

CON: Final = ("cuenta", "cuenta__area")


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
    fila = _bloquear(cuenta)
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
    fila = _bloquear(cuenta)
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


# --- The checklist ------------------------------------------------------------------------------------------------
@transaction.atomic
def exportar(
    *, baja: Baja, evidencia: str, archivos: Sequence[UploadedFile], por: Persona, ahora: datetime
) -> Baja:  # fmt: skip
    """7.ix: the contents are kept for the archive: at least one file, already checked. Raises ``DatoInvalido``,
    ``SinPermiso``, ``EstadoCambiado``."""
    if not archivos:
        raise DatoInvalido("Entregue al menos un archivo con los contenidos exportados.", "archivos")
    return _dar_paso(baja, PasoCierre.EXPORTAR, evidencia, archivos, por, ahora)


@transaction.atomic
def eliminar(
    *, baja: Baja, evidencia: str, por: Persona, ahora: datetime, archivos: Sequence[UploadedFile] = ()
) -> Baja:
    """7.ix: the contents were deleted from the network. Raises ``DatoInvalido``, ``SinPermiso``, ``EstadoCambiado``."""
    return _dar_paso(baja, PasoCierre.ELIMINAR, evidencia, archivos, por, ahora)


@transaction.atomic
def cancelar(
    *,
    baja: Baja,
    evidencia: str,
    fecha: date,
    por: Persona,
    ahora: datetime,
    archivos: Sequence[UploadedFile] = (),
) -> Baja:
    """7.viii, 5.1.d: the account was cancelled on its network on ``fecha``: it is not official any more, its
    administrators lose their access, and the changes of administrators in progress are void. Once it is so, cancelling
    again (the CNCS found something left) only leaves its evidence.

    Raises ``DatoInvalido`` for a day to come or before the decision; ``SinPermiso``, ``EstadoCambiado``.
    """
    if fecha > fecha_local(ahora):
        raise DatoInvalido("La fecha no puede ser posterior a hoy.", "fecha")
    if baja.resuelta and fecha < fecha_local(baja.resuelta):
        raise DatoInvalido(f"La baja se autorizó el {larga(fecha_local(baja.resuelta))}: no pudo ser antes.", "fecha")
    _bloquear(baja.cuenta)  # before the request, as when another one begins
    fila = _dar_paso(baja, PasoCierre.CANCELAR, evidencia, archivos, por, ahora, fecha=fecha)
    if not fila.cuenta.dada_de_baja:
        dejar_sin_efecto_por_baja(cuenta=fila.cuenta, ahora=ahora)
        fila.cuenta = cuentas.dar_de_baja(cuenta=fila.cuenta, fecha=fecha, por=por, ahora=ahora)
    return fila


@transaction.atomic
def cerrar_buzon(
    *, baja: Baja, evidencia: str, por: Persona, ahora: datetime, archivos: Sequence[UploadedFile] = ()
) -> Baja:
    """7.ix: UNICOM closed the mailbox. Raises ``DatoInvalido``, ``SinPermiso``, ``EstadoCambiado``."""
    return _dar_paso(baja, PasoCierre.BUZON, evidencia, archivos, por, ahora)


@transaction.atomic
def verificar(
    *, baja: Baja, evidencia: str, por: Persona, ahora: datetime, archivos: Sequence[UploadedFile] = ()
) -> Baja:
    """7.ix: the CNCS checked that nothing is left, and the closing ends. Raises ``DatoInvalido``, ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = _dar_paso(baja, PasoCierre.VERIFICAR, evidencia, archivos, por, ahora, cierra=EstadoPlazo.CUMPLIDO)
    asunto = f"Concluyó la baja de {fila.rotulo}"
    avisar(fila, [titular_del_area(fila.cuenta.area)], asunto, "La CNCS comprobó el cierre de la cuenta.", ahora=ahora)
    return fila


@transaction.atomic
def devolver(*, baja: Baja, observacion: str, por: Persona, ahora: datetime) -> Baja:
    """7.ix: something is left on the network: the área deletes and cancels again, on the same clock. Raises
    ``SinPermiso``, ``EstadoCambiado``."""
    fila = avanzar(baja, "devolver", por=por, ahora=ahora, con=CON, observacion=observacion)
    asunto = f"La CNCS encontró algo sin cerrar: {fila.rotulo}"
    avisar_a_quien_le_toca(fila, asunto, observacion, ahora=ahora)
    return fila


# --- What they share ----------------------------------------------------------------------------------------------
def _bloquear(cuenta: Cuenta) -> Cuenta:
    """The account, locked until the transaction ends."""
    return Cuenta.objects.select_for_update(of=("self",)).select_related("area").get(pk=cuenta.pk)


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


def _dar_paso(
    baja: Baja,
    paso: PasoCierre,
    evidencia: str,
    archivos: Sequence[UploadedFile],
    por: Persona,
    ahora: datetime,
    *,
    cierra: EstadoPlazo | None = None,
    **argumentos: Any,
) -> Baja:
    """Do a step of the checklist, which is named as its transition, and tell whoever has the next one."""
    if not evidencia.strip():
        raise DatoInvalido("Describa la evidencia de este paso.", "evidencia")
    pares: Archivos = [(ClaseDocumento.EVIDENCIA, archivo) for archivo in archivos]
    fila = avanzar(
        baja,
        paso.value,
        por=por,
        ahora=ahora,
        cierra=cierra,
        archivos=pares,
        con=CON,
        evidencia=evidencia,
        **argumentos,
    )
    Paso.objects.create(baja=fila, paso=paso, evidencia=evidencia, hecho_por=por, momento=ahora)
    siguen = [persona for persona in quienes_la_tienen(fila) if persona.pk != por.pk]
    interno = fila.quien_sigue != "Titular del área"
    asunto = f"{fila.que_sigue}: {fila.rotulo}"
    avisar(fila, siguen, asunto, f"{paso.label}:\n\n{evidencia}", ahora=ahora, interno=interno)
    return fila


def _limite(baja: Baja) -> str:
    assert baja.plazo is not None  # it was just started, or is being asked for
    return larga(baja.plazo.fecha_limite)

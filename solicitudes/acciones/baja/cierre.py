"""7.ix: what was authorised to close is closed, step by step, with evidence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cuentas import acciones as cuentas
from organizacion.consultas import titular_del_area
from organizacion.fechas import larga
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from plazos.estados import EstadoPlazo
from solicitudes.acciones.avisos_solicitud import avisar, avisar_a_quien_le_toca
from solicitudes.acciones.baja.comun import CON, bloquear_cuenta
from solicitudes.acciones.cambio import dejar_sin_efecto_por_baja
from solicitudes.acciones.comun import Archivos, DatoInvalido, avanzar
from solicitudes.consultas.solicitud import quienes_la_tienen
from solicitudes.estados import ClaseDocumento
from solicitudes.estados.baja import PasoCierre
from solicitudes.models import Baja, Paso


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
    bloquear_cuenta(baja.cuenta)  # before the request, as when another one begins
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

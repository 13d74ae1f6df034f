"""6.xxxi: a hacked or wrongly operated account, from its report to its closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.actores import Actor
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas import permisos
from cuentas.acciones.avisos_incidente import avisar_cambio, avisar_reporte
from cuentas.acciones.rotacion import bloquear_cuenta, poner
from cuentas.consultas import cuentas_que_puede_reportar, falta_para_cerrar, incidente_abierto
from cuentas.estados import ClaseIncidente, EstadoIncidente, MotivoRotacion, PuntoDeAcceso
from cuentas.models import Cuenta, Evidencia, Incidente
from organizacion.acciones import siguiente_folio
from organizacion.archivos import huella, nombre_seguro
from organizacion.models import Persona
from plazos import acciones as plazos
from plazos.clases import INCIDENTE_CIERRE, INCIDENTE_CONTENCION
from plazos.estados import EstadoPlazo
from plazos.models import Plazo

PREFIJO: Final = "IS"


class IncidenteInvalido(Exception):
    """What was said of the incident cannot be. ``campo`` is the field of the form; ``str()``, the message."""

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.campo = campo


@transaction.atomic
def reportar(
    *,
    cuenta: Cuenta,
    clase: ClaseIncidente,
    detectado: datetime,
    descripcion: str,
    archivos: Sequence[UploadedFile] = (),
    por: Persona,
    ahora: datetime,
) -> Incidente:
    """6.xxxi: the head of the área, the CNCS, UNICOM and who administers the account are told; the account is
    *comprometida*; its password has to be changed at once; the clocks to contain it and to close it run.

    When the account has an open incident already, the report is added to it and that one is returned; if it had been
    recovered, it begins again. Raises
    ``SinPermiso``, ``IncidenteInvalido`` when it was noticed in the future, ``EstadoCambiado`` when the account is
    not one of the Institute's any more.
    """
    if not permisos.puede_reportar_incidentes(por):
        raise SinPermiso("Para reportar un incidente necesita un cargo en la institución.")
    if detectado > ahora:
        raise IncidenteInvalido("Ese momento aún no llega: escriba cuándo se notó.", "detectado")
    fila = bloquear_cuenta(cuenta)
    if not cuentas_que_puede_reportar(por).filter(pk=fila.pk).exists():
        raise EstadoCambiado("Esa cuenta ya no es del Instituto: si alguien la usa, repórtela como suplantación.")
    if abierto := incidente_abierto(fila):
        return _sumar_reporte(abierto, fila, descripcion, archivos, por=por, ahora=ahora)
    incidente = Incidente(
        folio=siguiente_folio(PREFIJO, ahora=ahora),
        cuenta=fila,
        clase=clase,
        detectado=detectado,
        descripcion=descripcion,
        reportado=ahora,
        reportado_por=por,
    )
    flujo.anotar_historia(incidente, por=por, ahora=ahora)
    incidente.save()
    detalle = {"que_paso": incidente.get_clase_display(), "detectado": detectado.isoformat()}
    _asentar(incidente, "reportar", detalle, por=por, ahora=ahora)
    _guardar_evidencia(incidente, descripcion, archivos, es_reporte=True, por=por, ahora=ahora)
    _alarmar(incidente, fila, por=por, ahora=ahora)
    return incidente


@transaction.atomic
def aportar(
    *, incidente: Incidente, texto: str, archivos: Sequence[UploadedFile] = (), por: Persona, ahora: datetime
) -> list[Evidencia]:
    """6.xxxi: evidence is added while the incident is open. Raises ``SinPermiso``, ``EstadoCambiado``, and
    ``IncidenteInvalido`` when there is neither text nor file."""
    if not texto and not archivos:
        raise IncidenteInvalido("Escriba qué se ve o adjunte un archivo.", "texto")
    fila = _bloquear(incidente)
    if not permisos.puede_aportar_al_incidente(fila, por):
        raise SinPermiso("Agrega evidencia quien atiende el incidente o quien lo reportó.")
    _exigir_abierto(fila)
    filas = _guardar_evidencia(fila, texto, archivos, es_reporte=False, por=por, ahora=ahora)
    que = "; ".join(str(evidencia) for evidencia in filas)
    _asentar(fila, "aportar", {"que": que, "sha256": [e.huella for e in filas if e.huella]}, por=por, ahora=ahora)
    return filas


@transaction.atomic
def contener(*, incidente: Incidente, medidas: str, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: nobody does harm with the account any more. Raises ``SinPermiso`` and ``EstadoCambiado``."""
    bloquear_cuenta(incidente.cuenta)
    fila = flujo.bloquear(incidente, "contener", por=por, con=("cuenta__area", "plazo_contencion"))
    plazos.cerrar(plazo=fila.plazo_contencion, ahora=ahora)
    flujo.cumplir(fila, "contener", por=por, ahora=ahora, medidas=medidas)
    avisar_cambio(fila, "Se contuvo el incidente", medidas, por=por, ahora=ahora)
    return fila


@transaction.atomic
def recuperar(*, incidente: Incidente, medidas: str, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: the área has its account back: it is not *comprometida* any more, and its password has to be changed
    again, now that nobody else is inside. Raises ``SinPermiso`` and ``EstadoCambiado``."""
    cuenta = bloquear_cuenta(incidente.cuenta)
    fila = flujo.bloquear(incidente, "recuperar", por=por, con=("cuenta__area", "plazo_contencion"))
    plazos.cerrar(plazo=fila.plazo_contencion, ahora=ahora)
    flujo.cumplir(fila, "recuperar", por=por, ahora=ahora, medidas=medidas)
    _marcar(cuenta, None, fila, por=por, ahora=ahora)
    _exigir_contrasena(fila, cuenta, por=por, ahora=ahora)
    avisar_cambio(fila, "Se recuperó la cuenta", medidas, por=por, ahora=ahora)
    return fila


@transaction.atomic
def revisar_accesos(
    *, incidente: Incidente, puntos: Sequence[PuntoDeAcceso], nota: str, por: Persona, ahora: datetime
) -> Incidente:
    """6.xxxi, 5.1.d: the head of the área says which points of access were reviewed, once the account is recovered.

    It may be done again until all are. Raises ``SinPermiso`` and ``EstadoCambiado``.
    """
    fila = _bloquear(incidente)
    if not permisos.revisa_accesos(fila, por):
        raise SinPermiso("La revisión de accesos la confirma quien es titular del área.")
    _exigir_estado(fila, EstadoIncidente.RECUPERADO)
    fila.accesos, fila.accesos_nota = sorted({str(PuntoDeAcceso(p).value) for p in puntos}), nota
    fila.accesos_revisados, fila.accesos_revisados_por = ahora, por
    _guardar(fila, por=por, ahora=ahora)
    detalle = {"hechos": len(fila.accesos), "puntos": len(PuntoDeAcceso), "cuales": fila.accesos, "nota": nota}
    _asentar(fila, "revisar_accesos", detalle, por=por, ahora=ahora)
    return fila


@transaction.atomic
def escribir_lecciones(*, incidente: Incidente, lecciones: str, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: what is to be done so that it does not happen again. Raises ``SinPermiso`` and ``EstadoCambiado``."""
    fila = _bloquear(incidente)
    if not permisos.atiende_incidente(fila, por):
        raise SinPermiso("Las lecciones las escribe quien atiende el incidente.")
    _exigir_estado(fila, EstadoIncidente.RECUPERADO)
    fila.lecciones = lecciones
    _guardar(fila, por=por, ahora=ahora)
    _asentar(fila, "escribir_lecciones", {"lecciones": lecciones}, por=por, ahora=ahora)
    return fila


@transaction.atomic
def cerrar(*, incidente: Incidente, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: the CNCS closes it when nothing is missing. Raises ``SinPermiso``, ``EstadoCambiado``, and
    ``IncidenteInvalido`` saying what is missing."""
    bloquear_cuenta(incidente.cuenta)
    fila = flujo.bloquear(incidente, "cerrar", por=por, con=("cuenta__area", "plazo_cierre"))
    if faltas := falta_para_cerrar(fila):
        raise IncidenteInvalido(f"Todavía no se puede cerrar. Falta {'; falta '.join(faltas)}.")
    plazos.cerrar(plazo=fila.plazo_cierre, ahora=ahora)
    flujo.cumplir(fila, "cerrar", por=por, ahora=ahora)
    avisar_cambio(fila, "Se cerró el incidente", f"Lecciones: {fila.lecciones}", por=por, ahora=ahora)
    return fila


@transaction.atomic
def desestimar(*, incidente: Incidente, motivo: str, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: a false alarm: the account is not *comprometida*. The change of password that was asked for stays due.

    Raises ``SinPermiso`` and ``EstadoCambiado``.
    """
    cuenta = bloquear_cuenta(incidente.cuenta)
    fila = flujo.bloquear(incidente, "desestimar", por=por, con=("cuenta__area", "plazo_contencion", "plazo_cierre"))
    for plazo in (fila.plazo_contencion, fila.plazo_cierre):
        plazos.cerrar(plazo=plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    flujo.cumplir(fila, "desestimar", por=por, ahora=ahora, motivo=motivo)
    _marcar(cuenta, None, fila, por=por, ahora=ahora)
    avisar_cambio(fila, "Fue una falsa alarma", motivo, por=por, ahora=ahora)
    return fila


@transaction.atomic
def reabrir(*, incidente: Incidente, motivo: str, por: Persona, ahora: datetime) -> Incidente:
    """6.xxxi: it was not over: all are told again, and everything is to be done again. Raises ``SinPermiso``, and
    ``EstadoCambiado`` also when the account has another one open or is not the Institute's any more."""
    cuenta = bloquear_cuenta(incidente.cuenta)
    fila = flujo.bloquear(incidente, "reabrir", por=por, con=("cuenta__area",))
    if cuenta.dada_de_baja:
        raise EstadoCambiado("La cuenta se dio de baja: este incidente ya no se puede reabrir.")
    if otro := incidente_abierto(cuenta):
        raise EstadoCambiado(f"La cuenta ya tiene abierto otro incidente, {otro.folio}: agregue ahí lo que falte.")
    flujo.cumplir(fila, "reabrir", por=por, ahora=ahora, motivo=motivo)
    _alarmar(fila, cuenta, por=por, ahora=ahora, motivo=motivo)
    return fila


def _sumar_reporte(
    incidente: Incidente,
    cuenta: Cuenta,
    texto: str,
    archivos: Sequence[UploadedFile],
    *,
    por: Persona,
    ahora: datetime,
) -> Incidente:
    fila = Incidente.objects.select_for_update(of=("self",)).get(pk=incidente.pk)
    fila.cuenta = cuenta
    filas = _guardar_evidencia(fila, texto, archivos, es_reporte=True, por=por, ahora=ahora)
    detalle = {"texto": texto, "sha256": [e.huella for e in filas if e.huella]}
    _asentar(fila, "reportar_otra_vez", detalle, por=por, ahora=ahora)
    if fila.estado == EstadoIncidente.RECUPERADO:
        flujo.cumplir(fila, "recaer", por=por, ahora=ahora)
        _alarmar(fila, cuenta, por=por, ahora=ahora, motivo=texto)
        return fila
    avisar_cambio(fila, "Llegó otro reporte del mismo incidente", texto, por=por, ahora=ahora)
    return fila


def _alarmar(incidente: Incidente, cuenta: Cuenta, *, por: Persona, ahora: datetime, motivo: str = "") -> None:
    """What a report and a reopening share: mark the account, force its password, start the clocks, tell everybody."""
    _marcar(cuenta, ahora, incidente, por=por, ahora=ahora)
    _exigir_contrasena(incidente, cuenta, por=por, ahora=ahora)
    for campo, clase in (("plazo_contencion", INCIDENTE_CONTENCION), ("plazo_cierre", INCIDENTE_CIERRE)):
        corre: Plazo | None = getattr(incidente, campo)
        if corre and corre.abierto:
            continue  # one that was recovered and fell again has still the same days to be closed
        plazo = plazos.abrir(
            clase=clase,
            objeto_tipo=incidente._meta.label_lower,
            objeto_id=incidente.pk,
            cadena=incidente.cadena,
            ahora=ahora,
        )
        setattr(incidente, campo, plazo)
    incidente.skip_history_when_saving = True
    incidente.save(update_fields=["plazo_contencion", "plazo_cierre"])
    del incidente.skip_history_when_saving
    avisar_reporte(incidente, motivo=motivo, ahora=ahora)


def _marcar(cuenta: Cuenta, desde: datetime | None, incidente: Incidente, *, por: Actor, ahora: datetime) -> None:
    cuenta.comprometida_desde = desde
    flujo.anotar_historia(cuenta, por=por, ahora=ahora)
    cuenta.save(update_fields=["comprometida_desde"])
    acto = "comprometer" if desde else "librar"
    detalle = {"incidente": incidente.folio}
    asentar(cadena=cuenta.cadena, acto=acto, objeto=str(cuenta), por=por, ahora=ahora, detalle=detalle)


def _exigir_contrasena(incidente: Incidente, cuenta: Cuenta, *, por: Actor, ahora: datetime) -> None:
    if not cuenta.dada_de_baja:
        detalle = f"Incidente {incidente.folio}"
        poner(cuenta=cuenta, motivo=MotivoRotacion.INCIDENTE, detalle=detalle, por=por, ahora=ahora)


def _guardar_evidencia(
    incidente: Incidente,
    texto: str,
    archivos: Sequence[UploadedFile],
    *,
    es_reporte: bool,
    por: Persona,
    ahora: datetime,
) -> list[Evidencia]:
    comun: dict[str, Any] = {"incidente": incidente, "autor": por, "momento": ahora, "es_reporte": es_reporte}
    filas = [Evidencia.objects.create(texto=texto, **comun)] if texto else []
    for archivo in archivos:
        nombre, tamano = nombre_seguro(archivo.name or "evidencia"), archivo.size or 0
        filas.append(
            Evidencia.objects.create(archivo=archivo, nombre=nombre, huella=huella(archivo), tamano=tamano, **comun)
        )
    return filas


def _bloquear(incidente: Incidente) -> Incidente:
    filas = Incidente.objects.select_for_update(of=("self",)).select_related("cuenta__area")
    return filas.get(pk=incidente.pk)


def _exigir_abierto(fila: Incidente) -> None:
    if not fila.abierto:
        raise EstadoCambiado(f"Alguien actuó antes: el incidente está en el estado «{fila.get_estado_display()}».")


def _exigir_estado(fila: Incidente, estado: EstadoIncidente) -> None:
    if fila.estado != estado:
        raise EstadoCambiado(
            f"Eso se hace cuando la cuenta se recupera: el incidente está en el estado «{fila.get_estado_display()}»."
        )


def _guardar(fila: Incidente, *, por: Persona, ahora: datetime) -> None:
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()


def _asentar(fila: Incidente, acto: str, detalle: dict[str, Any], *, por: Actor, ahora: datetime) -> None:
    asentar(cadena=fila.cadena, acto=acto, objeto=str(fila), por=por, ahora=ahora, detalle=detalle)

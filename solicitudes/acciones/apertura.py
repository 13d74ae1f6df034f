"""What the área does with its request before a decision: begin it, fill it in, file it, take it back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from cuentas.acciones import CuentaRepetida
from organizacion.acciones import siguiente_folio
from organizacion.codigos import nuevo_codigo
from organizacion.models import Area, Persona
from plazos import acciones as plazos
from plazos.clases import REVISION_APERTURA
from plazos.estados import EstadoPlazo
from solicitudes import permisos
from solicitudes.acciones import avisos_apertura as avisos
from solicitudes.acciones.documento import emitir, guardar_documento
from solicitudes.acciones.requerimiento import dejar_sin_efecto
from solicitudes.contenido import datos_de_acuse
from solicitudes.estados import EN_TRAMITE, ClaseConstancia, ClaseDocumento, EstadoApertura
from solicitudes.models import Apertura
from solicitudes.reglas import Falta, faltas

TIPO = "solicitudes.apertura"
PREFIJO = "AP"
CAMPOS_DEL_BORRADOR = frozenset(
    "red identificador nombre fines programa actividad por_que_no_cncs operacion frecuencia titular_propuesto "
    "suplente_propuesto".split()
)


class AperturaIncompleta(Exception):
    """What is to be filed lacks something, or breaks a rule. ``faltas`` says what, field by field."""

    def __init__(self, lista: list[Falta]) -> None:
        super().__init__("Falta completar la propuesta antes de presentarla.")
        self.faltas = lista


class OpcionInvalida(Exception):
    """Somebody or something that cannot be chosen was chosen. ``str()`` is the message in Spanish."""


@transaction.atomic
def iniciar(*, area: Area, por: Persona, ahora: datetime, **campos: Any) -> Apertura:
    """7.i: the head of an área begins a draft. Raises ``SinPermiso`` for anybody else."""
    apertura = Apertura(area=area, creada=ahora, guardada=ahora, **campos)
    if not permisos.es_su_titular(apertura, por):
        raise SinPermiso("Solo la o el titular del área puede pedir una cuenta para ella.")
    flujo.anotar_historia(apertura, por=por, ahora=ahora)
    apertura.save()
    asentar(cadena=apertura.cadena, acto="iniciar", objeto=str(apertura), por=por, ahora=ahora)
    return apertura


@transaction.atomic
def guardar_borrador(*, apertura: Apertura, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> Apertura:
    """7.i: keep what has been typed in a draft, complete or not; return it as saved.

    A draft saves itself every second or so: it leaves no history and no log entry until it is filed. Raises
    ``SinPermiso`` and ``EstadoCambiado``.
    """
    desconocidos = set(datos) - CAMPOS_DEL_BORRADOR
    if desconocidos:
        raise ValueError(f"not fields of a draft: {sorted(desconocidos)}")
    con = ("area", "titular_propuesto", "suplente_propuesto")
    fila = Apertura.objects.select_for_update(of=("self",)).select_related(*con).get(pk=apertura.pk)
    if not permisos.es_su_titular(fila, por):
        raise SinPermiso("Solo la o el titular del área puede escribir en este borrador.")
    if fila.estado != EstadoApertura.BORRADOR:
        raise flujo.EstadoCambiado("Esta propuesta ya se presentó: no se puede cambiar.")
    for campo, valor in datos.items():
        setattr(fila, campo, valor)
    fila.guardada = ahora
    fila.skip_history_when_saving = True
    fila.save()
    return fila


def presentar(
    *,
    apertura: Apertura,
    oficio_numero: str,
    oficio_fecha: date,
    oficio: UploadedFile,
    por: Persona,
    ahora: datetime,
) -> Apertura:
    """7.ii: file the proposal with its signed oficio (a PDF already checked); give it a folio, start the 15 business
    days of 7.iii, issue the acuse, and tell the CNCS.

    Raises ``AperturaIncompleta``, ``CuentaRepetida``, ``SinPermiso``, ``EstadoCambiado``; then nothing was written.
    """
    try:
        with transaction.atomic():
            return _presentar(apertura, oficio_numero, oficio_fecha, oficio, por, ahora)
    except IntegrityError as error:  # somebody filed the same handle between the check and the end
        if not Apertura.objects.filter(red=apertura.red, clave=apertura.clave, estado__in=EN_TRAMITE).exists():
            raise
        raise CuentaRepetida("Otra área ya tiene en trámite ese identificador en esa red.") from error


def _presentar(
    apertura: Apertura, numero: str, fecha: date, oficio: UploadedFile, por: Persona, ahora: datetime
) -> Apertura:
    fila = flujo.bloquear(apertura, "presentar", por=por, con=("area", "titular_propuesto", "suplente_propuesto"))
    pendientes = faltas(fila)
    if pendientes:
        raise AperturaIncompleta(pendientes)
    plazo = plazos.abrir(clase=REVISION_APERTURA, objeto_tipo=TIPO, objeto_id=fila.pk, cadena=fila.cadena, ahora=ahora)
    folio = siguiente_folio(PREFIJO, ahora=ahora)
    flujo.cumplir(fila, "presentar", por=por, ahora=ahora, folio=folio, numero=numero, fecha=fecha, plazo=plazo)
    documento = guardar_documento(solicitud=fila, clase=ClaseDocumento.OFICIO, archivo=oficio, por=por, ahora=ahora)
    codigo = nuevo_codigo()
    datos = datos_de_acuse(fila, documento, codigo)
    emitir(solicitud=fila, clase=ClaseConstancia.ACUSE, datos=datos, ahora=ahora, codigo=codigo)
    avisos.al_presentar(fila, ahora=ahora)
    return fila


@transaction.atomic
def retirar(*, apertura: Apertura, motivo: str, por: Persona, ahora: datetime) -> Apertura:
    """7.i: take the request back before a decision; its clock stops, and what was asked is not needed any more.

    Raises ``SinPermiso``, ``EstadoCambiado``.
    """
    fila = flujo.bloquear(apertura, "retirar", por=por, con=("area", "plazo_revision", "revisor"))
    if fila.plazo_revision:
        dejar_sin_efecto(fila, por=por, ahora=ahora)
        plazos.cerrar(plazo=fila.plazo_revision, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    flujo.cumplir(fila, "retirar", por=por, ahora=ahora, motivo=motivo)
    if fila.plazo_revision:
        avisos.al_retirar(fila, ahora=ahora)
    return fila


@transaction.atomic
def renunciar(*, apertura: Apertura, motivo: str, por: Persona, ahora: datetime) -> Apertura:
    """7.i: the área will not use its authorisation. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.bloquear(apertura, "renunciar", por=por, con=("plazo_uso",))
    plazos.cerrar(plazo=fila.plazo_uso, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    flujo.cumplir(fila, "renunciar", por=por, ahora=ahora, motivo=motivo)
    avisos.al_renunciar(fila, ahora=ahora)
    return fila

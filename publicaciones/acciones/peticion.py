"""Writes on peticiones de difusión."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from cuentas.models import Cuenta
from organizacion.acciones import siguiente_folio
from organizacion.archivos import huella, nombre_seguro
from organizacion.consultas import personas_con_rol
from organizacion.estados import ROLES_CNCS, Rol
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local
from plazos import acciones as plazos
from plazos.clases import DIFUSION, VENCE
from plazos.estados import EstadoPlazo
from plazos.models import Recordatorio
from publicaciones import permisos
from publicaciones.estados import PENDIENTES
from publicaciones.models import MaterialDePeticion, Peticion

PREFIJO = "PD"


@transaction.atomic
def presentar_peticion(
    *,
    area: Area,
    cuenta: Cuenta,
    asunto: str,
    material: str,
    fecha_deseada: date | None,
    archivos: Sequence[UploadedFile] = (),
    por: Persona,
    ahora: datetime,
) -> Peticion:
    """7.x, 5.2.a: the head of an área asks the CNCS to publish in one of its accounts, with its material (files that
    were already checked). With a wanted date, a clock runs to it. Raises ``SinPermiso``."""
    peticion = Peticion(
        area=area,
        cuenta=cuenta,
        asunto=asunto,
        material=material,
        fecha_deseada=fecha_deseada,
        presentada=ahora,
        presentada_por=por,
    )
    if not permisos.es_su_titular(peticion, por):
        raise SinPermiso("Solo la o el titular del área puede pedir la difusión.")
    peticion.folio = siguiente_folio(PREFIJO, ahora=ahora)
    flujo.anotar_historia(peticion, por=por, ahora=ahora)
    peticion.save()
    _guardar(peticion, archivos, ahora)
    _poner_reloj(peticion, ahora)
    detalle = {"archivos": [nombre_seguro(archivo.name or "") for archivo in archivos]} if archivos else {}
    asentar(cadena=peticion.cadena, acto="presentar", objeto=str(peticion), por=por, ahora=ahora, detalle=detalle)
    _avisar(peticion, list(personas_con_rol(*ROLES_CNCS)), "peticion_recibida", ahora, interno=True)
    return peticion


@transaction.atomic
def tomar_peticion(*, peticion: Peticion, por: Persona, ahora: datetime) -> Peticion:
    """7.x: somebody of the CNCS begins to prepare it; the área is told. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "tomar", por=por, ahora=ahora)
    _avisar(fila, [fila.presentada_por], "peticion_tomada", ahora)
    return fila


@transaction.atomic
def difundir(*, peticion: Peticion, enlace: str, respuesta: str, por: Persona, ahora: datetime) -> Peticion:
    """7.x: the CNCS published the material. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "difundir", por=por, ahora=ahora, enlace=enlace, respuesta=respuesta)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    _avisar(fila, [fila.presentada_por], "peticion_contestada", ahora)
    return fila


@transaction.atomic
def declinar(*, peticion: Peticion, respuesta: str, por: Persona, ahora: datetime) -> Peticion:
    """7.x: the CNCS will not publish it, and says why. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "declinar", por=por, ahora=ahora, respuesta=respuesta)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora)
    _avisar(fila, [fila.presentada_por], "peticion_contestada", ahora)
    return fila


@transaction.atomic
def retirar_peticion(*, peticion: Peticion, por: Persona, ahora: datetime) -> Peticion:
    """5.2.a: the área no longer needs it; whoever was preparing it is told. Raises ``SinPermiso``,
    ``EstadoCambiado``."""
    fila = flujo.ejecutar(peticion, "retirar", por=por, ahora=ahora)
    plazos.cerrar(plazo=fila.plazo, ahora=ahora, estado=EstadoPlazo.CANCELADO)
    if fila.tomada_por:
        _avisar(fila, [fila.tomada_por], "peticion_retirada", ahora, interno=True)
    return fila


def recordar_peticion(recordatorios: Sequence[Recordatorio], *, paso: str, ahora: datetime) -> None:
    """7.x: the wanted date nears and nobody answered: who prepares it is reminded, or the whole CNCS if nobody does;
    when it passes, also the head of the CNCS, and the área knows that it was not published."""
    filas = Peticion.objects.filter(estado__in=PENDIENTES).select_related("area", "cuenta", "tomada_por")
    por_id = filas.select_related("presentada_por").in_bulk({r.plazo.objeto_id for r in recordatorios})
    cncs = list(personas_con_rol(*ROLES_CNCS))
    jefatura = list(personas_con_rol(Rol.TITULAR_CNCS)) if paso == VENCE else []
    for recordatorio in recordatorios:
        peticion = por_id.get(recordatorio.plazo.objeto_id)
        if peticion is None:
            continue
        atienden = [peticion.tomada_por, *jefatura] if peticion.tomada_por else cncs
        paso_ya = paso == VENCE
        _avisar(peticion, atienden, "peticion_por_atender", ahora, interno=True, paso_ya=paso_ya)
        if paso_ya:
            _avisar(peticion, [peticion.presentada_por], "peticion_sin_respuesta", ahora)


def _guardar(peticion: Peticion, archivos: Sequence[UploadedFile], ahora: datetime) -> None:
    for archivo in archivos:
        MaterialDePeticion.objects.create(
            peticion=peticion,
            archivo=archivo,
            nombre=nombre_seguro(archivo.name or "material"),
            huella=huella(archivo),
            tamano=archivo.size or 0,
            momento=ahora,
        )


def _poner_reloj(peticion: Peticion, ahora: datetime) -> None:
    if peticion.fecha_deseada is None:
        return
    peticion.plazo = plazos.abrir(
        clase=DIFUSION,
        objeto_tipo=peticion._meta.label_lower,
        objeto_id=peticion.pk,
        cadena=peticion.cadena,
        ahora=ahora,
        presupuesto=max((peticion.fecha_deseada - fecha_local(ahora)).days + 1, 1),
    )
    peticion.skip_history_when_saving = True
    peticion.save(update_fields=["plazo"])
    del peticion.skip_history_when_saving


def _avisar(
    peticion: Peticion,
    personas: Sequence[Persona | None],
    plantilla: str,
    ahora: datetime,
    *,
    interno: bool = False,
    **mas: object,
) -> None:
    ruta = "admin:publicaciones_peticion_change" if interno else "publicaciones:detalle"
    contexto = {"peticion": peticion, "enlace": settings.URL_BASE + reverse(ruta, args=[peticion.pk]), **mas}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=peticion.cadena), ahora=ahora)

"""6.xxxiii: each Junta Local files its strategy of the year; the CNCS receives it, or asks for another version."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from avisos.acciones import encolar, para_personas
from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones.obligacion import CUIDADO, Exigencia, cumplir_obligacion, reponer_obligacion
from cuentas.estados.cuidado import ClaseObligacion, EstadoEstrategia
from cuentas.models import Estrategia
from cuentas.permisos.cuidado import presenta_estrategia
from organizacion.archivos import huella, nombre_seguro
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS, TipoArea
from organizacion.models import Area, Persona
from organizacion.tiempo import fecha_local
from plazos.clases import ESTRATEGIA_CAMBIOS


@transaction.atomic
def presentar_estrategia(
    *, area: Area, anio: int, resumen: str, archivo: UploadedFile, por: Persona, ahora: datetime
) -> Estrategia:
    """6.xxxiii: the head of a Junta Local files a version; the one that the CNCS had not answered is replaced by it,
    and none is lost.

    Raises ``SinPermiso``; ``EstadoCambiado`` when the área is no Junta Local or the year is not this or the next one.
    """
    if not presenta_estrategia(area, por):
        raise SinPermiso("Presenta la estrategia la o el titular de la Junta Local.")
    if area.tipo != TipoArea.JUNTA_LOCAL:
        raise EstadoCambiado("Solo las Juntas Locales presentan esta estrategia (6.xxxiii).")
    if anio not in (fecha_local(ahora).year, fecha_local(ahora).year + 1):
        raise EstadoCambiado("Presente la estrategia de este año o la del siguiente.")
    Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)
    anteriores = Estrategia.objects.filter(area=area, anio=anio)
    for anterior in anteriores.filter(estado=EstadoEstrategia.PRESENTADA):
        flujo.ejecutar(anterior, "sustituir", por=CUIDADO, ahora=ahora)
    fila = Estrategia.objects.create(
        area=area,
        anio=anio,
        version=anteriores.count() + 1,
        resumen=resumen,
        archivo=archivo,
        nombre=nombre_seguro(archivo.name or "estrategia.pdf"),
        huella=huella(archivo),
        presentada=ahora,
        presentada_por=por,
    )
    detalle = {"huella": fila.huella, "version": fila.version}
    asentar(cadena=fila.cadena, acto="presentar_estrategia", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    cumplir_obligacion(clase=ClaseObligacion.ESTRATEGIA, periodo=str(anio), area=area, ahora=ahora)
    _avisar(fila, personas_con_rol(*ROLES_CNCS), "estrategia_presentada", ahora)
    return fila


@transaction.atomic
def recibir_estrategia(*, estrategia: Estrategia, respuesta: str, por: Persona, ahora: datetime) -> Estrategia:
    """6.xxxiii: the CNCS acknowledges it. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(estrategia, "recibir", por=por, ahora=ahora, respuesta=respuesta)
    _avisar(fila, [titular_del_area(fila.area)], "estrategia_respondida", ahora)
    return fila


@transaction.atomic
def pedir_cambios(*, estrategia: Estrategia, respuesta: str, por: Persona, ahora: datetime) -> Estrategia:
    """6.xxxiii: the CNCS asks for another version: it is owed again. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = flujo.ejecutar(estrategia, "pedir_cambios", por=por, ahora=ahora, respuesta=respuesta)
    exigencia = Exigencia(
        ClaseObligacion.ESTRATEGIA,
        str(fila.anio),
        f"Estrategia {fila.anio}",
        fila.area,
        ESTRATEGIA_CAMBIOS,
        ahora,
        ahora,
        date(fila.anio, 12, 31),
    )
    reponer_obligacion(exigencia=exigencia, motivo=respuesta, ahora=ahora)
    _avisar(fila, [titular_del_area(fila.area)], "estrategia_respondida", ahora)
    return fila


def _avisar(estrategia: Estrategia, personas: Iterable[Persona | None], plantilla: str, ahora: datetime) -> None:
    enlace = settings.URL_BASE + reverse("cuentas:estrategia", args=[estrategia.pk])
    contexto = {"estrategia": estrategia, "enlace": enlace}
    encolar(para_personas(personas, plantilla=plantilla, contexto=contexto, cadena=estrategia.cadena), ahora=ahora)

"""Writes on a content: what its posts share, and which accounts say it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from cuentas.models import Cuenta
from organizacion.acciones import siguiente_folio
from organizacion.models import Persona
from publicaciones import permisos
from publicaciones.acciones.aval import anular_avales
from publicaciones.acciones.version import guardar_version
from publicaciones.estados import EstadoVariante
from publicaciones.huella import huella_de
from publicaciones.models import Contenido, Variante

PREFIJO_CONTENIDO: Final = "CT"
CAMPOS: Final = (
    "titulo", "clase", "fines", "fuente", "fuente_url", "area_avala", "boletin_titular", "sesion", "materia",
    "embargo_hasta", "vigente_hasta",
)  # fmt: skip


class EdicionSimultanea(ActoRechazado):
    """Somebody saved another version meanwhile; nothing was written."""


@transaction.atomic
def crear_contenido(*, datos: Mapping[str, Any], cuentas: Sequence[Cuenta], por: Persona, ahora: datetime) -> Contenido:
    """5.2.a, 5.2.c: something to publish in some accounts, all of which ``por`` may publish in; its área is that of
    the first one. Raises ``SinPermiso``."""
    if not cuentas or not all(permisos.publica_en(cuenta, por) for cuenta in cuentas):
        raise SinPermiso("Solo puede preparar publicaciones de las cuentas que administra.")
    contenido = Contenido(
        folio=siguiente_folio(PREFIJO_CONTENIDO, ahora=ahora),
        area=cuentas[0].area,
        creado=ahora,
        creado_por=por,
        **{campo: datos[campo] for campo in CAMPOS if campo in datos},
    )
    flujo.anotar_historia(contenido, por=por, ahora=ahora)
    contenido.save()
    detalle = {"cuentas": [cuenta.rotulo for cuenta in cuentas]}
    asentar(cadena=contenido.cadena, acto="crear", objeto=str(contenido), por=por, ahora=ahora, detalle=detalle)
    for cuenta in cuentas:
        _abrir_variante(contenido, cuenta, por=por, ahora=ahora)
    return contenido


@transaction.atomic
def editar_contenido(
    *, contenido: Contenido, datos: Mapping[str, Any], version: int, por: Persona, ahora: datetime
) -> Contenido:
    """5.2.a: change what the posts share: each of them becomes another version, and no endorsement holds.

    Raises ``SinPermiso``, ``EstadoCambiado`` when something was published already, ``EdicionSimultanea``.
    """
    fila = bloquear_contenido(contenido)
    if not permisos.edita_contenido(fila, por):
        raise SinPermiso("Lo cambia quien administra alguna de sus cuentas.")
    if not fila.se_puede_cambiar:
        raise EstadoCambiado("Ya se publicó en alguna cuenta: estos datos quedan como estaban. Haga otro contenido.")
    if fila.version != version:
        raise EdicionSimultanea(
            "Otra persona guardó estos datos mientras usted escribía. Lo suyo sigue aquí: compare y guarde de nuevo."
        )
    cambios = [campo for campo in CAMPOS if campo in datos and getattr(fila, campo) != datos[campo]]
    if not cambios:
        return fila
    for campo in cambios:
        setattr(fila, campo, datos[campo])
    fila.version += 1
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    asentar(
        cadena=fila.cadena, acto="editar_datos", objeto=str(fila), por=por, ahora=ahora, detalle={"campos": cambios}
    )
    for variante in bloquear_variantes(fila):
        guardar_version(variante, por=por, ahora=ahora, acto="actualizar")
    anular_avales(fila, ahora=ahora)
    return fila


@transaction.atomic
def agregar_variante(*, contenido: Contenido, cuenta: Cuenta, por: Persona, ahora: datetime) -> Variante:
    """6.xxiii: one more account says it, in its own way. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = bloquear_contenido(contenido)
    if not (permisos.edita_contenido(fila, por) and permisos.publica_en(cuenta, por)):
        raise SinPermiso("Solo puede agregar cuentas que usted administra.")
    if any(variante.cuenta_id == cuenta.pk for variante in fila.vivas):
        raise EstadoCambiado("Este contenido ya tiene una variante para esa cuenta.")
    return _abrir_variante(fila, cuenta, por=por, ahora=ahora)


def bloquear_contenido(contenido: Contenido) -> Contenido:
    """The row of the content, locked: whoever changes anything of it goes one by one. It is locked before its
    variants and its endorsements, always."""
    filas = Contenido.objects.select_for_update(of=("self",)).select_related("area", "area_avala")
    return filas.get(pk=contenido.pk)


def bloquear_variantes(contenido: Contenido) -> list[Variante]:
    """Those in preparation, locked, each with its account."""
    filas = Variante.objects.select_for_update(of=("self",)).select_related("cuenta__area")
    variantes = list(filas.filter(contenido=contenido, estado=EstadoVariante.BORRADOR).order_by("pk"))
    for variante in variantes:
        variante.contenido = contenido
    return variantes


def _abrir_variante(contenido: Contenido, cuenta: Cuenta, *, por: Persona, ahora: datetime) -> Variante:
    variante = Variante(
        contenido=contenido, cuenta=cuenta, creada=ahora, modificada=ahora, modificada_por=por, version=0
    )
    variante.huella = huella_de("")  # until its first version, which comes next
    variante.skip_history_when_saving = True
    variante.save()
    del variante.skip_history_when_saving
    guardar_version(variante, por=por, ahora=ahora)
    contenido.__dict__.pop("vivas", None)
    return variante

"""6.xix: topics of an área: new, renamed, merged."""

from datetime import datetime

from django.db import transaction

from bitacora import flujo
from bitacora.acciones import asentar
from bitacora.flujo import SinPermiso
from cuentas.direcciones import plegar
from organizacion.models import Area, Persona
from publicaciones import permisos
from publicaciones.acciones.comun_atencion import AtencionInvalida, exigir_sin_datos_personales
from publicaciones.models import Interaccion, Tema


@transaction.atomic(savepoint=False)
def tema_llamado(*, area: Area, nombre: str, por: Persona, ahora: datetime) -> Tema:
    """6.xix: the topic of the área with that name, however it is typed; a new one when there is none.

    Raises ``SinPermiso`` and ``AtencionInvalida``.
    """
    nombre = " ".join(nombre.split())[:80]
    if not plegar(nombre):
        raise AtencionInvalida("Escriba el nombre del tema.", "tema_nuevo")
    exigir_sin_datos_personales(nombre, "tema_nuevo")
    Area.objects.select_for_update().get(pk=area.pk)  # two people may name the same topic at once
    tema = Tema(area=area, nombre=nombre, creado=ahora)
    _exigir(tema, por)
    existente = Tema.objects.vigentes().filter(area=area, clave=plegar(nombre)).first()
    if existente:
        return existente
    flujo.anotar_historia(tema, por=por, ahora=ahora)
    tema.save()
    asentar(cadena=tema.cadena, acto="crear_tema", objeto=str(tema), por=por, ahora=ahora)
    return tema


@transaction.atomic
def renombrar_tema(*, tema: Tema, nombre: str, por: Persona, ahora: datetime) -> Tema:
    """6.xix: a better name for the same topic. Raises ``SinPermiso``, ``AtencionInvalida``."""
    Area.objects.select_for_update().get(pk=tema.area_id)
    fila = _bloquear([tema.pk])[tema.pk]
    _exigir(fila, por)
    nombre, antes = " ".join(nombre.split()), fila.nombre
    exigir_sin_datos_personales(nombre, "nombre")
    if Tema.objects.vigentes().filter(area=fila.area, clave=plegar(nombre)).exclude(pk=fila.pk).exists():
        raise AtencionInvalida("El área ya tiene un tema con ese nombre: fusione los dos.", "nombre")
    fila.nombre = nombre
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    detalle = {"de": antes, "a": nombre}
    asentar(cadena=fila.cadena, acto="renombrar_tema", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    return fila


@transaction.atomic
def fusionar_tema(*, tema: Tema, destino: Tema, por: Persona, ahora: datetime) -> Tema:
    """6.xix: two names of one topic: the interactions of ``tema`` are of ``destino`` from now on.

    Raises ``SinPermiso``, ``AtencionInvalida``.
    """
    filas = _bloquear([tema.pk, destino.pk])
    if len(filas) < 2 or filas[tema.pk].area_id != filas[destino.pk].area_id:
        raise AtencionInvalida("Elija otro tema vigente de la misma área.", "destino")
    fila, queda = filas[tema.pk], filas[destino.pk]
    _exigir(fila, por)
    cuantas = Interaccion.objects.filter(tema=fila).update(tema=queda)
    fila.fusionado_en = queda
    flujo.anotar_historia(fila, por=por, ahora=ahora)
    fila.save()
    detalle = {"de": fila.nombre, "a": queda.nombre, "interacciones": cuantas}
    for cadena in (fila.cadena, queda.cadena):
        asentar(cadena=cadena, acto="fusionar_tema", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    return queda


def _exigir(tema: Tema, por: Persona) -> None:
    if not permisos.puede_ordenar(tema, por):
        raise SinPermiso("Ordena los temas quien administra una cuenta del área, o quien la encabeza.")


def _bloquear(claves: list[int]) -> dict[int, Tema]:
    filas = Tema.objects.vigentes().filter(pk__in=claves).select_for_update(of=("self",)).select_related("area")
    bloqueadas = {fila.pk: fila for fila in filas.order_by("pk")}
    if claves[0] not in bloqueadas:
        raise AtencionInvalida("Ese tema ya se fusionó con otro: revise la lista.")
    return bloqueadas

"""Writes on áreas, people, positions and roles."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Actor, Sistema
from bitacora.flujo import SinPermiso, anotar_historia
from organizacion.consultas import huella_de_clave
from organizacion.estados import Nivel, Rol
from organizacion.llamadas import llamar
from organizacion.models import Area, AsignacionRol, ClaveCalendario, Nombramiento, Persona
from organizacion.permisos import es_sistema
from organizacion.tiempo import fecha_local

CADENA = "organizacion"


class CatalogoInvalido(Exception):
    """What is to be written contradicts what is there. ``str()`` is the message in Spanish."""


def _exigir(por: Actor, sobre: Persona | None = None) -> None:
    """Catalogues are kept by whoever keeps the system, and nobody changes their own place in them."""
    if isinstance(por, Sistema):
        return
    if not es_sistema(por):
        raise SinPermiso("Solo quien administra el sistema puede cambiar estos catálogos.")
    if sobre is not None and sobre.pk == por.pk:
        raise SinPermiso("Nadie cambia su propio cargo, sus roles ni su registro: pídalo a otra persona.")


@transaction.atomic
def registrar_areas(*, filas: Iterable[Mapping[str, str]], por: Actor, ahora: datetime) -> int:
    """1.a: register the áreas that are not there yet; return how many. Fathers come before their children.

    ``filas`` have ``siglas, nombre, tipo, padre, entidad, distrito``; those already registered are left as they are.
    """
    _exigir(por)
    por_siglas = {area.siglas: area for area in Area.objects.all()}
    nuevas: list[Hecho] = []
    for fila in filas:
        if fila["siglas"] in por_siglas:
            continue
        area = Area(
            siglas=fila["siglas"],
            nombre=fila["nombre"],
            tipo=fila["tipo"],
            padre=por_siglas[fila["padre"]] if fila["padre"] else None,
            entidad=fila["entidad"],
            distrito=int(fila["distrito"]) if fila["distrito"] else None,
        )
        anotar_historia(area, por=por, ahora=ahora)
        area.save()
        por_siglas[area.siglas] = area
        nuevas.append(Hecho(CADENA, "registrar_area", str(area)))
    if nuevas:
        asentar_varios(nuevas, por=por, ahora=ahora)
    return len(nuevas)


@transaction.atomic
def registrar_persona(
    *, email: str, nombre: str, por: Actor, ahora: datetime, contrasena: str | None = None
) -> Persona:
    """1.a: register a public servant who will sign in. Without ``contrasena`` only institutional sign-in opens.

    Raises ``CatalogoInvalido`` when the address is taken, ``SinPermiso``.
    """
    _exigir(por)
    persona = Persona(email=email.strip().lower(), nombre=nombre.strip())
    persona.set_password(contrasena)
    anotar_historia(persona, por=por, ahora=ahora)
    try:
        with transaction.atomic():
            persona.save()
    except IntegrityError as error:
        raise CatalogoInvalido("Ya hay una persona registrada con ese correo.") from error
    asentar(cadena=CADENA, acto="registrar_persona", objeto=str(persona), por=por, ahora=ahora)
    return persona


@transaction.atomic
def nombrar(
    *,
    persona: Persona,
    area: Area,
    cargo: str,
    nivel: Nivel,
    desde: date,
    por: Actor,
    ahora: datetime,
    es_titular: bool = False,
) -> Nombramiento:
    """5.1: appoint the person to a position of the área; the position that the person held before ends.

    Raises ``CatalogoInvalido`` when the área has a head already, ``SinPermiso``.
    """
    _exigir(por, persona)
    encabezaba = _encabezada(persona)
    _terminar(persona, max(desde, fecha_local(ahora)), por=por, ahora=ahora)
    nombramiento = Nombramiento(
        persona=persona, area=area, cargo=cargo, nivel=nivel, es_titular=es_titular, desde=desde
    )
    anotar_historia(nombramiento, por=por, ahora=ahora)
    try:
        with transaction.atomic():
            nombramiento.save()
    except IntegrityError as error:
        raise CatalogoInvalido("El área ya tiene titular: termine primero su nombramiento.") from error
    asentar(
        cadena=CADENA,
        acto="nombrar",
        objeto=str(persona),
        por=por,
        ahora=ahora,
        detalle={"area": area.siglas, "cargo": cargo, "nivel": str(nivel), "titular": es_titular, "desde": str(desde)},
    )
    llamar("AL_CAMBIAR_CARGO", persona=persona, encabezaba=encabezaba, ahora=ahora)
    return nombramiento


@transaction.atomic
def terminar_nombramiento(*, persona: Persona, hasta: date, por: Actor, ahora: datetime) -> None:
    """5.1.d: end the position in force of the person, if there is one; what hangs on it ends with it.

    Raises ``SinPermiso``.
    """
    _exigir(por, persona)
    encabezaba = _encabezada(persona)
    _terminar(persona, hasta, por=por, ahora=ahora)
    llamar("AL_CAMBIAR_CARGO", persona=persona, encabezaba=encabezaba, ahora=ahora)


def _encabezada(persona: Persona) -> Area | None:
    """The área that the person heads until now, for those who want to know that it changed."""
    vigentes = Nombramiento.objects.vigentes().filter(persona=persona, persona__is_active=True, es_titular=True)
    nombramiento = vigentes.select_related("area").first()
    return nombramiento.area if nombramiento else None


def _terminar(persona: Persona, hasta: date, *, por: Actor, ahora: datetime) -> None:
    for nombramiento in Nombramiento.objects.vigentes().select_for_update().filter(persona=persona):
        nombramiento.hasta = max(hasta, nombramiento.desde)
        anotar_historia(nombramiento, por=por, ahora=ahora)
        nombramiento.save()
        asentar(
            cadena=CADENA,
            acto="terminar_nombramiento",
            objeto=str(persona),
            por=por,
            ahora=ahora,
            detalle={"cargo": nombramiento.cargo, "hasta": str(nombramiento.hasta)},
        )


@transaction.atomic
def asignar_rol(*, persona: Persona, rol: Rol, desde: date, por: Actor, ahora: datetime) -> AsignacionRol:
    """Give a role to a person; one that the person holds already is returned as it is. Raises ``SinPermiso``."""
    _exigir(por, persona)
    vigente = AsignacionRol.objects.vigentes().filter(persona=persona, rol=rol).first()
    if vigente:
        return vigente
    asignacion = AsignacionRol(persona=persona, rol=rol, desde=desde)
    anotar_historia(asignacion, por=por, ahora=ahora)
    asignacion.save()
    asentar(cadena=CADENA, acto="asignar_rol", objeto=str(persona), por=por, ahora=ahora, detalle={"rol": str(rol)})
    return asignacion


@transaction.atomic
def retirar_rol(*, persona: Persona, rol: Rol, por: Actor, ahora: datetime) -> None:
    """End a role of the person, if the person holds it. Raises ``SinPermiso``."""
    _exigir(por, persona)
    for asignacion in AsignacionRol.objects.vigentes().select_for_update().filter(persona=persona, rol=rol):
        asignacion.hasta = max(fecha_local(ahora), asignacion.desde)
        anotar_historia(asignacion, por=por, ahora=ahora)
        asignacion.save()
        asentar(cadena=CADENA, acto="retirar_rol", objeto=str(persona), por=por, ahora=ahora, detalle={"rol": str(rol)})
        llamar("AL_RETIRAR_ROL", persona=persona, rol=rol, ahora=ahora)


@transaction.atomic
def actualizar_persona(*, persona: Persona, nombre: str, activa: bool, por: Actor, ahora: datetime) -> Persona:
    """1.a: correct the name of a person, or say whether the person may sign in. Raises ``SinPermiso``."""
    _exigir(por, persona)
    encabezaba = _encabezada(persona)
    fila = Persona.objects.select_for_update().get(pk=persona.pk)
    cambia_de_actividad = fila.is_active != activa
    fila.nombre, fila.is_active = nombre.strip(), activa
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save(update_fields=["nombre", "is_active"])
    detalle = {"nombre": fila.nombre, "activa": activa}
    asentar(cadena=CADENA, acto="actualizar_persona", objeto=str(persona), por=por, ahora=ahora, detalle=detalle)
    if cambia_de_actividad:
        llamar("AL_CAMBIAR_CARGO", persona=fila, encabezaba=encabezaba, ahora=ahora)
    return fila


@transaction.atomic
def actualizar_area(*, area: Area, nombre: str, activa: bool, por: Actor, ahora: datetime) -> Area:
    """1.a: correct the name of an área, or say whether it is active. Raises ``SinPermiso``."""
    _exigir(por)
    fila = Area.objects.select_for_update(of=("self",)).select_related("padre").get(pk=area.pk)
    fila.nombre, fila.activa = nombre.strip(), activa
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save(update_fields=["nombre", "activa"])
    detalle = {"nombre": fila.nombre, "activa": activa}
    asentar(cadena=CADENA, acto="actualizar_area", objeto=str(area), por=por, ahora=ahora, detalle=detalle)
    return fila


@transaction.atomic
def abrir_calendario(*, persona: Persona, ahora: datetime) -> str:
    """A new private address for the person's calendar of due dates; the one before stops working.

    Return the key of the address: only its digest is kept, so it cannot be shown again.
    """
    revocar_calendario(persona=persona, ahora=ahora)
    clave = secrets.token_urlsafe(32)
    ClaveCalendario.objects.create(persona=persona, huella=huella_de_clave(clave), creada=ahora)
    asentar(cadena=CADENA, acto="abrir_calendario", objeto=str(persona), por=persona, ahora=ahora)
    return clave


@transaction.atomic
def revocar_calendario(*, persona: Persona, ahora: datetime) -> bool:
    """The private address of the person's calendar stops working; return whether there was one."""
    vigentes = ClaveCalendario.objects.filter(persona=persona, revocada__isnull=True)
    if not vigentes.update(revocada=ahora):
        return False
    asentar(cadena=CADENA, acto="revocar_calendario", objeto=str(persona), por=persona, ahora=ahora)
    return True


def siguiente_folio(prefijo: str, *, ahora: datetime) -> str:
    """The next folio, e.g. ``AP-2026-0042``. Its row stays locked until the transaction ends: if that fails, the
    number is used by the next one."""
    return siguientes_folios(prefijo, 1, ahora=ahora)[0]


def siguientes_folios(prefijo: str, cuantos: int, *, ahora: datetime) -> list[str]:
    """So many folios in a row; as ``siguiente_folio``."""
    anio = fecha_local(ahora).year
    with connection.cursor() as cursor:
        # One statement on both engines, so that two filings at once cannot read the same number.
        cursor.execute(
            "INSERT INTO organizacion_contadorfolio (prefijo, anio, ultimo) VALUES (%s, %s, %s)"
            " ON CONFLICT (prefijo, anio) DO UPDATE SET ultimo = organizacion_contadorfolio.ultimo + excluded.ultimo"
            " RETURNING ultimo",
            [prefijo, anio, cuantos],
        )
        ultimo = cursor.fetchone()[0]
    return [f"{prefijo}-{anio}-{numero:04d}" for numero in range(ultimo - cuantos + 1, ultimo + 1)]

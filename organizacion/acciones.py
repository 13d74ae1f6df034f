"""Writes on áreas, people, positions and roles."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Actor, Sistema
from bitacora.flujo import SinPermiso, anotar_historia
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, AsignacionRol, Nombramiento, Persona
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
    terminar_nombramiento(persona=persona, hasta=max(desde, fecha_local(ahora)), por=por, ahora=ahora)
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
    return nombramiento


@transaction.atomic
def terminar_nombramiento(*, persona: Persona, hasta: date, por: Actor, ahora: datetime) -> None:
    """5.1.d: end the position in force of the person, if there is one; what hangs on it ends with it.

    Raises ``SinPermiso``.
    """
    _exigir(por, persona)
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


@transaction.atomic
def actualizar_persona(*, persona: Persona, nombre: str, activa: bool, por: Actor, ahora: datetime) -> Persona:
    """1.a: correct the name of a person, or say whether the person may sign in. Raises ``SinPermiso``."""
    _exigir(por, persona)
    fila = Persona.objects.select_for_update().get(pk=persona.pk)
    fila.nombre, fila.is_active = nombre.strip(), activa
    anotar_historia(fila, por=por, ahora=ahora)
    fila.save(update_fields=["nombre", "is_active"])
    detalle = {"nombre": fila.nombre, "activa": activa}
    asentar(cadena=CADENA, acto="actualizar_persona", objeto=str(persona), por=por, ahora=ahora, detalle=detalle)
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


def siguiente_folio(prefijo: str, *, ahora: datetime) -> str:
    """The next folio, e.g. ``AP-2026-0042``. Its row stays locked until the transaction ends: if that fails, the
    number is used by the next one."""
    anio = fecha_local(ahora).year
    with connection.cursor() as cursor:
        # One statement on both engines, so that two filings at once cannot read the same number.
        cursor.execute(
            "INSERT INTO organizacion_contadorfolio (prefijo, anio, ultimo) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefijo, anio) DO UPDATE SET ultimo = organizacion_contadorfolio.ultimo + 1"
            " RETURNING ultimo",
            [prefijo, anio],
        )
        return f"{prefijo}-{anio}-{cursor.fetchone()[0]:04d}"

"""Writes on áreas, people, positions and roles."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from bitacora.acciones import Hecho, asentar, asentar_varios
from bitacora.actores import Actor
from bitacora.flujo import anotar_historia
from organizacion.estados import Nivel, Rol
from organizacion.models import Area, AsignacionRol, ContadorFolio, Nombramiento, Persona
from organizacion.tiempo import fecha_local

CADENA = "organizacion"


@transaction.atomic
def registrar_areas(*, filas: Iterable[Mapping[str, str]], por: Actor, ahora: datetime) -> int:
    """1.a: register the áreas that are not there yet; return how many. Fathers come before their children.

    ``filas`` have ``siglas, nombre, tipo, padre, entidad, distrito``; those already registered are left as they are.
    """
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
    """1.a: register a public servant who will sign in. Without ``contrasena`` only institutional sign-in opens."""
    persona = Persona(email=email.strip().lower(), nombre=nombre.strip())
    persona.set_password(contrasena)
    anotar_historia(persona, por=por, ahora=ahora)
    persona.save()
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
    """5.1: appoint the person to a position of the área; the position that the person held before ends."""
    terminar_nombramiento(persona=persona, hasta=max(desde, fecha_local(ahora)), por=por, ahora=ahora)
    nombramiento = Nombramiento(
        persona=persona, area=area, cargo=cargo, nivel=nivel, es_titular=es_titular, desde=desde
    )
    anotar_historia(nombramiento, por=por, ahora=ahora)
    nombramiento.save()
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
    """5.1.d: end the position in force of the person, if there is one; what hangs on it ends with it."""
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
    """Give a role to a person; one that the person holds already is returned as it is."""
    vigente = AsignacionRol.objects.vigentes().filter(persona=persona, rol=rol).first()
    if vigente:
        return vigente
    asignacion = AsignacionRol(persona=persona, rol=rol, desde=desde)
    anotar_historia(asignacion, por=por, ahora=ahora)
    asignacion.save()
    asentar(cadena=CADENA, acto="asignar_rol", objeto=str(persona), por=por, ahora=ahora, detalle={"rol": str(rol)})
    return asignacion


def siguiente_folio(prefijo: str, *, ahora: datetime) -> str:
    """The next folio, e.g. ``AP-2026-0042``. Its row stays locked until the transaction ends: if that fails, the
    number is used by the next one."""
    anio = fecha_local(ahora).year
    fila = ContadorFolio.objects.filter(prefijo=prefijo, anio=anio)
    if not fila.update(ultimo=F("ultimo") + 1):
        ContadorFolio.objects.bulk_create([ContadorFolio(prefijo=prefijo, anio=anio)], ignore_conflicts=True)
        fila.update(ultimo=F("ultimo") + 1)
    return f"{prefijo}-{anio}-{fila.values_list('ultimo', flat=True).get():04d}"

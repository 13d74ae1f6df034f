"""Reads on people and áreas."""

import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet

from organizacion.estados import Nivel, Rol
from organizacion.models import Area, ClaveCalendario, Nombramiento, Persona


def personas_con_rol(*roles: Rol) -> QuerySet[Persona]:
    """The active people who hold any of the roles today."""
    return Persona.objects.filter(
        is_active=True, asignaciones__rol__in=roles, asignaciones__hasta__isnull=True
    ).distinct()


def titular_del_area(area: Area) -> Persona | None:
    """5.1.a: who heads the área today; read once per instance of the área."""
    return area.titularidad.persona if area.titularidad else None


def nombramientos_vigentes(personas: Iterable[Persona]) -> dict[int, Nombramiento]:
    """The positions in force of some people, by the id of the person, with their áreas; as they are now."""
    nombramientos = Nombramiento.objects.vigentes().filter(persona__in=list(personas)).select_related("area")
    return {nombramiento.persona_id: nombramiento for nombramiento in nombramientos}


def personal_designable(area: Area, niveles: Iterable[Nivel]) -> QuerySet[Nombramiento]:
    """5.1.b: positions in force of the área's own structure (the área and those under it), of those levels."""
    return (
        Nombramiento.objects.vigentes()
        .filter(area__ruta__startswith=area.ruta, nivel__in=list(niveles), persona__is_active=True)
        .select_related("persona", "area")
        .order_by("persona__nombre", "pk")
    )


def huella_de_clave(clave: str) -> str:
    """What is kept of the key of a private address. It is random and long: a plain digest is enough."""
    return hashlib.sha256(clave.encode()).hexdigest()


def calendario_vigente_de(persona: Persona) -> ClaveCalendario | None:
    """The private address of the person's calendar that works today, if there is one."""
    return ClaveCalendario.objects.filter(persona=persona, revocada__isnull=True).first()


def dueno_del_calendario(clave: str) -> Persona | None:
    """Whose private address that is; nobody's when it was revoked or its owner may not sign in."""
    fila = (
        ClaveCalendario.objects.filter(huella=huella_de_clave(clave), revocada__isnull=True, persona__is_active=True)
        .select_related("persona")
        .first()
    )
    return fila.persona if fila else None

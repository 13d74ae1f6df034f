"""Reads on people and áreas."""

from collections.abc import Iterable

from django.db.models import QuerySet

from organizacion.estados import Nivel, Rol
from organizacion.models import Area, Nombramiento, Persona


def personas_con_rol(*roles: Rol) -> QuerySet[Persona]:
    """The active people who hold any of the roles today."""
    return Persona.objects.filter(
        is_active=True, asignaciones__rol__in=roles, asignaciones__hasta__isnull=True
    ).distinct()


def titular_del_area(area: Area) -> Persona | None:
    """5.1.a: who heads the área today."""
    return Persona.objects.filter(
        is_active=True,
        nombramientos__area=area,
        nombramientos__es_titular=True,
        nombramientos__hasta__isnull=True,
    ).first()


def personal_designable(area: Area, niveles: Iterable[Nivel]) -> QuerySet[Nombramiento]:
    """5.1.b: positions in force of the área's own structure (the área and those under it), of those levels."""
    return (
        Nombramiento.objects.vigentes()
        .filter(area__ruta__startswith=area.ruta, nivel__in=list(niveles), persona__is_active=True)
        .select_related("persona", "area")
        .order_by("persona__nombre", "pk")
    )

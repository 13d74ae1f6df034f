"""Reads on contents and on who may prepare them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cuentas.models import Cuenta
from organizacion.permisos import credenciales
from publicaciones.models import Contenido, Variante


def cuentas_en_que_publica(persona: Any) -> QuerySet[Cuenta]:
    """5.1.d: the official accounts that the person administers, or whose área the person heads."""
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    propias = Cuenta.objects.filter(
        Q(designaciones__persona=persona, designaciones__hasta__isnull=True) | Q(area__in=encabeza)
    )
    return (
        Cuenta.objects.oficiales().filter(pk__in=propias.values("pk")).select_related("area").order_by("nombre", "pk")
    )


def contenidos_que(
    filas: QuerySet[Contenido], *, texto: str = "", cuenta: str = "", estado: str = "", clase: str = ""
) -> QuerySet[Contenido]:
    """Those of ``filas`` with a post in that account and state, of that kind, that say that."""
    variantes = Variante.objects.filter(contenido=OuterRef("pk"))
    if cuenta:
        variantes = variantes.filter(cuenta__clave__icontains=cuenta.lstrip("@").casefold())
    if estado:
        variantes = variantes.filter(estado=estado)
    if cuenta or estado:
        filas = filas.filter(Exists(variantes))
    if clase:
        filas = filas.filter(clase=clase)
    if texto:
        escrito = Exists(Variante.objects.filter(contenido=OuterRef("pk"), texto__icontains=texto))
        filas = filas.filter(Q(folio__icontains=texto) | Q(titulo__icontains=texto) | escrito)
    return filas

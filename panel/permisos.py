"""Who may take the expediente of an account."""

from typing import Any

from django.db.models import Q

from cuentas.models.cuenta import CuentaQuerySet
from organizacion.permisos import credenciales, es_cncs, es_control


def puede_pedir_expediente(cuentas: CuentaQuerySet, persona: Any) -> CuentaQuerySet:
    """Of those accounts, the ones whose expediente the person may take: all for internal control and the CNCS, who
    answer what is asked of the institution; a head, those of the área and of the áreas under it. Who only administers
    an account does not take its file away."""
    if es_control(persona) or es_cncs(persona):
        return cuentas
    filtro = Q(pk__in=[])
    for ruta in credenciales(persona).rutas_que_encabeza:
        filtro |= Q(area__ruta__startswith=ruta)
    return cuentas.filter(filtro)


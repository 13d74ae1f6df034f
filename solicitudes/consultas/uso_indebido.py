"""5.b: what a report of misuse may be about."""

from typing import Any

from django.db.models import Q, QuerySet

from cuentas.models import Cuenta


def cuentas_que_se_reportan(persona: Any) -> QuerySet[Cuenta]:
    """The accounts that the public knows, those that were official, and those that the person sees inside."""
    publicas = Q(pk__in=Cuenta.objects.oficiales().values("pk")) | Q(pk__in=Cuenta.objects.dadas_de_baja().values("pk"))
    propias = Q(pk__in=Cuenta.objects.visibles_para(persona).values("pk"))
    return Cuenta.objects.filter(publicas | propias).select_related("area").order_by("nombre", "pk")

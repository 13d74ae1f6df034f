"""8.a: which accounts a period evaluates, and what it still lacks."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cuentas.estados import OFICIALES, EstadoCuenta
from cuentas.models import Cuenta
from evaluacion.models import Evaluacion, Periodo


def activas_en(desde: date, hasta: date) -> QuerySet[Cuenta]:
    """The accounts that were official on any day of the period. Of one that is older than the registry it is not known
    since when: it was there all along."""
    return (
        Cuenta.objects.filter(estado__in=[*OFICIALES, EstadoCuenta.BAJA])
        .alias(_desde=Coalesce("oficial_desde", "abierta_el"))
        .filter(Q(_desde__isnull=True) | Q(_desde__lte=hasta))
        .filter(Q(oficial_hasta__isnull=True) | Q(oficial_hasta__gte=desde))
    )


def dias_de(cuenta: Cuenta, periodo: Periodo) -> tuple[date, date]:
    """The first and last day of the period on which that account was official."""
    nacio = cuenta.oficial_desde or cuenta.abierta_el
    desde = max(nacio, periodo.desde) if nacio else periodo.desde
    hasta = min(cuenta.oficial_hasta, periodo.hasta) if cuenta.oficial_hasta else periodo.hasta
    return desde, max(desde, hasta)


def pendientes_de_preparar(periodo: Periodo) -> QuerySet[Cuenta]:
    """Its accounts that have no evaluation in it yet."""
    hechas = Evaluacion.objects.filter(periodo=periodo, cuenta=OuterRef("pk"))
    return activas_en(periodo.desde, periodo.hasta).filter(~Exists(hechas)).select_related("area").order_by("pk")

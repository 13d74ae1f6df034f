"""Reads of the log: a chain as a timeline."""

from django.db.models import QuerySet

from bitacora.models import Asiento


def asientos_de(cadena: str) -> QuerySet[Asiento]:
    """The entries of one chain, oldest first."""
    return Asiento.objects.filter(cadena=cadena).order_by("numero")

"""Wake-ups of the accounts."""

from celery import shared_task
from django.utils import timezone

from cuentas.acciones import pedir_anuales, vigilar_abandono


@shared_task(name="cuentas.higiene")
def vigilar_higiene() -> None:
    """6.xxii, 7.ix, 5.1.a: silent accounts, and yearly certifications."""
    vigilar_abandono(ahora=timezone.now())
    pedir_anuales(ahora=timezone.now())

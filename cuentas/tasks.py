"""Wake-ups of the accounts."""

from celery import shared_task
from django.utils import timezone

from cuentas.acciones import pedir_anuales, vigilar_abandono
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones


@shared_task(name="cuentas.higiene")
def vigilar_higiene() -> None:
    """6.xxii, 7.ix, 5.1.a: silent accounts, and yearly certifications."""
    vigilar_abandono(ahora=timezone.now())
    pedir_anuales(ahora=timezone.now())


@shared_task(name="cuentas.barrer_obligaciones")
def despertar_obligaciones() -> None:
    barrer_obligaciones(ahora=timezone.now())

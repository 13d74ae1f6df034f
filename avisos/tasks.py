"""Wake-ups of the sender and of the daily anchor."""

from celery import shared_task
from django.utils import timezone

from avisos.acciones import anclar_el_dia, despachar


@shared_task(name="avisos.despachar")
def despachar_avisos() -> None:
    despachar()


@shared_task(name="avisos.anclar")
def anclar_bitacora() -> None:
    anclar_el_dia(ahora=timezone.now())

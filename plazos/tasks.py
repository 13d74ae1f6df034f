"""Wake-ups of the clocks."""

from celery import shared_task
from django.utils import timezone

from plazos.acciones import barrer, latir


@shared_task(name="plazos.barrer")
def barrer_plazos() -> None:
    barrer(ahora=timezone.now())


@shared_task(name="plazos.latir")
def latir_planificador() -> None:
    latir(ahora=timezone.now())

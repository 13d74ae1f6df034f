"""Wake-ups of what citizens write."""

from celery import shared_task
from django.utils import timezone

from publicaciones import acciones


@shared_task(name="publicaciones.detectar_rebases")
def detectar_rebases() -> None:
    acciones.detectar_rebases(ahora=timezone.now())

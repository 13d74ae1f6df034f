"""Wake-ups of the requests."""

from celery import shared_task
from django.utils import timezone

from solicitudes.acciones.cambio import aplicar_vencidos


@shared_task(name="solicitudes.aplicar_cambios")
def aplicar_cambios() -> None:
    aplicar_vencidos(ahora=timezone.now())

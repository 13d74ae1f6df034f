"""Wake-ups of the sender."""

from celery import shared_task

from avisos.acciones import despachar


@shared_task(name="avisos.despachar")
def despachar_avisos() -> None:
    despachar()

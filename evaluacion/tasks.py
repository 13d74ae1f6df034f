"""Wake-ups of the evaluation: what there is to do is read from the rows."""

from celery import shared_task
from django.utils import timezone

from evaluacion.acciones import abrir_periodos, concluir_sin_respuesta, omitir_vencidas


@shared_task(name="evaluacion.avanzar")
def avanzar() -> None:
    """8.a: open the periods whose day came; what ran out of time goes on."""
    ahora = timezone.now()
    abrir_periodos(ahora=ahora)
    omitir_vencidas(ahora=ahora)
    concluir_sin_respuesta(ahora=ahora)

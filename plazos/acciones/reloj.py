"""Starting and stopping clocks."""

from datetime import datetime

from django.db import transaction

from plazos.clases import CLASES
from plazos.consultas import calcular_vencimiento, calendario_de, version_vigente
from plazos.estados import EstadoPlazo, EstadoRecordatorio
from plazos.models import Latido, Plazo, Recordatorio, VersionCalendario


@transaction.atomic(savepoint=False)
def abrir(*, clase: str, objeto_tipo: str, objeto_id: int, cadena: str, ahora: datetime) -> Plazo:
    """Start a clock of ``clase`` on an object, and write down its steps. Those already past are not written.

    Raises ``FueraDelCalendario`` when its date leaves the covered years, ``SinCalendario`` without initial data.
    """
    tomar_turno()
    definicion, version = CLASES[clase], version_vigente()
    calendario = calendario_de(version)
    plazo = Plazo.objects.create(
        clase=clase,
        objeto_tipo=objeto_tipo,
        objeto_id=objeto_id,
        cadena=cadena,
        inicio=ahora,
        presupuesto=definicion.presupuesto,
        unidad=definicion.unidad,
        version=version,
        vence=calcular_vencimiento(ahora, definicion.presupuesto, definicion.unidad, calendario),
    )
    instantes = ((paso.clave, paso.instante(plazo, calendario)) for paso in definicion.pasos)
    Recordatorio.objects.bulk_create(
        Recordatorio(plazo=plazo, paso=clave, programado=instante) for clave, instante in instantes if instante > ahora
    )
    return plazo


@transaction.atomic(savepoint=False)
def cerrar(*, plazo: Plazo | None, ahora: datetime, estado: EstadoPlazo = EstadoPlazo.CUMPLIDO) -> None:
    """Stop a clock: what it was for was done (``CUMPLIDO``) or is no longer to be done (``CANCELADO``).

    Its steps that have not come out are not needed any more. Where there is no clock, or it is not running, there is
    nothing to stop.
    """
    if plazo and Plazo.objects.abiertos().filter(pk=plazo.pk).update(estado=estado, cerrado=ahora):
        Recordatorio.objects.filter(plazo=plazo, estado=EstadoRecordatorio.PENDIENTE).update(
            estado=EstadoRecordatorio.CANCELADO
        )
        plazo.estado, plazo.cerrado = estado, ahora


def tomar_turno() -> None:
    """Whoever starts a clock and whoever changes the calendar go one by one until their transaction ends: no clock
    starts on a calendar that is being replaced. The row of the first version is the lock."""
    VersionCalendario.objects.select_for_update(no_key=True).order_by("numero").first()


def latir(*, ahora: datetime) -> None:
    """Write the pulse of the scheduler: it came through beat, the broker and a worker."""
    Latido.objects.update_or_create(componente="planificador", defaults={"momento": ahora})

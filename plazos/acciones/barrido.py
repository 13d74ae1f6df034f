"""The sweep: bring out every step that came due, each once, whatever was switched off meanwhile."""

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import F

from bitacora.acciones import Hecho, asentar_varios
from bitacora.actores import Sistema
from plazos.clases import CLASES, VENCE, llamar_al_paso
from plazos.estados import EstadoPlazo, EstadoRecordatorio
from plazos.models import Recordatorio

registro = logging.getLogger(__name__)
LOTE = 500
BARRIDO = Sistema("barrido de plazos")


@dataclass
class Barrido:
    """How many steps came out, and how many could not."""

    emitidos: int = 0
    fallidos: int = 0


def barrer(*, ahora: datetime) -> Barrido:
    """Bring out what is pending and due at ``ahora``, in order, in lots of 500; idempotent.

    Steps that another sweep holds are passed over. A step that cannot come out keeps its error, lets the others
    pass, and is tried again by the next sweep.
    """
    resultado, fallidos = Barrido(), set[int]()
    while True:
        with transaction.atomic():
            lote = _tomar(ahora, fallidos, LOTE)
            try:
                with transaction.atomic():
                    _emitir(lote, ahora)
            except Exception:
                registro.exception("Un lote de %s recordatorios falló; se intenta de uno en uno.", len(lote))
                for recordatorio in sorted(lote, key=lambda r: r.plazo.cadena):  # as the log locks its chains
                    _emitir_uno(recordatorio, ahora, resultado, fallidos)
            else:
                resultado.emitidos += len(lote)
        if len(lote) < LOTE:
            return resultado


def _tomar(ahora: datetime, excluidos: set[int], maximo: int) -> list[Recordatorio]:
    # Whoever stops a clock or moves it locks its steps too, so this either comes before or finds nothing to bring out.
    return list(
        Recordatorio.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(estado=EstadoRecordatorio.PENDIENTE, programado__lte=ahora, plazo__estado=EstadoPlazo.ABIERTO)
        .exclude(pk__in=excluidos)
        .select_related("plazo", "plazo__version")
        .order_by("programado", "pk")[:maximo]
    )


def _emitir(lote: list[Recordatorio], ahora: datetime) -> None:
    """Mark, log and tell, all in one transaction."""

    def clase_y_paso(recordatorio: Recordatorio) -> tuple[str, int]:
        clase = recordatorio.plazo.clase
        # Steps stand in the table in the order of their instants: after days switched off they come out so.
        return clase, CLASES[clase].turno(recordatorio.paso)

    Recordatorio.objects.filter(pk__in=[r.pk for r in lote]).update(
        estado=EstadoRecordatorio.EMITIDO, emitido=ahora, error=""
    )
    hechos = []
    # Python's sort is stable: within a clock and step the order of the dates is kept.
    for (clase, _), grupo in groupby(sorted(lote, key=clase_y_paso), key=clase_y_paso):
        recordatorios = list(grupo)
        paso = recordatorios[0].paso
        llamar_al_paso(clase, recordatorios, paso=paso, ahora=ahora)
        acto = "plazo_vencido" if paso == VENCE else "recordatorio"
        hechos += [
            Hecho(
                r.plazo.cadena,
                acto,
                CLASES[clase].nombre,
                {"paso": paso, "programado": r.programado.isoformat(), "vence": r.plazo.vence.isoformat()},
            )
            for r in recordatorios
        ]
    if hechos:
        asentar_varios(hechos, por=BARRIDO, ahora=ahora)


def _emitir_uno(recordatorio: Recordatorio, ahora: datetime, resultado: Barrido, fallidos: set[int]) -> None:
    try:
        with transaction.atomic():
            _emitir([recordatorio], ahora)
    except Exception as error:
        registro.exception("El recordatorio %s no pudo salir.", recordatorio.pk)
        fallidos.add(recordatorio.pk)
        resultado.fallidos += 1
        Recordatorio.objects.filter(pk=recordatorio.pk).update(
            intentos=F("intentos") + 1, error=f"{type(error).__name__}: {error}"[:500]
        )
    else:
        resultado.emitidos += 1

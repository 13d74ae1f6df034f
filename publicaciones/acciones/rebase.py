"""6.xix: when a topic or an account receives much more than usual, who attends it is told, once for each day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from bitacora.acciones import asentar
from bitacora.actores import Sistema
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.models import Cuenta
from organizacion.consultas import titular_del_area
from organizacion.models import Persona
from organizacion.tiempo import fecha_local, instante_local
from publicaciones import permisos
from publicaciones.acciones.comun_atencion import avisar, quienes_atienden
from publicaciones.models import Interaccion, Rebase, Tema

REBASES: Final = Sistema("alerta de rebase")
UN_DIA: Final = timedelta(days=1)
# Today and yesterday: of a flood of before nobody needs to be told any more.
DIAS_QUE_SE_MIRAN: Final = 2


@dataclass(frozen=True)
class _Exceso:
    cuenta_id: int
    tema_id: int | None
    dia: date
    cuantas: int
    habitual: Decimal


def detectar_rebases(*, ahora: datetime) -> int:
    """6.xix: find the accounts and topics that today or yesterday received much more than usual, and tell who attends
    them, once for each topic and day; return how many are new. Repeating it adds nothing."""
    nuevos = 0
    for exceso in list(_excesos(fecha_local(ahora))):
        with transaction.atomic():
            nuevos += _alertar(exceso, ahora)
    return nuevos


@transaction.atomic
def atender_rebase(*, rebase: Rebase, que_se_hizo: str, por: Persona, ahora: datetime) -> Rebase:
    """6.xix: say what was done about it, e.g. what was published. Raises ``SinPermiso``, ``EstadoCambiado``."""
    fila = Rebase.objects.select_for_update(of=("self",)).select_related("cuenta__area", "tema").get(pk=rebase.pk)
    if not permisos.puede_atender_rebase(fila, por):
        raise SinPermiso("Atiende la alerta quien atiende la cuenta.")
    if fila.atendido:
        raise EstadoCambiado("Alguien ya atendió esta alerta.")
    fila.atendido, fila.atendido_por, fila.que_se_hizo = ahora, por, que_se_hizo
    fila.save(update_fields=["atendido", "atendido_por", "que_se_hizo"])
    detalle = {"dia": fila.dia.isoformat(), "que": que_se_hizo}
    asentar(cadena=fila.cadena, acto="atender_rebase", objeto=str(fila), por=por, ahora=ahora, detalle=detalle)
    return fila


def _excesos(hoy: date) -> Iterator[_Exceso]:
    """What is over the limits: of each account, its topics; the whole account only when no topic explains it."""
    reglas = settings.INSTITUCION.atencion
    dias = [hoy - n * UN_DIA for n in range(DIAS_QUE_SE_MIRAN)]
    for cuenta_id, por_tema in _conteos(min(dias), reglas.rebase_dias_de_referencia).items():
        for dia in dias:
            antes = [dia - n * UN_DIA for n in range(1, reglas.rebase_dias_de_referencia + 1)]
            hallados = []
            for tema_id, por_dia in por_tema.items():
                cuantas, habitual = por_dia.get(dia, 0), Decimal(sum(por_dia.get(d, 0) for d in antes)) / len(antes)
                if cuantas >= reglas.rebase_minimo and cuantas >= reglas.rebase_veces * habitual:
                    hallados.append(_Exceso(cuenta_id, tema_id, dia, cuantas, round(habitual, 1)))
            de_temas = [exceso for exceso in hallados if exceso.tema_id]
            yield from de_temas or hallados


def _conteos(primero: date, referencia: int) -> dict[int, dict[int | None, dict[date, int]]]:
    """How many interactions of each account and topic came each day; ``None`` is the whole account. Only of the
    accounts that received something since ``primero``."""
    recientes = Interaccion.objects.filter(recibida__gte=instante_local(primero)).order_by().values("cuenta")
    filas = (
        Interaccion.objects.filter(cuenta__in=recientes, recibida__gte=instante_local(primero - referencia * UN_DIA))
        .order_by()
        .annotate(dia=TruncDate("recibida", tzinfo=settings.INSTITUCION.zona))
        .values_list("cuenta_id", "tema_id", "dia")
        .annotate(cuantas=Count("pk"))
    )
    conteos: dict[int, dict[int | None, dict[date, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for cuenta_id, tema_id, dia, cuantas in filas:
        conteos[cuenta_id][None][dia] += cuantas
        if tema_id:
            conteos[cuenta_id][tema_id][dia] += cuantas
    return conteos


def _alertar(exceso: _Exceso, ahora: datetime) -> bool:
    """Write the alert down and tell, unless it is there: whoever detects for an account goes one by one."""
    cuenta = Cuenta.objects.select_for_update(of=("self",)).select_related("area").get(pk=exceso.cuenta_id)
    rebase, nuevo = Rebase.objects.get_or_create(
        cuenta=cuenta,
        tema=Tema.objects.get(pk=exceso.tema_id) if exceso.tema_id else None,
        dia=exceso.dia,
        defaults={"cuantas": exceso.cuantas, "habitual": exceso.habitual, "detectado": ahora},
    )
    if not nuevo:
        return False
    detalle = {"dia": exceso.dia.isoformat(), "tema": str(rebase.tema or ""), "cuantas": exceso.cuantas}
    asentar(cadena=rebase.cadena, acto="detectar_rebase", objeto=str(rebase), por=REBASES, ahora=ahora, detalle=detalle)
    personas = [*quienes_atienden(cuenta), titular_del_area(cuenta.area)]
    url = ("atencion_temas", None)
    avisar(personas, "rebase_detectado", url=url, cadena=rebase.cadena, ahora=ahora, rebase=rebase)
    return True

"""Reads of what citizens write: the queue, its lights, topics by recurrence, floods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.models import Cuenta
from organizacion.fechas import con_hora
from organizacion.models import Area
from organizacion.permisos import credenciales, es_cncs, es_control
from organizacion.tiempo import fecha_local
from plazos.estados import Semaforo
from publicaciones.estados import ClaseInteraccion, EstadoInteraccion
from publicaciones.models import Interaccion, Rebase, Tema
from publicaciones.models.interaccion import InteraccionQuerySet
from publicaciones.models.tema import de_sus_cuentas

HORAS_AMBAR: Final = 4
TEMAS_PRIMERO: Final = 20
VENTANAS: Final = {"7": "Últimos 7 días", "28": "Últimos 28 días", "90": "Últimos 90 días"}
COLORES: Final[dict[str, str]] = {
    EstadoInteraccion.RECIBIDA: "azul",
    EstadoInteraccion.TURNADA: "ambar",
    EstadoInteraccion.INFORMADA: "azul",
    EstadoInteraccion.CONTESTADA: "verde",
    EstadoInteraccion.ORIENTADA: "verde",
    EstadoInteraccion.CERRADA: "gris",
}
FRASES: Final[dict[str, str]] = {
    "registrar_interaccion": "Se registró la interacción",
    "clasificar": "Se clasificó: {a} (antes: {de})",
    "contestar": "Se contestó a la persona",
    "orientar": "Se orientó a la persona a INETEL o a la PNT",
    "turnar": "Se turnó a {area}",
    "informar": "{area} dio la información",
    "devolver": "{area} la devolvió",
    "cerrar_sin_respuesta": "Se cerró sin respuesta",
    "escalar": "Se señaló como asunto relevante a {a}",
    "acusar_relevante": "La o el titular se dio por enterado",
    "moderar": "Se registró la medida {medida}",
    "apartar": "Se apartó de la interacción {interaccion}",
    "analizar": "El área empezó el análisis",
    "aceptar": "El área la aceptó",
    "declarar_no_viable": "El área la declaró no viable",
    "recordatorio": "Se recordó el plazo",
    "plazo_vencido": "Venció el plazo",
}


def cuentas_que_atiende(persona: Any) -> QuerySet[Cuenta]:
    """5.2.e: the official accounts that the person attends: as administrator, or as head of their área or above."""
    filtro = Q(pk__in=[])
    for ruta in credenciales(persona).rutas_que_encabeza:
        filtro |= Q(area__ruta__startswith=ruta)
    suyas = persona.designaciones.vigentes().values("cuenta")
    return Cuenta.objects.oficiales().filter(filtro | Q(pk__in=suyas)).select_related("area").order_by("nombre", "pk")


def cuentas_a_la_vista(persona: Any) -> QuerySet[Cuenta]:
    """The accounts by which the person may filter: also those that the person only reads."""
    if es_cncs(persona) or es_control(persona):
        return Cuenta.objects.oficiales().order_by("nombre", "pk")
    return cuentas_que_atiende(persona)


def tiene_atencion(persona: Any) -> bool:
    """Who finds something under «Atención»: heads, administrators, the CNCS and internal control."""
    if es_cncs(persona) or es_control(persona) or credenciales(persona).titular_de:
        return True
    return bool(getattr(persona, "pk", None)) and persona.designaciones.vigentes().exists()


def luz_de(interaccion: Interaccion, ahora: datetime) -> tuple[str, str]:
    """6.xviii: how near its time to answer is, right at any moment, in colour and words."""
    if not interaccion.abierta:
        tarde = (interaccion.primera_respuesta or interaccion.concluida or ahora) >= interaccion.objetivo
        return Semaforo.GRIS, "Fuera de plazo" if tarde else "En tiempo"
    limite = interaccion.limite
    if limite <= ahora:
        return Semaforo.ROJO, f"Venció: {con_hora(limite)}"
    cerca = limite - ahora <= timedelta(hours=HORAS_AMBAR)
    return (Semaforo.AMBAR if cerca else Semaforo.VERDE), f"Antes del {con_hora(limite)}"


def con_luz(filas: InteraccionQuerySet, luz: str, ahora: datetime) -> InteraccionQuerySet:
    """Of the open ones, those with that light."""
    cerca = ahora + timedelta(hours=HORAS_AMBAR)
    limites = {"rojo": {"lte": ahora}, "ambar": {"gt": ahora, "lte": cerca}, "verde": {"gt": cerca}}[luz]
    turnadas = Q(estado=EstadoInteraccion.TURNADA)

    def en(campo: str) -> Q:
        return Q(**{f"{campo}__{como}": instante for como, instante in limites.items()})

    return filas.abiertas().filter((turnadas & en("turno_vence")) | (~turnadas & en("objetivo")))


def por_recurrencia(filas: InteraccionQuerySet, persona: Any) -> InteraccionQuerySet:
    """6.xix: the topics with most open doubts first, and in each the oldest; adds ``turno``, which orders them."""
    abiertas = Interaccion.objects.visibles_para(persona).abiertas().filter(tema__isnull=False).order_by()
    conteo = abiertas.values("tema").annotate(cuantas=Count("pk")).order_by("-cuantas", "tema")[:TEMAS_PRIMERO]
    casos = [When(tema=fila["tema"], then=Value(lugar)) for lugar, fila in enumerate(conteo)]
    return filas.annotate(turno=Case(*casos, default=Value(TEMAS_PRIMERO), output_field=IntegerField()))


def hay_rebase(persona: Any, ahora: datetime) -> list[Rebase]:
    """6.xix: the alerts of today and yesterday that nobody attended, of the accounts that the person sees."""
    desde = fecha_local(ahora) - timedelta(days=1)
    filas = Rebase.objects.visibles_para(persona).abiertos().filter(dia__gte=desde)
    return list(filas.select_related("cuenta__area", "tema").order_by("-cuantas", "pk")[:10])


@dataclass(frozen=True)
class Recurrencia:
    """A topic, how often it came in the window, how much of it is open, and its share of the most frequent one."""

    tema: Tema
    cuantas: int
    abiertas: int
    ancho: int


def recurrencia(
    persona: Any, *, dias: int, ahora: datetime, cuenta: Cuenta | None = None, maximo: int = 50
) -> list[Recurrencia]:
    """6.xix: the topics of what came in the last ``dias``, the most recurrent first."""
    filas = Interaccion.objects.filter(recibida__gte=ahora - timedelta(days=dias), tema__isnull=False).order_by()
    filtro = de_sus_cuentas(persona)
    if filtro is not None:
        filas = filas.filter(filtro)
    if cuenta:
        filas = filas.filter(cuenta=cuenta)
    abiertas = Count("pk", filter=Q(concluida__isnull=True))
    conteo = list(
        filas.values_list("tema").annotate(cuantas=Count("pk"), abiertas=abiertas).order_by("-cuantas", "tema")[:maximo]
    )
    temas = Tema.objects.select_related("area").in_bulk([tema for tema, *_ in conteo])
    mayor = max((cuantas for _, cuantas, _ in conteo), default=1)
    return [Recurrencia(temas[t], n, abiertas, round(100 * n / mayor)) for t, n, abiertas in conteo]


def temas_para(persona: Any, areas: QuerySet[Area] | None = None) -> QuerySet[Tema]:
    """The topics that can be chosen."""
    filas = Tema.objects.visibles_para(persona).vigentes().select_related("area")
    return filas if areas is None else filas.filter(area__in=areas)


def indicadores(persona: Any, ahora: datetime) -> dict[str, int]:
    """Of what the person sees: how much is open, how much of it late, how many doubts."""
    filas = Interaccion.objects.visibles_para(persona).abiertas().order_by()
    tarde = Q(turno_vence__lte=ahora, estado=EstadoInteraccion.TURNADA) | Q(
        ~Q(estado=EstadoInteraccion.TURNADA), objetivo__lte=ahora
    )
    return filas.aggregate(
        abiertas=Count("pk"),
        tarde=Count("pk", filter=tarde),
        dudas=Count("pk", filter=Q(clase=ClaseInteraccion.DUDA)),
    )


def historia_de(cadena: str, frases: Mapping[str, str] = FRASES) -> list[dict[str, Any]]:
    """8.c: what happened, newest first."""
    return [contar(asiento, frases) for asiento in asientos_de(cadena).order_by("-numero")[:50]]

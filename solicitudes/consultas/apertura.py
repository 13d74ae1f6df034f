"""Reads of openings: the list, the clock that runs, the timeline, and what each person can do now."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from organizacion.consultas import personas_con_rol, titular_del_area
from organizacion.estados import ROLES_CNCS
from organizacion.fechas import corta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales
from organizacion.tiempo import fecha_local
from plazos.calendario import Calendario
from plazos.clases import REVISION_APERTURA
from plazos.consultas import dias_restantes, semaforo
from plazos.estados import EstadoPlazo, Semaforo
from plazos.models import Plazo
from solicitudes.consultas.requerimiento import espera_informacion
from solicitudes.estados import EN_COLA, EstadoApertura
from solicitudes.models import Apertura
from solicitudes.permisos import ve_notas

# What each act of the log means to people; between braces, a detail of its entry.
FRASES: Final[dict[str, str]] = {
    "iniciar": "Se inició el borrador",
    "presentar": "Se presentó la propuesta con el folio {folio} y el oficio {oficio}",
    "tomar": "La CNCS tomó la solicitud: revisa {revisa}",
    "asignar": "Se asignó la revisión a {revisa}",
    "anotar": "La CNCS dejó una nota interna",
    "autorizar": "La CNCS autorizó la apertura y entregó los elementos de imagen gráfica",
    "rechazar": "La CNCS rechazó la propuesta",
    "retirar": "El área retiró la solicitud",
    "registrar_buzon": "UNICOM creó el buzón {buzon}",
    "renunciar": "El área renunció a la autorización",
    "registrar_apertura": "El área abrió la cuenta en la red",
    "notificar": "Se avisó al Comité: la cuenta está activa",
    "recordatorio": "Se envió un recordatorio del plazo",
    "plazo_vencido": "Venció el plazo",
    "requerir": "La CNCS pidió más información, para el {limite}",
    "responder_requerimiento": "Se entregó la información que pidió la CNCS",
    "cancelar_requerimiento": "La información que se pidió ya no hace falta",
    "suspender_plazo": "El plazo se detuvo mientras se entrega la información",
    "reanudar_plazo": "El plazo volvió a correr: vence el {a}",
    "mover_plazo": "Cambió el calendario y con él la fecha límite: antes {de}, ahora {a}",
}


@dataclass(frozen=True)
class Reloj:
    """The clock that runs on a request: its light, and the same in words."""

    plazo: Plazo
    luz: Semaforo
    texto: str


def reloj_de(apertura: Apertura, ahora: datetime, calendario: Calendario) -> Reloj | None:
    """The open clock of a request, if one runs: that of the review (7.iii) or that of the use (7.iv)."""
    plazo = next((p for p in (apertura.plazo_uso, apertura.plazo_revision) if p and p.abierto), None)
    return en_palabras(plazo, ahora, calendario) if plazo else None


def en_palabras(plazo: Plazo, ahora: datetime, calendario: Calendario) -> Reloj:
    """A clock with its light and what it says, for any request."""
    luz = semaforo(plazo, ahora, calendario)
    if plazo.suspendido:
        return Reloj(plazo, luz, f"Detenido desde el {corta(plazo.suspendido)}")
    fecha = corta(plazo.fecha_limite)
    if luz == Semaforo.ROJO:
        return Reloj(plazo, luz, f"Fuera de plazo: venció el {fecha}")
    quedan = dias_restantes(plazo, ahora, calendario)
    if quedan <= 0:
        return Reloj(plazo, luz, "Vence hoy" if plazo.fecha_limite == fecha_local(ahora) else f"Vence el {fecha}")
    dias = "queda 1 día hábil" if quedan == 1 else f"quedan {quedan} días hábiles"
    return Reloj(plazo, luz, f"Vence el {fecha}: {dias}")


def linea_de_tiempo(apertura: Apertura, persona: Any) -> list[dict[str, Any]]:
    """8.c: the acts on a request, newest first, as ``{% linea_de_tiempo %}`` shows them. That the CNCS left a note is
    told only to those who may read it; what it says, to nobody here."""
    asientos = asientos_de(apertura.cadena)
    if not ve_notas(apertura, persona):
        asientos = asientos.exclude(acto="anotar")
    return [contar(asiento, FRASES) for asiento in asientos.order_by("-numero")]


def posibles(apertura: Apertura, persona: Any) -> set[str]:
    """The acts that the person can do on the request now."""
    return {transicion.name for transicion in apertura.get_available_user_estado_transitions(persona)}


def areas_que_encabeza(persona: Any) -> QuerySet[Area]:
    """7.ii: the áreas for which the person may ask."""
    return Area.objects.filter(pk__in=[area.pk for area in credenciales(persona).titular_de])


# --- Trays of whoever answers -----------------------------------------------------------------------------------------
def cola_de_revision(persona: Any, *, ver: str = "", texto: str = "", ahora: datetime) -> QuerySet[Apertura]:
    """7.iii: what waits for the CNCS and the person may see, to be paged by (due date, clock).

    ``ver`` is ``mias``, ``sin_asignar`` or ``fuera``; ``texto`` a folio, siglas of an área or how a handle begins.
    Every row of it has an open clock: said here too, the index of open clocks gives the rows in their order; those
    whose clock is stopped come last. ``espera_informacion`` of a row says whether it waits for what was asked.
    """
    filas = (
        Apertura.objects.visibles_para(persona)
        .en_cola()
        .annotate(espera_informacion=espera_informacion(Apertura))
        .filter(plazo_revision__clase=REVISION_APERTURA, plazo_revision__estado=EstadoPlazo.ABIERTO)
    )
    if ver == "mias":
        filas = filas.filter(revisor=persona)
    elif ver == "sin_asignar":
        filas = filas.filter(revisor=None)
    elif ver == "fuera":
        filas = filas.filter(plazo_revision__vence__lte=ahora)
    return _con_texto(filas, texto)


def resueltas(persona: Any, *, texto: str = "") -> QuerySet[Apertura]:
    """7.iii: what was filed and no longer waits for the CNCS, to be paged by its number."""
    filas = Apertura.objects.visibles_para(persona).exclude(estado__in=[*EN_COLA, EstadoApertura.BORRADOR])
    return _con_texto(filas.filter(folio__isnull=False).select_related("area", "revisor"), texto)


def buzones(persona: Any, *, hechos: bool = False, texto: str = "") -> QuerySet[Apertura]:
    """7.vi: what waits for a mailbox, oldest authorisation first; with ``hechos``, what has one."""
    visibles = Apertura.objects.visibles_para(persona)
    con_buzon = visibles.filter(buzon_registrado__isnull=False).select_related("area")
    return _con_texto(con_buzon if hechos else visibles.para_unicom(), texto)


def _con_texto(filas: QuerySet[Apertura], texto: str) -> QuerySet[Apertura]:
    """Those with that folio, else of the área with those siglas, else whose handle begins so: one index at a time."""
    if not (texto := texto.strip().lstrip("@")):
        return filas
    if re.fullmatch(r"[A-Za-z]{2}-\d{4}-\d+", texto):
        return filas.filter(folio=texto.upper())
    area = Area.objects.filter(siglas__iexact=texto).first()
    return filas.filter(area=area) if area else filas.filter(clave__startswith=texto.casefold())


def revisores_posibles(apertura: Apertura) -> QuerySet[Persona]:
    """7.iii: the people of the CNCS who may review the request: those whom ``permisos.puede_revisar`` admits."""
    titular = titular_del_area(apertura.area)
    implicados = [
        apertura.presentada_por_id,
        apertura.titular_propuesto_id,
        apertura.suplente_propuesto_id,
        titular.pk if titular else None,
    ]
    return personas_con_rol(*ROLES_CNCS).exclude(pk__in=[pk for pk in implicados if pk]).order_by("nombre", "pk")

"""Reads of the panel: what waits for a person, and how the áreas that a person heads are doing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.urls import reverse

from cuentas.consultas import cargar_administradores
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from organizacion.fechas import corta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control, es_titular_cncs, es_unicom
from organizacion.tiempo import fecha_local
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from publicaciones.estados import PENDIENTES
from publicaciones.models import Peticion
from solicitudes.consultas import cola_de_revision, reloj_de
from solicitudes.estados import EN_COLA, EN_TRAMITE, EstadoApertura
from solicitudes.models import Apertura

E = EstadoApertura
MAXIMO: Final = 20  # rows of each list of the panel; the rest is one link away
VIVAS: Final = (E.BORRADOR, *EN_TRAMITE, E.ABIERTA)
ACCION_DEL_AREA: Final = {
    E.BORRADOR: ("Terminar y presentar la propuesta", "Continuar"),
    E.CON_BUZON: ("Abrir la cuenta en la red y registrarla", "Registrar"),
    E.ABIERTA: ("Emitir el aviso al Comité", "Emitir"),
}


@dataclass(frozen=True)
class Pendiente:
    """A line of the tray: what it is about, what to do, and since when or until when it waits (for the order)."""

    titulo: str
    area: str
    que_hacer: str
    accion: str
    url: str
    orden: date
    luz: str
    cuando: str


@dataclass(frozen=True)
class Tramite:
    """A request in progress of an área, with its light in words."""

    apertura: Apertura
    luz: str
    cuando: str


def personas_de_demostracion() -> list[tuple[str, str, str]]:
    """The demonstration people as role, name and address, in the order in which they were registered."""
    personas = Persona.objects.exclude(demostracion="").order_by("pk")
    return list(personas.values_list("demostracion", "nombre", "email"))


# --- What waits for a person ------------------------------------------------------------------------------------------
def bandeja(
    persona: Any, tramites: list[Tramite], cuentas: list[Cuenta], *, ahora: datetime, calendario: Calendario
) -> list[Pendiente]:
    """5.1.a, 7.iii, 7.vi, 7.x: what each of the person's parts has to do, the most urgent first.

    ``tramites`` and ``cuentas`` are those of the áreas that the person heads, already read.
    """
    pendientes = [*_del_titular(persona, tramites, cuentas, ahora)]
    if es_cncs(persona):
        pendientes += _de_la_cncs(persona, ahora, calendario)
    if es_unicom(persona):
        pendientes += _de_unicom(ahora, calendario)
    return sorted(pendientes, key=lambda pendiente: pendiente.orden)


def _del_titular(persona: Any, tramites: list[Tramite], cuentas: list[Cuenta], ahora: datetime) -> Iterator[Pendiente]:
    propias = {area.pk for area in credenciales(persona).titular_de}
    for tramite in tramites:
        apertura = tramite.apertura
        if apertura.area_id in propias and apertura.estado in ACCION_DEL_AREA:
            que_hacer, accion = ACCION_DEL_AREA[E(apertura.estado)]
            plazo = apertura.plazo_uso if apertura.estado == E.CON_BUZON else None
            abierta = apertura.cuenta.abierta_el if apertura.cuenta else None
            yield Pendiente(
                titulo=f"{apertura.folio or 'Borrador'} · {apertura.rotulo}",
                area=apertura.area.siglas,
                que_hacer=que_hacer,
                accion=accion,
                url=reverse("solicitudes:detalle", args=[apertura.pk]),
                orden=plazo.fecha_limite if plazo else fecha_local(ahora),
                luz=tramite.luz if plazo else Semaforo.GRIS,
                cuando=tramite.cuando
                if plazo
                else f"Abierta el {corta(abierta)}"
                if abierta
                else f"Guardado el {corta(apertura.guardada)}",
            )
    for cuenta in cuentas:
        if cuenta.area_id in propias and cuenta.estado == EstadoCuenta.REGULARIZACION:
            yield Pendiente(
                titulo=f"{cuenta.nombre} en {cuenta.get_red_display()}",
                area=cuenta.area.siglas,
                que_hacer="Designar a sus personas administradoras (5.1.b)",
                accion="Designar",
                url=reverse("cuentas:designar", args=[cuenta.pk]),
                orden=fecha_local(ahora),
                luz=Semaforo.AMBAR,
                cuando="Sin administradores",
            )


def _de_la_cncs(persona: Any, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """A reviewer's own requests; for the head, also those without a reviewer and those past their date."""
    cola = cola_de_revision(persona, ahora=ahora)
    suyas = Q(revisor=persona)
    if es_titular_cncs(persona):
        suyas |= Q(revisor=None) | Q(plazo_revision__vence__lte=ahora)
    for apertura in cola.filter(suyas)[:MAXIMO]:
        reloj = reloj_de(apertura, ahora, calendario)
        assert reloj is not None  # filed requests have an open clock
        if apertura.revisor_id == persona.pk:
            que_hacer, accion = "Autorizar o rechazar", "Revisar"
        elif apertura.revisor_id is None:
            que_hacer, accion = "Asignar a quien la revise", "Asignar"
        else:
            que_hacer, accion = f"Fuera de plazo; la revisa {apertura.revisor}", "Ver"
        yield Pendiente(
            titulo=f"{apertura.folio} · {apertura.rotulo}",
            area=apertura.area.siglas,
            que_hacer=que_hacer,
            accion=accion,
            url=reverse("admin:solicitudes_apertura_change", args=[apertura.pk]),
            orden=reloj.plazo.fecha_limite,
            luz=reloj.luz,
            cuando=reloj.texto,
        )
    pendientes = Peticion.objects.filter(estado__in=PENDIENTES).select_related("area", "cuenta")
    for peticion in pendientes.order_by("presentada", "pk")[:MAXIMO]:
        yield Pendiente(
            titulo=f"{peticion.folio} · {peticion.asunto}",
            area=peticion.area.siglas,
            que_hacer=f"Difundir en {peticion.cuenta.nombre} o declinar",
            accion="Contestar",
            url=reverse("admin:publicaciones_peticion_change", args=[peticion.pk]),
            orden=peticion.fecha_deseada or fecha_local(ahora),
            luz=Semaforo.GRIS,
            cuando=f"Para el {corta(peticion.fecha_deseada)}"
            if peticion.fecha_deseada
            else f"Pedida el {corta(peticion.presentada)}",
        )


def _de_unicom(ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    for apertura in Apertura.objects.para_unicom().select_related("plazo_uso")[:MAXIMO]:
        reloj = reloj_de(apertura, ahora, calendario)
        assert apertura.resuelta is not None  # what was authorised was decided
        yield Pendiente(
            titulo=f"{apertura.folio} · {apertura.rotulo}",
            area=apertura.area.siglas,
            que_hacer="Crear el buzón institucional y registrarlo (7.vi)",
            accion="Registrar",
            url=reverse("admin:solicitudes_apertura_change", args=[apertura.pk]),
            orden=fecha_local(apertura.resuelta),
            luz=reloj.luz if reloj and reloj.luz == Semaforo.ROJO else Semaforo.GRIS,
            cuando=f"Autorizada el {corta(apertura.resuelta)}",
        )


def avisos_al_comite(persona: Any) -> list[Apertura]:
    """7.iv: the last openings of which the Comité was told."""
    if not es_comite(persona):
        return []
    return list(Apertura.objects.filter(estado=E.CONCLUIDA).select_related("area", "cuenta").order_by("-pk")[:MAXIMO])


def cuentas_que_administra(persona: Any) -> list[Cuenta]:
    """5.1.d: the accounts of which the person is an administrator today."""
    designadas = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
    return list(designadas.select_related("area").order_by("nombre", "pk")[:MAXIMO])


# --- How the áreas are doing ------------------------------------------------------------------------------------------
def areas_visibles(persona: Any) -> QuerySet[Area]:
    """5.1.a: the áreas whose panel a person may open: those that the person heads and those under them; every one for
    the CNCS and internal control."""
    if es_cncs(persona) or es_control(persona):
        return Area.objects.all()
    return Area.objects.bajo(credenciales(persona).rutas_que_encabeza)


def tramites_bajo(
    persona: Any, rutas: tuple[str, ...], *, ahora: datetime, calendario: Calendario, maximo: int = 3 * MAXIMO
) -> list[Tramite]:
    """5.1.a: the requests in progress at or under ``rutas`` that the person may see, the person's own áreas first."""
    propias = [area.pk for area in credenciales(persona).titular_de]
    filas = (
        Apertura.objects.visibles_para(persona)
        .filter(_bajo(rutas), estado__in=VIVAS)
        .select_related("area", "plazo_revision", "plazo_uso", "cuenta")
        .order_by(Case(When(area__in=propias, then=Value(0)), default=Value(1)), "-pk")
    )
    tramites = []
    for apertura in filas[:maximo]:
        reloj = reloj_de(apertura, ahora, calendario)
        luz, texto = (reloj.luz, reloj.texto) if reloj else (Semaforo.GRIS, "Sin plazo")
        tramites.append(Tramite(apertura, luz, texto))
    return tramites


def cuentas_bajo(rutas: tuple[str, ...]) -> QuerySet[Cuenta]:
    """5.1.a: the accounts at or under ``rutas``, by name."""
    return Cuenta.objects.filter(_bajo(rutas)).select_related("area").order_by("nombre", "pk")


def primeras_cuentas(rutas: tuple[str, ...]) -> list[Cuenta]:
    """The first accounts of an área panel, with their administrators; those without administrators come first."""
    sin_administradores = Case(When(estado=EstadoCuenta.REGULARIZACION, then=Value(0)), default=Value(1))
    cuentas = list(cuentas_bajo(rutas).order_by(sin_administradores, "nombre", "pk")[:MAXIMO])
    cargar_administradores(cuentas)
    return cuentas


def resumen(rutas: tuple[str, ...], *, ahora: datetime) -> list[tuple[int, str, str]]:
    """5.1.a: how many accounts and requests, in words, each with its colour. One query."""
    cuentas = Cuenta.objects.filter(_bajo(rutas)).order_by().values_list("estado").annotate(n=Count("pk"))
    aperturas = Apertura.objects.filter(_bajo(rutas), estado__in=EN_TRAMITE).order_by()
    tarde = aperturas.filter(estado__in=EN_COLA, plazo_revision__vence__lte=ahora)
    por_estado = cuentas.union(
        aperturas.values_list("estado").annotate(n=Count("pk")),
        tarde.values_list(Value("fuera de plazo")).annotate(n=Count("pk")),
        all=True,
    )
    cuantos = dict(por_estado)
    tramites = sum(cuantos.get(str(estado), 0) for estado in EN_TRAMITE)
    frases = [
        (cuantos.get("activa", 0), "cuenta activa", "cuentas activas", "verde"),
        (cuantos.get("regularizacion", 0), "cuenta sin administradores", "cuentas sin administradores", "ambar"),
        (cuantos.get("registrada", 0), "cuenta sin aviso al Comité", "cuentas sin aviso al Comité", "ambar"),
        (tramites, "solicitud en trámite", "solicitudes en trámite", "azul"),
        (cuantos.get("fuera de plazo", 0), "solicitud fuera de plazo", "solicitudes fuera de plazo", "rojo"),
    ]
    siempre = {"cuentas activas", "solicitudes en trámite"}
    return [(n, uno if n == 1 else varios, color) for n, uno, varios, color in frases if n or varios in siempre]


def _bajo(rutas: tuple[str, ...]) -> Q:
    filtro = Q(pk__in=[])
    for ruta in rutas:
        filtro |= Q(area__ruta__startswith=ruta)
    return filtro

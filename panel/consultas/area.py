"""Reads of the panel: how the áreas that a person heads are doing, in red, amber and green."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from cuentas.consultas import cargar_administradores
from cuentas.estados import EstadoCuenta, EstadoRotacion
from cuentas.models import Cuenta, Rotacion
from organizacion.fechas import corta
from organizacion.models import Area, Persona
from organizacion.permisos import credenciales, es_cncs, es_comite, es_control
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from solicitudes.clases import CLASES
from solicitudes.consultas import Reloj
from solicitudes.consultas import reloj_de as reloj_de_la_apertura
from solicitudes.consultas.solicitud import reloj_de
from solicitudes.estados import EN_COLA, EN_TRAMITE, EstadoApertura
from solicitudes.models import Apertura

E = EstadoApertura
MAXIMO: Final = 20  # rows of each list of the panel; the rest is one link away
DIAS_AMBAR: Final = 10  # calendar days before a password is due
# Kinds that belong to an área and that its head may see; what is confidential or personal is not of the área.
DEL_AREA: Final = ("baja", "cambio", "duda")


@dataclass(frozen=True)
class EnTramite:
    """A request in progress of an área, with its light in words."""

    folio: str
    rotulo: str
    clase: str
    area: str
    que_sigue: str
    quien: str
    url: str
    luz: str
    cuando: str


def personas_de_demostracion() -> list[tuple[str, str, str]]:
    """The demonstration people as role, name and address, in the order in which they were registered."""
    personas = Persona.objects.exclude(demostracion="").order_by("pk")
    return list(personas.values_list("demostracion", "nombre", "email"))


def avisos_al_comite(persona: Any) -> list[Apertura]:
    """7.iv: the last openings of which the Comité was told."""
    if not es_comite(persona):
        return []
    return list(Apertura.objects.filter(estado=E.CONCLUIDA).select_related("area", "cuenta").order_by("-pk")[:MAXIMO])


def cuentas_que_administra(persona: Any) -> list[Cuenta]:
    """5.1.d: the accounts of which the person is an administrator today."""
    designadas = Cuenta.objects.filter(designaciones__persona=persona, designaciones__hasta__isnull=True)
    return list(designadas.select_related("area").order_by("nombre", "pk")[:MAXIMO])


def areas_visibles(persona: Any) -> QuerySet[Area]:
    """5.1.a: the áreas whose panel a person may open: those that the person heads and those under them; every one for
    the CNCS and internal control."""
    if es_cncs(persona) or es_control(persona):
        return Area.objects.all()
    return Area.objects.bajo(credenciales(persona).rutas_que_encabeza)


def tramites_bajo(
    persona: Any,
    rutas: tuple[str, ...],
    conteo: Mapping[str, int],
    *,
    ahora: datetime,
    calendario: Calendario,
    maximo: int = 2 * MAXIMO,
) -> list[EnTramite]:
    """5.1.a: the requests in progress at or under ``rutas`` that the person may see: in each kind, the person's own
    áreas first. One query for each kind that has any by ``conteo``."""
    propias = [area.pk for area in credenciales(persona).titular_de]
    lo_propio = Case(When(area__in=propias, then=Value(0)), default=Value(1))
    aperturas = (
        Apertura.objects.visibles_para(persona)
        .filter(_bajo(rutas), estado__in=Apertura.en_tramite)
        .select_related("area", "plazo_revision", "plazo_uso", "cuenta")
        .order_by(lo_propio, "-pk")
    )
    tramites = [
        _en_tramite(
            a, "Apertura", reverse("solicitudes:detalle", args=[a.pk]), reloj_de_la_apertura(a, ahora, calendario)
        )
        for a in aperturas[:maximo]
    ]
    for slug in DEL_AREA:
        if not conteo.get(slug):
            continue
        clase = CLASES[slug]
        filas = (
            clase.modelo.objects.visibles_para(persona)
            .filter(_bajo(rutas), estado__in=clase.modelo.en_tramite)
            .select_related("area", "plazo", *clase.relacionados)
            .order_by(lo_propio, "-pk")
        )
        tramites += [
            _en_tramite(
                fila,
                clase.nombre,
                reverse("solicitudes:solicitud", args=[slug, fila.pk]),
                reloj_de(fila, ahora, calendario),
            )
            for fila in filas[:maximo]
        ]
    return tramites


def _en_tramite(fila: Any, clase: str, url: str, reloj: Reloj | None) -> EnTramite:
    return EnTramite(
        folio=fila.folio or "Borrador",
        rotulo=fila.rotulo,
        clase=clase,
        area=fila.area.siglas,
        que_sigue=fila.que_sigue,
        quien=fila.quien_sigue,
        url=url,
        luz=reloj.luz if reloj else Semaforo.GRIS,
        cuando=reloj.texto if reloj else "Sin plazo",
    )


def cuentas_bajo(rutas: tuple[str, ...]) -> QuerySet[Any]:
    """5.1.a: the live accounts at or under ``rutas``, by name, with when their password is due (``rotar_antes_de``)."""
    exigida = Rotacion.objects.filter(cuenta=OuterRef("pk"), estado=EstadoRotacion.EXIGIDA)
    return (
        Cuenta.objects.vivas()
        .filter(_bajo(rutas))
        .annotate(rotar_antes_de=Subquery(exigida.values("plazo__vence")[:1]))
        .select_related("area")
        .order_by("nombre", "pk")
    )


def primeras_cuentas(rutas: tuple[str, ...], *, ahora: datetime) -> list[Cuenta]:
    """The first accounts of an área panel, with their administrators and lights; what needs attention comes first."""
    sin_administradores = Case(When(estado=EstadoCuenta.REGULARIZACION, then=Value(0)), default=Value(1))
    cuentas = list(cuentas_bajo(rutas).order_by(sin_administradores, "rotar_antes_de", "nombre", "pk")[:MAXIMO])
    completar_cuentas(cuentas, ahora=ahora)
    return cuentas


def completar_cuentas(cuentas: list[Any], *, ahora: datetime) -> None:
    """5.1.b, 6.xxxiv: read the administrators of accounts of ``cuentas_bajo``, and say the light of each password."""
    cargar_administradores(cuentas)
    for cuenta in cuentas:
        cuenta.contrasena = _luz_de_la_contrasena(cuenta, ahora)


def _luz_de_la_contrasena(cuenta: Any, ahora: datetime) -> tuple[str, str]:
    vence = cuenta.rotar_antes_de
    if vence is None:
        return Semaforo.GRIS, "Sin plazo"
    dia = corta(vence)
    if vence <= ahora:
        return Semaforo.ROJO, f"Venció el {dia}"
    color = Semaforo.AMBAR if (vence - ahora).days < DIAS_AMBAR else Semaforo.VERDE
    return color, f"Antes del {dia}"


def contar(rutas: tuple[str, ...], *, ahora: datetime) -> dict[str, int]:
    """5.1.a: how many accounts by state, requests in progress by kind, and what is late. One query."""
    cuentas = Cuenta.objects.vivas().filter(_bajo(rutas)).order_by().values_list("estado").annotate(n=Count("pk"))
    aperturas = Apertura.objects.filter(_bajo(rutas), estado__in=EN_TRAMITE).order_by()
    tarde = aperturas.filter(estado__in=EN_COLA, plazo_revision__vence__lte=ahora)
    sin_cambiar = Rotacion.objects.exigidas().filter(_bajo(rutas, "cuenta__area"), plazo__vence__lte=ahora).order_by()
    partes = [
        aperturas.values_list(Value("apertura")).annotate(n=Count("pk")),
        tarde.values_list(Value("fuera de plazo")).annotate(n=Count("pk")),
        sin_cambiar.values_list(Value("sin rotar")).annotate(n=Count("pk")),
    ]
    for slug in DEL_AREA:
        filas = CLASES[slug].modelo.objects.filter(_bajo(rutas), estado__in=CLASES[slug].modelo.en_tramite).order_by()
        partes.append(filas.values_list(Value(slug)).annotate(n=Count("pk")))
        tardias = filas.filter(plazo__estado="abierto", plazo__vence__lte=ahora)
        partes.append(tardias.values_list(Value("fuera de plazo")).annotate(n=Count("pk")))
    cuantos: Counter[str] = Counter()
    for que, cuantas in cuentas.union(*partes, all=True):
        cuantos[que] += cuantas
    return dict(cuantos)


def resumen(conteo: Mapping[str, int]) -> list[tuple[int, str, str]]:
    """5.1.a: the count of ``contar`` in words, each with its colour."""
    en_tramite = sum(conteo.get(clase, 0) for clase in ("apertura", *DEL_AREA))
    frases = [
        (conteo.get("activa", 0), "cuenta activa", "cuentas activas", "verde"),
        (conteo.get("regularizacion", 0), "cuenta sin administradores", "cuentas sin administradores", "ambar"),
        (conteo.get("registrada", 0), "cuenta sin aviso al Comité", "cuentas sin aviso al Comité", "ambar"),
        (conteo.get("sin rotar", 0), "contraseña fuera de plazo", "contraseñas fuera de plazo", "rojo"),
        (en_tramite, "solicitud en trámite", "solicitudes en trámite", "azul"),
        (conteo.get("fuera de plazo", 0), "solicitud fuera de plazo", "solicitudes fuera de plazo", "rojo"),
    ]
    siempre = {"cuentas activas", "solicitudes en trámite"}
    return [(n, uno if n == 1 else varios, color) for n, uno, varios, color in frases if n or varios in siempre]


def _bajo(rutas: tuple[str, ...], area: str = "area") -> Q:
    filtro = Q(pk__in=[])
    for ruta in rutas:
        filtro |= Q(**{f"{area}__ruta__startswith": ruta})
    return filtro

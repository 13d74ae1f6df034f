"""Requests of every kind that wait for a person."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from organizacion.fechas import corta
from organizacion.permisos import (
    credenciales,
    es_cncs,
    es_comite,
    es_control,
    es_titular_cncs,
    es_unicom,
)
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from solicitudes.clases import CLASES, Clase
from solicitudes.consultas import Reloj, cola_de_revision
from solicitudes.consultas import reloj_de as reloj_de_la_apertura
from solicitudes.consultas.solicitud import reloj_de
from solicitudes.estados import EstadoApertura
from solicitudes.models import Apertura, Baja, Requerimiento, Solicitud

E = EstadoApertura
ACCION_DEL_AREA: Final = {
    E.BORRADOR: ("Terminar y presentar la propuesta", "Continuar"),
    E.CON_BUZON: ("Abrir la cuenta en la red y registrarla", "Registrar"),
    E.ABIERTA: ("Emitir el aviso al Comité", "Emitir"),
}


def de_las_solicitudes(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """5.1.a, 7.iii, 7.vi: what each of the person's parts has to do about what was filed."""
    yield from _del_titular(persona, ahora, calendario)
    yield from _de_las_solicitudes(persona, ahora, calendario)
    yield from _de_la_informacion_pedida(persona)
    if es_cncs(persona):
        yield from _de_la_cncs(persona, ahora, calendario)
    if es_unicom(persona):
        yield from _de_unicom(ahora, calendario)


# --- Openings -----------------------------------------------------------------------------------------------------
def _del_titular(persona: Any, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    propias = [area.pk for area in credenciales(persona).titular_de]
    if not propias:
        return
    aperturas = (
        Apertura.objects.filter(area__in=propias, estado__in=list(ACCION_DEL_AREA))
        .select_related("area", "cuenta", "plazo_uso", "plazo_revision")
        .order_by("-pk")
    )
    for apertura in aperturas[:MAXIMO]:
        que_hacer, accion = ACCION_DEL_AREA[E(apertura.estado)]
        reloj = reloj_de_la_apertura(apertura, ahora, calendario) if apertura.estado == E.CON_BUZON else None
        abierta = apertura.cuenta.abierta_el if apertura.cuenta else None
        desde = f"Abierta el {corta(abierta)}" if abierta else f"Guardado el {corta(apertura.guardada)}"
        yield _pendiente(
            f"apertura-{apertura.pk}",
            f"{apertura.folio or 'Borrador'} · {apertura.rotulo}",
            apertura.area.siglas,
            que_hacer,
            accion,
            reverse("solicitudes:detalle", args=[apertura.pk]),
            reloj,
            sin_reloj=(fecha_local(ahora), desde),
        )
    sin_administradores = Cuenta.objects.filter(area__in=propias, estado=EstadoCuenta.REGULARIZACION, activada=None)
    for cuenta in sin_administradores.select_related("area").order_by("nombre", "pk")[:MAXIMO]:
        yield Pendiente(
            f"cuenta-{cuenta.pk}",
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
    """A reviewer's own openings; for the head, also those without a reviewer and those past their date."""
    cola = cola_de_revision(persona, ahora=ahora)
    suyas = Q(revisor=persona)
    if es_titular_cncs(persona):
        suyas |= Q(revisor=None) | Q(plazo_revision__vence__lte=ahora)
    for apertura in cola.filter(suyas)[:MAXIMO]:
        if apertura.revisor_id == persona.pk:
            que_hacer, accion = "Autorizar o rechazar", "Revisar"
        elif apertura.revisor_id is None:
            que_hacer, accion = "Asignar a quien la revise", "Asignar"
        else:
            que_hacer, accion = f"Fuera de plazo; la revisa {apertura.revisor}", "Ver"
        yield _pendiente(
            f"apertura-{apertura.pk}",
            f"{apertura.folio} · {apertura.rotulo}",
            apertura.area.siglas,
            que_hacer,
            accion,
            reverse("admin:solicitudes_apertura_change", args=[apertura.pk]),
            reloj_de_la_apertura(apertura, ahora, calendario),
            sin_reloj=(fecha_local(ahora), "Sin plazo"),
        )


def _de_unicom(ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    for apertura in Apertura.objects.para_unicom().select_related("plazo_uso", "plazo_revision")[:MAXIMO]:
        reloj = reloj_de_la_apertura(apertura, ahora, calendario)
        assert apertura.resuelta is not None  # what was authorised was decided
        yield Pendiente(
            f"apertura-{apertura.pk}",
            titulo=f"{apertura.folio} · {apertura.rotulo}",
            area=apertura.area.siglas,
            que_hacer="Crear el buzón institucional y registrarlo (7.vi)",
            accion="Registrar",
            url=reverse("admin:solicitudes_apertura_change", args=[apertura.pk]),
            orden=fecha_local(apertura.resuelta),
            luz=reloj.luz if reloj and reloj.luz == Semaforo.ROJO else Semaforo.GRIS,
            cuando=f"Autorizada el {corta(apertura.resuelta)}",
        )


# --- The other kinds ----------------------------------------------------------------------------------------------
def _de_las_solicitudes(persona: Any, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """The most urgent of every kind: one query finds which they are, and one more reads those of each kind found."""
    esperan: dict[str, QuerySet[Any]] = {}
    for clase in CLASES.values():
        suyas = _que_esperan(clase, persona)
        if suyas is not None:
            esperan[clase.slug] = clase.modelo.objects.visibles_para(persona).filter(suyas)
    if not esperan:
        return
    llaves = [
        filas.order_by().annotate(slug_=Value(slug), vence_=F("plazo__vence")).values_list("slug_", "pk", "vence_")
        for slug, filas in esperan.items()
    ]
    por_clase: dict[str, list[int]] = {}
    for slug, pk, _ in llaves[0].union(*llaves[1:], all=True).order_by("vence_")[:MAXIMO]:
        por_clase.setdefault(slug, []).append(pk)
    for slug, claves in por_clase.items():
        clase = CLASES[slug]
        filas = esperan[slug].filter(pk__in=claves)
        for fila in filas.select_related("area", "plazo", "responsable", *clase.relacionados):
            yield _de_una_solicitud(clase, fila, ahora, calendario)


def _que_esperan(clase: Clase, persona: Any) -> Q | None:
    """Which requests of a kind wait for the person; ``None`` when none can."""
    por_quien: dict[str, list[str]] = {}
    for estado, (quien, _) in clase.modelo.siguiente.items():
        por_quien.setdefault(quien, []).append(estado)
    de_nadie = Q(responsable=None) & ~clase.impedidas(persona)
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    partes = []
    for quien, es in (("CNCS", es_cncs), ("Comité", es_comite), ("Control interno", es_control)):
        if quien in por_quien and es(persona):
            partes.append(Q(estado__in=por_quien[quien]) & (Q(responsable=persona) | de_nadie))
    if "UNICOM" in por_quien and es_unicom(persona):
        partes.append(Q(estado__in=por_quien["UNICOM"]))
    if "Titular del área" in por_quien and encabeza:
        partes.append(Q(estado__in=por_quien["Titular del área"], area__in=encabeza))
    if "Quien preguntó" in por_quien:
        partes.append(Q(estado__in=por_quien["Quien preguntó"], presentada_por=persona))
    filtro = Q()
    for parte in partes:
        filtro |= parte
    return filtro if partes else None


def _de_una_solicitud(clase: Clase, fila: Solicitud, ahora: datetime, calendario: Calendario) -> Pendiente:
    en_bandeja = fila.quien_sigue not in {"Titular del área", "Quien preguntó"}
    if en_bandeja:
        url = reverse(f"admin:solicitudes_{fila._meta.model_name}_change", args=[fila.pk])
    else:
        url = reverse("solicitudes:solicitud", args=[fila.slug, fila.pk])
    return _pendiente(
        f"{fila.slug}-{fila.pk}",
        f"{fila.folio} · {fila.rotulo}",
        fila.area.siglas if fila.area else "—",
        f"{clase.nombre}: {fila.que_sigue[:1].lower()}{fila.que_sigue[1:]}",
        "Atender",
        url,
        reloj_de(fila, ahora, calendario),
        sin_reloj=(fecha_local(fila.creada), f"Desde el {corta(fila.creada)}"),
    )


def _de_la_informacion_pedida(persona: Any) -> Iterator[Pendiente]:
    """More information asked of the person, or of the área that the person heads."""
    filas = Requerimiento.objects.filter(contestado__isnull=True, cancelado__isnull=True)
    filas = filas.filter(_sobre_lo_suyo(persona)).prefetch_related("solicitud__area").order_by("limite", "pk")
    for requerimiento in filas[:MAXIMO]:
        solicitud: Any = requerimiento.solicitud
        if isinstance(solicitud, Apertura):
            url = reverse("solicitudes:detalle", args=[solicitud.pk])
        else:
            url = reverse("solicitudes:solicitud", args=[solicitud.slug, solicitud.pk])
        yield Pendiente(
            f"requerimiento-{requerimiento.pk}",
            titulo=f"{solicitud.folio} · {solicitud.rotulo}",
            area=solicitud.area.siglas if solicitud.area else "—",
            que_hacer="Entregar la información que se pidió",
            accion="Entregar",
            url=url,
            orden=requerimiento.limite,
            luz=Semaforo.AMBAR,
            cuando=f"Para el {corta(requerimiento.limite)}",
            vence=requerimiento.limite,
        )


def _sobre_lo_suyo(persona: Any) -> Q:
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    filtro = Q(pk__in=[])
    modelos: list[type[Any]] = [Apertura, *(clase.modelo for clase in CLASES.values())]
    for modelo in modelos:
        presento = Q(presentada_por=persona)
        if modelo is Baja:  # what the CNCS asks in a closing that it began, the área answers (7.ix)
            presento &= Q(de_oficio=False)
        suyas = modelo.objects.filter(presento | Q(area__in=encabeza)).values("pk")
        filtro |= Q(tipo=ContentType.objects.get_for_model(modelo), objeto_id__in=suyas)
    return filtro


def _pendiente(
    clave: str,
    titulo: str,
    area: str,
    que_hacer: str,
    accion: str,
    url: str,
    reloj: Reloj | None,
    *,
    sin_reloj: tuple[date, str],
) -> Pendiente:
    """A line with the light and the date of its clock; ``sin_reloj`` orders and says those that have none."""
    if reloj is None or reloj.plazo.suspendido:
        orden, cuando = sin_reloj
        cuando = reloj.texto if reloj else cuando
        return Pendiente(clave, titulo, area, que_hacer, accion, url, orden, Semaforo.GRIS, cuando)
    limite = reloj.plazo.fecha_limite
    return Pendiente(clave, titulo, area, que_hacer, accion, url, limite, reloj.luz, reloj.texto, limite)

"""6.viii, 7.x: consults and peticiones de difusión that wait for a person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from cuentas.models import Designacion
from organizacion.fechas import corta
from organizacion.permisos import credenciales, es_cncs, es_titular_cncs
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from publicaciones.consultas.consulta import luz_de, queda_en_palabras
from publicaciones.estados import EstadoPeticion, EstadoVariante
from publicaciones.estados.consulta import CONSULTAS_ABIERTAS, EstadoConsulta
from publicaciones.models import Consulta, Peticion

# What each outcome asks of who publishes, while the post is still the text that was asked about.
TRAS_LA_OPINION: Final = {
    EstadoConsulta.FAVORABLE: ("Publicarlo: la CNCS opinó a favor", Semaforo.VERDE),
    EstadoConsulta.CON_CAMBIOS: ("Adoptar el texto que propuso la CNCS, o escribir otro", Semaforo.AMBAR),
    EstadoConsulta.DESFAVORABLE: ("Cambiarlo: la CNCS opinó en contra", Semaforo.AMBAR),
    EstadoConsulta.SIN_PRONUNCIAMIENTO: ("Decidir: la CNCS no se pronunció, que no es aprobar", Semaforo.GRIS),
}


def de_las_peticiones(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """7.x, 6.viii: what is asked of the CNCS: to publish, and for its opinion; and, for who asked, what it answered."""
    if es_cncs(persona):
        yield from _por_difundir(persona, ahora)
        yield from _por_contestar(persona, ahora)
    yield from _de_quien_publica(persona, ahora)


def _por_difundir(persona: Any, ahora: datetime) -> Iterator[Pendiente]:
    """7.x: what the CNCS has to take or to publish, by the date on which it is wanted; never what the person asked."""
    propias = [area.pk for area in credenciales(persona).titular_de]
    de_otros = Peticion.objects.en_cola().exclude(presentada_por=persona).exclude(area__in=propias)
    if not es_titular_cncs(persona):
        de_otros = de_otros.filter(Q(tomada_por=None) | Q(tomada_por=persona))
    hoy = fecha_local(ahora)
    for peticion in de_otros.select_related("area", "cuenta", "tomada_por")[:MAXIMO]:
        deseada = peticion.fecha_deseada
        preparada = peticion.estado == EstadoPeticion.EN_PREPARACION
        luz = Semaforo.GRIS if deseada is None else Semaforo.ROJO if deseada < hoy else Semaforo.AMBAR
        yield Pendiente(
            f"peticion-{peticion.pk}",
            titulo=f"{peticion.folio} · {peticion.asunto}",
            area=peticion.area.siglas,
            que_hacer=f"Difundir en {peticion.cuenta.nombre} o declinar"
            + (f"; la prepara {peticion.tomada_por}" if preparada and peticion.tomada_por != persona else ""),
            accion="Contestar" if preparada else "Tomar",
            url=reverse("admin:publicaciones_peticion_change", args=[peticion.pk]),
            orden=deseada or hoy,
            luz=luz,
            cuando=f"Para el {corta(deseada)}" if deseada else f"Pedida el {corta(peticion.presentada)}",
            vence=deseada,
        )


def _por_contestar(persona: Any, ahora: datetime) -> Iterator[Pendiente]:
    """Those that nobody took, or that the person did; never of what the person filed, administers or heads."""
    propias = [area.pk for area in credenciales(persona).titular_de]
    filas = (
        Consulta.objects.abiertas_al(ahora)
        .filter(Q(tomada_por=None) | Q(tomada_por=persona))
        .exclude(presentada_por=persona)
        .exclude(cuenta__area__in=propias)
        .exclude(cuenta__in=_administradas(persona))
    )
    for consulta in filas.select_related("cuenta__area", "tomada_por").order_by("vence", "pk")[:MAXIMO]:
        yield _linea(
            consulta,
            "Opinar sobre el texto consultado" if consulta.tomada_por else "Tomar la consulta",
            "Opinar" if consulta.tomada_por else "Tomar",
            reverse("admin:publicaciones_consulta_change", args=[consulta.pk]),
            luz_de(consulta, ahora),
            queda_en_palabras(consulta, ahora),
            vence=True,
        )


def _de_quien_publica(persona: Any, ahora: datetime) -> Iterator[Pendiente]:
    posterior = Consulta.objects.filter(variante=OuterRef("variante"), pk__gt=OuterRef("pk"))
    ultimas = Consulta.objects.filter(~Exists(posterior), variante__estado=EstadoVariante.BORRADOR)
    por_responder = Q(estado__in=CONSULTAS_ABIERTAS, vence__gt=ahora, preguntas__respondida__isnull=True)
    por_responder &= Q(preguntas__isnull=False)
    terminadas = Q(variante__huella=F("huella"), estado__in=list(TRAS_LA_OPINION)) | Q(
        variante__huella=F("huella"), estado__in=CONSULTAS_ABIERTAS, vence__lte=ahora
    )
    filas = ultimas.filter(por_responder | terminadas, cuenta__in=_administradas(persona)).distinct()
    for consulta in filas.select_related("cuenta__area").order_by("vence", "pk")[:MAXIMO]:
        url = reverse("publicaciones:consulta", args=[consulta.pk])
        if consulta.abierta_al(ahora):
            queda = queda_en_palabras(consulta, ahora)
            yield _linea(
                consulta, "Responder lo que pregunta la CNCS", "Responder", url, luz_de(consulta, ahora), queda
            )
            continue
        que_hacer, luz = TRAS_LA_OPINION[consulta.estado_al(ahora)]
        cuando = f"Desde el {corta(consulta.resuelta or consulta.vence)}"
        yield _linea(consulta, que_hacer, "Ver", url, luz, cuando)


def _administradas(persona: Any) -> Any:
    return Designacion.objects.vigentes().filter(persona=persona).values("cuenta")


def _linea(
    consulta: Consulta, que_hacer: str, accion: str, url: str, luz: str, cuando: str, *, vence: bool = False
) -> Pendiente:
    return Pendiente(
        f"consulta-{consulta.pk}",
        titulo=f"{consulta.folio} · {consulta.cuenta.rotulo}",
        area=consulta.cuenta.area.siglas,
        que_hacer=que_hacer,
        accion=accion,
        url=url,
        orden=fecha_local(consulta.vence),
        luz=luz,
        cuando=cuando,
        vence=fecha_local(consulta.vence) if vence else None,
    )

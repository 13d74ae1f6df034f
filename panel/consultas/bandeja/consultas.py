"""6.viii, 7.x: consults and peticiones de difusión that wait for a person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from organizacion.fechas import corta
from organizacion.permisos import credenciales, es_cncs, es_titular_cncs
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from publicaciones.estados import EstadoPeticion
from publicaciones.models import Peticion


def de_las_peticiones(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """7.x: what the CNCS has to take or to publish, by the date on which it is wanted; never what the person asked."""
    if not es_cncs(persona):
        return
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

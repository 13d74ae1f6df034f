"""6.xx, 5.2.d: endorsements to give, posts that were to be out today, and what is published past its date."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from cuentas.models import Designacion
from organizacion.fechas import con_hora, corta
from organizacion.permisos import credenciales
from organizacion.tiempo import fecha_local, instante_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import EstadoPlazo, Semaforo
from publicaciones.estados import EstadoAval, EstadoVariante
from publicaciones.models import Aval, Contenido, Variante
from publicaciones.permisos import puede_avalar

DIAS_ANTES: Final = 5  # calendar days


def de_las_publicaciones(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """What waits for the person about contents."""
    yield from _avales(persona)
    cuentas = list(Designacion.objects.vigentes().filter(persona=persona).values_list("cuenta_id", flat=True))
    if cuentas:
        yield from _programadas(cuentas, ahora)
        yield from _vigencias(cuentas, ahora)


def _avales(persona: Any) -> Iterator[Pendiente]:
    """6.xx: what other áreas ask the head to endorse."""
    encabeza = [area.pk for area in credenciales(persona).titular_de]
    if not encabeza:
        return
    filas = Aval.objects.filter(area__in=encabeza, estado=EstadoAval.PEDIDO).select_related("contenido__area")
    for aval in filas.order_by("pedido", "pk")[:MAXIMO]:
        if not puede_avalar(aval, persona):
            continue
        yield Pendiente(
            f"aval-{aval.pk}",
            titulo=str(aval.contenido),
            area=aval.contenido.area.siglas,
            que_hacer="Avalar la información, o decir por qué no",
            accion="Revisar",
            url=reverse("publicaciones:contenido", args=[aval.contenido_id]),
            orden=fecha_local(aval.pedido),
            luz=Semaforo.AMBAR,
            cuando=f"Desde el {corta(aval.pedido)}",
        )


def _programadas(cuentas: list[int], ahora: datetime) -> Iterator[Pendiente]:
    """5.2.a: what was to be published by the end of today and is not recorded."""
    manana = instante_local(fecha_local(ahora) + timedelta(days=1))
    filas = Variante.objects.filter(cuenta__in=cuentas, estado=EstadoVariante.BORRADOR, programada__lt=manana)
    for variante in filas.select_related("contenido__area", "cuenta").order_by("programada", "pk")[:MAXIMO]:
        assert variante.programada
        tarde = variante.programada <= ahora
        yield Pendiente(
            f"programada-{variante.pk}",
            titulo=f"{variante.contenido.titulo} · {variante.cuenta.rotulo}",
            area=variante.contenido.area.siglas,
            que_hacer="Publicar y registrar la publicación",
            accion="Publicar",
            url=reverse("publicaciones:publicar", args=[variante.pk]),
            orden=fecha_local(variante.programada),
            luz=Semaforo.ROJO if tarde else Semaforo.AMBAR,
            cuando=f"Programada: {con_hora(variante.programada)}",
            vence=fecha_local(variante.programada),
        )


def _vigencias(cuentas: list[int], ahora: datetime) -> Iterator[Pendiente]:
    """5.2.d: what is published and whose date is past, or near."""
    publicadas = Q(variantes__cuenta__in=cuentas, variantes__estado=EstadoVariante.PUBLICADA)
    filas = Contenido.objects.filter(
        publicadas, plazo__estado=EstadoPlazo.ABIERTO, plazo__vence__lte=ahora + timedelta(days=DIAS_ANTES)
    )
    for contenido in filas.select_related("area", "plazo").distinct().order_by("plazo__vence", "pk")[:MAXIMO]:
        assert contenido.plazo
        vence, vencido = contenido.plazo.fecha_limite, contenido.plazo.vencido(ahora)
        yield Pendiente(
            f"vigencia-{contenido.pk}",
            titulo=str(contenido),
            area=contenido.area.siglas,
            que_hacer="Renovar la vigencia, o retirar lo publicado",
            accion="Revisar",
            url=reverse("publicaciones:contenido", args=[contenido.pk]),
            orden=vence,
            luz=Semaforo.ROJO if vencido else Semaforo.AMBAR,
            cuando=f"{'Terminó' if vencido else 'Termina'} el {corta(vence)}",
            vence=vence,
        )

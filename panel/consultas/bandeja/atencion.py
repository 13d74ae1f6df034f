"""5.2.e–f, 6.vii, 6.xvii, 6.xix, 8.b: what citizens write that waits for a person; of each account, one line."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from cuentas.models import Cuenta, Designacion
from organizacion.fechas import con_hora, corta
from organizacion.permisos import credenciales
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from publicaciones.estados import EstadoInteraccion, EstadoMedida
from publicaciones.models import Interaccion, Medida, Propuesta, Rebase


def de_la_atencion(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """What the person has to answer, inform, acknowledge, confirm, attend or decide."""
    rutas, administra = credenciales(persona).rutas_que_encabeza, _administra(persona)
    if not rutas and not administra:
        return
    yield from _por_contestar(administra, ahora)
    yield from _turnadas(rutas, ahora)
    yield from _relevantes(persona, rutas)
    suyas = Q(cuenta__in=administra) | _bajo(rutas, "cuenta__area")
    for medida in Medida.objects.filter(suyas, estado=EstadoMedida.REGISTRADA).exclude(registrada_por=persona).order_by(
        "registrada", "pk"
    ).select_related("cuenta__area")[:MAXIMO]:  # fmt: skip
        yield _linea(
            f"medida-{medida.pk}", str(medida), medida.cuenta, "Confirmar o revertir la medida (6.xvii)", "Ver",
            reverse("publicaciones:atencion_medida", args=[medida.pk]), medida.registrada,
        )  # fmt: skip
    for rebase in (
        Rebase.objects.abiertos().filter(suyas).select_related("cuenta__area", "tema").order_by("-pk")[:MAXIMO]
    ):
        yield _linea(
            f"rebase-{rebase.pk}", str(rebase), rebase.cuenta, "Contestar lo más recurrente y publicar (6.xix)", "Ver",
            reverse("publicaciones:atencion_temas"), rebase.detectado,
        )  # fmt: skip
    propuestas = Propuesta.objects.sin_decidir().filter(_bajo(rutas, "area")).exclude(registrada_por=persona)
    for propuesta in propuestas.select_related("interaccion__cuenta__area").order_by("registrada", "pk")[:MAXIMO]:
        yield _linea(
            f"propuesta-{propuesta.pk}", f"Propuesta {propuesta.folio}", propuesta.interaccion.cuenta,
            "Analizar y contestar la propuesta (8.b)", "Analizar",
            reverse("publicaciones:atencion_propuesta", args=[propuesta.pk]), propuesta.registrada,
        )  # fmt: skip


def _por_contestar(administra: list[int], ahora: datetime) -> Iterator[Pendiente]:
    estados = [EstadoInteraccion.RECIBIDA, EstadoInteraccion.INFORMADA]
    conteo = (
        Interaccion.objects.filter(cuenta__in=administra, estado__in=estados)
        .order_by()
        .values_list("cuenta")
        .annotate(cuantas=Count("pk"), tarde=Count("pk", filter=Q(objetivo__lte=ahora)), primera=Min("objetivo"))
    )
    filas = {cuenta: (cuantas, tarde, primera) for cuenta, cuantas, tarde, primera in conteo}
    for cuenta in Cuenta.objects.filter(pk__in=filas).select_related("area").order_by("pk")[:MAXIMO]:
        cuantas, tarde, primera = filas[cuenta.pk]
        mensajes = "1 mensaje" if cuantas == 1 else f"{cuantas} mensajes"
        yield Pendiente(
            f"atencion-{cuenta.pk}",
            titulo=f"{cuenta.nombre} en {cuenta.get_red_display()}: {mensajes} por contestar",
            area=cuenta.area.siglas,
            que_hacer="Contestar a la ciudadanía (5.2.e)",
            accion="Contestar",
            url=f"{reverse('publicaciones:atencion')}?cuenta={cuenta.pk}",
            orden=fecha_local(primera),
            luz=Semaforo.ROJO if tarde else Semaforo.AMBAR,
            cuando=f"{tarde} fuera de plazo" if tarde else f"Antes del {con_hora(primera)}",
        )


def _turnadas(rutas: tuple[str, ...], ahora: datetime) -> Iterator[Pendiente]:
    filas = Interaccion.objects.filter(_bajo(rutas, "area_turnada"), estado=EstadoInteraccion.TURNADA)
    for fila in filas.select_related("cuenta__area").order_by("turno_vence", "pk")[:MAXIMO]:
        vencida = fila.limite <= ahora
        yield Pendiente(
            f"turnada-{fila.pk}",
            titulo=str(fila),
            area=fila.cuenta.area.siglas,
            que_hacer="Dar la información para contestar (6.vii)",
            accion="Informar",
            url=reverse("publicaciones:atencion_detalle", args=[fila.pk]),
            orden=fecha_local(fila.limite),
            luz=Semaforo.ROJO if vencida else Semaforo.AMBAR,
            cuando=f"{'Venció' if vencida else 'Antes'} el {con_hora(fila.limite)}",
        )


def _relevantes(persona: Any, rutas: tuple[str, ...]) -> Iterator[Pendiente]:
    filas = Interaccion.objects.filter(_bajo(rutas, "cuenta__area"), relevante__isnull=False, acusada__isnull=True)
    for fila in (
        filas.exclude(relevante_por=persona).select_related("cuenta__area").order_by("relevante", "pk")[:MAXIMO]
    ):
        assert fila.relevante
        yield _linea(
            f"relevante-{fila.pk}", str(fila), fila.cuenta, "Darse por enterado de un asunto relevante (5.2.f)", "Ver",
            reverse("publicaciones:atencion_detalle", args=[fila.pk]), fila.relevante,
        )  # fmt: skip


def _linea(
    clave: str, titulo: str, cuenta: Cuenta, que_hacer: str, accion: str, url: str, desde: datetime
) -> Pendiente:
    return Pendiente(
        clave, titulo, cuenta.area.siglas, que_hacer, accion, url, fecha_local(desde), Semaforo.AMBAR,
        f"Desde el {corta(desde)}",
    )  # fmt: skip


def _administra(persona: Any) -> list[int]:
    return list(Designacion.objects.vigentes().filter(persona=persona).values_list("cuenta_id", flat=True))


def _bajo(rutas: tuple[str, ...], area: str) -> Q:
    filtro = Q(pk__in=[])
    for ruta in rutas:
        filtro |= Q(**{f"{area}__ruta__startswith": ruta})
    return filtro

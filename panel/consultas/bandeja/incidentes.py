"""6.xxxi: incidents and fakes that wait for a person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from cuentas.consultas import cargar_administradores, falta_para_cerrar
from cuentas.estados import EstadoIncidente as E
from cuentas.estados import EstadoSuplantacion as S
from cuentas.models import Incidente, Suplantacion
from cuentas.permisos import atiende_incidente, puede_resolver_incidente, revisa_accesos
from organizacion.fechas import con_hora, corta
from organizacion.permisos import es_cncs
from organizacion.tiempo import fecha_local
from panel.consultas.bandeja.comun import MAXIMO, Pendiente
from plazos.calendario import Calendario
from plazos.estados import Semaforo
from plazos.models import Plazo


def de_los_incidentes(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """6.xxxi: who attends to an incident contains it and recovers the account; then the head reviews the access, and
    the CNCS closes it when nothing is missing."""
    filas = Incidente.objects.abiertos().visibles_para(persona)
    incidentes = list(
        filas.select_related("cuenta__area", "plazo_contencion", "plazo_cierre").order_by("reportado", "pk")[:MAXIMO]
    )
    cargar_administradores([incidente.cuenta for incidente in incidentes])
    for incidente in incidentes:
        if que_hacer := _que_hacer(incidente, persona):
            yield _pendiente(incidente, que_hacer, ahora)


def de_las_suplantaciones(persona: Any, *, ahora: datetime, calendario: Calendario) -> Iterator[Pendiente]:
    """6.xxxi: the CNCS decides on the accounts that the public reports, and asks the networks to remove the fakes."""
    if not es_cncs(persona):
        return
    filas = Suplantacion.objects.filter(estado__in=[S.POR_REVISAR, S.CONFIRMADA]).order_by("primera", "pk")[:MAXIMO]
    for fila in filas:
        por_revisar = fila.estado == S.POR_REVISAR
        desde = fila.primera if por_revisar else fila.resuelta or fila.primera
        yield Pendiente(
            f"suplantacion-{fila.pk}",
            titulo=f"{fila.folio} · {fila.rotulo} en {fila.get_red_display()}",
            area="—",
            que_hacer="Revisar si es una cuenta falsa" if por_revisar else "Denunciar la cuenta falsa a la red",
            accion="Revisar" if por_revisar else "Denunciar",
            url=reverse("admin:cuentas_suplantacion_change", args=[fila.pk]),
            orden=fecha_local(desde),
            luz=Semaforo.AMBAR,
            cuando=f"{'Reportada' if por_revisar else 'Confirmada'} el {corta(desde)}",
        )


def _que_hacer(incidente: Incidente, persona: Any) -> tuple[str, str] | None:
    """What the person has to do and the word of the button; ``None`` when it waits for somebody else."""
    if not atiende_incidente(incidente, persona):
        return None
    if incidente.estado == E.REPORTADO:
        return "Contener el incidente y cambiar la contraseña (6.xxxi)", "Contener"
    if incidente.estado == E.CONTENIDO:
        return "Recuperar la cuenta", "Recuperar"
    if revisa_accesos(incidente, persona) and not incidente.accesos_revisados:
        return "Revisar los accesos a la cuenta (5.1.d)", "Revisar"
    faltas = falta_para_cerrar(incidente)
    if not faltas and puede_resolver_incidente(incidente, persona):
        return "Cerrar el incidente", "Cerrar"
    return (f"Falta {faltas[0]}", "Ver") if faltas else None


def _pendiente(incidente: Incidente, que_hacer: tuple[str, str], ahora: datetime) -> Pendiente:
    cuenta, por_contener = incidente.cuenta, incidente.estado == E.REPORTADO
    plazo = incidente.plazo_contencion if por_contener else incidente.plazo_cierre
    luz, cuando = _luz(plazo, por_contener, ahora)
    return Pendiente(
        f"incidente-{incidente.pk}",
        titulo=f"{incidente.folio} · {cuenta.rotulo} en {cuenta.get_red_display()}",
        area=cuenta.area.siglas,
        que_hacer=que_hacer[0],
        accion=que_hacer[1],
        url=reverse("cuentas:incidente", args=[incidente.pk]),
        orden=fecha_local(incidente.reportado),  # before anything that is due today
        luz=luz,
        cuando=cuando,
        vence=plazo.fecha_limite if plazo else None,
    )


def _luz(plazo: Plazo | None, por_contener: bool, ahora: datetime) -> tuple[str, str]:
    """Red from the first minute until it is contained; amber then, until its date."""
    if plazo is None:
        return Semaforo.ROJO, "De inmediato"
    vencido = plazo.vencido(ahora)
    limite = con_hora(plazo.vence) if por_contener else corta(plazo.fecha_limite)
    luz = Semaforo.ROJO if por_contener or vencido else Semaforo.AMBAR
    return luz, f"{'Venció' if vencido else 'A más tardar'}: {limite}"

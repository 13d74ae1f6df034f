"""8.a in the demonstration: the procedure is issued, two periods have results, and one is being captured.

Its periods are shorter than those of the institution, so that there is always one that is open, whatever day it is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from evaluacion import acciones
from evaluacion.acciones import CifrasDeLaRed, plan
from evaluacion.acciones.periodo import iniciar, preparar_lote
from evaluacion.acciones.plan import DatosDeCompromiso
from evaluacion.calendario import UN_DIA, Tramo
from evaluacion.estados import POR_EVALUAR, EstadoEvaluacion, EstadoPlan
from evaluacion.models import Evaluacion, Periodo, Plan, Procedimiento
from organizacion.estados import Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.demostracion.elenco import Elenco
from panel.demostracion.reloj import Historia, Reloj

# Business days ago: on which each period begins, and opens.
TRAMOS: Final = ((190, 126), (126, 62), (62, 6))
COMPROMISO: Final = "Fijar un calendario semanal y anotar cada publicación y respuesta en la bitácora de la cuenta."
DICTAMEN: Final = "Se aplicó el procedimiento a los datos del sistema y a los que capturó el área."


def historias(elenco: Elenco, reloj: Reloj) -> list[Historia]:
    """One after the other: each period begins where the one before ended."""
    return [_toda(elenco, reloj)]


def _toda(elenco: Elenco, reloj: Reloj) -> Historia:
    yield (ahora := reloj.hace(191, 200))
    borrador = Procedimiento.objects.get()
    acciones.emitir(procedimiento=borrador, por=elenco.con_rol(Rol.COMITE_PRESIDENCIA)[0], ahora=ahora)
    for numero, (empieza, abre) in enumerate(TRAMOS):
        yield (ahora := reloj.hace(abre, 5))
        periodo = _abrir(reloj, empieza, abre, ahora)
        if periodo is None:
            continue
        yield (ahora := reloj.hace(abre - 3, 130))
        _capturar(periodo, numero, ahora)
        if numero == len(TRAMOS) - 1:
            return
        yield (ahora := reloj.hace(abre - 16, 20))
        acciones.omitir_vencidas(ahora=ahora)
        yield (ahora := reloj.hace(abre - 20, 240))
        _evaluar(elenco, periodo, ahora)
        yield (ahora := reloj.hace(abre - 22, 60))
        _contestar(elenco, periodo, ahora)
        yield (ahora := reloj.hace(abre - 29, 15))
        _resolver(elenco, periodo, ahora)
        acciones.concluir_sin_respuesta(ahora=ahora)
        yield (ahora := reloj.hace(abre - 33, 70))
        _comprometer(elenco, periodo, reloj, ahora)
        yield (ahora := reloj.hace(abre - 45, 90))
        _reportar(elenco, periodo, ahora)


def _abrir(reloj: Reloj, empieza: int, abre: int, ahora: datetime) -> Periodo | None:
    desde, hasta = fecha_local(reloj.hace(empieza)), fecha_local(reloj.hace(abre)) - UN_DIA
    periodo = iniciar(tramo=Tramo(desde, hasta), ahora=ahora)
    while periodo and preparar_lote(periodo=periodo, ahora=ahora):
        pass
    return Periodo.objects.get(pk=periodo.pk) if periodo else None


def _capturar(periodo: Periodo, numero: int, ahora: datetime) -> None:
    """Three of every four áreas are in time; of the period that is open, some have not begun."""
    for n, evaluacion in enumerate(_las_de(periodo)):
        administran = list(evaluacion.cuenta.administradores.values())
        if not administran or n % 4 == 3:
            continue
        persona = administran[0].persona
        seguidores = 2_000 + 731 * (n + 1)
        cifras = CifrasDeLaRed(
            fuente=f"Estadísticas de {evaluacion.get_red_display()}",
            seguidores_al_inicio=seguidores,
            seguidores=seguidores + (n % 7 - 1) * 37 + 40 * numero,
            alcance=seguidores * (6 + n % 5),
            interacciones=seguidores * (6 + n % 5) * (1 + n % 4) // 100,
        )
        acciones.guardar_captura(evaluacion=evaluacion, cifras=cifras, valores={}, por=persona, ahora=ahora)
        if numero == len(TRAMOS) - 1 and n % 4 == 1:
            continue
        fila = acciones.capturar(evaluacion=evaluacion, por=persona, ahora=ahora + timedelta(minutes=4))
        titular = _titular(fila)
        if titular and titular.pk != persona.pk and not (numero == len(TRAMOS) - 1 and n % 4 == 2):
            acciones.validar(evaluacion=fila, por=titular, ahora=ahora + timedelta(minutes=30))


def _evaluar(elenco: Elenco, periodo: Periodo, ahora: datetime) -> None:
    revisora = elenco.con_rol(Rol.REVISION)[0]
    for fila in periodo.evaluaciones.filter(estado__in=POR_EVALUAR).select_related("cuenta__area"):
        propia = fila.cuenta.area.siglas == settings.INSTITUCION.cncs.siglas
        por = elenco.con_rol(Rol.COMITE_SECRETARIA)[0] if propia else revisora
        acciones.evaluar_varias(evaluaciones=[fila], dictamen=DICTAMEN, por=por, ahora=ahora)


def _contestar(elenco: Elenco, periodo: Periodo, ahora: datetime) -> None:
    for n, fila in enumerate(_las_de(periodo)):
        titular = _titular(fila)
        if fila.estado != EstadoEvaluacion.EVALUADA or titular is None or n % 3 == 2:
            continue
        if n % 9 == 4:
            texto = "En junio no hubo suplente porque el cargo estuvo vacante; el área pidió el cambio en cuanto pudo."
            acciones.observar(evaluacion=fila, observaciones=texto, por=titular, ahora=ahora)
        else:
            acciones.aceptar(evaluacion=fila, por=titular, ahora=ahora)


def _resolver(elenco: Elenco, periodo: Periodo, ahora: datetime) -> None:
    otra = elenco.con_rol(Rol.TITULAR_CNCS)[0]
    for fila in periodo.evaluaciones.filter(estado=EstadoEvaluacion.OBSERVADA).select_related("cuenta__area"):
        texto = "La vacante consta en el registro, pero el indicador mide los días con dos personas: se ratifica."
        acciones.resolver(evaluacion=fila, resolucion=texto, por=otra, ahora=ahora)


def _comprometer(elenco: Elenco, periodo: Periodo, reloj: Reloj, ahora: datetime) -> None:
    """Most file their plan; some commitments will come due in some days, some are late already."""
    planes = Plan.objects.filter(evaluacion__periodo=periodo, estado=EstadoPlan.PENDIENTE).order_by("pk")
    for n, fila in enumerate(planes.select_related("evaluacion__cuenta__area")):
        titular = _titular(fila.evaluacion)
        if titular is None or n % 5 == 4:
            continue
        fecha = fecha_local(reloj.hace(4) if n % 4 == 0 else ahora + timedelta(days=150))
        bajo = next(m.indicador for m in fila.evaluacion.mediciones.select_related("indicador") if m.bajo_umbral)
        compromisos = [DatosDeCompromiso(COMPROMISO, fecha, bajo)]
        plan.presentar(plan=fila, compromisos=compromisos, por=titular, ahora=ahora)


def _reportar(elenco: Elenco, periodo: Periodo, ahora: datetime) -> None:
    revisora = elenco.con_rol(Rol.REVISION)[0]
    planes = Plan.objects.filter(evaluacion__periodo=periodo, estado=EstadoPlan.PRESENTADO).order_by("pk")
    for n, fila in enumerate(planes.select_related("evaluacion__cuenta__area")):
        titular, compromiso = _titular(fila.evaluacion), fila.compromisos.first()
        if titular is None or compromiso is None or n % 4 in {0, 3}:
            continue
        evidencia = "Calendario aprobado y bitácora de las últimas seis semanas, en la página de la cuenta."
        hecho = plan.reportar(compromiso=compromiso, evidencia=evidencia, por=titular, ahora=ahora)
        if n % 4 == 1 and fila.evaluacion.cuenta.area.siglas != settings.INSTITUCION.cncs.siglas:
            plan.verificar(compromiso=hecho, por=revisora, ahora=ahora + timedelta(hours=3))


def _las_de(periodo: Periodo) -> Sequence[Evaluacion]:
    return list(periodo.evaluaciones.select_related("cuenta__area").order_by("pk"))


def _titular(evaluacion: Evaluacion) -> Persona | None:
    nombramiento = evaluacion.cuenta.area.titularidad
    return nombramiento.persona if nombramiento else None

"""8.a: one evaluation: its result, where each figure comes from, and what the person may do about it."""

from decimal import Decimal
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from bitacora.consultas import asientos_de
from bitacora.flujo import ActoRechazado
from bitacora.relato import contar
from evaluacion import acciones, consultas, graficas, permisos
from evaluacion.acciones import AjusteInvalido
from evaluacion.estados import EstadoEvaluacion
from evaluacion.forms import Ajustar, Dictaminar, Motivar, Observar, Resolver, SinDatos
from evaluacion.indicadores import FORMULAS, ventana_de
from evaluacion.models import Evaluacion, Plan
from evaluacion.views.comun import COLOR, cargar
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles

FRASES: Final = {
    "abrir": "Se abrió la evaluación con lo que el sistema sabe",
    "guardar_captura": "El área guardó cifras y evidencia",
    "importar_cifras": "El área importó cifras del archivo {archivo}",
    "capturar": "El área envió la captura",
    "devolver": "La o el titular devolvió la captura",
    "validar": "La o el titular validó la captura",
    "omitir": "Terminó el plazo del área: {omision}",
    "ajustar": "Se ajustaron los puntos de «{indicador}»: de {de} a {a}",
    "evaluar": "Se evaluó: {calificacion}",
    "observar": "El área hizo observaciones",
    "aceptar": "El área aceptó el resultado",
    "vencer_respuesta": "El área no contestó en su plazo: el resultado es final",
    "resolver": "Se resolvieron las observaciones: {conclusion}",
    "exigir_plan": "Se pidió un plan de mejora",
    "presentar": "El área presentó su plan de mejora",
    "reportar": "El área reportó un compromiso: {compromiso}",
    "verificar": "Se verificó un compromiso: {compromiso}",
    "cumplir": "El plan de mejora quedó cumplido",
    "recordatorio": "Se recordó un plazo",
    "plazo_vencido": "Venció un plazo",
}
TRAMITES: Final = {
    "capturar": Tramite(
        "Enviar la captura",
        "Enviar a validación",
        SinDatos,
        lambda e, datos, **k: acciones.capturar(evaluacion=e, **k),
        "La captura se envió: la o el titular del área la valida.",
        explicacion="Revise primero las cifras y la evidencia. Lo que quede vacío se evalúa como «sin datos».",
    ),
    "validar": Tramite(
        "Validar",
        "Validar la captura",
        SinDatos,
        lambda e, datos, **k: acciones.validar(evaluacion=e, **k),
        "Quedó validada: ya la tiene la CNCS.",
        explicacion="Al validar, usted responde por las cifras y la evidencia que capturó su área.",
    ),
    "devolver": Tramite(
        "Devolver para corregir",
        "Devolver",
        Motivar,
        lambda e, datos, **k: acciones.devolver(evaluacion=e, **datos, **k),
        "Se devolvió. Se avisó a quien la capturó.",
        peligro=True,
    ),
    "ajustar": Tramite(
        "Ajustar los puntos de un indicador",
        "Ajustar",
        Ajustar,
        lambda e, datos, **k: acciones.ajustar(evaluacion=e, **datos, **k),
        "Los puntos quedaron ajustados, con su motivo.",
        explicacion="Solo cuando la evidencia muestra algo que la escala no recoge. El área ve el motivo.",
        rechazos=(AjusteInvalido,),
        campo="puntos",
        permiso=permisos.puede_ajustar,
    ),
    "evaluar": Tramite(
        "Evaluar",
        "Emitir el resultado",
        Dictaminar,
        lambda e, datos, **k: acciones.evaluar(evaluacion=e, **datos, **k),
        "El resultado quedó emitido. Se avisó al área, que puede contestar.",
    ),
    "aceptar": Tramite(
        "Aceptar el resultado",
        "Aceptar",
        SinDatos,
        lambda e, datos, **k: acciones.aceptar(evaluacion=e, **k),
        "El resultado quedó aceptado y es final.",
        explicacion="Si algún indicador quedó fuera de su umbral, sigue el plan de mejora.",
    ),
    "observar": Tramite(
        "Hacer observaciones",
        "Enviar las observaciones",
        Observar,
        lambda e, datos, **k: acciones.observar(evaluacion=e, **datos, **k),
        "Las observaciones se enviaron. Decide sobre ellas otra persona.",
        explicacion="Decide una persona distinta de la que evaluó.",
    ),
    "resolver": Tramite(
        "Resolver las observaciones",
        "Resolver",
        Resolver,
        lambda e, datos, **k: acciones.resolver(evaluacion=e, **datos, **k),
        "Quedó resuelto y el resultado es final. Se avisó al área.",
        explicacion="Si el área tiene razón en un indicador, ajuste antes sus puntos: el resultado se recalcula.",
    ),
}


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: the result and its indicators by dimension, beside the past of the account and its likes."""
    return _mostrar(request, cargar(request, pk), None)


@login_required
@require_POST
def actuar(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """8.a: do one of ``TRAMITES``; with something to correct, the page again as it was filled in."""
    if acto not in TRAMITES:
        raise Http404
    evaluacion, tramite = cargar(request, pk), TRAMITES[acto]
    form = tramite.form(request.POST, objeto=evaluacion)
    if acto not in actos_posibles(TRAMITES, evaluacion, request.user):
        estado = evaluacion.get_estado_display()
        messages.info(request, f"Eso no le corresponde o ya no es posible: la evaluación está en «{estado}».")
        return redirect("evaluacion:detalle", pk=pk)
    if not form.is_valid():
        return _mostrar(request, evaluacion, (acto, form))
    try:
        tramite.llamar(evaluacion, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
    except ActoRechazado as error:
        messages.error(request, str(error))
    except tramite.rechazos as error:
        form.add_error(tramite.campo, str(error))
        return _mostrar(request, evaluacion, (acto, form))
    else:
        messages.success(request, tramite.hecho)
    return redirect("evaluacion:detalle", pk=pk)


@login_required
@require_safe
def sustento(request: HttpRequest, pk: int, clave: str) -> HttpResponse:
    """8.a: the rows behind a figure."""
    evaluacion = cargar(request, pk)
    mediciones = evaluacion.mediciones.select_related("indicador", "ajustada_por")
    medicion = get_object_or_404(mediciones, indicador__clave=clave)
    formula = FORMULAS.get(medicion.indicador.formula)
    contexto: dict[str, Any] = {"evaluacion": evaluacion, "medicion": medicion, "formula": formula}
    if formula:
        base = formula.sustento(ventana_de(evaluacion))
        pagina = paginar(base.filas, orden=base.orden, pedido=request.GET)
        filas = [list(zip(base.columnas, base.fila(fila), strict=True)) for fila in pagina.objetos]
        contexto |= {"columnas": base.columnas, "filas": filas, "pagina": pagina}
    return render(request, "evaluacion/sustento.html", contexto)


def _mostrar(request: HttpRequest, evaluacion: Evaluacion, fallido: tuple[str, Any] | None) -> HttpResponse:
    persona = persona_de(request)
    historia = consultas.historia_de(evaluacion)
    pares = [(e.periodo.nombre_corto, e.calificacion) for e in historia]
    contexto = {
        "evaluacion": evaluacion,
        "cuenta": evaluacion.cuenta,
        "color": COLOR[evaluacion.estado],
        "dimensiones": _por_dimension(evaluacion),
        "actos": _actos(request, evaluacion, fallido),
        "historia": historia,
        "grafica": _linea(pares),
        "comparacion": consultas.comparar(evaluacion),
        "puede_capturar": evaluacion.estado == EstadoEvaluacion.ABIERTA
        and permisos.puede_capturar(evaluacion, persona),
        "plan": Plan.objects.filter(evaluacion=evaluacion).select_related("plazo").first(),
        "parte": permisos.es_parte(evaluacion, persona),
        "hechos": [contar(a, FRASES) for a in asientos_de(evaluacion.cadena).order_by("-numero")[:30]],
    }
    return render(request, "evaluacion/detalle.html", contexto)


def _linea(pares: list[tuple[str, Decimal | None]]) -> str:
    if len(pares) < 2:
        return ""
    svg = graficas.linea("Resultado de la cuenta por periodo", pares)
    return mark_safe(svg)  # noqa: S308 -- our own drawing: every text in it is escaped


def _por_dimension(evaluacion: Evaluacion) -> list[tuple[str, list[Any]]]:
    grupos: dict[str, list[Any]] = {}
    for medicion in evaluacion.mediciones.select_related("indicador", "ajustada_por"):
        grupos.setdefault(medicion.indicador.get_dimension_display(), []).append(medicion)
    return list(grupos.items())


def _actos(request: HttpRequest, evaluacion: Evaluacion, fallido: tuple[str, Any] | None) -> list[Acto]:
    actos = []
    for clave in actos_posibles(TRAMITES, evaluacion, request.user):
        tramite = TRAMITES[clave]
        form = fallido[1] if fallido and fallido[0] == clave else tramite.form(objeto=evaluacion)
        actos.append(Acto(tramite, reverse("evaluacion:acto", args=[evaluacion.pk, clave]), form))
    return actos

"""8.a: the home of the evaluation: what waits for the person, and the periods."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluacion import acciones, consultas, permisos
from evaluacion.estados import EstadoPeriodo
from evaluacion.models import Evaluacion, Periodo, Procedimiento
from evaluacion.views.comun import COLOR, visibles
from organizacion.paginas import paginar
from organizacion.peticion import persona_de

MAXIMO: Final = 100  # of an act on many at once


@login_required
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """8.a: the period that is open, one's own evaluations in it, and the results of before."""
    persona = persona_de(request)
    periodos = list(Periodo.objects.select_related("plazo_captura", "plazo_validacion", "plazo_evaluacion"))
    actual = periodos[0] if periodos else None
    contexto: dict[str, Any] = {
        "periodos": periodos,
        "actual": actual,
        "procedimiento": Procedimiento.objects.vigente(),
        "ve_todo": permisos.puede_ver_resultados(persona),
    }
    if actual:
        pagina = paginar(consultas.las_mias(persona, actual), orden=("pk",), pedido=request.GET)
        contexto |= {
            "pagina": pagina,
            "filas": [(e, COLOR[e.estado]) for e in pagina.objetos],
            "por_capturar": consultas.por_capturar(persona).filter(periodo=actual)[: MAXIMO + 1].count(),
            "por_validar": consultas.por_validar(persona).filter(periodo=actual)[: MAXIMO + 1].count(),
            "por_evaluar": consultas.por_evaluar(persona).filter(periodo=actual)[: MAXIMO + 1].count(),
            "abriendose": actual.estado == EstadoPeriodo.ABRIENDO,
        }
        if contexto["ve_todo"]:
            contexto["avance"] = consultas.avance_de(actual, Evaluacion.objects.all())
    else:
        contexto["tiene"] = visibles(request).exists()
    return render(request, "evaluacion/inicio.html", contexto)


EN_LOTE: Final = {
    "capturar": (consultas.por_capturar, acciones.capturar_varias, "Se enviaron {} capturas a validación."),
    "validar": (consultas.por_validar, acciones.validar_varias, "Se validaron {} evaluaciones: ya las tiene la CNCS."),
}


@login_required
@require_POST
def en_lote(request: HttpRequest, acto: str) -> HttpResponse:
    """8.a: hand in, or validate, all that waits for the person in the period that is open."""
    if acto not in EN_LOTE:
        raise Http404
    cuales, hacer, dicho = EN_LOTE[acto]
    persona = persona_de(request)
    actual = Periodo.objects.filter(estado=EstadoPeriodo.ABIERTO).order_by("-desde").first()
    filas = cuales(persona).filter(periodo=actual)[:MAXIMO] if actual else []
    varias = hacer(evaluaciones=filas, por=persona, ahora=timezone.now())
    if varias.hechas:
        messages.success(request, dicho.format(len(varias.hechas)))
    for motivo in dict.fromkeys(motivo for _, motivo in varias.rechazadas):
        messages.error(request, motivo)
    if not varias.hechas and not varias.rechazadas:
        messages.info(request, "No hay nada pendiente de este trámite.")
    return redirect("evaluacion:inicio")

"""8.a: capturing the figures of an account by hand, or of many from a file."""

import csv
import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from evaluacion import acciones, consultas, permisos
from evaluacion.acciones import importacion as importaciones
from evaluacion.acciones.importacion import CuentaPorElegir
from evaluacion.estados import EstadoEvaluacion
from evaluacion.forms import Captura, SubirCifras
from evaluacion.lectura_cifras import PLANTILLA
from evaluacion.models import ImportacionDeCifras
from evaluacion.views.comun import cargar, cargar_periodo, descargar
from organizacion.peticion import persona_de
from publicaciones.lectura_csv import ArchivoIlegible


@login_required
def capturar(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: the figures and the evidence of one account."""
    evaluacion, persona = cargar(request, pk), persona_de(request)
    if not permisos.puede_capturar(evaluacion, persona):
        raise PermissionDenied
    if evaluacion.estado != EstadoEvaluacion.ABIERTA:
        messages.info(request, f"Ya no se puede capturar: la evaluación está en «{evaluacion.get_estado_display()}».")
        return redirect("evaluacion:detalle", pk=pk)
    form = Captura(request.POST if request.method == "POST" else None, evaluacion=evaluacion)
    if form.is_bound and form.is_valid():
        try:
            acciones.guardar_captura(
                evaluacion=evaluacion, cifras=form.cifras, valores=form.valores, por=persona, ahora=timezone.now()
            )
        except ActoRechazado as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Se guardó. Cuando esté completa, envíela a validación.")
        return redirect("evaluacion:detalle", pk=pk)
    return render(request, "evaluacion/captura.html", {"evaluacion": evaluacion, "form": form})


@login_required
def importar(request: HttpRequest, clave: str) -> HttpResponse:
    """8.a: upload a file of figures: of many accounts, or the days of one (``?evaluacion=``)."""
    periodo, persona = cargar_periodo(clave), persona_de(request)
    mias = consultas.por_capturar(persona).filter(periodo=periodo)
    elegida = request.GET.get("evaluacion", "")
    evaluacion = mias.filter(pk=int(elegida)).first() if elegida.isdigit() else None
    form = SubirCifras(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        archivo = form.cleaned_data["archivo"]
        try:
            leida = importaciones.leer_cifras(
                periodo=periodo,
                contenido=archivo.read(),
                nombre=archivo.name,
                evaluacion=evaluacion,
                por=persona,
                ahora=timezone.now(),
            )
        except (ArchivoIlegible, CuentaPorElegir) as error:
            form.add_error("archivo", str(error))
        else:
            return redirect("evaluacion:importacion", pk=leida.pk)
    contexto = {"periodo": periodo, "form": form, "evaluacion": evaluacion, "mias": mias[:50]}
    return render(request, "evaluacion/importar.html", contexto)


@login_required
@require_safe
def importacion(request: HttpRequest, pk: int) -> HttpResponse:
    """8.a: what the file would write, and what is wrong with it, line by line."""
    fila = _importacion(request, pk)
    return render(request, "evaluacion/importacion.html", {"importacion": fila, "periodo": fila.periodo})


@login_required
@require_POST
def resolver_importacion(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """8.a: confirm it, or throw it away."""
    fila, persona = _importacion(request, pk), persona_de(request)
    if acto not in {"confirmar", "descartar"}:
        raise Http404
    try:
        if acto == "confirmar":
            fila = importaciones.importar(importacion=fila, por=persona, ahora=timezone.now())
            cuentas = "1 cuenta" if fila.importadas == 1 else f"{fila.importadas} cuentas"
            messages.success(request, f"Cifras nuevas en {cuentas}. Revíselas y envíelas a validación.")
        else:
            importaciones.descartar(importacion=fila, por=persona, ahora=timezone.now())
            messages.success(request, "El archivo se descartó: no se guardó ninguna cifra.")
    except ActoRechazado:
        messages.info(request, f"Este archivo ya está en «{fila.get_estado_display()}»: no se hizo nada más.")
    return redirect("evaluacion:inicio")


@login_required
@require_safe
def plantilla_de_cifras(request: HttpRequest, clave: str) -> HttpResponse:
    """8.a: our template, with a line for each account that the person may capture."""
    periodo, salida = cargar_periodo(clave), io.StringIO()
    hoja = csv.writer(salida)
    hoja.writerow(PLANTILLA)
    for evaluacion in consultas.por_capturar(persona_de(request)).filter(periodo=periodo):
        hoja.writerow([evaluacion.cuenta.red, evaluacion.cuenta.identificador, "", "", "", ""])
    return descargar("\ufeff" + salida.getvalue(), "text/csv; charset=utf-8", f"cifras-{periodo.clave}.csv")


def _importacion(request: HttpRequest, pk: int) -> ImportacionDeCifras:
    filas = ImportacionDeCifras.objects.visibles_para(persona_de(request)).select_related("periodo")
    return get_object_or_404(filas, pk=pk)

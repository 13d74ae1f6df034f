"""5.2.e: files of interactions: uploaded, looked at, confirmed; and the queue as a file."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from organizacion.tiempo import local
from publicaciones import acciones
from publicaciones.consultas import atencion as consultas
from publicaciones.forms import atencion as forms
from publicaciones.lectura_csv import PLANTILLA, celda_segura
from publicaciones.models import Importacion, Interaccion
from publicaciones.views.atencion import filtrar

MUESTRA: Final = 50  # rows and errors that the page shows of each file
EJEMPLO: Final = ("2026-03-31 14:05", "¿Dónde tramito mi credencial?", "https://…", "comentario", "duda", "Credencial")


@login_required
def importar(request: HttpRequest) -> HttpResponse:
    """5.2.e: upload a file; nothing is registered until it is confirmed."""
    persona, ahora = persona_de(request), timezone.now()
    cuentas = consultas.cuentas_que_atiende(persona)
    if not cuentas.exists():
        raise PermissionDenied
    enviado = request.method == "POST"
    form = forms.Importar(request.POST if enviado else None, request.FILES if enviado else None, cuentas=cuentas)
    if form.is_valid():
        try:
            fila = acciones.subir_importacion(**form.cleaned_data, por=persona, ahora=ahora)
        except acciones.AtencionInvalida as error:
            form.add_error(error.campo if error.campo in form.fields else None, str(error))
        except ActoRechazado as error:
            form.add_error(None, str(error))
        else:
            return redirect("publicaciones:atencion_importacion", pk=fila.pk)
    pendientes = (
        Importacion.objects.visibles_para(persona).pendientes().select_related("cuenta").defer("filas", "errores")
    )
    return render(request, "atencion/importar.html", {"form": form, "pendientes": pendientes.order_by("-pk")[:20]})


@login_required
@require_safe
def importacion(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.e: what the file would bring, what it repeats, and what is wrong, line by line."""
    fila = _cargar(request, pk)
    muestra = [datos | {"recibida": datetime.fromisoformat(datos["recibida"])} for datos in fila.filas[:MUESTRA]]
    contexto: dict[str, Any] = {
        "importacion": fila,
        "muestra": muestra,
        "cuantas": len(fila.filas),
        "errores": fila.errores[:MUESTRA],
        "mas_errores": max(len(fila.errores) - MUESTRA, 0),
    }
    return render(request, "atencion/importacion.html", contexto)


@login_required
@require_POST
def actuar_en_importacion(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """5.2.e: register it all, or discard it; sent twice, the second time changes nothing."""
    fila, persona, ahora = _cargar(request, pk), persona_de(request), timezone.now()
    try:
        if acto == "confirmar":
            hecha = acciones.confirmar_importacion(importacion=fila, por=persona, ahora=ahora)
            messages.success(request, f"Se registraron {hecha.importadas} interacciones de «{hecha.nombre}».")
            return redirect("publicaciones:atencion_importacion", pk=pk)
        if acto == "descartar":
            acciones.descartar_importacion(importacion=fila, por=persona, ahora=ahora)
            messages.success(request, "Se descartó el archivo: no se registró nada.")
            return redirect("publicaciones:atencion_importar")
    except (ActoRechazado, acciones.AtencionInvalida) as error:
        messages.error(request, str(error))
        return redirect("publicaciones:atencion_importacion", pk=pk)
    raise Http404


@login_required
@require_safe
def plantilla(request: HttpRequest) -> HttpResponse:
    """The template of a file, with a line that says how it is filled in."""
    respuesta = _csv("plantilla-interacciones.csv")
    respuesta.write("\ufeff")
    csv.writer(respuesta).writerows([PLANTILLA, EJEMPLO])
    return respuesta


@login_required
@require_safe
def exportar(request: HttpRequest) -> StreamingHttpResponse:
    """8.c: the interactions that the person sees, as the queue filters them, in a file that no spreadsheet runs."""
    persona, ahora = persona_de(request), timezone.now()
    cuentas, temas = consultas.cuentas_a_la_vista(persona), consultas.temas_para(persona)
    filtros = forms.Filtros(request.GET, cuentas=cuentas, temas=temas)
    criterios = filtros.cleaned_data if filtros.is_valid() else {}
    filas = filtrar(Interaccion.objects.visibles_para(persona), criterios, ahora)
    filas = filas.select_related("cuenta", "tema", "area_turnada").order_by("recibida", "pk")
    respuesta = StreamingHttpResponse(_lineas(filas.iterator(chunk_size=500)), content_type="text/csv; charset=utf-8")
    respuesta["Content-Disposition"] = 'attachment; filename="interacciones.csv"'
    return respuesta


class _Eco:
    """What a CSV writer writes to, to give it back."""

    def write(self, texto: str) -> str:
        return texto


def _lineas(filas: Iterator[Interaccion]) -> Iterator[str]:
    escritor = csv.writer(_Eco())
    yield "\ufeff" + escritor.writerow(
        ("folio", "cuenta", "recibida", "medio", "clase", "tema", "texto", "enlace", "estado", "turnada a",
         "primera respuesta", "concluida")
    )  # fmt: skip
    for i in filas:
        celdas = (
            i.folio, i.cuenta.rotulo, _hora(i.recibida), i.medio, i.clase, i.tema or "", i.texto, i.enlace,
            i.get_estado_display(), i.area_turnada.siglas if i.area_turnada else "", _hora(i.primera_respuesta),
            _hora(i.concluida),
        )  # fmt: skip
        yield escritor.writerow([celda_segura(celda) for celda in celdas])


def _hora(instante: datetime | None) -> str:
    return f"{local(instante):%Y-%m-%d %H:%M}" if instante else ""


def _csv(nombre: str) -> HttpResponse:
    encabezados = {"Content-Disposition": f'attachment; filename="{nombre}"'}
    return HttpResponse(content_type="text/csv; charset=utf-8", headers=encabezados)


def _cargar(request: HttpRequest, pk: int) -> Importacion:
    return get_object_or_404(Importacion.objects.visibles_para(request.user).select_related("cuenta__area"), pk=pk)

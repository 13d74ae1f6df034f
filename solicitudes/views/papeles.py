"""Files and issued papers: to download by whoever may see the request, to verify by anybody."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cuentas.consultas.cuidado import constancia_de
from organizacion.codigos import normalizar_codigo
from organizacion.reserva import es_reservada
from solicitudes.clases import CLASES
from solicitudes.clases.lectura import constancias_de, documentos_de
from solicitudes.contenido import pdf_de
from solicitudes.models import Apertura, Caso, Constancia, Documento
from solicitudes.models.adjunto import Adjunto


@login_required
@require_safe
def documento(request: HttpRequest, pk: int) -> FileResponse:
    """A file as it was handed in, under its own name."""
    fila = get_object_or_404(Documento.objects.visibles_para(request.user), pk=pk)
    try:
        archivo = fila.archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=_nombre_para(fila, request.user))


@login_required
@require_safe
def constancia(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued paper as PDF: always the same bytes."""
    fila = get_object_or_404(Constancia.objects.visibles_para(request.user), pk=pk)
    if not _puede_leerla(fila, request.user):
        raise Http404
    nombre = f"{fila.get_clase_display()} {_solicitud_de(fila).folio}.pdf"
    return HttpResponse(
        pdf_de(fila),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, nombre)},
    )


@require_safe
def verificar(request: HttpRequest, codigo: str = "") -> HttpResponse:
    """7.ii: is a paper authentic, and what does it certify? Open to anybody: it tells nothing personal."""
    escrito = codigo or request.GET.get("codigo", "")
    fila = Constancia.objects.filter(codigo=normalizar_codigo(escrito)).first()
    if fila is None and (asistencia := constancia_de(normalizar_codigo(escrito))):  # 5.3.a
        return redirect("cuentas:comprobar_constancia", codigo=asistencia.codigo)
    contexto: dict[str, Any] = {"escrito": escrito, "constancia": fila}
    if fila:
        solicitud = _solicitud_de(fila)
        contexto |= {
            "huella": _huella(fila),
            "tramite": solicitud._meta.verbose_name,
            "apertura": isinstance(solicitud, Apertura),
            # Whoever reads a precedent may check its paper, and is not told which área asked (1.b).
            "reservada": es_reservada(solicitud.cadena) or isinstance(solicitud, Caso),
        }
    return render(request, "solicitudes/verificar.html", contexto, status=404 if escrito and not fila else 200)


def _solicitud_de(adjunto: Adjunto) -> Any:
    """The request on which it hangs: there always is one."""
    return adjunto.solicitud


def _nombre_para(documento: Documento, persona: Any) -> str:
    """The name of a file as that person may read it."""
    solicitud = _solicitud_de(documento)
    if isinstance(solicitud, Apertura):
        return documento.nombre
    documentos = documentos_de(CLASES[solicitud.slug], solicitud, persona)
    return next(fila.nombre for fila in documentos if fila.pk == documento.pk)


def _puede_leerla(constancia: Constancia, persona: Any) -> bool:
    """5.b: a paper that would tell who filed a report is not for everybody who sees the report."""
    solicitud = _solicitud_de(constancia)
    if isinstance(solicitud, Apertura):
        return True
    return constancias_de(CLASES[solicitud.slug], solicitud, persona).filter(pk=constancia.pk).exists()


def _huella(constancia: Constancia) -> str:
    return hashlib.sha256(pdf_de(constancia)).hexdigest()

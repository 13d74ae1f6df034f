"""Files and issued papers: to download by whoever may see the request, to verify by anybody."""

import hashlib
import re

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from solicitudes.contenido import pdf_de
from solicitudes.models import Constancia, Documento


@login_required
@require_safe
def documento(request: HttpRequest, pk: int) -> FileResponse:
    """A file as it was handed in, under its own name."""
    fila = get_object_or_404(Documento.objects.visibles_para(request.user), pk=pk)
    try:
        archivo = fila.archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=fila.nombre)


@login_required
@require_safe
def constancia(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued paper as PDF: always the same bytes."""
    fila = get_object_or_404(Constancia.objects.visibles_para(request.user), pk=pk)
    nombre = f"{fila.get_clase_display()} {fila.solicitud.folio}.pdf"
    return HttpResponse(
        pdf_de(fila),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, nombre)},
    )


@require_safe
def verificar(request: HttpRequest, codigo: str = "") -> HttpResponse:
    """7.ii: is a paper authentic, and what does it certify? Open to anybody: it tells nothing personal."""
    escrito = codigo or request.GET.get("codigo", "")
    fila = Constancia.objects.filter(codigo=_normalizar(escrito)).first()
    contexto = {"escrito": escrito, "constancia": fila, "huella": _huella(fila) if fila else ""}
    return render(request, "solicitudes/verificar.html", contexto, status=404 if escrito and not fila else 200)


def _normalizar(codigo: str) -> str:
    """The code in its groups of four, however it was typed."""
    return "-".join(re.findall(".{1,4}", re.sub(r"[^A-Z0-9]", "", codigo.upper())))[:40]


def _huella(constancia: Constancia) -> str:
    return hashlib.sha256(pdf_de(constancia)).hexdigest()

"""A post in preparation: write it, see it as its network would show it, drop it; and its files."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from publicaciones import acciones, permisos
from publicaciones.acciones import EdicionSimultanea
from publicaciones.consultas.revision import hallazgos_de
from publicaciones.estados import EstadoVariante
from publicaciones.forms.variante import EditarVariante
from publicaciones.models import Medio, Variante
from publicaciones.redes import etiquetas, menciones, piezas, regla_de
from publicaciones.views import revision


@login_required
def variante(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.a, 6.xxiii: write the post. Whoever does not publish in the account sees it in the content's page."""
    fila = cargar_variante(request, pk)
    if not permisos.puede_editar(fila, request.user) or fila.estado != EstadoVariante.BORRADOR:
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    if request.method != "POST":
        return _escribir(request, fila, EditarVariante(variante=fila))
    form = EditarVariante(request.POST, request.FILES, variante=fila)
    if not form.is_valid():
        return _escribir(request, fila, form)
    try:
        fila, cambio = acciones.guardar_variante(
            variante=fila,
            edicion=form.edicion(),
            version=form.cleaned_data["version"],
            por=persona_de(request),
            ahora=timezone.now(),
        )
    except EdicionSimultanea as error:
        actual = cargar_variante(request, pk)
        form.add_error(None, str(error))
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(actual.version)  # type: ignore[index]
        return _escribir(request, actual, form, guardado=actual.texto)
    except ActoRechazado as error:
        messages.error(request, str(error))
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    messages.success(request, f"Se guardó la versión {fila.version}." if cambio else "Se guardó; el texto no cambió.")
    if "seguir" in request.POST:
        return redirect("publicaciones:variante", pk=pk)
    return redirect("publicaciones:contenido", pk=fila.contenido_id)


@login_required
@require_POST
def vista_previa(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xxiii: how it would look and how long it is, as it is being written."""
    fila = cargar_variante(request, pk)
    if not permisos.puede_editar(fila, request.user):
        raise PermissionDenied
    form = EditarVariante(request.POST, variante=fila)
    texto = str(form["texto"].value() or "").replace("\r\n", "\n").strip()
    return render(request, "publicaciones/_vista.html", _vista(fila, texto))


@login_required
def variante_descartar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.c: this account will not publish it."""
    fila = cargar_variante(request, pk)
    if not permisos.puede_editar(fila, request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            acciones.descartar_variante(variante=fila, por=persona_de(request), ahora=timezone.now())
            messages.success(request, f"Se descartó para {fila.cuenta.rotulo}.")
        except ActoRechazado as error:
            messages.error(request, str(error))
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    return render(request, "publicaciones/variante_descartar.html", {"variante": fila})


@login_required
@require_safe
def medio(request: HttpRequest, pk: int) -> FileResponse:
    """6.xxvii: a file of a post, to whoever sees the post; documents come as downloads."""
    fila = get_object_or_404(Medio.objects.visibles_para(request.user), pk=pk)
    try:
        archivo = fila.archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    adjunto = not (fila.es_imagen or fila.es_video)
    return FileResponse(archivo, as_attachment=adjunto, filename=fila.nombre, content_type=fila.tipo)


def cargar_variante(request: HttpRequest, pk: int) -> Variante:
    """The post with its content and account, if the person may see it. Raises ``Http404``."""
    filas = Variante.objects.visibles_para(request.user).select_related(
        "contenido__area", "contenido__area_avala", "cuenta__area", "modificada_por"
    )
    return get_object_or_404(filas.prefetch_related("medios"), pk=pk)


def _escribir(request: HttpRequest, fila: Variante, form: EditarVariante, *, guardado: str = "") -> HttpResponse:
    form.fields["texto"].widget.attrs |= {
        "hx-post": reverse("publicaciones:vista_previa", args=[fila.pk]),
        "hx-trigger": "input changed delay:500ms",
        "hx-target": "#previa",
        "hx-include": "closest form",
        "aria-describedby": "cuenta",
    }
    texto = str(form["texto"].value() or "").replace("\r\n", "\n").strip()
    hallazgos = hallazgos_de(fila, ahora=timezone.now(), texto=texto, motivos=form.motivos)
    contexto = {"form": form, "guardado": guardado, **_vista(fila, texto), **revision.contexto(texto, hallazgos)}
    return render(request, "publicaciones/variante.html", contexto)


def _vista(fila: Variante, texto: str) -> dict[str, Any]:
    regla, marcas = regla_de(fila.cuenta.red), etiquetas(texto)
    largo = regla.contar(texto)
    return {
        "variante": fila,
        "piezas": piezas(texto),
        "largo": largo,
        "maximo": regla.maximo,
        "excede": largo > regla.maximo,
        "etiquetas": marcas,
        "maximo_etiquetas": regla.etiquetas,
        "menciones": menciones(texto),
    }

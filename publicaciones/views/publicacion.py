"""What was published: its gates and signed list, its evidence, its corrections and its withdrawal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from organizacion.peticion import persona_de
from publicaciones import acciones, permisos
from publicaciones.consultas.puerta_de_publicacion import Intento, impedimentos
from publicaciones.consultas.revision import advertencias_de
from publicaciones.diferencias import comparar
from publicaciones.estados import CASILLAS, EstadoVariante
from publicaciones.forms.publicacion import Corregir, RegistrarPublicacion, Retirar, momento_dicho
from publicaciones.models import Publicacion, Variante
from publicaciones.redes import piezas
from publicaciones.views.variante import cargar_variante


@login_required
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.a, 5.2.b: what is missing before publishing; once published by hand, its evidence and the signed list."""
    fila, ahora = _editable(request, pk), timezone.now()
    if fila.estado != EstadoVariante.BORRADOR:
        messages.info(request, f"Ya no está en preparación: {fila.get_estado_display().lower()}.")
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    faltan = impedimentos(Intento(fila, persona_de(request), ahora))
    advertencias = list(advertencias_de(fila, ahora=momento_dicho(request.POST.get("publicada", "")) or ahora).values())
    datos, archivos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RegistrarPublicacion(datos, archivos, texto=fila.texto, advertencias=advertencias, ahora=ahora)
    if form.is_valid():
        try:
            acciones.publicar(variante=fila, evidencia=form.evidencia(), por=persona_de(request), ahora=ahora)
        except ActoRechazado as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Quedó registrada la publicación, con su evidencia.")
            return redirect("publicaciones:evidencia", pk=pk)
    contexto = {"variante": fila, "faltan": faltan, "form": form, "piezas": piezas(fila.texto)}
    return render(request, "publicaciones/publicar.html", contexto)


@login_required
def corregir(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.d, 6.iv: what is on the network was mended."""
    fila = _editable(request, pk)
    publicacion = _publicada(request, fila)
    if publicacion is None:
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    actual = _texto_actual(publicacion)
    form = Corregir(request.POST if request.method == "POST" else None, actual=actual)
    if form.is_valid():
        try:
            acciones.corregir(
                publicacion=publicacion, por=persona_de(request), ahora=timezone.now(), **form.cleaned_data
            )
        except ActoRechazado as error:
            form.add_error("texto", str(error))
        else:
            messages.success(request, "Quedó registrada la corrección.")
            return redirect("publicaciones:evidencia", pk=fila.pk)
    return render(request, "publicaciones/corregir.html", {"variante": fila, "form": form})


@login_required
def variante_retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.d: it is no longer on the network."""
    fila = _editable(request, pk)
    if _publicada(request, fila) is None:
        return redirect("publicaciones:contenido", pk=fila.contenido_id)
    form = Retirar(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _hacer(
            request, fila, "Quedó registrado el retiro.", acciones.retirar_variante, variante=fila, **form.cleaned_data
        )
    return render(request, "publicaciones/variante_retirar.html", {"variante": fila, "form": form})


@login_required
@require_safe
def evidencia(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.b, 6.xv: what was approved, what was published, who signed what, and what was mended since."""
    fila = cargar_variante(request, pk)
    filas = Publicacion.objects.select_related("publicada_por", "retirada_por", "version__por")
    publicacion = get_object_or_404(filas, variante=fila)
    publicacion.variante = fila
    correcciones = [
        (correccion, comparar(correccion.texto_anterior, correccion.texto))
        for correccion in publicacion.correcciones.select_related("por")
    ]
    contexto = {
        "variante": fila,
        "publicacion": publicacion,
        "diferencias": comparar(publicacion.version.texto, publicacion.texto_publicado) if publicacion.difiere else [],
        "correcciones": correcciones,
        "casillas": [(numeral, texto) for numeral, texto in CASILLAS.items() if publicacion.casillas.get(numeral)],
        "edita": permisos.puede_editar(fila, request.user) and fila.estado == EstadoVariante.PUBLICADA,
        "piezas": piezas(_texto_actual(publicacion)),
    }
    return render(request, "publicaciones/evidencia.html", contexto)


@login_required
@require_safe
def captura(request: HttpRequest, pk: int) -> FileResponse:
    """6.xv: the picture of the post that whoever published handed in."""
    fila = get_object_or_404(Publicacion.objects.visibles_para(request.user).exclude(captura=""), pk=pk)
    try:
        archivo = fila.captura.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=f"captura-{fila.pk}", content_type=fila.captura_tipo)


def _editable(request: HttpRequest, pk: int) -> Variante:
    fila = cargar_variante(request, pk)
    if not permisos.puede_editar(fila, request.user):
        raise PermissionDenied
    return fila


def _publicada(request: HttpRequest, fila: Variante) -> Publicacion | None:
    """The evidence of a post that is on the network; otherwise, a message that says why there is nothing to do."""
    if fila.estado != EstadoVariante.PUBLICADA:
        messages.info(request, f"Ya no es posible: está en el estado «{fila.get_estado_display()}».")
        return None
    publicacion: Publicacion = fila.publicacion
    publicacion.variante = fila
    return publicacion


def _texto_actual(publicacion: Publicacion) -> str:
    """What it says on the network today."""
    ultima = publicacion.correcciones.last()
    return ultima.texto if ultima else publicacion.texto_publicado


def _hacer(request: HttpRequest, fila: Variante, hecho: str, accion: Any, **argumentos: Any) -> HttpResponse:
    try:
        accion(por=persona_de(request), ahora=timezone.now(), **argumentos)
        messages.success(request, hecho)
    except ActoRechazado as error:
        messages.error(request, str(error))
    return redirect("publicaciones:evidencia", pk=fila.pk)

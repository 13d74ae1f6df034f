"""Contents: the list, one of them whole, what its posts share, its endorsements and until when it holds."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.consultas import asientos_de
from bitacora.flujo import ActoRechazado
from bitacora.relato import contar
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from publicaciones import acciones, permisos
from publicaciones.acciones import EdicionSimultanea
from publicaciones.consultas.contenido import contenidos_que, cuentas_en_que_publica
from publicaciones.estados import EstadoAval, EstadoVariante
from publicaciones.forms.contenido import (
    DatosDelContenido,
    FiltrosDeContenidos,
    NuevoContenido,
    OtraCuenta,
    RenovarVigencia,
    ResolverAval,
)
from publicaciones.models import Aval, Contenido, Variante
from publicaciones.redes import piezas

COLOR: Final = {
    EstadoVariante.BORRADOR: "azul",
    EstadoVariante.PUBLICADA: "verde",
    EstadoVariante.RETIRADA: "gris",
    EstadoVariante.DESCARTADA: "gris",
}
COLOR_AVAL: Final = {
    EstadoAval.PEDIDO: "ambar",
    EstadoAval.OTORGADO: "verde",
    EstadoAval.NEGADO: "rojo",
    EstadoAval.SIN_EFECTO: "gris",
}
FRASES: Final = {
    "crear": "Se preparó el contenido",
    "editar_datos": "Se cambiaron sus datos",
    "editar": "Versión {version} para {cuenta}",
    "actualizar": "Versión {version} para {cuenta}, por los datos",
    "descartar": "Se descartó para {cuenta}",
    "pedir_aval": "Se pidió el aval de {area}",
    "otorgar": "{area} avaló el texto",
    "negar": "{area} no avaló el texto",
    "anular": "El aval de {area} quedó sin efecto: el texto cambió",
    "publicar": "Se publicó en {cuenta}",
    "corregir": "Se corrigió en {cuenta}",
    "retirar": "Se retiró de {cuenta}",
    "renovar_vigencia": "Se renovó la vigencia: hasta {a}",
}


@login_required
@require_safe
def contenidos(request: HttpRequest) -> HttpResponse:
    """Every content that the person may see, newest first."""
    filtros = FiltrosDeContenidos(request.GET)
    criterios = {k: v for k, v in (filtros.cleaned_data if filtros.is_valid() else {}).items() if v}
    con_cuenta = Variante.objects.select_related("cuenta").order_by("pk")
    filas = contenidos_que(Contenido.objects.visibles_para(request.user), **criterios)
    filas = filas.select_related("area").prefetch_related(Prefetch("variantes", con_cuenta))
    pagina = paginar(filas, orden=("-id",), pedido=request.GET)
    contexto = {
        "filtros": filtros,
        "filas": [
            (fila, [(variante, COLOR[EstadoVariante(variante.estado)]) for variante in fila.variantes.all()])
            for fila in pagina.objetos
        ],
        "pagina": pagina,
        "filtrada": bool(criterios),
        "prepara": cuentas_en_que_publica(request.user).exists(),
    }
    return render(request, "publicaciones/contenidos.html", contexto)


@login_required
def contenido_nuevo(request: HttpRequest) -> HttpResponse:
    """5.2.a, 5.2.c: what to say, where it comes from, and in which accounts."""
    cuentas = cuentas_en_que_publica(request.user)
    if not cuentas:
        raise PermissionDenied
    # 6.xix: a flood of a topic proposes it as the title.
    propuesto = {"titulo": request.GET.get("titulo", "").replace("\0", "")[:200]}
    form = NuevoContenido(request.POST if request.method == "POST" else None, cuentas=cuentas, initial=propuesto)
    if form.is_valid():
        elegidas = list(form.cleaned_data["cuentas"])
        fila = acciones.crear_contenido(
            datos=form.cleaned_data, cuentas=elegidas, por=persona_de(request), ahora=timezone.now()
        )
        messages.success(request, f"Se preparó {fila.folio}. Escriba ahora el texto de cada cuenta.")
        if len(elegidas) == 1:
            return redirect("publicaciones:variante", pk=fila.variantes.get().pk)
        return redirect("publicaciones:contenido", pk=fila.pk)
    return render(request, "publicaciones/contenido_nuevo.html", {"form": form})


@login_required
@require_safe
def contenido(request: HttpRequest, pk: int) -> HttpResponse:
    """One content, whole."""
    return _mostrar(request, cargar_contenido(request, pk))


@login_required
def contenido_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.a: change what the posts share."""
    fila = cargar_contenido(request, pk)
    if not permisos.edita_contenido(fila, request.user):
        raise PermissionDenied
    form = DatosDelContenido(request.POST if request.method == "POST" else None, instance=fila)
    if form.is_valid():
        try:
            acciones.editar_contenido(
                contenido=fila,
                datos=form.cleaned_data,
                version=form.cleaned_data["version"] or 0,
                por=persona_de(request),
                ahora=timezone.now(),
            )
        except EdicionSimultanea as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(cargar_contenido(request, pk).version)  # type: ignore[index]
        except ActoRechazado as error:
            messages.error(request, str(error))
            return redirect("publicaciones:contenido", pk=pk)
        else:
            messages.success(request, "Se guardaron los datos. Los avales de antes quedaron sin efecto si algo cambió.")
            return redirect("publicaciones:contenido", pk=pk)
    elif request.method == "GET" and not fila.se_puede_cambiar:
        messages.info(request, "Ya se publicó en alguna cuenta: estos datos quedan como estaban.")
        return redirect("publicaciones:contenido", pk=pk)
    return render(request, "publicaciones/contenido_editar.html", {"form": form, "contenido": fila})


@login_required
@require_POST
def variante_nueva(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xxiii: one more account says it."""
    fila = cargar_contenido(request, pk)
    form = OtraCuenta(request.POST, cuentas=_otras_cuentas(request, fila))
    if not form.is_valid():
        messages.error(request, "Esa cuenta ya está en este contenido, o usted no la administra.")
        return redirect("publicaciones:contenido", pk=pk)
    try:
        nueva = acciones.agregar_variante(
            contenido=fila, cuenta=form.cleaned_data["cuenta"], por=persona_de(request), ahora=timezone.now()
        )
    except ActoRechazado as error:
        messages.error(request, str(error))
        return redirect("publicaciones:contenido", pk=pk)
    messages.success(request, "Se agregó la cuenta. Escriba su texto.")
    return redirect("publicaciones:variante", pk=nueva.pk)


@login_required
@require_POST
def aval_pedir(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xx: ask for the endorsement of the área that generates the information."""
    fila = cargar_contenido(request, pk)
    try:
        acciones.pedir_aval(contenido=fila, por=persona_de(request), ahora=timezone.now())
        messages.success(request, f"Se pidió el aval de {fila.area_avala.siglas}. Le avisaremos cuando lo resuelva.")
    except ActoRechazado as error:
        messages.error(request, str(error))
    return redirect("publicaciones:contenido", pk=pk)


@login_required
@require_POST
def aval_resolver(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """6.xx: the head of that área endorses it, or says why not."""
    actos = {"otorgar": acciones.otorgar_aval, "negar": acciones.negar_aval}
    if acto not in actos:
        raise Http404
    aval = get_object_or_404(Aval.objects.visibles_para(request.user).select_related("contenido"), pk=pk)
    form = ResolverAval(request.POST, niega=acto == "negar")
    if not form.is_valid() and permisos.puede_avalar(aval, request.user):
        return _mostrar(request, cargar_contenido(request, aval.contenido_id), form_aval=form)
    try:
        actos[acto](
            aval=aval, respuesta=form.cleaned_data.get("respuesta", ""), por=persona_de(request), ahora=timezone.now()
        )
        messages.success(request, "Quedó registrado. Se avisó a quien pidió el aval.")
    except ActoRechazado as error:
        messages.error(request, str(error))
    return redirect("publicaciones:contenido", pk=aval.contenido_id)


@login_required
def vigencia(request: HttpRequest, pk: int) -> HttpResponse:
    """5.2.d: it was looked at, and holds until another date."""
    fila = cargar_contenido(request, pk)
    if not permisos.edita_contenido(fila, request.user):
        raise PermissionDenied
    inicial = {"hasta": fila.vigente_hasta}
    form = RenovarVigencia(request.POST if request.method == "POST" else None, initial=inicial)
    if form.is_valid():
        try:
            acciones.renovar_vigencia(
                contenido=fila, hasta=form.cleaned_data["hasta"], por=persona_de(request), ahora=timezone.now()
            )
        except ActoRechazado as error:
            form.add_error("hasta", str(error))
        else:
            messages.success(request, "Se renovó la vigencia.")
            return redirect("publicaciones:contenido", pk=pk)
    return render(request, "publicaciones/vigencia.html", {"form": form, "contenido": fila})


def cargar_contenido(request: HttpRequest, pk: int) -> Contenido:
    """The content, if the person may see it. Raises ``Http404``."""
    filas = Contenido.objects.visibles_para(request.user).select_related("area", "area_avala", "creado_por", "plazo")
    return get_object_or_404(filas, pk=pk)


def _mostrar(request: HttpRequest, fila: Contenido, *, form_aval: ResolverAval | None = None) -> HttpResponse:
    edita = permisos.edita_contenido(fila, request.user)
    avales = list(fila.avales.select_related("area", "pedido_por", "resuelto_por"))
    for aval in avales:
        aval.contenido = fila
    pedido = next((aval for aval in avales if aval.estado == EstadoAval.PEDIDO), None)
    vivo = pedido or next((aval for aval in avales if aval.estado == EstadoAval.OTORGADO), None)
    otras = _otras_cuentas(request, fila) if edita else None
    contexto = {
        "contenido": fila,
        "variantes": _tarjetas(request, fila),
        "edita": edita,
        "se_cambia": edita and fila.se_puede_cambiar,
        "otra_cuenta": OtraCuenta(cuentas=otras) if otras is not None and otras.exists() else None,
        "avales": [(aval, COLOR_AVAL[EstadoAval(aval.estado)]) for aval in avales],
        "falta_aval": edita and fila.necesita_aval and vivo is None and fila.se_puede_cambiar,
        "por_avalar": pedido if pedido and permisos.puede_avalar(pedido, request.user) else None,
        "form_aval": form_aval or ResolverAval(),
        "hechos": [contar(asiento, FRASES) for asiento in asientos_de(fila.cadena).order_by("-numero")[:100]],
    }
    return render(request, "publicaciones/contenido.html", contexto)


def _tarjetas(request: HttpRequest, fila: Contenido) -> list[dict[str, Any]]:
    """Each post as its network would show it, with what this person may do about it."""
    filas = fila.variantes.select_related("cuenta__area", "publicacion", "modificada_por")
    tarjetas = []
    for variante in filas.prefetch_related("medios").order_by("pk"):
        variante.contenido = fila
        tarjetas.append(
            {
                "variante": variante,
                "color": COLOR[EstadoVariante(variante.estado)],
                "piezas": piezas(variante.texto),
                "edita": permisos.puede_editar(variante, request.user),
                "borrador": variante.estado == EstadoVariante.BORRADOR,
                "publicacion": getattr(variante, "publicacion", None),
            }
        )
    return tarjetas


def _otras_cuentas(request: HttpRequest, fila: Contenido) -> Any:
    return cuentas_en_que_publica(request.user).exclude(pk__in=[variante.cuenta_id for variante in fila.vivas])

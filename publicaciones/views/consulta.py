"""6.viii: consults, for who administers the account: file one, see the time left, answer, and what came of it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.consultas import asientos_de
from bitacora.flujo import ActoRechazado
from bitacora.relato import contar
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite
from publicaciones.acciones import consulta as acciones
from publicaciones.acciones.adopcion import adoptar_texto
from publicaciones.consultas.consulta import (
    FRASES_DE_CONSULTA,
    luz_de,
    queda_en_palabras,
    textos_por_consultar,
)
from publicaciones.estados.consulta import COLOR_DE_CONSULTA, EstadoConsulta
from publicaciones.forms.consulta import (
    AdoptarTexto,
    FiltrosDeConsultas,
    NuevaConsulta,
    ResponderPregunta,
    RetirarConsulta,
)
from publicaciones.models import Consulta, Variante
from publicaciones.permisos import consulta as permisos
from publicaciones.reglas_atencion import texto_de_orientacion

TRAMITES: Final = {
    "responder": Tramite(
        "Responder a la CNCS",
        "Enviar la respuesta",
        ResponderPregunta,
        lambda c, datos, **k: acciones.responder_en_consulta(consulta=c, **datos, **k),
        "Su respuesta se envió a quien estudia la consulta.",
    ),
    "adoptar": Tramite(
        "Adoptar el texto propuesto",
        "Adoptar este texto",
        AdoptarTexto,
        lambda c, datos, **k: adoptar_texto(consulta=c, **k),
        "El texto quedó como la CNCS lo aprobó.",
        explicacion="Sustituye el texto por el que la CNCS aprobó, sin ningún otro cambio.",
    ),
    "retirar": Tramite(
        "Retirar la consulta",
        "Retirar la consulta",
        RetirarConsulta,
        lambda c, datos, **k: acciones.retirar_consulta(consulta=c, **k),
        "La consulta quedó retirada.",
        explicacion="Si ya no tiene duda. No se puede deshacer; puede presentar otra.",
        peligro=True,
    ),
}


@login_required
@require_safe
def consultas(request: HttpRequest) -> HttpResponse:
    """6.viii: every consult that the person may see, newest first."""
    ahora, filtros = timezone.now(), FiltrosDeConsultas(request.GET)
    filas = Consulta.objects.visibles_para(request.user)
    estado = filtros.cleaned_data.get("estado") if filtros.is_valid() else ""
    if estado:
        filas = filas.en_el_estado(estado, ahora)
    pagina = paginar(filas.select_related("cuenta"), orden=("-presentada", "-pk"), pedido=request.GET)
    contexto = {
        "por_consultar": textos_por_consultar(persona_de(request)),
        "filtros": filtros,
        "filtrada": bool(estado),
        "pagina": pagina,
        "filas": [(c, *_estado(c, ahora), luz_de(c, ahora), queda_en_palabras(c, ahora)) for c in pagina.objetos],
    }
    return render(request, "publicaciones/consultas.html", contexto)


@login_required
def consultar(request: HttpRequest, pk: int) -> HttpResponse:
    """6.viii: ask the CNCS about the text of a variante, as it is now."""
    variante = get_object_or_404(Variante.objects.visibles_para(request.user).select_related("cuenta__area"), pk=pk)
    if not permisos.puede_consultar(variante, request.user):
        raise PermissionDenied
    form = NuevaConsulta(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            consulta = acciones.presentar_consulta(
                variante=variante, **form.cleaned_data, por=persona_de(request), ahora=timezone.now()
            )
        except ActoRechazado as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Se presentó la consulta {consulta.folio}. Le avisaremos de la respuesta.")
            return redirect("publicaciones:consulta", pk=consulta.pk)
    return render(request, "publicaciones/consultar.html", {"form": form, "variante": variante})


@login_required
@require_safe
def consulta(request: HttpRequest, pk: int) -> HttpResponse:
    """6.viii: one consult: the exact time left, what was asked, what was answered."""
    return _mostrar(request, _cargar(request, pk))


@login_required
@require_POST
def actuar_en_consulta(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """6.viii: answer a question, take the proposed text, or withdraw the consult."""
    if acto not in TRAMITES:
        raise Http404
    fila, tramite = _cargar(request, pk), TRAMITES[acto]
    form = tramite.form(request.POST, objeto=fila)
    if acto not in _posibles(fila, request.user):
        if not permisos.administra_lo_consultado(fila, request.user):
            raise PermissionDenied
        estado, _ = _estado(fila, timezone.now())
        messages.info(request, f"Ya no es posible: la consulta está en el estado «{estado}».")
        return redirect("publicaciones:consulta", pk=pk)
    if not form.is_valid():
        return _mostrar(request, fila, fallido=(acto, form))
    try:
        tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        messages.success(request, tramite.hecho)
    except ActoRechazado as error:
        messages.error(request, str(error))
    return redirect("publicaciones:consulta", pk=pk)


def _mostrar(request: HttpRequest, fila: Consulta, *, fallido: tuple[str, Any] | None = None) -> HttpResponse:
    ahora = timezone.now()
    estado, color = _estado(fila, ahora)
    asientos = asientos_de(fila.cadena).filter(objeto=str(fila)).order_by("-numero")
    sin_respuesta = fila.estado_al(ahora) == EstadoConsulta.SIN_PRONUNCIAMIENTO
    contexto = {
        "consulta": fila,
        "estado": estado,
        "color": color,
        "abierta": fila.abierta_al(ahora),
        "luz": luz_de(fila, ahora),
        "queda": queda_en_palabras(fila, ahora),
        "sin_respuesta": sin_respuesta,
        "orientacion": texto_de_orientacion() if sin_respuesta else "",
        "preguntas": fila.preguntas.select_related("pedida_por", "respondida_por"),
        "actos": [
            Acto(
                TRAMITES[clave],
                reverse("publicaciones:consulta_acto", args=[fila.pk, clave]),
                fallido[1] if fallido and fallido[0] == clave else TRAMITES[clave].form(objeto=fila),
            )
            for clave in _posibles(fila, request.user)
        ],
        "estudia": request.user.is_staff and permisos.puede_estudiar(fila, request.user),
        "hechos": [contar(asiento, FRASES_DE_CONSULTA) for asiento in asientos],
    }
    return render(request, "publicaciones/consulta.html", contexto)


def _posibles(fila: Consulta, persona: Any) -> list[str]:
    if not permisos.administra_lo_consultado(fila, persona):
        return []
    posibles = []
    if fila.abierta_al(timezone.now()):
        pendiente = fila.estado == EstadoConsulta.EN_ESTUDIO and fila.preguntas.filter(respondida__isnull=True).exists()
        posibles = ["responder", "retirar"] if pendiente else ["retirar"]
    elif fila.estado == EstadoConsulta.CON_CAMBIOS and fila.variante.huella == fila.huella:
        posibles = ["adoptar"]
    return posibles


def _estado(fila: Consulta, ahora: Any) -> tuple[str, str]:
    estado = fila.estado_al(ahora)
    return estado.label, COLOR_DE_CONSULTA[estado]


def _cargar(request: HttpRequest, pk: int) -> Consulta:
    """The consult, if the person may see it. Raises ``Http404``."""
    visibles = Consulta.objects.visibles_para(request.user)
    personas = ("presentada_por", "tomada_por", "resuelta_por")
    return get_object_or_404(visibles.select_related("cuenta__area", "variante", *personas), pk=pk)

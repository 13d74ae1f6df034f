"""6.xvii, 8.b: measures of moderation, and the proposals of users."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from organizacion.paginas import paginar
from organizacion.tramites import Tramite
from publicaciones import acciones
from publicaciones.consultas import atencion as consultas
from publicaciones.estados import SIN_DECIDIR, EstadoMedida, EstadoPropuesta
from publicaciones.forms import atencion as forms
from publicaciones.models import Medida, Propuesta
from publicaciones.reglas_atencion import REGLA_6_XVI
from publicaciones.views.atencion import actos_de, tramitar

_RECHAZOS: Final = (acciones.AtencionInvalida,)
DE_MEDIDA: Final[dict[str, Tramite]] = {
    "confirmar_medida": Tramite(
        "Confirmar la medida",
        "Es odio o violencia: confirmar",
        forms.ConfirmarMedida,
        lambda m, datos, **k: acciones.confirmar_medida(medida=m, **k),
        "La medida quedó confirmada.",
        explicacion="Vea antes la evidencia.",
    ),
    "revocar_medida": Tramite(
        "No es odio ni violencia",
        "Revertir la medida",
        forms.RevocarMedida,
        lambda m, datos, **k: acciones.revocar_medida(medida=m, **datos, **k),
        "Quedó registrado: hay que deshacer la medida en la red.",
        peligro=True,
    ),
}
DE_PROPUESTA: Final[dict[str, Tramite]] = {
    "analizar": Tramite(
        "Analizar la propuesta",
        "Empezar el análisis",
        forms.Analizar,
        lambda p, datos, **k: acciones.analizar(propuesta=p, **k),
        "La propuesta quedó en análisis.",
    ),
    "aceptar": Tramite(
        "Aceptar",
        "Aceptar la propuesta",
        forms.AceptarPropuesta,
        lambda p, datos, **k: acciones.aceptar(propuesta=p, **datos, **k),
        "La propuesta quedó aceptada. Se avisó a quien atiende la cuenta.",
        rechazos=_RECHAZOS,
    ),
    "declarar_no_viable": Tramite(
        "Declarar no viable",
        "Declarar no viable",
        forms.PropuestaNoViable,
        lambda p, datos, **k: acciones.declarar_no_viable(propuesta=p, **datos, **k),
        "La propuesta quedó como no viable. Se avisó a quien atiende la cuenta.",
        rechazos=_RECHAZOS,
        peligro=True,
    ),
}
COLORES_MEDIDA: Final = {EstadoMedida.REGISTRADA: "ambar", EstadoMedida.CONFIRMADA: "verde"}
COLORES_PROPUESTA: Final = {
    EstadoPropuesta.RECIBIDA: "azul",
    EstadoPropuesta.EN_ANALISIS: "ambar",
    EstadoPropuesta.ACEPTADA: "verde",
}
FRASES_MEDIDA: Final = {
    "moderar": "Se registró la medida {medida}",
    "confirmar_medida": "Se confirmó la medida {medida}",
    "revocar_medida": "Se revirtió la medida {medida}",
}


@login_required
@require_safe
def medidas(request: HttpRequest) -> HttpResponse:
    """6.xvii: what was done about hate and violence, newest first."""
    filas = Medida.objects.visibles_para(request.user).select_related("cuenta", "interaccion", "registrada_por")
    pagina = paginar(filas, orden=("-registrada", "-id"), pedido=request.GET)
    contexto = {
        "pagina": pagina,
        "filas": [(m, COLORES_MEDIDA.get(EstadoMedida(m.estado), "gris")) for m in pagina.objetos],
        "regla": REGLA_6_XVI,
    }
    return render(request, "atencion/medidas.html", contexto)


@login_required
@require_safe
def medida(request: HttpRequest, pk: int) -> HttpResponse:
    return _mostrar_medida(request, _medida(request, pk))


@login_required
@require_POST
def actuar_en_medida(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """6.xvii: a second person confirms it, or has it undone."""
    fila = _medida(request, pk)
    return tramitar(request, DE_MEDIDA, fila, acto, regreso="atencion_medida", mostrar=_mostrar_medida)


@login_required
@require_safe
def evidencia(request: HttpRequest, pk: int) -> FileResponse:
    """6.xvii: the file as it was handed in."""
    fila = _medida(request, pk)
    try:
        archivo = fila.evidencia.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=fila.nombre_evidencia)


@login_required
@require_safe
def propuestas(request: HttpRequest) -> HttpResponse:
    """8.b: what users propose: those without a decision, or all, newest first."""
    filas = Propuesta.objects.visibles_para(request.user).select_related("area", "interaccion__cuenta")
    todas = request.GET.get("ver") == "todas"
    filas = filas if todas else filas.filter(estado__in=SIN_DECIDIR)
    pagina = paginar(filas, orden=("-registrada", "-id"), pedido=request.GET)
    contexto = {"pagina": pagina, "filas": [(p, _color(p)) for p in pagina.objetos], "todas": todas}
    return render(request, "atencion/propuestas.html", contexto)


@login_required
@require_safe
def propuesta(request: HttpRequest, pk: int) -> HttpResponse:
    return _mostrar_propuesta(request, _propuesta(request, pk))


@login_required
@require_POST
def actuar_en_propuesta(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """8.b: the área analyses it and answers."""
    fila = _propuesta(request, pk)
    return tramitar(request, DE_PROPUESTA, fila, acto, regreso="atencion_propuesta", mostrar=_mostrar_propuesta)


def _color(fila: Propuesta) -> str:
    return COLORES_PROPUESTA.get(EstadoPropuesta(fila.estado), "gris")


def _mostrar_medida(request: HttpRequest, fila: Medida, *, fallido: tuple[str, Form] | None = None) -> HttpResponse:
    contexto: dict[str, Any] = {
        "medida": fila,
        "color": COLORES_MEDIDA.get(EstadoMedida(fila.estado), "gris"),
        "actos": actos_de(request, DE_MEDIDA, fila, "atencion_medida_acto", fallido).values(),
    }
    return render(request, "atencion/medida.html", contexto)


def _mostrar_propuesta(
    request: HttpRequest, fila: Propuesta, *, fallido: tuple[str, Form] | None = None
) -> HttpResponse:
    contexto = {
        "propuesta": fila,
        "interaccion": fila.interaccion,
        "color": _color(fila),
        "actos": actos_de(request, DE_PROPUESTA, fila, "atencion_propuesta_acto", fallido).values(),
        "hechos": consultas.historia_de(fila.cadena),
    }
    return render(request, "atencion/propuesta.html", contexto)


def _medida(request: HttpRequest, pk: int) -> Medida:
    filas = Medida.objects.visibles_para(request.user).select_related(
        "cuenta__area", "interaccion", "registrada_por", "resuelta_por"
    )
    return get_object_or_404(filas, pk=pk)


def _propuesta(request: HttpRequest, pk: int) -> Propuesta:
    filas = Propuesta.objects.visibles_para(request.user).select_related(
        "area", "interaccion__cuenta__area", "registrada_por", "decidida_por"
    )
    return get_object_or_404(filas, pk=pk)

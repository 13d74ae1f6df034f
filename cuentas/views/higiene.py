"""5.1.a: the certifications of an account: the one that waits, and those of before with what was mended."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones import recertificacion as acciones
from cuentas.estados import Dato, EstadoDiferencia, EstadoRecertificacion, Respuesta
from cuentas.forms.higiene import Certificar, CorregirDiferencia
from cuentas.models import Cuenta, Recertificacion
from cuentas.permisos.higiene import puede_certificar, puede_corregir
from organizacion.paginas import paginar
from organizacion.peticion import persona_de

COLORES = {
    EstadoRecertificacion.PEDIDA: "azul",
    EstadoRecertificacion.CONFORME: "verde",
    EstadoRecertificacion.CORREGIDA: "verde",
    EstadoRecertificacion.CON_DIFERENCIAS: "ambar",
    EstadoRecertificacion.CANCELADA: "gris",
}


@login_required
@require_safe
def recertificaciones(request: HttpRequest, pk: int) -> HttpResponse:
    """Every certification of an account, newest first."""
    cuenta = _cuenta(request, pk)
    filas = cuenta.recertificaciones.select_related("plazo", "respondida_por")
    pagina = paginar(filas, orden=("-pedida", "-pk"), pedido=request.GET)
    contexto = {"cuenta": cuenta, "pagina": pagina, "filas": [(fila, _color(fila)) for fila in pagina.objetos]}
    return render(request, "cuentas/recertificaciones.html", contexto)


@login_required
def recertificacion(request: HttpRequest, pk: int, recertificacion_pk: int) -> HttpResponse:
    """One certification: to answer, for the head of the área; to read and to mend, for who administers the account."""
    fila = _recertificacion(request, pk, recertificacion_pk)
    form = None
    if fila.estado == EstadoRecertificacion.PEDIDA and puede_certificar(fila, request.user):
        datos = request.POST if request.method == "POST" else None
        form = Certificar(datos, recertificacion=fila, registrado=acciones.lo_registrado(fila.cuenta))
        if form.is_valid():
            return _certificar(request, fila, form)
    elif request.method == "POST":
        messages.info(
            request, f"Ya no es posible: está en el estado «{fila.get_estado_display()}», o no le corresponde."
        )
        return redirect("cuentas:recertificacion", pk=pk, recertificacion_pk=fila.pk)
    return _mostrar(request, fila, form=form)


@login_required
@require_POST
def corregir_diferencia(request: HttpRequest, pk: int, recertificacion_pk: int, diferencia_pk: int) -> HttpResponse:
    """5.1.a: a difference was mended."""
    fila = _recertificacion(request, pk, recertificacion_pk)
    diferencia = get_object_or_404(fila.diferencias, pk=diferencia_pk)
    diferencia.recertificacion = fila
    form = CorregirDiferencia(request.POST, objeto=diferencia)
    if diferencia.estado == EstadoDiferencia.PENDIENTE and puede_corregir(diferencia, request.user):
        if not form.is_valid():
            return _mostrar(request, fila, fallido=(diferencia.pk, form))
        try:
            nota = form.cleaned_data["nota"]
            acciones.corregir(diferencia=diferencia, nota=nota, por=persona_de(request), ahora=timezone.now())
            messages.success(request, "La corrección quedó registrada.")
        except ActoRechazado as error:
            messages.error(request, str(error))
    else:
        messages.info(request, "Eso no le corresponde, o ya estaba corregido.")
    return redirect("cuentas:recertificacion", pk=pk, recertificacion_pk=fila.pk)


def _certificar(request: HttpRequest, fila: Recertificacion, form: Certificar) -> HttpResponse:
    try:
        hecha = acciones.certificar(
            recertificacion=fila, respuestas=form.respuestas(), por=persona_de(request), ahora=timezone.now()
        )
    except ActoRechazado as error:
        messages.error(request, str(error))
    else:
        conforme = hecha.estado == EstadoRecertificacion.CONFORME
        quedan = "Quien administra la cuenta corrige cada diferencia y lo registra aquí."
        messages.success(request, f"Los datos quedaron certificados. {'' if conforme else quedan}".strip())
    return redirect("cuentas:recertificacion", pk=fila.cuenta_id, recertificacion_pk=fila.pk)


def _mostrar(
    request: HttpRequest,
    fila: Recertificacion,
    *,
    form: Certificar | None = None,
    fallido: tuple[int, Any] | None = None,
) -> HttpResponse:
    diferencias = []
    for diferencia in fila.diferencias.select_related("plazo", "corregida_por"):
        diferencia.recertificacion = fila
        correccion = None
        if diferencia.estado == EstadoDiferencia.PENDIENTE and puede_corregir(diferencia, request.user):
            con_error = fallido and fallido[0] == diferencia.pk
            correccion = fallido[1] if fallido and con_error else CorregirDiferencia(objeto=diferencia)
        diferencias.append((diferencia, correccion))
    contexto = {
        "cuenta": fila.cuenta,
        "recertificacion": fila,
        "color": _color(fila),
        "form": form,
        "parejas": _parejas(form) if form else [],
        "respuestas": _en_palabras(fila),
        "diferencias": diferencias,
    }
    return render(request, "cuentas/recertificacion.html", contexto)


def _parejas(form: Certificar) -> list[tuple[Any, Any]]:
    """Of each fact, its answer and its text, as the page lays them out together."""
    return [(form[dato], form[form.campo_de_texto(dato)]) for dato in Dato.values]


def _en_palabras(fila: Recertificacion) -> list[tuple[str, str]]:
    rotulos = dict(Respuesta.choices)
    return [
        (
            Dato(dato).label,
            ". ".join(parte for parte in (rotulos[r["respuesta"]], r["encontrado"], _registrado(fila, dato)) if parte),
        )
        for dato, r in fila.respuestas.items()
    ]


def _registrado(fila: Recertificacion, dato: str) -> str:
    return f"En el registro: {fila.registrado[dato] or 'sin dato'}" if dato in fila.registrado else ""


def _color(fila: Recertificacion) -> str:
    return COLORES[EstadoRecertificacion(fila.estado)]


def _cuenta(request: HttpRequest, pk: int) -> Cuenta:
    assert request.user.is_authenticated  # login_required
    return get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)


def _recertificacion(request: HttpRequest, pk: int, recertificacion_pk: int) -> Recertificacion:
    filas = Recertificacion.objects.visibles_para(request.user).filter(cuenta=pk)
    return get_object_or_404(
        filas.select_related("cuenta__area", "plazo", "pedida_por", "respondida_por"), pk=recertificacion_pk
    )

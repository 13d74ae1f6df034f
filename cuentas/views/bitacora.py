"""8.c, 6.xv: the log of an account: a fast form for its administrators, everything that was logged, and its exports."""

import hashlib
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from bitacora.exportacion import VERIFICADOR, en_csv, en_zip
from bitacora.flujo import SinPermiso
from bitacora.models import Asiento
from cuentas import consultas, exportacion
from cuentas.acciones.actividad import ActividadInvalida, asentar_actividad
from cuentas.estados import ACTO_ACTIVIDAD, ClaseActividad
from cuentas.forms import Actividad, FiltrosDeBitacora
from cuentas.models import Cuenta
from cuentas.permisos import puede_asentar
from organizacion.documentos import DocumentoInvalido
from organizacion.fechas import corta
from organizacion.paginas import paginar
from organizacion.peticion import persona_de

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def bitacora(request: HttpRequest, pk: int) -> HttpResponse:
    """8.c: the log, newest first; above it, for whoever administers the account, the form."""
    return _mostrar(request, _cuenta(request, pk), None)


@login_required
@require_POST
def asentar(request: HttpRequest, pk: int) -> HttpResponse:
    """8.c: log an activity."""
    return _asentar(request, _cuenta(request, pk), None)


@login_required
def corregir(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    """8.c: say how an entry should be read: the old one stays, and points to the new one."""
    cuenta = _cuenta(request, pk)
    if not puede_asentar(cuenta, request.user):
        raise PermissionDenied
    fila = get_object_or_404(Asiento, cadena=cuenta.cadena, numero=numero, acto=ACTO_ACTIVIDAD)
    if request.method == "POST":
        return _asentar(request, cuenta, fila)
    (corregido,) = consultas.renglones(cuenta, [fila])
    if corregido.corregido_por:
        mensaje = f"El asiento {numero} ya fue corregido por el asiento {corregido.corregido_por}."
        messages.info(request, mensaje)
        return redirect("cuentas:bitacora", pk=pk)
    dicho = {
        "clase": next(c.value for c in ClaseActividad if c.label == corregido.clase),
        "cuando": corregido.cuando,
        "que": corregido.titulo,
        "enlaces": "\n".join(corregido.enlaces),
    }
    form = Actividad(ahora=timezone.now(), initial=dicho)
    return render(request, "cuentas/corregir_actividad.html", {"cuenta": cuenta, "corregido": corregido, "form": form})


@login_required
@require_safe
def archivo_de_actividad(request: HttpRequest, pk: int, numero: int, lugar: int) -> HttpResponseBase:
    """8.c: a file of an entry, if it still is the one that was logged."""
    archivo = consultas.archivo_de(_cuenta(request, pk), numero, lugar)
    if archivo is None:
        raise Http404
    try:
        abierto = default_storage.open(archivo["ruta"], "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if hashlib.file_digest(abierto, "sha256").hexdigest() != archivo["sha256"]:
        abierto.close()
        mensaje = f"«{archivo['nombre']}» ya no es el archivo que se asentó: su huella no coincide. Avise a control."
        messages.error(request, mensaje)
        return redirect("cuentas:bitacora", pk=pk)
    abierto.seek(0)
    return FileResponse(abierto, as_attachment=True, filename=archivo["nombre"])


@login_required
@require_safe
def exportar(request: HttpRequest, pk: int, formato: str) -> HttpResponseBase:
    """8.c: CSV and ZIP carry the whole chain, to be checked; XLSX and PDF, what the filters choose, to be read."""
    if formato not in FORMATOS:
        raise Http404
    cuenta = _cuenta(request, pk)
    nombre = f"bitacora-{cuenta.clave}-{timezone.localdate().isoformat()}"
    try:
        respuesta = FORMATOS[formato](request, cuenta, nombre)
    except DocumentoInvalido as error:
        messages.error(request, str(error))
        return redirect("cuentas:bitacora", pk=pk)
    respuesta["Content-Disposition"] = content_disposition_header(True, f"{nombre}.{formato}")
    return respuesta


@login_required
@require_safe
def verificador(request: HttpRequest) -> FileResponse:
    """8.c: the program that checks an export without us."""
    return FileResponse(VERIFICADOR.open("rb"), as_attachment=True, filename=VERIFICADOR.name)


def _asentar(request: HttpRequest, cuenta: Cuenta, corregido: Asiento | None) -> HttpResponse:
    if not puede_asentar(cuenta, request.user):
        raise PermissionDenied
    ahora = timezone.now()
    form = Actividad(request.POST, request.FILES, ahora=ahora)
    if form.is_valid():
        datos = form.cleaned_data
        try:
            asiento = asentar_actividad(
                cuenta=cuenta,
                clase=ClaseActividad(datos["clase"]),
                cuando=datos["cuando"],
                que=datos["que"],
                enlaces=datos["enlaces"],
                archivos=datos["archivos"],
                corrige=corregido.numero if corregido else None,
                por=persona_de(request),
                ahora=ahora,
            )
        except SinPermiso as error:
            messages.error(request, str(error))
            return redirect("cuentas:bitacora", pk=cuenta.pk)
        except ActividadInvalida as error:
            form.add_error(error.campo or None, str(error))
        else:
            messages.success(request, f"Quedó asentado con el número {asiento.numero}. Ya no puede borrarse.")
            return redirect("cuentas:bitacora", pk=cuenta.pk)
    if corregido is None:
        return _mostrar(request, cuenta, form)
    (renglon,) = consultas.renglones(cuenta, [corregido])
    return render(request, "cuentas/corregir_actividad.html", {"cuenta": cuenta, "corregido": renglon, "form": form})


def _mostrar(request: HttpRequest, cuenta: Cuenta, form: Actividad | None) -> HttpResponse:
    filtros = FiltrosDeBitacora(request.GET)
    criterios = filtros.criterios()
    pagina = paginar(consultas.buscar(cuenta, **criterios), orden=("-numero",), pedido=request.GET)
    asienta = puede_asentar(cuenta, request.user)
    if asienta and form is None:
        form = Actividad(ahora=timezone.now())
    parametros = request.GET.copy()
    for sobrante in ("antes", "despues"):
        parametros.pop(sobrante, None)
    contexto: dict[str, Any] = {
        "cuenta": cuenta,
        "form": form,
        "asienta": asienta,
        "filtros": filtros,
        "filtrada": bool(criterios),
        "consulta": f"?{parametros.urlencode()}" if parametros else "",
        "pagina": pagina,
        "renglones": consultas.renglones(cuenta, pagina.objetos),
    }
    return render(request, "cuentas/bitacora.html", contexto)


def _csv(request: HttpRequest, cuenta: Cuenta, nombre: str) -> HttpResponseBase:
    return StreamingHttpResponse(en_csv(cuenta.cadena), content_type="text/csv; charset=utf-8")


def _zip(request: HttpRequest, cuenta: Cuenta, nombre: str) -> HttpResponseBase:
    return HttpResponse(en_zip(cuenta.cadena, nombre), content_type="application/zip")


def _xlsx(request: HttpRequest, cuenta: Cuenta, nombre: str) -> HttpResponseBase:
    elegidos = _elegidos(request, cuenta, exportacion.MAXIMO_XLSX)
    return HttpResponse(exportacion.en_xlsx(cuenta, elegidos), content_type=XLSX)


def _pdf(request: HttpRequest, cuenta: Cuenta, nombre: str) -> HttpResponseBase:
    elegidos = _elegidos(request, cuenta, exportacion.MAXIMO_PDF)
    if not elegidos:
        raise DocumentoInvalido("Ningún asiento coincide con esos filtros: no hay nada que exportar.")
    alcance = _alcance(FiltrosDeBitacora(request.GET).criterios(), len(elegidos) == exportacion.MAXIMO_PDF)
    contenido = exportacion.en_pdf(cuenta, elegidos, alcance=alcance, por=persona_de(request), ahora=timezone.now())
    return HttpResponse(contenido, content_type="application/pdf")


FORMATOS: Final = {"csv": _csv, "zip": _zip, "xlsx": _xlsx, "pdf": _pdf}


def _elegidos(request: HttpRequest, cuenta: Cuenta, maximo: int) -> list[consultas.Renglon]:
    criterios = FiltrosDeBitacora(request.GET).criterios()
    return consultas.renglones(cuenta, consultas.buscar(cuenta, **criterios).order_by("-numero")[:maximo])


def _alcance(criterios: dict[str, Any], cortado: bool) -> str:
    partes = [f"con «{criterios['texto']}»"] if "texto" in criterios else []
    partes += [f"de «{criterios['quien']}»"] if "quien" in criterios else []
    if clase := criterios.get("clase"):
        partes.append(
            {"actividad": "actividad anotada", "sistema": "lo que asentó el sistema"}.get(clase)
            or ClaseActividad(clase).label.lower()
        )
    partes += [f"desde el {corta(criterios['desde'])}"] if "desde" in criterios else []
    partes += [f"hasta el {corta(criterios['hasta'])}"] if "hasta" in criterios else []
    dicho = f"Los asientos: {', '.join(partes)}" if partes else "Todos los asientos"
    return f"{dicho}; solo los {exportacion.MAXIMO_PDF} más recientes" if cortado else dicho


def _cuenta(request: HttpRequest, pk: int) -> Cuenta:
    return get_object_or_404(Cuenta.objects.supervisadas_por(request.user).select_related("area"), pk=pk)

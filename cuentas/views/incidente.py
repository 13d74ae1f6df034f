"""6.xxxi: reporting an incident from anywhere, and the page on which each role does its part."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bitacora.flujo import ActoRechazado
from cuentas import permisos
from cuentas.acciones import incidente as acciones
from cuentas.acciones.incidente import IncidenteInvalido
from cuentas.consultas import falta_para_cerrar, historia_del_incidente
from cuentas.estados import EstadoIncidente as E
from cuentas.forms import incidente as formularios
from cuentas.models import Cuenta, Evidencia, Incidente
from organizacion.paginas import paginar
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, FormularioSobre, Tramite, actos_posibles

COLORES: Final[dict[str, str]] = {
    E.REPORTADO: "rojo",
    E.CONTENIDO: "ambar",
    E.RECUPERADO: "azul",
    E.CERRADO: "verde",
    E.FALSA_ALARMA: "gris",
}


def _en(estado: E, permiso: Any) -> Any:
    return lambda incidente, persona: incidente.estado == estado and permiso(incidente, persona)


TRAMITES: Final[dict[str, Tramite]] = {
    "contener": Tramite(
        "Registrar la contención",
        "Ya está contenido",
        formularios.Contener,
        lambda i, datos, **k: acciones.contener(incidente=i, **datos, **k),
        "Quedó registrado que el incidente está contenido.",
        explicacion="Cuando ya nadie pueda hacer daño con la cuenta, aunque todavía no la haya recuperado.",
    ),
    "recuperar": Tramite(
        "Registrar la recuperación",
        "Ya recuperamos la cuenta",
        formularios.Recuperar,
        lambda i, datos, **k: acciones.recuperar(incidente=i, **datos, **k),
        "La cuenta quedó recuperada: el directorio deja de advertirlo. Hay que cambiar otra vez la contraseña.",
        explicacion="Cuando el área tenga otra vez el control. El directorio dejará de advertir a la ciudadanía.",
    ),
    "revisar_accesos": Tramite(
        "Revisar los accesos",
        "Confirmar la revisión",
        formularios.RevisarAccesos,
        lambda i, datos, **k: acciones.revisar_accesos(incidente=i, **datos, **k),
        "La revisión de accesos quedó registrada.",
        explicacion="La confirma la o el titular del área. Puede registrarla por partes.",
        permiso=_en(E.RECUPERADO, permisos.revisa_accesos),
    ),
    "escribir_lecciones": Tramite(
        "Escribir las lecciones",
        "Guardar las lecciones",
        formularios.EscribirLecciones,
        lambda i, datos, **k: acciones.escribir_lecciones(incidente=i, **datos, **k),
        "Las lecciones quedaron guardadas.",
        permiso=_en(E.RECUPERADO, permisos.atiende_incidente),
    ),
    "cerrar": Tramite(
        "Cerrar el incidente",
        "Cerrar el incidente",
        formularios.CerrarIncidente,
        lambda i, datos, **k: acciones.cerrar(incidente=i, **k),
        "El incidente quedó cerrado.",
        explicacion="Con las lecciones escritas, la contraseña cambiada y los accesos revisados.",
    ),
    "aportar": Tramite(
        "Agregar evidencia",
        "Agregar",
        formularios.AportarEvidencia,
        lambda i, datos, **k: acciones.aportar(incidente=i, **datos, **k),
        "La evidencia quedó agregada.",
        permiso=lambda i, persona: i.abierto and permisos.puede_aportar_al_incidente(i, persona),
    ),
    "desestimar": Tramite(
        "Fue una falsa alarma",
        "Es una falsa alarma",
        formularios.ConMotivo,
        lambda i, datos, **k: acciones.desestimar(incidente=i, **datos, **k),
        "Quedó registrado que fue una falsa alarma.",
        explicacion="El directorio deja de advertirlo. El cambio de contraseña que se pidió sigue pendiente.",
        peligro=True,
    ),
    "reabrir": Tramite(
        "Reabrir el incidente",
        "Reabrir",
        formularios.ConMotivo,
        lambda i, datos, **k: acciones.reabrir(incidente=i, **datos, **k),
        "El incidente quedó reabierto: se avisó otra vez a todas las personas que lo atienden.",
        peligro=True,
    ),
}


@login_required
def nuevo(request: HttpRequest) -> HttpResponse:
    """6.xxxi: the short form, one step away from every page; ``?cuenta=`` chooses the account."""
    persona = persona_de(request)
    if not permisos.puede_reportar_incidentes(persona):
        raise PermissionDenied
    datos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = formularios.ReportarIncidente(*datos, persona=persona, initial={"cuenta": request.GET.get("cuenta")})
    if form.is_valid():
        ahora = timezone.now()
        try:
            incidente = acciones.reportar(**form.cleaned_data, por=persona, ahora=ahora)
        except IncidenteInvalido as error:
            form.add_error(error.campo, str(error))
        except ActoRechazado as error:
            form.add_error("cuenta", str(error))
        else:
            messages.success(request, _recibido(incidente, nuevo=incidente.reportado == ahora))
            return redirect("cuentas:incidente", pk=incidente.pk)
    return render(request, "cuentas/incidente_nuevo.html", {"form": form})


def _recibido(incidente: Incidente, *, nuevo: bool) -> str:
    if not nuevo:
        return f"La cuenta ya tenía un incidente abierto, {incidente.folio}: su reporte se agregó como evidencia."
    return (
        f"El incidente quedó reportado con el folio {incidente.folio}. Se avisó a la o el titular del área, a la CNCS, "
        "a UNICOM y a quienes administran la cuenta."
    )


@login_required
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """6.xxxi: the incidents that the person may see: the open ones or, with ``?ver=cerrados``, the others."""
    cerrados = request.GET.get("ver") == "cerrados"
    filas = Incidente.objects.visibles_para(request.user).select_related("cuenta__area", "plazo_contencion")
    filas = filas.exclude(pk__in=Incidente.objects.abiertos()) if cerrados else filas.abiertos()
    pagina = paginar(filas, orden=("-reportado", "-pk"), pedido=request.GET)
    contexto = {
        "cerrados": cerrados,
        "pagina": pagina,
        "filas": [(incidente, COLORES[incidente.estado]) for incidente in pagina.objetos],
    }
    return render(request, "cuentas/incidentes.html", contexto)


@login_required
@require_safe
def incidente(request: HttpRequest, pk: int) -> HttpResponse:
    """6.xxxi: an incident: what happened, what is missing, and what this person may do."""
    return _mostrar(request, _cargar(request, pk))


@login_required
@require_POST
def actuar(request: HttpRequest, pk: int, acto: str) -> HttpResponse:
    """6.xxxi: do one of the acts of the incident."""
    if acto not in TRAMITES:
        raise Http404
    fila, tramite = _cargar(request, pk), TRAMITES[acto]
    if acto not in actos_posibles(TRAMITES, fila, request.user):
        estado = fila.get_estado_display()
        messages.error(request, f"Eso no le corresponde o ya no es posible: el incidente está en «{estado}».")
        return redirect("cuentas:incidente", pk=pk)
    form = tramite.form(request.POST, request.FILES, objeto=fila)
    if not form.is_valid():
        return _mostrar(request, fila, fallido=(acto, form))
    try:
        tramite.llamar(fila, form.cleaned_data, por=persona_de(request), ahora=timezone.now())
        messages.success(request, tramite.hecho)
    except (ActoRechazado, IncidenteInvalido) as error:
        messages.error(request, str(error))
    return redirect("cuentas:incidente", pk=pk)


@login_required
@require_safe
def evidencia(request: HttpRequest, pk: int) -> FileResponse:
    """A file as it was handed in, under its own name."""
    fila = get_object_or_404(Evidencia.objects.visibles_para(request.user).exclude(archivo=""), pk=pk)
    try:
        archivo = fila.archivo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(archivo, as_attachment=True, filename=fila.nombre)


def _mostrar(
    request: HttpRequest, fila: Incidente, *, fallido: tuple[str, FormularioSobre] | None = None
) -> HttpResponse:
    persona = request.user
    dentro = Cuenta.objects.visibles_para(persona).filter(pk=fila.cuenta_id).exists()
    contexto = {
        "incidente": fila,
        "cuenta": fila.cuenta,
        "color": COLORES[fila.estado],
        "dentro": dentro,
        "actos": _actos(fila, persona, fallido),
        "faltas": falta_para_cerrar(fila) if fila.estado == E.RECUPERADO else [],
        "evidencias": fila.evidencias.visibles_para(persona).select_related("autor"),
        "hechos": historia_del_incidente(fila) if dentro else [],
    }
    return render(request, "cuentas/incidente.html", contexto)


def _actos(fila: Incidente, persona: Any, fallido: tuple[str, FormularioSobre] | None) -> list[Acto]:
    actos = []
    for clave in actos_posibles(TRAMITES, fila, persona):
        form = fallido[1] if fallido and fallido[0] == clave else TRAMITES[clave].form(objeto=fila)
        actos.append(Acto(TRAMITES[clave], reverse("cuentas:incidente_acto", args=[fila.pk, clave]), form))
    return actos


def _cargar(request: HttpRequest, pk: int) -> Incidente:
    """The incident, if the person may see it. Raises ``Http404``."""
    filas = Incidente.objects.visibles_para(request.user)
    relacionadas = ("cuenta__area", "reportado_por", "plazo_contencion", "plazo_cierre", "accesos_revisados_por")
    return get_object_or_404(filas.select_related(*relacionadas), pk=pk)

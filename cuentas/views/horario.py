"""5.1.e: the hours of the vacation periods: of one account, and of several of an área at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bitacora.flujo import ActoRechazado
from cuentas.acciones.horario import HorarioInvalido, registrar_horarios
from cuentas.consultas.cuidado import horarios_por_periodo
from cuentas.forms.cuidado import DarHorario
from cuentas.models import Cuenta, Horario, Vacaciones
from cuentas.permisos.cuidado import puede_dar_horario
from organizacion.models import Area
from organizacion.permisos import credenciales
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local


@login_required
@require_safe
def horarios(request: HttpRequest, pk: int) -> HttpResponse:
    """The vacation periods to come and the hours of the account in each; those of before."""
    cuenta = _cuenta(request, pk)
    periodos = horarios_por_periodo(cuenta, hoy=fecha_local(timezone.now()))
    contexto = {"cuenta": cuenta, "periodos": periodos, "puede": puede_dar_horario(cuenta, request.user)}
    return render(request, "cuentas/horarios.html", contexto)


@login_required
def horario(request: HttpRequest, pk: int, vacaciones_pk: int) -> HttpResponse:
    """Say the hours of one account in a vacation period, or correct them."""
    cuenta, vacaciones = _cuenta(request, pk), _vacaciones(vacaciones_pk)
    if not (cuenta.es_oficial and puede_dar_horario(cuenta, request.user)):
        raise Http404
    fila = Horario.objects.filter(cuenta=cuenta, vacaciones=vacaciones).first()
    form = DarHorario(
        request.POST or None,
        request.FILES or None,
        posibles=None,
        tiene_plan=bool(fila and fila.plan),
        initial=_de(fila),
    )
    if form.is_valid() and _registrar(request, form, [cuenta], vacaciones):
        return redirect("cuentas:horarios", pk=pk)
    contexto = {"cuenta": cuenta, "vacaciones": vacaciones, "form": form, "fila": fila}
    return render(request, "cuentas/horario.html", contexto)


@login_required
def horarios_del_area(request: HttpRequest, siglas: str, vacaciones_pk: int) -> HttpResponse:
    """5.1.a: the head says the hours of several accounts of the área at once."""
    areas = Area.objects.bajo(credenciales(request.user).rutas_que_encabeza)
    area, vacaciones = get_object_or_404(areas, siglas=siglas), _vacaciones(vacaciones_pk)
    cuentas = Cuenta.objects.oficiales().filter(area__ruta__startswith=area.ruta).select_related("area")
    dadas = set(cuentas.filter(horarios__vacaciones=vacaciones).values_list("pk", flat=True))
    faltan = [cuenta.pk for cuenta in cuentas if cuenta.pk not in dadas]
    form = DarHorario(request.POST or None, request.FILES or None, posibles=cuentas, initial={"cuentas": faltan})
    if form.is_valid() and _registrar(request, form, list(form.cleaned_data["cuentas"]), vacaciones):
        return redirect("panel:cumplimiento", siglas=siglas)
    contexto = {"area": area, "vacaciones": vacaciones, "form": form, "faltan": len(faltan), "hay": cuentas}
    return render(request, "cuentas/horario.html", contexto)


@login_required
@require_safe
def plan_de_monitoreo(request: HttpRequest, pk: int) -> FileResponse:
    """The monitoring plan, under its own name, for those who may open the account inside."""
    fila = get_object_or_404(Horario.objects.visibles_para(request.user), pk=pk)
    return descargar(fila.plan, fila.plan_nombre)


def descargar(archivo: Any, nombre: str) -> FileResponse:
    """A file as it was handed in."""
    try:
        return FileResponse(archivo.open("rb"), as_attachment=True, filename=nombre)
    except (FileNotFoundError, ValueError) as error:  # there is none, or it was lost
        raise Http404 from error


def _registrar(request: HttpRequest, form: DarHorario, cuentas: list[Cuenta], vacaciones: Vacaciones) -> bool:
    datos = {campo: form.cleaned_data[campo] for campo in ("horas", "texto", "vigila", "monitoreo", "plan")}
    try:
        registrar_horarios(
            cuentas=cuentas, vacaciones=vacaciones, por=persona_de(request), ahora=timezone.now(), **datos
        )
    except (ActoRechazado, HorarioInvalido) as error:
        form.add_error(None, str(error))
        return False
    cuantas = "la cuenta" if len(cuentas) == 1 else f"{len(cuentas)} cuentas"
    messages.success(request, f"Quedó registrado el horario de {cuantas} para {vacaciones.nombre}.")
    return True


def _de(fila: Horario | None) -> dict[str, Any]:
    if fila is None:
        return {}
    atencion = "sin" if fila.sin_atencion else "con"
    campos = ("horas", "texto", "vigila", "monitoreo")
    return {"atencion": atencion} | {campo: getattr(fila, campo) for campo in campos}


def _vacaciones(pk: int) -> Vacaciones:
    return get_object_or_404(Vacaciones.objects.vigentes().filter(hasta__gte=fecha_local(timezone.now())), pk=pk)


def _cuenta(request: HttpRequest, pk: int) -> Cuenta:
    return get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)

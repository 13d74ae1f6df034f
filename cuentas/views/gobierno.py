"""5.1.d: everything that governs one account, as links on its page, and the accounts that a person opens inside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cuentas.consultas import cargar_administradores, en_fecha
from cuentas.forms import EnFecha, FiltrosDeCuentas
from cuentas.models import Cuenta
from cuentas.permisos import puede_llevarse, supervisa
from organizacion.paginas import paginar
from organizacion.tiempo import fecha_local


@dataclass(frozen=True)
class Enlace:
    """A page about an account: the name of its address (which takes the account's pk), and who may follow it."""

    ruta: str
    texto: str
    nota: str
    permiso: Callable[[Cuenta, Any], bool]


def cualquiera(cuenta: Cuenta, persona: Any) -> bool:
    """Whoever may open the account inside."""
    return True


# In the order in which the page of an account shows them.
ENLACES: Final[tuple[Enlace, ...]] = (
    Enlace("cuentas:bitacora", "Bitácora", "Lo que se hizo y lo que asentó el sistema (8.c).", supervisa),
    Enlace("cuentas:rotacion", "Cambios de contraseña", "El que toca y los de antes (6.xxxiv).", cualquiera),
    Enlace("cuentas:horarios", "Horarios de atención", "En vacaciones y días inhábiles (5.1.e).", cualquiera),
    Enlace("cuentas:autenticidad", "Autenticidad", "Si la red la verificó (6.xxx).", cualquiera),
    Enlace(
        "cuentas:recertificaciones",
        "Recertificaciones",
        "Sus datos y su configuración, certificados por el área (5.1.a).",
        cualquiera,
    ),
    Enlace("panel:expediente", "Expediente", "Todo lo que consta de la cuenta, en un archivo.", puede_llevarse),
    Enlace("cuentas:al", "Quién respondía en una fecha", "Responsables, estado y papeles (5.a).", supervisa),
)


def enlaces_de(cuenta: Cuenta, persona: Any) -> list[tuple[str, str, str]]:
    """The links that a person who opened the account inside may follow: address, text, note."""
    return [
        (reverse(enlace.ruta, args=[cuenta.pk]), enlace.texto, enlace.nota)
        for enlace in ENLACES
        if enlace.permiso(cuenta, persona)
    ]


@login_required
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """5.1.d: the accounts that the person may open inside, by name."""
    filtros = FiltrosDeCuentas(request.GET)
    filas = filtros.filtrar(Cuenta.objects.visibles_para(request.user).select_related("area"))
    pagina = paginar(filas, orden=("nombre", "id"), pedido=request.GET)
    cargar_administradores(pagina.objetos)
    contexto = {
        "filtros": filtros,
        "filtrada": filtros.filtra,
        "pagina": pagina,
        "cuentas": [(cuenta, enlaces_de(cuenta, request.user)) for cuenta in pagina.objetos],
    }
    return render(request, "cuentas/lista.html", contexto)


@login_required
@require_safe
def al(request: HttpRequest, pk: int) -> HttpResponse:
    """5.a: how the account stood at the end of a day: today, if none is asked for."""
    cuentas = Cuenta.objects.supervisadas_por(request.user).select_related("area__padre")
    cuenta = get_object_or_404(cuentas, pk=pk)
    hoy = fecha_local(timezone.now())
    form = EnFecha(request.GET if "fecha" in request.GET else {"fecha": hoy.isoformat()}, hoy=hoy)
    contexto: dict[str, Any] = {"cuenta": cuenta, "form": form}
    if form.is_valid():
        contexto["al"] = en_fecha(cuenta, form.cleaned_data["fecha"], request.user)
    return render(request, "cuentas/al.html", contexto)

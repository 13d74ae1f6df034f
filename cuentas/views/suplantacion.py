"""What the public reports and reads of fakes. No sign-in, nothing personal."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cuentas import consultas
from cuentas.acciones.suplantacion import SuplantacionInvalida, reportar_suplantacion
from cuentas.forms import legible
from cuentas.forms.suplantacion import ReportarSuplantacion
from cuentas.views.directorio import con_cache
from organizacion.limites import Limite, permitir
from organizacion.paginas import paginar

LIMITES: Final = (Limite(5, 3600), Limite(15, 24 * 3600), Limite(200, 3600, de_todos=True))
DEMASIADOS: Final = "Se recibieron demasiados reportes en poco tiempo. Inténtelo más tarde, o llame a INETEL."


@require_safe
def suplantaciones(request: HttpRequest) -> HttpResponse:
    """6.xxxi: the accounts that the CNCS confirmed as fakes and that are still on their networks."""
    pagina = paginar(consultas.no_oficiales(), orden=("-resuelta", "-pk"), pedido=request.GET)
    return con_cache(request, render(request, "publico/suplantaciones.html", {"pagina": pagina}))


@never_cache
def reportar(request: HttpRequest) -> HttpResponse:
    """6.xxxi: anybody reports an account that passes for the Institute; ``?direccion=`` fills it in."""
    if request.method != "POST":
        form = ReportarSuplantacion(initial={"direccion": legible(request.GET.get("direccion"))})
        return render(request, "publico/reportar_suplantacion.html", {"form": form})
    form = ReportarSuplantacion(request.POST)
    estado = 200
    if form.is_valid():
        if not permitir(request, "suplantacion", *LIMITES):
            form.add_error(None, DEMASIADOS)
            estado = 429
        else:
            try:
                fila = reportar_suplantacion(**form.reporte(), ahora=timezone.now())
            except SuplantacionInvalida as error:
                form.add_error(error.campo, str(error))
            else:
                messages.success(
                    request, f"Gracias. Su reporte quedó registrado con el folio {fila.folio}: lo revisa la CNCS."
                )
                return redirect("cuentas:suplantaciones")
    contexto = {"form": form, "parecidas": consultas.parecidas(form.cleaned_data.get("direccion") or "")}
    return render(request, "publico/reportar_suplantacion.html", contexto, status=estado)

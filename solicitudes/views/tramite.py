"""The acts of the área after filing: withdraw, give up, record the opening, tell the Comité."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bitacora.flujo import ActoRechazado
from cuentas.acciones import CuentaRepetida, DesignacionInvalida
from organizacion.peticion import persona_de
from organizacion.tiempo import fecha_local
from solicitudes import acciones
from solicitudes.contenido import datos_de_aviso
from solicitudes.forms import Abrir, Motivo, Notificar
from solicitudes.models import Apertura
from solicitudes.views.carga import al_detalle, cargar_propia, fuera_de_estado

TITULO: Final = {"retirar": "Retirar la solicitud", "renunciar": "Renunciar a la autorización"}
HECHO: Final = {"retirar": "Quedó retirada.", "renunciar": "Se registró la renuncia a la autorización."}


@login_required
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """7.i: take the request back before a decision."""
    return _cerrar(request, pk, acciones.retirar)


@login_required
def renunciar(request: HttpRequest, pk: int) -> HttpResponse:
    """7.i: the área will not use its authorisation."""
    return _cerrar(request, pk, acciones.renunciar)


def _cerrar(request: HttpRequest, pk: int, accion: Callable[..., Apertura]) -> HttpResponse:
    acto = accion.__name__
    apertura = cargar_propia(request, pk)
    if salida := fuera_de_estado(request, apertura, acto):
        return salida
    form = Motivo(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            accion(apertura=apertura, motivo=form.cleaned_data["motivo"], por=persona_de(request), ahora=timezone.now())
        except ActoRechazado as error:
            messages.error(request, str(error))
        else:
            messages.success(request, HECHO[acto])
        return al_detalle(apertura)
    titulo = TITULO[acto] if apertura.folio else "Descartar el borrador"
    return render(request, f"solicitudes/{acto}.html", {"apertura": apertura, "titulo": titulo, "form": form})


@login_required
def abrir(request: HttpRequest, pk: int) -> HttpResponse:
    """7.iv: record where the account was opened."""
    apertura = cargar_propia(request, pk)
    if salida := fuera_de_estado(request, apertura, "registrar_apertura"):
        return salida
    ahora = timezone.now()
    propuesto = {"identificador": apertura.identificador, "nombre": apertura.nombre, "url": apertura.url_propuesta}
    datos = request.POST if request.method == "POST" else None
    form = Abrir(datos, initial=propuesto, apertura=apertura, hoy=fecha_local(ahora))
    if form.is_valid():
        try:
            acciones.registrar_apertura(apertura=apertura, **form.cleaned_data, por=persona_de(request), ahora=ahora)
        except (CuentaRepetida, acciones.OpcionInvalida) as error:
            form.add_error("identificador", str(error))
        except ActoRechazado as error:
            messages.error(request, str(error))
            return al_detalle(apertura)
        else:
            messages.success(request, "Se registró la apertura. Falta un paso: avisar al Comité.")
            return al_detalle(apertura)
    contexto = {"apertura": apertura, "titulo": "Registrar la apertura", "form": form}
    return render(request, "solicitudes/abrir.html", contexto)


@login_required
def notificar(request: HttpRequest, pk: int) -> HttpResponse:
    """7.iv, 7.xi: tell the Comité; the account goes to work."""
    apertura = cargar_propia(request, pk)
    if salida := fuera_de_estado(request, apertura, "notificar"):
        return salida
    form = Notificar(request.POST if request.method == "POST" else None, apertura=apertura)
    if form.is_valid():
        titular, suplente = form.cleaned_data["titular_propuesto"], form.cleaned_data["suplente_propuesto"]
        try:
            acciones.notificar(
                apertura=apertura, titular=titular, suplente=suplente, por=persona_de(request), ahora=timezone.now()
            )
        except DesignacionInvalida as error:
            form.add_error(f"{error.campo}_propuesto", str(error))
        except ActoRechazado as error:
            messages.error(request, str(error))
            return al_detalle(apertura)
        else:
            messages.success(request, "Se avisó al Comité. La cuenta está activa y ya aparece en el directorio.")
            return al_detalle(apertura)
    aviso = datos_de_aviso(apertura, codigo="")
    contexto = {"apertura": apertura, "titulo": "Avisar al Comité", "aviso": aviso, "form": form}
    return render(request, "solicitudes/notificar.html", contexto)

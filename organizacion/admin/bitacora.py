"""8.c: the log, to read. It is here because the log itself knows nothing of roles nor of pages."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from bitacora.models import Asiento
from organizacion.admin_base import AdminPorRol, Campo, Entrada, Ficha, Lista, enlazar
from organizacion.fechas import con_hora
from organizacion.permisos import es_control, es_sistema
from organizacion.reserva import sin_reservadas
from organizacion.tiempo import instante_local


@admin.register(Asiento)
class AsientoAdmin(AdminPorRol):
    def puede_ver(self, persona: Any) -> bool:
        return es_control(persona) or es_sistema(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Bitácora", self.url("changelist"), "Cada acto: quién, cuándo y sobre qué, con su huella.")]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), self.ruta("<int:pk>/change/", self.ficha, "change")]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas, pedido = sin_reservadas(Asiento.objects.defer("canonico"), request.user), request.GET
        for campo, busqueda in (("cadena", "cadena"), ("acto", "acto"), ("quien", "actor__icontains")):
            if texto := self.buscado(request, campo):
                filas = filas.filter(**{busqueda: texto})
        if desde := _fecha(pedido.get("desde", "")):
            filas = filas.filter(momento__gte=instante_local(desde))
        if hasta := _fecha(pedido.get("hasta", "")):
            filas = filas.filter(momento__lt=instante_local(hasta + timedelta(days=1)))
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Bitácora",
                filas=filas,
                orden=("-pk",),
                columnas=("Momento", "Quién", "Acto", "Sobre qué", "Cadena"),
                fila=lambda a: (
                    con_hora(a.momento),
                    a.actor.partition(" <")[0],
                    enlazar(self.url("change", a.pk), a.acto.replace("_", " ")),
                    a.objeto,
                    f"{a.cadena} #{a.numero}",
                ),
                campos=(
                    Campo("cadena", "Cadena, p. ej. apertura:1"),
                    Campo("acto", "Acto, p. ej. autorizar"),
                    Campo("quien", "Quién"),
                    Campo("desde", "Desde", "date"),
                    Campo("hasta", "Hasta", "date"),
                ),
            ),
        )

    def ficha(self, request: HttpRequest, pk: int) -> HttpResponse:
        asiento = get_object_or_404(sin_reservadas(Asiento.objects.all(), request.user), pk=pk)
        datos = [
            ("Momento", con_hora(asiento.momento)),
            ("Quién", asiento.actor),
            ("Acto", asiento.acto),
            ("Sobre qué", asiento.objeto),
            ("Cadena", f"{asiento.cadena} #{asiento.numero}"),
        ]
        prueba = [
            ("Texto canónico", asiento.canonico),
            ("Huella (SHA-256)", asiento.hash),
            ("Huella previa", asiento.hash_previo),
        ]
        regreso = ("Bitácora", self.url("changelist"))
        return self.pagina_de_ficha(
            request, Ficha(f"Asiento {asiento}", [("Acto", datos), ("Prueba", prueba)], regreso=regreso)
        )


def _fecha(texto: str) -> date | None:
    try:
        fecha = date.fromisoformat(texto)
    except ValueError:
        return None
    return fecha if 1 < fecha.year < 9999 else None

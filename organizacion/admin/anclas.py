"""8.c: the anchors of the log, for internal control: each with its file, to be kept outside."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from bitacora.models import Ancla
from organizacion.admin_base import AdminPorRol, Entrada, Ficha, Lista, enlazar
from organizacion.fechas import con_hora, corta
from organizacion.permisos import es_control


@admin.register(Ancla)
class AnclaAdmin(AdminPorRol):
    def puede_ver(self, persona: Any) -> bool:
        return es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Anclas", self.url("changelist"), "La huella diaria de la bitácora, para guardarla fuera.")]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("<int:pk>/change/", self.ficha, "change"),
            self.ruta("<int:pk>/ancla.txt", self.archivo, "archivo"),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Anclas de la bitácora",
                descripcion="Cada día, cuántos asientos tenía cada cadena y la huella del último (8.c).",
                filas=Ancla.objects.all(),
                orden=("-pk",),
                columnas=("Día", "Cadenas", "Asientos", "Huella"),
                fila=lambda a: (
                    enlazar(self.url("change", a.pk), corta(a.fecha)),
                    f"{a.cadenas:,}",
                    f"{a.asientos:,}",
                    a.hash[:16],
                ),
                vacio=("Todavía no hay anclas", "La primera se hace el primer día de operación."),
            ),
        )

    def ficha(self, request: HttpRequest, pk: int) -> HttpResponse:
        ancla = get_object_or_404(Ancla, pk=pk)
        datos = [
            ("Momento", con_hora(ancla.momento)),
            ("Cadenas de la bitácora", f"{ancla.cadenas:,}"),
            ("Asientos en total", f"{ancla.asientos:,}"),
            ("Cadenas que crecieron desde la anterior", f"{ancla.cabezas.count():,}"),
            ("Huella (SHA-256)", ancla.hash),
            ("Huella de la anterior", ancla.hash_previo),
            ("Archivo", enlazar(self.url("archivo", pk), "Descargar el ancla")),
        ]
        regreso = ("Anclas", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(str(ancla), [("Ancla", datos)], regreso=regreso))

    def archivo(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        ancla = get_object_or_404(Ancla, pk=pk)
        return StreamingHttpResponse(
            (f"{linea}\n" for linea in ancla.lineas()),
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="ancla-{ancla.fecha.isoformat()}.txt"'},
        )

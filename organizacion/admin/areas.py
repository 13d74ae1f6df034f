"""1.a: the catalogue of áreas."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from organizacion import acciones, forms_admin
from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.consultas import titular_del_area
from organizacion.models import Area
from organizacion.permisos import es_control, es_sistema
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite


@admin.register(Area)
class AreaAdmin(AdminConTramites):
    tramites = {
        "editar": Tramite(
            "Cambiar el nombre o darla de baja",
            "Guardar",
            forms_admin.EditarArea,
            lambda area, datos, **k: acciones.actualizar_area(area=area, **datos, **k),
            "El área quedó actualizada.",
        )
    }

    def puede_ver(self, persona: Any) -> bool:
        return es_sistema(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Áreas", self.url("changelist"), "Órganos centrales, juntas locales y distritales.")]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("add/", self.alta, "add"),
            *self.rutas_de_tramites(),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas = Area.objects.all()
        if texto := self.buscado(request):
            filas = filas.filter(Q(siglas__icontains=texto) | Q(nombre__icontains=texto))
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Áreas",
                filas=filas,
                orden=("ruta", "pk"),
                columnas=("Siglas", "Nombre", "Tipo", "Estado"),
                fila=lambda a: (
                    enlazar(self.url("change", a.pk), a.siglas),
                    a.nombre,
                    a.get_tipo_display(),
                    etiqueta("Activa", "verde") if a.activa else etiqueta("De baja"),
                ),
                campos=(Campo("q", "Siglas o nombre"),),
                enlaces=(("Registrar un área", self.url("add")),) if es_sistema(request.user) else (),
            ),
        )

    def alta(self, request: HttpRequest) -> HttpResponse:
        if not es_sistema(request.user):
            raise PermissionDenied
        form = forms_admin.AltaDeArea(request.POST or None)
        if form.is_bound and form.is_valid():
            datos = form.cleaned_data
            fila = {
                **{campo: datos[campo] for campo in ("siglas", "nombre", "tipo", "entidad")},
                "padre": datos["padre"].siglas if datos["padre"] else "",
                "distrito": str(datos["distrito"] or ""),
            }
            if acciones.registrar_areas(filas=[fila], por=persona_de(request), ahora=timezone.now()):
                return self.volver(request, "El área quedó registrada.", self.url("changelist"))
            form.add_error("siglas", "Ya hay un área con esas siglas.")
        return self.pagina_de_formulario(
            request, titulo="Registrar un área", form=form, boton="Registrar", regreso=("Áreas", self.url("changelist"))
        )

    relacionados = ("padre",)

    def visibles(self, request: HttpRequest) -> QuerySet[Area]:
        return Area.objects.all()

    def posibles(self, request: HttpRequest, objeto: Area) -> set[str]:
        return {"editar"} if es_sistema(request.user) else set()

    def mostrar(self, request: HttpRequest, objeto: Area, actos: list[Acto]) -> HttpResponse:
        datos = [
            ("Siglas", objeto.siglas),
            ("Nombre", objeto.nombre),
            ("Tipo", objeto.get_tipo_display()),
            ("Depende de", objeto.padre),
            ("Entidad", objeto.entidad),
            ("Distrito", objeto.distrito),
            ("Titular", titular_del_area(objeto)),
            ("Estado", "Activa" if objeto.activa else "De baja"),
        ]
        regreso = ("Áreas", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(str(objeto), [("Área", datos)], actos, regreso=regreso))

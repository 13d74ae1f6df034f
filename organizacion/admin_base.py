"""What every page of the admin stands on: permission by role, only the addresses that we give, pages by key.

Django's own list, add, change, delete and history views are not reachable: an act of the norm happens through its
action, and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from bitacora import flujo
from organizacion.paginas import paginar
from organizacion.tramites import Acto, Tramite

CORTO: Final = 24  # characters of a text that a cell keeps on one line


@dataclass(frozen=True)
class Entrada:
    """A line of the index: a tray (something waits there for this person) or something to consult."""

    titulo: str
    url: str
    descripcion: str
    bandeja: bool = False


@dataclass(frozen=True)
class Campo:
    """A box of the search above a list; ``tipo`` is the type of the ``input``."""

    nombre: str
    rotulo: str
    tipo: str = "search"


@dataclass(frozen=True)
class Lista:
    """A list as a page shows it. ``fila`` makes the cells of a row; ``pestanas`` are ``(value of ?ver, label)``, of
    which ``ver`` is the one shown when the address says none."""

    titulo: str
    filas: QuerySet[Any]
    orden: tuple[str, ...]
    columnas: tuple[str, ...]
    fila: Callable[[Any], Sequence[Any]]
    vacio: tuple[str, str] = ("No hay nada que mostrar", "Pruebe con otra búsqueda.")
    descripcion: str = ""
    pestanas: tuple[tuple[str, str], ...] = ()
    campos: tuple[Campo, ...] = ()
    enlaces: tuple[tuple[str, str], ...] = ()
    ver: str = ""


@dataclass(frozen=True)
class Ficha:
    """The page of an object: facts in sections, and the acts that are possible now."""

    titulo: str
    secciones: Sequence[tuple[str, Iterable[tuple[str, Any]]]]
    actos: Sequence[Acto] = ()
    regreso: tuple[str, str] | None = None
    extra: dict[str, Any] = field(default_factory=dict)


class AdminPorRol(ModelAdmin):
    """Base of every page of the admin: read-only, and only for whom ``puede_ver`` says."""

    actions = None
    show_full_result_count = False
    plantilla_de_ficha: ClassVar[str] = "admin/ficha.html"

    def puede_ver(self, persona: Any) -> bool:
        """Which roles enter these pages; what each finds inside is a matter of ``visibles_para``."""
        return False

    def entradas(self, request: HttpRequest) -> Sequence[Entrada]:
        """Lines of the index for whoever may enter."""
        return ()

    def rutas(self) -> list[URLPattern]:
        """The addresses of these pages; build each with ``self.ruta``."""
        return []

    # --- Permission ----------------------------------------------------------------------------------------------
    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.puede_ver(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.puede_ver(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    # --- Addresses -----------------------------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        return self.rutas()

    def ruta(self, direccion: str, vista: Callable[..., HttpResponseBase], nombre: str) -> URLPattern:
        """An address under this model's, named ``admin:<app>_<model>_<nombre>``, behind the door and the role."""

        def protegida(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.puede_ver(request.user):
                raise PermissionDenied
            return vista(request, *args, **kwargs)

        return path(direccion, self.admin_site.admin_view(protegida), name=self._nombre(nombre))

    def url(self, nombre: str, *args: Any) -> str:
        """The address of one of these pages."""
        return reverse(f"admin:{self._nombre(nombre)}", args=args)

    def _nombre(self, nombre: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{nombre}"

    # --- Pages ---------------------------------------------------------------------------------------------------
    def pagina_de_lista(self, request: HttpRequest, lista: Lista) -> HttpResponse:
        """Show a page of ``lista``. Its rows are made here and not by the template: that is most of its cost."""
        pagina = paginar(lista.filas, orden=lista.orden, pedido=request.GET)
        ver = request.GET.get("ver", lista.ver)
        contexto = self._contexto(request, lista.titulo) | {
            "lista": lista,
            "encabezados": _encabezados(lista.columnas),
            "filas": format_html_join("\n", _formato(lista.columnas), map(lista.fila, pagina.objetos)),
            "anterior": pagina.anterior,
            "siguiente": pagina.siguiente,
            "pestanas": [(f"?ver={clave}", texto, clave == ver) for clave, texto in lista.pestanas],
            "ver": ver,
            "campos": [(c.nombre, c.rotulo, c.tipo, request.GET.get(c.nombre, "")) for c in lista.campos],
            "busca": any(request.GET.get(c.nombre) for c in lista.campos),
        }
        return TemplateResponse(request, "admin/lista.html", contexto)

    def pagina_de_ficha(self, request: HttpRequest, ficha: Ficha, *, plantilla: str = "") -> HttpResponse:
        contexto = self._contexto(request, ficha.titulo) | {"ficha": ficha, **ficha.extra}
        return TemplateResponse(request, plantilla or self.plantilla_de_ficha, contexto)

    def pagina_de_formulario(
        self, request: HttpRequest, *, titulo: str, form: Form, boton: str, regreso: tuple[str, str], texto: str = ""
    ) -> HttpResponse:
        contexto = self._contexto(request, titulo) | {"form": form, "boton": boton, "regreso": regreso, "texto": texto}
        return TemplateResponse(request, "admin/formulario.html", contexto)

    def buscado(self, request: HttpRequest, nombre: str = "q") -> str:
        """What was typed in a box of the search."""
        return request.GET.get(nombre, "").replace("\0", "").strip()

    def volver(self, request: HttpRequest, mensaje: str, url: str, *, nivel: int = messages.SUCCESS) -> HttpResponse:
        """Say what happened and go to ``url``."""
        messages.add_message(request, nivel, mensaje)
        return HttpResponseRedirect(url)

    def _contexto(self, request: HttpRequest, titulo: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": titulo, "opts": self.opts}


class AdminConTramites(AdminPorRol):
    """Pages of objects on which something can be done: each act is a form with an address of its own, POST only."""

    tramites: ClassVar[Mapping[str, Tramite]] = {}
    # What the page of the object shows of others, to be loaded with it.
    relacionados: ClassVar[tuple[str, ...]] = ()

    def visibles(self, request: HttpRequest) -> QuerySet[Any]:
        """The objects that the person may see."""
        return self.model._default_manager.none()

    def cargar(self, request: HttpRequest, pk: int, *, para_mostrar: bool = True) -> Any:
        """The object, if the person may see it; an act needs it without all that its page shows. Raises ``Http404``."""
        filas = self.visibles(request)
        return get_object_or_404(
            filas.select_related(*self.relacionados) if para_mostrar and self.relacionados else filas, pk=pk
        )

    def posibles(self, request: HttpRequest, objeto: Any) -> set[str]:
        """Which of ``tramites`` the person may do now."""
        return set()

    def mostrar(self, request: HttpRequest, objeto: Any, actos: list[Acto]) -> HttpResponse:
        """The page of the object."""
        raise NotImplementedError

    def rutas_de_tramites(self) -> list[URLPattern]:
        return [
            self.ruta("<int:pk>/change/", self.ficha, "change"),
            self.ruta("<int:pk>/<slug:clave>/", require_POST(self.tramitar), "tramite"),
        ]

    def ficha(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._con_actos(request, self.cargar(request, pk), {})

    def tramitar(self, request: HttpRequest, pk: int, clave: str) -> HttpResponse:
        """Do one of ``tramites``; with something to correct, show the page again as it was filled in."""
        objeto, tramite = self.cargar(request, pk, para_mostrar=False), self.tramites.get(clave)
        if tramite is None:
            raise Http404
        if clave not in self.posibles(request, objeto):
            mensaje = _por_que_no(objeto, clave, request.user)
            return self.volver(request, mensaje, self.url("change", pk), nivel=messages.ERROR)
        form = tramite.form(request.POST, request.FILES, objeto=objeto)
        if not form.is_valid():
            return self._con_actos(request, self.cargar(request, pk), {clave: form})
        try:
            tramite.llamar(objeto, form.cleaned_data, por=request.user, ahora=timezone.now())
        except flujo.ActoRechazado as error:
            return self.volver(request, str(error), self.url("change", pk), nivel=messages.ERROR)
        except tramite.rechazos as error:
            campo = getattr(error, "campo", None) or tramite.campo
            form.add_error(campo if campo in form.fields else None, str(error))
            return self._con_actos(request, self.cargar(request, pk), {clave: form})
        return self.volver(request, tramite.hecho, self.url("change", pk))

    def _con_actos(self, request: HttpRequest, objeto: Any, con_errores: Mapping[str, Form]) -> HttpResponse:
        posibles = self.posibles(request, objeto)
        actos = [
            Acto(tramite, self.url("tramite", objeto.pk, clave), con_errores.get(clave) or tramite.form(objeto=objeto))
            for clave, tramite in self.tramites.items()
            if clave in posibles
        ]
        return self.mostrar(request, objeto, actos)


def _por_que_no(objeto: Any, clave: str, persona: Any) -> str:
    """Why an act is not possible, in the words of the door of acts when it is a transition."""
    if hasattr(getattr(objeto, clave, None), "_django_fsm"):
        try:
            with transaction.atomic():
                flujo.bloquear(objeto, clave, por=persona)
        except flujo.ActoRechazado as error:
            return str(error)
    return "No puede hacer este trámite: corresponde a otra persona o a otro momento."


def enlazar(url: str, texto: Any) -> SafeString:
    """A link, for a cell or a fact; what is as short as a folio stays on one line."""
    return format_html('<a class="{}" href="{}">{}</a>', "sin-salto" if len(str(texto)) <= CORTO else "", url, texto)


def semaforo(color: str, texto: str) -> SafeString:
    """A traffic light in words, for a cell."""
    return format_html('<span class="semaforo semaforo--{}">{}</span>', color, texto)


def etiqueta(texto: str, color: str = "gris") -> SafeString:
    """A short state, for a cell."""
    return format_html('<span class="etiqueta etiqueta--{}">{}</span>', color, texto)


@lru_cache(maxsize=64)
def _formato(columnas: tuple[str, ...]) -> str:
    celdas = format_html_join("", '<td data-label="{}">{{}}</td>', ((columna,) for columna in columnas))
    return f"<tr>{celdas}</tr>"


@lru_cache(maxsize=64)
def _encabezados(columnas: tuple[str, ...]) -> SafeString:
    celdas = format_html_join("", '<th scope="col">{}</th>', ((columna,) for columna in columnas))
    return format_html("<tr>{}</tr>", celdas)

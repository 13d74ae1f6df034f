"""The admin site: one door for whoever reviews, with the product's own sign-in."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse


class SitioInstitucional(AdminSite):
    """Who may enter is a matter of roles (``Persona.is_staff``); what each sees, of each page."""

    site_title = "Administración"
    site_header = "Gobierno de redes sociales"
    index_title = "Sus bandejas y catálogos"
    index_template = "admin/index.html"
    enable_nav_sidebar = False

    def register(
        self, model_or_iterable: ModelBase | Iterable[ModelBase], admin_class: Any = None, **options: Any
    ) -> None:
        """Take only pages whose permission is ours: the tables of the libraries stay out."""
        from organizacion.admin_base import AdminPorRol  # needs the applications to be loaded

        if admin_class and issubclass(admin_class, AdminPorRol):
            super().register(model_or_iterable, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The product's own sign-in, with its lockout and second factor."""
        from allauth.account.decorators import secure_admin_login  # needs the applications to be loaded

        return secure_admin_login(super().login)(request, extra_context=extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What this person has to attend to, first; then what this person may consult."""
        entradas = [
            entrada
            for pagina in self._registry.values()
            if pagina.has_module_permission(request)
            for entrada in pagina.entradas(request)  # type: ignore[attr-defined]
        ]
        contexto = {
            **self.each_context(request),
            "title": self.index_title,
            "bandejas": [entrada for entrada in entradas if entrada.bandeja],
            "consultas": [entrada for entrada in entradas if not entrada.bandeja],
        }
        return TemplateResponse(request, self.index_template, contexto)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("admin:index")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The context of every page, without the list of all applications: the index makes its own."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": "/panel/",
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
        }


class AdminInstitucional(AdminConfig):
    default_site = "organizacion.sitio.SitioInstitucional"

"""The admin site: one door for whoever reviews, with the product's own sign-in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse


class SitioInstitucional(AdminSite):
    """Who may enter is a matter of roles (``Persona.is_staff``); what each sees, of each page."""

    site_title = "Administración"
    site_header = "Gobierno de redes sociales"
    index_title = "Sus bandejas y catálogos"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The product's own sign-in, with its lockout and second factor."""
        from allauth.account.decorators import secure_admin_login  # needs the applications to be loaded

        return secure_admin_login(super().login)(request, extra_context=extra_context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The context of every page, without the list of all applications: nothing here shows it save the index."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": "/panel/",
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "log_entries": [],
        }


class AdminInstitucional(AdminConfig):
    default_site = "organizacion.sitio.SitioInstitucional"

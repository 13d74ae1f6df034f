"""5: the registry of accounts, to read: each with its designations over time."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from organizacion.admin_base import AdminPorRol, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import corta
from organizacion.permisos import es_cncs, es_comite, es_control, es_unicom

COLORES: dict[str, str] = {
    EstadoCuenta.ACTIVA: "verde",
    EstadoCuenta.REGULARIZACION: "ambar",
    EstadoCuenta.REGISTRADA: "azul",
}
FRASES = {"registrar": "Se registró la cuenta", "activar": "La cuenta quedó activa"}


@admin.register(Cuenta)
class CuentaAdmin(AdminPorRol):
    """Accounts change through the requests of their áreas; here they are only read."""

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona) or es_unicom(persona) or es_comite(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Cuentas", self.url("changelist"), "El registro de cuentas, con quienes las administran.")]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), self.ruta("<int:pk>/change/", self.ficha, "change")]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas = Cuenta.objects.visibles_para(request.user).select_related("area")
        if texto := self.buscado(request).lstrip("@"):
            filas = filas.filter(
                Q(nombre__icontains=texto) | Q(clave__contains=texto.casefold()) | Q(area__siglas__iexact=texto)
            )
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Cuentas",
                filas=filas,
                orden=("nombre", "pk"),
                columnas=("Nombre", "Red", "Identificador", "Área", "Estado"),
                fila=lambda c: (
                    enlazar(self.url("change", c.pk), c.nombre),
                    c.get_red_display(),
                    c.rotulo,
                    c.area.siglas,
                    etiqueta(c.get_estado_display(), COLORES[c.estado]),
                ),
                vacio=("Todavía no hay cuentas", "Aparecerán aquí cuando las áreas las abran."),
                campos=(Campo("q", "Nombre, identificador o siglas del área"),),
            ),
        )

    def ficha(self, request: HttpRequest, pk: int) -> HttpResponse:
        cuenta = get_object_or_404(Cuenta.objects.visibles_para(request.user).select_related("area"), pk=pk)
        designaciones = [
            (
                d.get_caracter_display(),
                f"{d.persona}, {d.cargo} ({d.get_nivel_display()}) · desde el {corta(d.desde)}"
                + (f" hasta el {corta(d.hasta)}" if d.hasta else ""),
            )
            for d in cuenta.designaciones.select_related("persona").order_by("-desde", "caracter")
        ]
        datos = [
            ("Estado", etiqueta(cuenta.get_estado_display(), COLORES[cuenta.estado])),
            ("Área", cuenta.area),
            ("Red social", cuenta.get_red_display()),
            ("Identificador", cuenta.rotulo),
            ("Dirección", enlazar(cuenta.url, cuenta.url)),
            ("Identificador permanente", cuenta.id_permanente),
            ("Buzón institucional", cuenta.correo),
            ("Fines", "\n".join(f"{numeral} · {texto}" for numeral, texto in cuenta.fines_con_texto)),
            ("Propósitos", cuenta.propositos),
            ("Operación", cuenta.operacion),
            ("Frecuencia", cuenta.get_frecuencia_display()),
            ("Abierta en la red", corta(cuenta.abierta_el) if cuenta.abierta_el else ""),
            ("Activa desde", corta(cuenta.activada) if cuenta.activada else ""),
        ]
        secciones: list[tuple[str, list[tuple[str, Any]]]] = [
            ("Cuenta", datos),
            ("Administradores (5.1.b)", designaciones or [("Designaciones", "Todavía no hay")]),
        ]
        hechos = [contar(asiento, FRASES) for asiento in asientos_de(cuenta.cadena).order_by("-numero")]
        regreso = ("Cuentas", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(str(cuenta), secciones, regreso=regreso, extra={"hechos": hechos}))

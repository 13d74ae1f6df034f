"""5: the registry of accounts, to read: each with its designations over time."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cuentas import acciones
from cuentas.consultas import linea_de_tiempo
from cuentas.estados import EstadoCuenta
from cuentas.forms import RevisarIdentificador
from cuentas.models import Cuenta
from cuentas.permisos import puede_vigilar
from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import corta
from organizacion.permisos import es_cncs, es_comite, es_control, es_titular_de, es_unicom
from organizacion.tramites import Acto, Tramite

COLORES: dict[str, str] = {
    EstadoCuenta.ACTIVA: "verde",
    EstadoCuenta.REGULARIZACION: "ambar",
    EstadoCuenta.REGISTRADA: "azul",
    EstadoCuenta.BAJA: "gris",
}


@admin.register(Cuenta)
class CuentaAdmin(AdminConTramites):
    """Accounts change through the requests of their áreas; here they are read, and the handles of the closed ones
    watched."""

    relacionados = ("area",)
    tramites = {
        "revisar_identificador": Tramite(
            "Registrar revisión del identificador",
            "Registrar la revisión",
            RevisarIdentificador,
            lambda cuenta, datos, **k: acciones.revisar_identificador(cuenta=cuenta, **datos, **k),
            "La revisión quedó registrada.",
            explicacion="Mire en la red si alguien usa el identificador de esta cuenta, que ya no es oficial (7.ix).",
            permiso=lambda cuenta, persona: cuenta.dada_de_baja and puede_vigilar(cuenta, persona),
        )
    }

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona) or es_unicom(persona) or es_comite(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        vigiladas = Entrada(
            "Identificadores vigilados",
            f"{self.url('changelist')}?ver=vigiladas",
            "Los de cuentas dadas de baja: que nadie se haga pasar por ellas (7.ix).",
            bandeja=es_cncs(request.user),
        )
        registro = Entrada("Cuentas", self.url("changelist"), "El registro de cuentas, con quienes las administran.")
        incidentes = Entrada(
            "Incidentes de seguridad",
            reverse("cuentas:incidentes"),
            "Cuentas hackeadas o mal operadas: contener, recuperar y cerrar (6.xxxi).",
            bandeja=es_cncs(request.user) or es_unicom(request.user),
        )
        return [registro, vigiladas, incidentes]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def visibles(self, request: HttpRequest) -> QuerySet[Cuenta]:
        return Cuenta.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Cuenta) -> set[str]:
        permisos = ((clave, tramite.permiso) for clave, tramite in self.tramites.items())
        return {clave for clave, permiso in permisos if permiso and permiso(objeto, request.user)}

    def lista(self, request: HttpRequest) -> HttpResponse:
        """The registry or, with ``?ver=vigiladas``, the handles to watch, those looked at longest ago first."""
        vigiladas = request.GET.get("ver") == "vigiladas"
        filas = self.visibles(request).select_related("area")
        if vigiladas:
            filas = filas.vigiladas()  # type: ignore[attr-defined]
        if texto := self.buscado(request).lstrip("@"):
            filas = filas.filter(
                Q(nombre__icontains=texto) | Q(clave__contains=texto.casefold()) | Q(area__siglas__iexact=texto)
            )
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Identificadores vigilados" if vigiladas else "Cuentas",
                filas=filas,
                orden=("vigilada_el", "pk") if vigiladas else ("nombre", "pk"),
                columnas=("Nombre", "Red", "Identificador", "Área", "Última revisión" if vigiladas else "Estado"),
                fila=lambda c: (
                    enlazar(self.url("change", c.pk), c.nombre),
                    c.get_red_display(),
                    c.rotulo,
                    c.area.siglas,
                    corta(c.vigilada_el) if vigiladas else _estado(c),
                ),
                vacio=("Ningún identificador por vigilar", "Aquí quedan los de las cuentas que se dan de baja.")
                if vigiladas
                else ("Todavía no hay cuentas", "Aparecerán aquí cuando las áreas las abran."),
                pestanas=(("", "Todas"), ("vigiladas", "Identificadores vigilados")),
                campos=(Campo("q", "Nombre, identificador o siglas del área"),),
            ),
        )

    def mostrar(self, request: HttpRequest, objeto: Cuenta, actos: list[Acto]) -> HttpResponse:
        cuenta = objeto
        designaciones = [
            (
                d.get_caracter_display(),
                f"{d.persona}, {d.cargo} ({d.get_nivel_display()}) · desde el {corta(d.desde)}"
                + (f" hasta el {corta(d.hasta)}" if d.hasta else ""),
            )
            for d in cuenta.designaciones.select_related("persona").order_by("-desde", "caracter")
        ]
        datos = [
            ("Estado", _estado(cuenta)),
            ("Incidentes", self._incidentes(cuenta)),
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
            ("Oficial hasta", corta(cuenta.oficial_hasta) if cuenta.oficial_hasta else ""),
            ("Última revisión del identificador", corta(cuenta.vigilada_el) if cuenta.vigilada_el else ""),
            *self._baja(cuenta, request.user),
        ]
        secciones: list[tuple[str, list[tuple[str, Any]]]] = [
            ("Cuenta", datos),
            ("Administradores (5.1.b)", designaciones or [("Designaciones", "Todavía no hay")]),
        ]
        extra = {"hechos": linea_de_tiempo(cuenta)}
        regreso = ("Cuentas", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(str(cuenta), secciones, actos, regreso=regreso, extra=extra))

    def _incidentes(self, cuenta: Cuenta) -> SafeString:
        """6.xxxi: the incidents that the account had, newest first."""
        filas = ((reverse("cuentas:incidente", args=[i.pk]), i) for i in cuenta.incidentes.order_by("-pk"))
        return format_html_join(
            mark_safe("<br>"), '<a href="{}">{}</a>: {}', ((url, i.folio, i.get_estado_display()) for url, i in filas)
        )

    def _baja(self, cuenta: Cuenta, persona: Any) -> list[tuple[str, Any]]:
        """7.ix: what was asked to close the account, and how the CNCS begins it for an abandoned one."""
        hechos = [
            ("Solicitud de baja", enlazar(reverse("admin:solicitudes_baja_change", args=[pk]), folio))
            for pk, folio in cuenta.bajas.order_by("-pk").values_list("pk", "folio")
            if es_cncs(persona) or es_control(persona)
        ]
        if cuenta.es_oficial and es_cncs(persona) and not es_titular_de(cuenta.area_id, persona):
            url = f"{reverse('solicitudes:nueva_solicitud', args=['baja'])}?como=oficio&cuenta={cuenta.pk}"
            hechos.append(("¿Está abandonada?", enlazar(url, "Iniciar su baja")))
        return hechos


def _estado(cuenta: Cuenta) -> SafeString:
    """Its state and, while it lasts, that it is *comprometida*."""
    estado = etiqueta(cuenta.get_estado_display(), COLORES[cuenta.estado])
    return format_html("{} {}", etiqueta("Comprometida", "rojo"), estado) if cuenta.comprometida else estado

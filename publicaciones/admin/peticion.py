"""7.x: the CNCS's tray of peticiones de difusión."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html_join

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from organizacion.admin_base import AdminConTramites, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import con_hora, corta
from organizacion.permisos import es_cncs, es_control
from organizacion.tramites import Acto, Tramite
from publicaciones import acciones
from publicaciones.estados import PENDIENTES, EstadoPeticion
from publicaciones.forms import revision_peticion
from publicaciones.models import Peticion

COLORES = {
    EstadoPeticion.PRESENTADA: "azul",
    EstadoPeticion.EN_PREPARACION: "acento",
    EstadoPeticion.DIFUNDIDA: "verde",
    EstadoPeticion.DECLINADA: "rojo",
}
FRASES = {
    "presentar": "El área presentó la petición",
    "tomar": "Alguien de la CNCS la prepara",
    "difundir": "La CNCS la difundió",
    "declinar": "La CNCS la declinó",
    "retirar": "El área la retiró",
}


@admin.register(Peticion)
class PeticionAdmin(AdminConTramites):
    """Peticiones de difusión: pending ones by their wanted date; the CNCS takes, publishes or declines."""

    tramites = {
        "tomar": Tramite(
            "Tomar la petición",
            "Tomarla y prepararla",
            revision_peticion.Tomar,
            lambda peticion, datos, **k: acciones.tomar_peticion(peticion=peticion, **k),
            "La petición quedó a su cargo. Se avisó al área.",
        ),
        "difundir": Tramite(
            "Registrar la difusión",
            "Registrar la difusión",
            revision_peticion.Difundir,
            lambda peticion, datos, **k: acciones.difundir(peticion=peticion, **datos, **k),
            "La difusión quedó registrada. Se avisó al área.",
        ),
        "declinar": Tramite(
            "Declinar",
            "Declinar la petición",
            revision_peticion.Declinar,
            lambda peticion, datos, **k: acciones.declinar(peticion=peticion, **datos, **k),
            "La petición quedó declinada. Se avisó al área.",
            explicacion="El área recibe el motivo. No se puede deshacer; el área puede presentar otra petición.",
            peligro=True,
        ),
    }

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Material que las áreas piden publicar en las cuentas de la CNCS."
        return [Entrada("Peticiones de difusión", self.url("changelist"), texto, bandeja=es_cncs(request.user))]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas = Peticion.objects.visibles_para(request.user).select_related("area", "cuenta", "tomada_por")
        contestadas = request.GET.get("ver") == "contestadas"
        filas = filas.exclude(estado__in=PENDIENTES) if contestadas else filas.en_cola()
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Peticiones de difusión",
                filas=filas,
                orden=("-pk",) if contestadas else ("para_cuando", "presentada", "pk"),
                columnas=("Folio", "Asunto", "Área", "Cuenta", "Presentada", "Fecha deseada", "Estado", "La prepara"),
                fila=lambda p: (
                    enlazar(self.url("change", p.pk), p.folio),
                    p.asunto,
                    p.area.siglas,
                    p.cuenta.rotulo,
                    corta(p.presentada),
                    corta(p.fecha_deseada) if p.fecha_deseada else "—",
                    etiqueta(p.get_estado_display(), COLORES.get(p.estado, "gris")),
                    p.tomada_por or "Nadie todavía",
                ),
                vacio=("No hay peticiones por atender", "Cuando un área pida difundir un material aparecerá aquí."),
                pestanas=(("", "Por atender"), ("contestadas", "Contestadas")),
            ),
        )

    relacionados = ("area", "cuenta", "presentada_por", "tomada_por", "contestada_por")

    def visibles(self, request: HttpRequest) -> QuerySet[Peticion]:
        return Peticion.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Peticion) -> set[str]:
        return {t.name for t in objeto.get_available_user_estado_transitions(request.user)} & self.tramites.keys()

    def mostrar(self, request: HttpRequest, objeto: Peticion, actos: list[Acto]) -> HttpResponse:
        archivos = [(reverse("publicaciones:material", args=[a.pk]), a.nombre) for a in objeto.archivos.all()]
        secciones: list[tuple[str, list[tuple[str, Any]]]] = [
            (
                "Petición",
                [
                    ("Estado", etiqueta(objeto.get_estado_display(), COLORES.get(objeto.estado, "gris"))),
                    ("Área", objeto.area),
                    ("Cuenta de la CNCS", objeto.cuenta),
                    ("Material", objeto.material),
                    ("Archivos", format_html_join(", ", '<a href="{}">{}</a>', archivos)),
                    ("Fecha deseada", corta(objeto.fecha_deseada) if objeto.fecha_deseada else ""),
                    ("Presentada", f"{objeto.presentada_por}, {con_hora(objeto.presentada)}"),
                    ("La prepara", f"{objeto.tomada_por}, desde el {con_hora(objeto.tomada)}" if objeto.tomada else ""),
                ],
            )
        ]
        if objeto.contestada:
            respuesta = [
                ("Contestó", f"{objeto.contestada_por}, {con_hora(objeto.contestada)}"),
                ("Enlace", enlazar(objeto.enlace, objeto.enlace) if objeto.enlace else ""),
                ("Mensaje", objeto.respuesta),
            ]
            secciones.insert(0, ("Respuesta de la CNCS (7.x)", respuesta))
        hechos = [contar(asiento, FRASES) for asiento in asientos_de(objeto.cadena).order_by("-numero")]
        regreso = ("Peticiones de difusión", self.url("changelist"))
        return self.pagina_de_ficha(
            request, Ficha(str(objeto), secciones, actos, regreso=regreso, extra={"hechos": hechos})
        )

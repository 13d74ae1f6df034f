"""6.viii: the queue of the CNCS: consults by the time that is left, and the opinion on each."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from organizacion.admin_base import AdminConTramites, Entrada, Ficha, Lista, enlazar, etiqueta, semaforo
from organizacion.fechas import con_hora
from organizacion.permisos import es_cncs, es_control
from organizacion.tramites import Acto, Tramite
from publicaciones.acciones import consulta as acciones
from publicaciones.consultas.consulta import FRASES_DE_CONSULTA, luz_de, queda_en_palabras
from publicaciones.estados.consulta import COLOR_DE_CONSULTA, EstadoConsulta
from publicaciones.forms import consulta as formularios
from publicaciones.models import Consulta, PreguntaDeConsulta


@admin.register(Consulta)
class ConsultaAdmin(AdminConTramites):
    """Those that wait, by time left; those that ended, newest first."""

    tramites = {
        "tomar": Tramite(
            "Tomar la consulta",
            "Tomarla para estudio",
            formularios.TomarConsulta,
            lambda consulta, datos, **k: acciones.tomar_consulta(consulta=consulta, **k),
            "La consulta quedó a su cargo.",
        ),
        "opinar_a_favor": Tramite(
            "Opinión favorable",
            "Dar opinión favorable",
            formularios.OpinarAFavor,
            lambda consulta, datos, **k: acciones.opinar_a_favor(consulta=consulta, **datos, **k),
            "La opinión favorable quedó registrada. Se avisó a quien consultó.",
            explicacion="Vale para el texto exacto que se consultó: si lo editan, deja de valer.",
        ),
        "proponer_cambios": Tramite(
            "Favorable con cambios",
            "Proponer este texto",
            formularios.ProponerCambios,
            lambda consulta, datos, **k: acciones.proponer_cambios(consulta=consulta, **datos, **k),
            "El texto propuesto quedó registrado. Se avisó a quien consultó.",
            rechazos=(acciones.SinCambios,),
            campo="texto",
        ),
        "opinar_en_contra": Tramite(
            "Opinión desfavorable",
            "Dar opinión desfavorable",
            formularios.OpinarEnContra,
            lambda consulta, datos, **k: acciones.opinar_en_contra(consulta=consulta, **datos, **k),
            "La opinión desfavorable quedó registrada. Se avisó a quien consultó.",
            explicacion="Ese texto no podrá publicarse. No se puede deshacer.",
            peligro=True,
        ),
        "preguntar": Tramite(
            "Pedir información",
            "Preguntar",
            formularios.Preguntar,
            lambda consulta, datos, **k: acciones.preguntar_en_consulta(consulta=consulta, **datos, **k),
            "La pregunta se envió. El plazo sigue corriendo.",
            explicacion="Responde quien administra la cuenta. Las 48 horas no se detienen.",
        ),
    }
    relacionados = ("cuenta__area", "variante", "presentada_por", "tomada_por", "resuelta_por")

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Dudas sobre lo que se va a publicar (6.viii), por el tiempo que queda de sus 48 horas."
        return [Entrada("Consultas", self.url("changelist"), texto, bandeja=es_cncs(request.user))]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def lista(self, request: HttpRequest) -> HttpResponse:
        ahora, terminadas = timezone.now(), request.GET.get("ver") == "terminadas"
        visibles = Consulta.objects.visibles_para(request.user)
        filas = visibles.terminadas_al(ahora) if terminadas else visibles.abiertas_al(ahora)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Consultas",
                filas=filas.select_related(*self.relacionados),
                orden=("-presentada", "-pk") if terminadas else ("vence", "pk"),
                columnas=("Folio", "Cuenta", "Duda", "Estado", "Vence" if terminadas else "Le queda", "La tiene"),
                fila=lambda c: (
                    enlazar(self.url("change", c.pk), c.folio),
                    f"{c.cuenta.rotulo} en {c.cuenta.get_red_display()}",
                    c.duda if len(c.duda) <= 80 else f"{c.duda[:80]}…",
                    _estado(c, ahora),
                    con_hora(c.vence) if terminadas else semaforo(luz_de(c, ahora), queda_en_palabras(c, ahora)),
                    c.resuelta_por or c.tomada_por or "Nadie",
                ),
                vacio=("No hay consultas aquí", "Cuando alguien consulte un texto aparecerá en esta lista."),
                pestanas=(("", "Por contestar"), ("terminadas", "Terminadas")),
            ),
        )

    def visibles(self, request: HttpRequest) -> QuerySet[Consulta]:
        return Consulta.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Consulta) -> set[str]:
        if not objeto.abierta_al(timezone.now()):
            return set()
        posibles = {t.name for t in objeto.get_available_user_estado_transitions(request.user)} & self.tramites.keys()
        return posibles - {"preguntar"} if objeto.preguntas.filter(respondida__isnull=True).exists() else posibles

    def mostrar(self, request: HttpRequest, objeto: Consulta, actos: list[Acto]) -> HttpResponse:
        ahora = timezone.now()
        consulta: list[tuple[str, Any]] = [
            ("Estado", _estado(objeto, ahora)),
            ("Le queda", semaforo(luz_de(objeto, ahora), queda_en_palabras(objeto, ahora))),
            ("Vence", con_hora(objeto.vence)),
            ("Cuenta", objeto.cuenta),
            ("Duda", SafeString(linebreaks(objeto.duda, autoescape=True))),
            ("Numerales en duda", ", ".join(objeto.numerales)),
            ("Texto que se consulta", SafeString(linebreaks(objeto.texto, autoescape=True))),
            (
                "Contenido",
                enlazar(
                    reverse("publicaciones:contenido", args=[objeto.variante.contenido_id]),
                    "Ver el contenido completo, con sus archivos",
                ),
            ),
            ("Consultó", f"{objeto.presentada_por}, {con_hora(objeto.presentada)}"),
            ("La tiene", f"{objeto.tomada_por}, desde el {con_hora(objeto.tomada)}" if objeto.tomada else "Nadie"),
        ]
        secciones: list[tuple[str, list[tuple[str, Any]]]] = [("Consulta (6.viii)", consulta)]
        if objeto.resuelta:
            respuesta: list[tuple[str, Any]] = [
                ("Opinión", objeto.get_opinion_display()),
                ("Razones", SafeString(linebreaks(objeto.respuesta, autoescape=True)) if objeto.respuesta else ""),
                ("Opinó", f"{objeto.resuelta_por}, {con_hora(objeto.resuelta)}"),
            ]
            if objeto.texto_propuesto:
                propuesto = SafeString(linebreaks(objeto.texto_propuesto, autoescape=True))
                respuesta.insert(2, ("Texto que se aprueba", propuesto))
            secciones.insert(0, ("Opinión de la CNCS", respuesta))
        preguntas = list(objeto.preguntas.select_related("pedida_por", "respondida_por"))
        if preguntas:
            secciones.append(("Información pedida", [_pregunta(pregunta) for pregunta in preguntas]))
        asientos = asientos_de(objeto.cadena).filter(objeto=str(objeto)).order_by("-numero")
        extra = {"hechos": [contar(asiento, FRASES_DE_CONSULTA) for asiento in asientos]}
        ficha = Ficha(str(objeto), secciones, actos, regreso=("Consultas", self.url("changelist")), extra=extra)
        return self.pagina_de_ficha(request, ficha)


def _estado(consulta: Consulta, ahora: datetime) -> SafeString:
    estado = consulta.estado_al(ahora)
    return etiqueta(EstadoConsulta(estado).label, COLOR_DE_CONSULTA[estado])


def _pregunta(pregunta: PreguntaDeConsulta) -> tuple[str, Any]:
    lineas = [(f"{pregunta.pedida_por}: {pregunta.texto}",)]
    lineas.append((f"{pregunta.respondida_por}: {pregunta.respuesta}" if pregunta.respondida else "Sin respuesta",))
    return con_hora(pregunta.pedida), format_html("{}", format_html_join("", "<p>{}</p>", lineas))

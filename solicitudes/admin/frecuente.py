"""5.3.b: the frequent questions, as the CNCS keeps them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse

from organizacion.admin_base import Acto, AdminConTramites, Campo, Entrada, Ficha, Lista, Tramite, enlazar, etiqueta
from organizacion.fechas import con_hora, corta
from organizacion.permisos import es_cncs, es_control
from solicitudes.acciones import duda as acciones
from solicitudes.clases.base import SinCampos
from solicitudes.consultas.preguntas import con_palabras
from solicitudes.models import PreguntaFrecuente


@admin.register(PreguntaFrecuente)
class PreguntaFrecuenteAdmin(AdminConTramites):
    tramites = {
        "retirar": Tramite(
            "Retirar de las preguntas frecuentes",
            "Retirar",
            SinCampos,
            lambda frecuente, datos, **k: acciones.retirar_frecuente(frecuente=frecuente, **k),
            "La pregunta ya no aparece entre las frecuentes.",
            explicacion="Retírela cuando la respuesta ya no valga. Queda guardada con su fecha.",
            peligro=True,
        )
    }
    relacionados = ("duda", "publicada_por")

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Respuestas publicadas para todas las áreas (5.3.b)."
        return [Entrada("Preguntas frecuentes", self.url("changelist"), texto)]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def lista(self, request: HttpRequest) -> HttpResponse:
        retiradas = request.GET.get("ver") == "retiradas"
        filas = self.visibles(request).filter(retirada__isnull=not retiradas)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Preguntas frecuentes",
                filas=con_palabras(filas, self.buscado(request)),
                orden=("-publicada", "-pk"),
                columnas=("Pregunta", "Numerales", "Retirada" if retiradas else "Publicada"),
                fila=lambda f: (
                    enlazar(self.url("change", f.pk), f.pregunta),
                    ", ".join(f.numerales) or "—",
                    corta(f.retirada if retiradas else f.publicada),
                ),
                vacio=("No hay preguntas aquí", "Se publican desde cada duda contestada."),
                pestanas=(("", "Publicadas"), ("retiradas", "Retiradas")),
                campos=(Campo("q", "Palabras de la pregunta o de la respuesta"),),
                enlaces=(("Ver como la ven las áreas", reverse("solicitudes:preguntas")),),
            ),
        )

    def visibles(self, request: HttpRequest) -> QuerySet[PreguntaFrecuente]:
        return PreguntaFrecuente.objects.all()

    def posibles(self, request: HttpRequest, objeto: PreguntaFrecuente) -> set[str]:
        return {"retirar"} if es_cncs(request.user) and not objeto.retirada else set()

    def mostrar(self, request: HttpRequest, objeto: PreguntaFrecuente, actos: list[Acto]) -> HttpResponse:
        origen = reverse("admin:solicitudes_duda_change", args=[objeto.duda_id]) if objeto.duda else ""
        datos = [
            ("Estado", etiqueta("Retirada", "gris") if objeto.retirada else etiqueta("Publicada", "verde")),
            ("Respuesta", objeto.respuesta),
            ("Numerales", ", ".join(f"{n} · {texto}" for n, texto in objeto.numerales_con_texto)),
            ("Duda de origen", enlazar(origen, objeto.duda.folio) if objeto.duda else ""),
            ("Publicó", f"{objeto.publicada_por}, {con_hora(objeto.publicada)}"),
            ("Retirada", con_hora(objeto.retirada) if objeto.retirada else ""),
        ]
        regreso = ("Preguntas frecuentes", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(objeto.pregunta, [("Pregunta", datos)], actos, regreso=regreso))

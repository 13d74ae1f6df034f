"""The outbox, to read; what failed can be tried again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from avisos import acciones
from avisos.estados import EstadoAviso
from avisos.models import Aviso
from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import con_hora
from organizacion.permisos import es_control, es_sistema
from organizacion.reserva import es_reservada, sin_reservadas
from organizacion.tramites import Acto, FormularioSobre, Tramite

COLORES: dict[str, str] = {EstadoAviso.PENDIENTE: "azul", EstadoAviso.ENVIADO: "verde", EstadoAviso.FALLIDO: "rojo"}


class Reintentar(FormularioSobre):
    pass


@admin.register(Aviso)
class AvisoAdmin(AdminConTramites):
    tramites = {
        "reintentar": Tramite(
            "Volver a enviar",
            "Volver a enviar",
            Reintentar,
            lambda aviso, datos, **k: acciones.reintentar(aviso=aviso, **k),
            "El aviso volvió a la bandeja de salida.",
            explicacion="Se intentará de nuevo con el mismo destinatario. Corrija antes la causa de la falla.",
        )
    }

    def puede_ver(self, persona: Any) -> bool:
        return es_control(persona) or es_sistema(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Avisos", self.url("changelist"), "Correos enviados, por enviar y los que no se entregaron.")]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def lista(self, request: HttpRequest) -> HttpResponse:
        filas = self.visibles(request).defer("cuerpo")
        if (estado := request.GET.get("ver", "")) in EstadoAviso.values:
            filas = filas.filter(estado=estado)
        if correo := self.buscado(request).lower():
            filas = filas.filter(para=correo)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Avisos",
                filas=filas,
                orden=("-pk",),
                columnas=("Asunto", "Para", "Creado", "Intentos", "Estado"),
                fila=lambda a: (
                    enlazar(self.url("change", a.pk), a.asunto),
                    a.para,
                    con_hora(a.creado),
                    a.intentos,
                    etiqueta(a.get_estado_display(), COLORES[a.estado]),
                ),
                vacio=("No hay avisos aquí", "Cada trámite escribe los suyos."),
                pestanas=(("", "Todos"), *((str(e), e.label) for e in EstadoAviso)),
                campos=(Campo("q", "Correo de quien lo recibe"),),
            ),
        )

    def visibles(self, request: HttpRequest) -> QuerySet[Aviso]:
        return sin_reservadas(Aviso.objects.all(), request.user)

    def posibles(self, request: HttpRequest, objeto: Aviso) -> set[str]:
        quien = es_control if es_reservada(objeto.cadena) else es_sistema
        return {"reintentar"} if quien(request.user) and objeto.estado == EstadoAviso.FALLIDO else set()

    def mostrar(self, request: HttpRequest, objeto: Aviso, actos: list[Acto]) -> HttpResponse:
        envio = [
            ("Estado", etiqueta(objeto.get_estado_display(), COLORES[objeto.estado])),
            ("Para", objeto.para),
            ("Si no se entrega", ", ".join(objeto.respaldos)),
            ("Creado", con_hora(objeto.creado)),
            ("Enviado", con_hora(objeto.enviado) if objeto.enviado else ""),
            ("Intentos", objeto.intentos),
            ("Último error", objeto.error),
            ("Message-ID", objeto.mensaje_id),
        ]
        secciones: list[tuple[str, list[tuple[str, Any]]]] = [
            ("Envío", envio),
            ("Mensaje", [("Asunto", objeto.asunto), ("Texto", objeto.cuerpo)]),
        ]
        regreso = ("Avisos", self.url("changelist"))
        return self.pagina_de_ficha(request, Ficha(objeto.asunto, secciones, actos, regreso=regreso))

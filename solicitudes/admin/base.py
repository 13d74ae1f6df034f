"""The tray of any kind of request, and the page of each one for whoever answers it."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone

from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.admin_base import semaforo as luz
from organizacion.fechas import corta
from organizacion.tramites import Acto, actos_posibles
from plazos.consultas import calendario_vigente
from solicitudes.clases import Clase
from solicitudes.clases.lectura import constancias_de, documentos_de, hechos_de
from solicitudes.consultas.busqueda import con_texto
from solicitudes.consultas.solicitud import reloj_de
from solicitudes.models import Solicitud

BUSQUEDA = (Campo("q", "Folio, cuenta, área, persona o palabras"),)


class SolicitudAdmin(AdminConTramites):
    """What waits, by due date; what ended, newest first. A subclass says of which ``clase``."""

    clase: ClassVar[Clase]
    plantilla_de_ficha = "admin/solicitudes/solicitud/ficha.html"

    def __init_subclass__(cls, **opciones: Any) -> None:
        super().__init_subclass__(**opciones)
        if hasattr(cls, "clase"):
            cls.tramites = cls.clase.tramites
            cls.relacionados = (
                *("area", "plazo__version", "presentada_por", "responsable", "resuelta_por"),
                *cls.clase.relacionados,
            )

    def puede_ver(self, persona: Any) -> bool:
        return self.clase.oficina(persona) or self.clase.consulta(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = f"{self.clase.plural} por atender ({self.clase.numeral}), por fecha de vencimiento."
        return [Entrada(self.clase.plural, self.url("changelist"), texto, bandeja=self.clase.oficina(request.user))]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), *self.rutas_de_tramites()]

    def lista(self, request: HttpRequest) -> HttpResponse:
        """What waits for an answer or, with ``?ver=terminadas``, what ended."""
        terminadas = request.GET.get("ver") == "terminadas"
        visibles = con_texto(self.visibles(request), self.buscado(request)).select_related(*self.relacionados)
        en_tramite = self.clase.modelo.en_tramite
        ahora, calendario = timezone.now(), calendario_vigente()
        if terminadas:
            filas, orden = visibles.exclude(estado__in=en_tramite), ("-creada", "-pk")
        else:
            filas = self.clase.cola(visibles.filter(estado__in=en_tramite, plazo__isnull=False), request.user)
            orden = ("plazo__vence", "pk")

        def fila(solicitud: Solicitud) -> tuple[Any, ...]:
            reloj = reloj_de(solicitud, ahora, calendario)
            return (
                enlazar(self.url("change", solicitud.pk), solicitud.folio),
                solicitud.rotulo,
                solicitud.area.siglas if solicitud.area else "—",
                etiqueta(solicitud.get_estado_display(), self.clase.color(solicitud.estado)),
                luz(reloj.luz, reloj.texto) if reloj else corta(solicitud.creada),
                (solicitud.responsable if terminadas else solicitud.a_cargo) or solicitud.quien_sigue or "—",
            )

        return self.pagina_de_lista(
            request,
            Lista(
                titulo=self.clase.plural,
                filas=filas,
                orden=orden,
                columnas=(
                    "Folio",
                    "Asunto",
                    "Área",
                    "Estado",
                    "Presentada" if terminadas else "Plazo",
                    "Atendió" if terminadas else "La tiene",
                ),
                fila=fila,
                vacio=("Nada espera respuesta aquí", "Lo que se presente aparecerá en esta bandeja."),
                pestanas=(("", "Por atender"), ("terminadas", "Terminadas")),
                campos=BUSQUEDA,
            ),
        )

    def visibles(self, request: HttpRequest) -> QuerySet[Any]:
        return self.clase.modelo.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Solicitud) -> set[str]:
        return set(actos_posibles(self.tramites, objeto, request.user))

    def mostrar(self, request: HttpRequest, objeto: Solicitud, actos: list[Acto]) -> HttpResponse:
        clase, persona = self.clase, request.user
        ve_notas = clase.ve_notas(objeto, persona)
        papeles = [
            (d.get_clase_display(), d.nombre, reverse("solicitudes:documento", args=[d.pk]), d.momento)
            for d in documentos_de(clase, objeto, persona)
        ] + [
            (c.get_clase_display(), f"Código {c.codigo}", reverse("solicitudes:constancia", args=[c.pk]), c.emitida)
            for c in constancias_de(clase, objeto, persona)
        ]
        extra = {
            "solicitud": objeto,
            "clase": clase,
            "color": clase.color(objeto.estado),
            "reloj": reloj_de(objeto, timezone.now(), calendario_vigente()),
            "impedimento": clase.impedimento(objeto, persona),
            "documentos": papeles,
            "notas": objeto.notas.select_related("autor").order_by("-pk") if ve_notas else [],
            "ve_notas": ve_notas,
            "requerimientos": objeto.requerimientos.select_related("pedido_por", "contestado_por"),
            "mensajes_del_hilo": clase.hilo(objeto, persona),
            "anonimo": clase.anonimo(objeto, persona),
            "hechos": hechos_de(clase, objeto, persona),
            "extra": clase.datos_extra(objeto, persona),
        }
        regreso = (clase.plural, self.url("changelist"))
        ficha = Ficha(str(objeto), clase.secciones(objeto, persona), actos, regreso=regreso, extra=extra)
        return self.pagina_de_ficha(request, ficha)

"""8.a: the queue of whoever evaluates: what waits, and many at once with one opinion."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone

from evaluacion import acciones, consultas
from evaluacion.estados import POR_EVALUAR, EstadoEvaluacion, EstadoPeriodo
from evaluacion.forms import Dictaminar
from evaluacion.models import Evaluacion, Periodo
from evaluacion.permisos.evaluacion import es_del_comite_evaluador
from organizacion.admin_base import AdminPorRol, Entrada, Lista, enlazar, etiqueta
from organizacion.fechas import corta
from organizacion.permisos import es_cncs
from organizacion.peticion import persona_de

LOTE: Final = 100


@admin.register(Evaluacion)
class EvaluacionAdmin(AdminPorRol):
    """Those that the person may evaluate, and those whose observations the person may decide."""

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_del_comite_evaluador(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Evaluaciones que le esperan (8.a), y las observaciones de las áreas."
        return [Entrada("Evaluaciones", self.url("changelist"), texto, bandeja=True)]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), self.ruta("en-lote/", self.en_lote, "en_lote")]

    def lista(self, request: HttpRequest) -> HttpResponse:
        """What waits to be evaluated or, with ``?ver=observadas``, to be decided."""
        persona = persona_de(request)
        observadas = request.GET.get("ver") == "observadas"
        estados = [EstadoEvaluacion.OBSERVADA] if observadas else list(POR_EVALUAR)

        def fila(e: Evaluacion) -> tuple[Any, ...]:
            plazo = e.plazo_resolucion if observadas else e.periodo.plazo_evaluacion
            return (
                enlazar(reverse("evaluacion:detalle", args=[e.pk]), e.cuenta.nombre),
                e.get_red_display(),
                e.cuenta.area.siglas,
                e.periodo.nombre,
                etiqueta(e.get_omision_display(), "rojo") if e.omision else "Validada",
                "Sin datos" if e.calificacion is None else e.calificacion,
                corta(plazo.fecha_limite) if plazo else "—",
            )

        columnas = ("Cuenta", "Red", "Área", "Periodo", "El área", "Provisional", "A más tardar")
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Evaluaciones",
                filas=consultas.por_evaluar(persona, estados),
                orden=("pk",),
                columnas=columnas,
                fila=fila,
                descripcion="Solo aparecen las que usted puede evaluar: ninguna que administre o encabece.",
                vacio=("Nada espera aquí", "Lo que las áreas validen, o se venza, aparecerá en esta bandeja."),
                pestanas=(("", "Por evaluar"), ("observadas", "Con observaciones")),
                enlaces=(("Evaluar en lote", self.url("en_lote")),),
            ),
        )

    def en_lote(self, request: HttpRequest) -> HttpResponse:
        """Up to a hundred of the open period with what the system computed and the áreas captured."""
        persona = persona_de(request)
        periodo = Periodo.objects.filter(estado=EstadoPeriodo.ABIERTO).order_by("desde").first()
        pendientes = consultas.por_evaluar(persona, POR_EVALUAR).filter(periodo=periodo)
        if not self.puede_ver(persona):
            raise PermissionDenied
        form = Dictaminar(request.POST or None, objeto=periodo)
        if form.is_bound and form.is_valid():
            varias = acciones.evaluar_varias(
                evaluaciones=pendientes[:LOTE], por=persona, ahora=timezone.now(), **form.cleaned_data
            )
            for motivo in dict.fromkeys(motivo for _, motivo in varias.rechazadas):
                messages.error(request, motivo)
            mensaje = f"Se evaluaron {len(varias.hechas)}. Se avisó a las áreas, que pueden contestar."
            return self.volver(request, mensaje, self.url("changelist"))
        cuantas = pendientes[: LOTE + 1].count()
        return self.pagina_de_formulario(
            request,
            titulo="Evaluar en lote",
            form=form,
            boton=f"Evaluar {min(cuantas, LOTE)}",
            regreso=("Evaluaciones", self.url("changelist")),
            texto="El mismo dictamen para todas, con los puntos que dan las cifras. Revise antes, una por una, las que "
            "necesiten un ajuste.",
        )

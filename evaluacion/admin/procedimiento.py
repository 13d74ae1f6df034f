"""8.a: the procedure: the Secretaría Técnica writes it, with its weights in sight; the Presidencia issues it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone

from bitacora.consultas import asientos_de
from bitacora.flujo import ActoRechazado
from bitacora.relato import contar
from evaluacion import acciones, permisos
from evaluacion.acciones import ProcedimientoInvalido
from evaluacion.ensayo import ensayar
from evaluacion.forms import DatosDelProcedimiento, Indicadores, SinDatos
from evaluacion.forms.procedimiento import iniciales_de
from evaluacion.inicial import NOMBRE, presentacion
from evaluacion.models import Procedimiento
from organizacion.admin_base import AdminConTramites, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import corta
from organizacion.permisos import es_cncs, es_comite, es_control
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite, actos_posibles

FRASES = {
    "redactar": "Se empezó el borrador: {indicadores} indicadores, peso {peso}",
    "corregir": "Se corrigió el borrador: {indicadores} indicadores, peso {peso}",
    "emitir": "La Presidencia lo emitió como versión {version}",
    "sustituir": "Lo sustituyó otra versión",
}


@admin.register(Procedimiento)
class ProcedimientoAdmin(AdminConTramites):
    """Every version; the draft can be edited, tried on the last period and issued."""

    tramites = {
        "emitir": Tramite(
            "Emitir",
            "Emitir el procedimiento",
            SinDatos,
            lambda p, datos, **k: acciones.emitir(procedimiento=p, **k),
            "El procedimiento quedó emitido. Se avisó al Comité y a la CNCS.",
            explicacion="Desde ese momento no se modifica: si hay que cambiarlo, se emite otra versión.",
            rechazos=(ProcedimientoInvalido,),
        )
    }
    relacionados = ("emitido_por",)

    def puede_ver(self, persona: Any) -> bool:
        return es_comite(persona) or es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Indicadores, pesos y escalas con los que se evalúan las cuentas (8.a)."
        return [Entrada("Procedimiento de evaluación", self.url("changelist"), texto)]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("add/", self.empezar, "add"),
            self.ruta("<int:pk>/editar/", self.editar, "editar"),
            *self.rutas_de_tramites(),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        redacta = permisos.puede_redactar(request.user)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Procedimiento de evaluación",
                filas=self.visibles(request),
                orden=("-pk",),
                columnas=("Procedimiento", "Versión", "Estado", "Emitido"),
                fila=lambda p: (
                    enlazar(self.url("change", p.pk), p.nombre),
                    p.version or "—",
                    etiqueta(p.get_estado_display(), "verde" if p.version and not p.sustituido else "gris"),
                    corta(p.emitido) if p.emitido else "—",
                ),
                vacio=("Todavía no hay procedimiento", "Lo redacta la Secretaría Técnica y lo emite la Presidencia."),
                enlaces=(("Empezar un borrador", self.url("add")),) if redacta else (),
            ),
        )

    def empezar(self, request: HttpRequest) -> HttpResponse:
        """A new draft, with the indicators of the procedure in force."""
        if not permisos.puede_redactar(request.user):
            raise PermissionDenied
        form = DatosDelProcedimiento(request.POST or None, initial={"nombre": NOMBRE, "presentacion": presentacion()})
        if form.is_bound and form.is_valid():
            try:
                fila = acciones.redactar(
                    **form.cleaned_data, indicadores=None, por=persona_de(request), ahora=timezone.now()
                )
            except ProcedimientoInvalido as error:
                form.add_error(None, str(error))
            else:
                return self.volver(request, "Se empezó el borrador.", self.url("editar", fila.pk))
        return self.pagina_de_formulario(
            request,
            titulo="Empezar un borrador",
            form=form,
            boton="Empezar",
            regreso=("Procedimiento de evaluación", self.url("changelist")),
            texto="Empieza con los indicadores del procedimiento vigente, si lo hay.",
        )

    def editar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft with its weights adding up; «Calcular» shows what they add up to without saving."""
        fila = self.cargar(request, pk)
        if not permisos.puede_redactar(request.user):
            raise PermissionDenied
        if not fila.es_borrador:
            return self.volver(request, "Ya se emitió: no se modifica.", self.url("change", pk))
        datos = request.POST if request.method == "POST" else None
        form = DatosDelProcedimiento(datos, initial={"nombre": fila.nombre, "presentacion": fila.presentacion})
        indicadores = Indicadores(datos, initial=iniciales_de(fila), prefix="i")
        validos = bool(datos) and form.is_valid() and indicadores.is_valid()
        if validos and "calcular" not in request.POST:
            try:
                acciones.corregir(
                    procedimiento=fila,
                    **form.cleaned_data,
                    indicadores=indicadores.indicadores,
                    por=persona_de(request),
                    ahora=timezone.now(),
                )
            except ActoRechazado as error:
                form.add_error(None, str(error))
            else:
                return self.volver(request, "El borrador quedó guardado.", self.url("change", pk))
        contexto = self._contexto(request, "Editar el procedimiento") | {
            "form": form,
            "indicadores": indicadores,
            "suma": indicadores.suma,
            "regreso": ("Procedimiento de evaluación", self.url("change", pk)),
        }
        return TemplateResponse(request, "admin/evaluacion/procedimiento/editar.html", contexto)

    def visibles(self, request: HttpRequest) -> QuerySet[Procedimiento]:
        return Procedimiento.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Procedimiento) -> set[str]:
        return set(actos_posibles(self.tramites, objeto, request.user))

    def mostrar(self, request: HttpRequest, objeto: Procedimiento, actos: list[Acto]) -> HttpResponse:
        indicadores = list(objeto.indicadores.all())
        hechos: list[tuple[str, Any]] = [
            ("Estado", etiqueta(objeto.get_estado_display())),
            ("Suma de los pesos", f"{objeto.peso_total} de 100"),
            ("Documento", enlazar(reverse("evaluacion:procedimiento_pdf", args=[objeto.pk]), "Descargar (PDF)")),
        ]
        if objeto.emitido:
            hechos.append(("Emitió", f"{objeto.emitido_por}, {corta(objeto.emitido)}"))
        elif permisos.puede_redactar(request.user):
            hechos.append(("Borrador", enlazar(self.url("editar", objeto.pk), "Editar los indicadores")))
        lineas = [
            (
                f"{i.nombre} ({i.peso})",
                f"{i.escala_en_palabras}. Umbral: {i.umbral_en_palabras}" if i.peso else "Solo informa",
            )
            for i in indicadores
        ]
        secciones = [("Procedimiento", hechos), ("Indicadores y su peso", lineas)]
        if objeto.es_borrador and (ensayo := ensayar(objeto)):
            secciones.append(("Ensayo con el último periodo", ensayo))
        historia = [contar(a, FRASES) for a in asientos_de(objeto.cadena).order_by("-numero")]
        regreso = ("Procedimiento de evaluación", self.url("changelist"))
        ficha = Ficha(str(objeto), secciones, actos, regreso=regreso, extra={"hechos": historia})
        return self.pagina_de_ficha(request, ficha)

"""5.2.d: the blackouts: the head of the CNCS writes them and ends them; nobody deletes one."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.safestring import SafeString

from bitacora.consultas import asientos_de
from bitacora.relato import contar
from organizacion.admin_base import AdminConTramites, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import con_hora
from organizacion.permisos import es_cncs, es_control
from organizacion.peticion import persona_de
from organizacion.tramites import Acto, Tramite
from publicaciones import acciones, permisos
from publicaciones.acciones import VedaInvalida
from publicaciones.forms import DecretarVeda, TerminarVeda
from publicaciones.models import Veda

FRASES = {"decretar_veda": "La CNCS decretó la veda", "terminar_veda": "La CNCS la terminó antes de su fecha"}


@admin.register(Veda)
class VedaAdmin(AdminConTramites):
    """Those that run and those to come; those that are over."""

    tramites = {
        "terminar": Tramite(
            "Terminar antes de su fecha",
            "Terminar la veda",
            TerminarVeda,
            lambda veda, datos, **k: acciones.terminar_veda(veda=veda, **datos, **k),
            "La veda terminó. Se avisó a quienes administran las cuentas que alcanzaba.",
            explicacion="La veda no se borra: queda a la vista con el motivo. Para otras fechas, decrete otra.",
            peligro=True,
            permiso=permisos.puede_terminar_veda,
        )
    }
    relacionados = ("registrada_por", "terminada_por")

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        return [Entrada("Vedas", self.url("changelist"), "Cuándo y dónde no se publica, y con qué fundamento.")]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("add/", self.decretar, "add"),
            *self.rutas_de_tramites(),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        ahora, pasadas = timezone.now(), request.GET.get("ver") == "pasadas"
        filas = Veda.objects.prefetch_related("cuentas")
        vivas = filas.filter(hasta__gt=ahora, terminada__isnull=True)
        decreta = permisos.puede_decretar_veda(request.user)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Vedas",
                filas=filas.exclude(hasta__gt=ahora, terminada__isnull=True) if pasadas else vivas,
                orden=("-hasta", "-pk") if pasadas else ("desde", "pk"),
                columnas=("Veda", "Empieza", "Termina", "Alcance", "Estado"),
                fila=lambda veda: (
                    enlazar(self.url("change", veda.pk), veda.nombre),
                    con_hora(veda.desde),
                    con_hora(veda.fin),
                    veda.alcance,
                    _estado(veda, ahora),
                ),
                descripcion="Durante una veda el sistema no deja registrar publicaciones en las cuentas que alcanza.",
                vacio=(
                    "No hay vedas" if pasadas else "No hay vedas vigentes ni por venir",
                    "Se publica sin esa limitación.",
                ),
                pestanas=(("", "Vigentes y por venir"), ("pasadas", "Terminadas")),
                enlaces=(("Decretar una veda", self.url("add")),) if decreta else (),
            ),
        )

    def decretar(self, request: HttpRequest) -> HttpResponse:
        """Write one."""
        if not permisos.puede_decretar_veda(request.user):
            raise PermissionDenied
        form = DecretarVeda(request.POST or None)
        if form.is_bound and form.is_valid():
            try:
                veda = acciones.decretar_veda(**form.cleaned_data, por=persona_de(request), ahora=timezone.now())
            except VedaInvalida as error:
                form.add_error(error.campo, str(error))
            else:
                mensaje = "La veda quedó decretada. Se avisó a quienes administran las cuentas que alcanza."
                return self.volver(request, mensaje, self.url("change", veda.pk))
        return self.pagina_de_formulario(
            request,
            titulo="Decretar una veda",
            form=form,
            boton="Decretar la veda",
            regreso=("Vedas", self.url("changelist")),
            texto="Una veda no se corrige ni se borra: si cambia, se termina esta y se decreta otra.",
        )

    def visibles(self, request: HttpRequest) -> QuerySet[Veda]:
        return Veda.objects.all()

    def posibles(self, request: HttpRequest, objeto: Veda) -> set[str]:
        if objeto.hasta <= timezone.now():
            return set()
        return {clave for clave, t in self.tramites.items() if t.permiso and t.permiso(objeto, request.user)}

    def mostrar(self, request: HttpRequest, objeto: Veda, actos: list[Acto]) -> HttpResponse:
        hechos: list[tuple[str, Any]] = [
            ("Estado", _estado(objeto, timezone.now())),
            ("Empieza", con_hora(objeto.desde)),
            ("Termina", con_hora(objeto.fin)),
            ("Fundamento", objeto.fundamento),
            ("Alcance", objeto.alcance),
            ("Sí se publica", "; ".join(objeto.exentas_en_palabras) or "Nada"),
            ("Decretó", f"{objeto.registrada_por}, {con_hora(objeto.registrada)}"),
        ]
        if objeto.terminada:
            hechos += [
                ("La terminó", f"{objeto.terminada_por}, {con_hora(objeto.terminada)}"),
                ("Iba a terminar", con_hora(objeto.hasta)),
                ("Motivo", objeto.motivo_del_fin),
            ]
        historia = [contar(asiento, FRASES) for asiento in asientos_de(objeto.cadena).order_by("-numero")]
        regreso = ("Vedas", self.url("changelist"))
        ficha = Ficha(str(objeto), [("Veda", hechos)], actos, regreso=regreso, extra={"hechos": historia})
        return self.pagina_de_ficha(request, ficha)


def _estado(veda: Veda, ahora: datetime) -> SafeString:
    if veda.vigente(ahora):
        return etiqueta("Rige ahora", "rojo")
    return etiqueta("Por venir", "azul") if ahora < veda.desde and not veda.terminada else etiqueta("Terminada")

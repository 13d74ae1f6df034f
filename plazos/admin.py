"""7.iii: the legal calendar: its days, its versions, and its changes, with a look at what they move before they do."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone

from organizacion.admin_base import AdminPorRol, Entrada, Lista, enlazar
from organizacion.fechas import con_hora, corta, larga
from organizacion.permisos import es_sistema, es_titular_cncs
from organizacion.peticion import persona_de
from organizacion.reserva import que_puede_saber
from organizacion.tiempo import fecha_local
from plazos.acciones import CambioInvalido, Movimiento, aplicar_cambio, previsualizar
from plazos.clases import CLASES
from plazos.consultas import PRIMER_DIA, ULTIMO_DIA, FueraDelCalendario, inhabiles_del_anio, objetos_de
from plazos.forms import AgregarInhabil, QuitarInhabil
from plazos.models import DiaInhabil, VersionCalendario

MOVIMIENTOS_A_LA_VISTA = 200


def puede_cambiar_calendario(persona: Any) -> bool:
    """The head of the CNCS, whose term it is, and whoever keeps the system."""
    return es_titular_cncs(persona) or es_sistema(persona)


@admin.register(DiaInhabil)
class DiaInhabilAdmin(AdminPorRol):
    def puede_ver(self, persona: Any) -> bool:
        return bool(getattr(persona, "is_staff", False))

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Los días que no cuentan en los plazos, con su fundamento."
        return [Entrada("Calendario de días inhábiles", self.url("changelist"), texto)]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("versiones/", self.versiones, "versiones"),
            self.ruta("add/", self.agregar, "add"),
            self.ruta("<int:pk>/quitar/", self.quitar, "quitar"),
        ]

    def lista(self, request: HttpRequest) -> HttpResponse:
        """The non-working periods of a year."""
        cambia = puede_cambiar_calendario(request.user)
        anio = fecha_local(timezone.now()).year
        with suppress(ValueError):
            anio = int(request.GET.get("ver", anio))
        anio = min(max(anio, PRIMER_DIA.year), ULTIMO_DIA.year)

        def fila(dia: DiaInhabil) -> tuple[Any, ...]:
            celdas = (larga(dia.desde), larga(dia.hasta), dia.motivo, dia.fundamento)
            return (*celdas, enlazar(self.url("quitar", dia.pk), "Quitar")) if cambia else celdas

        enlaces = (("Agregar días inhábiles", self.url("add")),) if cambia else ()
        columnas = ("Desde", "Hasta", "Motivo", "Fundamento")
        return self.pagina_de_lista(
            request,
            Lista(
                titulo=f"Calendario de días inhábiles de {anio}",
                filas=inhabiles_del_anio(anio),
                orden=("desde", "pk"),
                columnas=(*columnas, "Cambiar") if cambia else columnas,
                fila=fila,
                descripcion="Además de sábados y domingos, estos días no cuentan en los plazos en días hábiles.",
                vacio=(f"No hay días inhábiles de {anio}", "Los plazos de ese año solo descuentan fines de semana."),
                pestanas=tuple(
                    (str(a), str(a)) for a in (anio - 1, anio, anio + 1) if PRIMER_DIA.year <= a <= ULTIMO_DIA.year
                ),
                ver=str(anio),
                enlaces=(*enlaces, ("Historia de cambios", self.url("versiones"))),
            ),
        )

    def versiones(self, request: HttpRequest) -> HttpResponse:
        """Every change of the calendar, newest first."""
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Historia de cambios del calendario",
                filas=VersionCalendario.objects.all(),
                orden=("-numero",),
                columnas=("Versión", "Cuándo", "Quién", "Motivo"),
                fila=lambda v: (v.numero, con_hora(v.creada), v.autor.partition(" <")[0], v.motivo),
            ),
        )

    def agregar(self, request: HttpRequest) -> HttpResponse:
        """Days that stop counting."""
        form = AgregarInhabil(request.POST or None)
        return self._cambiar(request, form, "Agregar días inhábiles")

    def quitar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Days that count again."""
        dia = get_object_or_404(DiaInhabil, pk=pk)
        form = QuitarInhabil(request.POST or None, inhabil=pk)
        texto = f"{dia.motivo}: del {larga(dia.desde)} al {larga(dia.hasta)}. {dia.fundamento}."
        return self._cambiar(request, form, "Quitar días inhábiles", texto)

    def _cambiar(
        self, request: HttpRequest, form: AgregarInhabil | QuitarInhabil, titulo: str, texto: str = ""
    ) -> HttpResponse:
        """Type it, see which clocks it moves, confirm it. What is applied is computed again then."""
        if not puede_cambiar_calendario(request.user):
            raise PermissionDenied
        if form.is_bound and form.is_valid() and request.POST.get("paso") != "corregir":
            try:
                if request.POST.get("paso") == "confirmar":
                    movimientos = aplicar_cambio(cambio=form.cambio(), por=persona_de(request), ahora=timezone.now())
                    cuantas = len(que_puede_saber(movimientos, request.user, lambda m: m.plazo.cadena))
                    mensaje = f"El calendario cambió. Fechas límite que se movieron: {cuantas}."
                    return self.volver(request, mensaje, self.url("changelist"))
                return self._vista_previa(request, form, titulo, texto, previsualizar(form.cambio()))
            except (CambioInvalido, FueraDelCalendario) as error:
                form.add_error(None, str(error))
        return self.pagina_de_formulario(
            request,
            titulo=titulo,
            form=form,
            boton="Ver qué fechas se mueven",
            regreso=("Calendario", self.url("changelist")),
            texto=texto,
        )

    def _vista_previa(
        self,
        request: HttpRequest,
        form: AgregarInhabil | QuitarInhabil,
        titulo: str,
        texto: str,
        movimientos: Sequence[Movimiento],
    ) -> HttpResponse:
        movimientos = que_puede_saber(movimientos, request.user, lambda m: m.plazo.cadena)
        a_la_vista = movimientos[:MOVIMIENTOS_A_LA_VISTA]
        objetos = objetos_de(m.plazo for m in a_la_vista)
        contexto = self._contexto(request, titulo) | {
            "form": form,
            "texto": texto,
            "regreso": ("Calendario", self.url("changelist")),
            "resumen": [(campo.label, campo.value()) for campo in form],
            "cuantos": len(movimientos),
            "restantes": len(movimientos) - len(a_la_vista),
            "movimientos": [
                (
                    objetos.get((m.plazo.objeto_tipo, m.plazo.objeto_id), m.plazo.cadena),
                    CLASES[m.plazo.clase].nombre,
                    corta(m.de),
                    corta(m.a),
                )
                for m in a_la_vista
            ],
        }
        return TemplateResponse(request, "admin/plazos/diainhabil/vista_previa.html", contexto)

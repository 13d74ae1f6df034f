"""The CNCS's look at account hygiene: certifications, asked for before a milestone, and accounts that say nothing."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone

from bitacora.flujo import ActoRechazado
from cuentas.acciones import recertificacion as acciones
from cuentas.estados import EstadoRecertificacion, NivelAbandono
from cuentas.forms.higiene import PedirAnteHito
from cuentas.models import AlertaAbandono, Cuenta, Recertificacion
from cuentas.permisos.higiene import puede_pedir_recertificacion
from organizacion.admin_base import AdminPorRol, Entrada, Lista, enlazar, etiqueta, semaforo
from organizacion.fechas import corta
from organizacion.permisos import es_cncs, es_control
from organizacion.peticion import persona_de

VER = {
    "": (EstadoRecertificacion.PEDIDA,),
    "diferencias": (EstadoRecertificacion.CON_DIFERENCIAS,),
    "respondidas": (EstadoRecertificacion.CONFORME, EstadoRecertificacion.CORREGIDA),
}
LUCES = {NivelAbandono.AMBAR: "ambar", NivelAbandono.ROJO: "rojo", NivelAbandono.BAJA: "rojo"}


@admin.register(Recertificacion)
class RecertificacionAdmin(AdminPorRol):
    """Certifications that wait, by due date; those with something to mend; those that are done."""

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Los datos de cada cuenta, certificados por las áreas cada año y ante los hitos electorales."
        return [Entrada("Recertificaciones", self.url("changelist"), texto)]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist"), self.ruta("pedir/", self.pedir, "add")]

    def lista(self, request: HttpRequest) -> HttpResponse:
        ver = request.GET.get("ver", "")
        filas = Recertificacion.objects.filter(estado__in=VER.get(ver, VER[""])).select_related("cuenta__area", "plazo")
        pide = puede_pedir_recertificacion(request.user)
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Recertificaciones",
                filas=filas,
                orden=("-respondida", "-pk") if ver == "respondidas" else ("pedida", "pk"),
                columnas=("Cuenta", "Área", "Por qué", "Pedida", "Vence", "Estado"),
                fila=lambda r: (
                    enlazar(reverse("cuentas:recertificacion", args=[r.cuenta_id, r.pk]), r.cuenta),
                    r.cuenta.area.siglas,
                    r.hito or r.get_motivo_display(),
                    corta(r.pedida),
                    corta(r.plazo.fecha_limite),
                    etiqueta(r.get_estado_display()),
                ),
                vacio=("No hay recertificaciones aquí", "Se piden solas cada año, y antes de los hitos electorales."),
                pestanas=(("", "Por responder"), ("diferencias", "Con diferencias"), ("respondidas", "Respondidas")),
                enlaces=((self.url("add"), "Pedir ante un hito electoral"),) if pide else (),
            ),
        )

    def pedir(self, request: HttpRequest) -> HttpResponse:
        """5.1.a: ask for the certification of the official accounts before a milestone."""
        if not puede_pedir_recertificacion(request.user):
            raise PermissionDenied
        form = PedirAnteHito(request.POST if request.method == "POST" else None)
        if form.is_valid():
            cuentas = Cuenta.objects.oficiales()
            if entidad := form.cleaned_data["entidad"]:
                cuentas = cuentas.filter(area__entidad=entidad)
            try:
                hito, por = form.cleaned_data["hito"], persona_de(request)
                filas = acciones.pedir_ante_hito(hito=hito, cuentas=cuentas, por=por, ahora=timezone.now())
            except ActoRechazado as error:
                form.add_error(None, str(error))
            else:
                cuantas = "1 cuenta" if len(filas) == 1 else f"{len(filas)} cuentas"
                mensaje = (
                    f"Se pidió la recertificación de {cuantas}. Se avisó a las y los titulares de sus áreas."
                    if filas
                    else "Ninguna cuenta hacía falta: todas las elegidas tienen ya una recertificación por responder."
                )
                return self.volver(request, mensaje, self.url("changelist"))
        return self.pagina_de_formulario(
            request,
            titulo="Pedir recertificación ante un hito electoral",
            form=form,
            boton="Pedir",
            regreso=("Recertificaciones", self.url("changelist")),
            texto="Las áreas certifican los datos y la configuración de sus cuentas. Las que ya tienen una por "
            "responder contestan esa.",
        )


@admin.register(AlertaAbandono)
class AlertaAbandonoAdmin(AdminPorRol):
    """6.xxii, 7.ix: accounts that say nothing, the longest silence first."""

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Cuentas oficiales sin publicaciones ni bitácora en más tiempo del que prometieron (6.xxii, 7.ix)."
        return [Entrada("Cuentas sin actividad", self.url("changelist"), texto, bandeja=es_cncs(request.user))]

    def rutas(self) -> list[URLPattern]:
        return [self.ruta("", self.lista, "changelist")]

    def lista(self, request: HttpRequest) -> HttpResponse:
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Cuentas sin actividad",
                filas=AlertaAbandono.objects.vigentes().agotadas().select_related("cuenta__area"),
                orden=("silencio_desde", "pk"),
                columnas=("Cuenta", "Área", "Frecuencia", "Sin actividad desde", "Nivel"),
                fila=lambda a: (
                    enlazar(reverse("admin:cuentas_cuenta_change", args=[a.cuenta_id]), a.cuenta),
                    a.cuenta.area.siglas,
                    a.cuenta.get_frecuencia_display() or "Semanal",
                    corta(a.silencio_desde),
                    semaforo(LUCES[a.nivel], a.get_nivel_display()),
                ),
                vacio=("Ninguna cuenta está sin actividad", "Aquí aparecen las que dejan de publicar."),
            ),
        )

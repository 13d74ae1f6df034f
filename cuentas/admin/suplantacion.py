"""6.xxxi: the CNCS's queue of fakes: to review, confirm or discard, report to the network and see removed."""

from typing import Any, Final

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.http import content_disposition_header

from cuentas import acciones
from cuentas.acciones.suplantacion import SuplantacionInvalida
from cuentas.consultas import historia_de_la_suplantacion, parecidas
from cuentas.documentos.suplantacion import expediente
from cuentas.estados import EstadoSuplantacion as E
from cuentas.forms import suplantacion as formularios
from cuentas.models import Suplantacion
from cuentas.permisos import ve_suplantaciones
from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.fechas import con_hora, corta
from organizacion.permisos import es_cncs
from organizacion.tramites import Acto, Tramite, actos_posibles

COLORES: Final[dict[str, str]] = {
    E.POR_REVISAR: "azul",
    E.CONFIRMADA: "rojo",
    E.DENUNCIADA: "ambar",
    E.RETIRADA: "verde",
    E.DESCARTADA: "gris",
}
PESTANAS: Final = (
    ("", "Por revisar"),
    (E.CONFIRMADA, "Confirmadas"),
    (E.DENUNCIADA, "Denunciadas"),
    (E.RETIRADA, "Retiradas"),
    (E.DESCARTADA, "Descartadas"),
)
CON_EXPEDIENTE: Final = {E.CONFIRMADA, E.DENUNCIADA, E.RETIRADA}


@admin.register(Suplantacion)
class SuplantacionAdmin(AdminConTramites):
    """Reported accounts, those with most reports first among those to review."""

    relacionados = ("cuenta__area", "resuelta_por")
    tramites = {
        "confirmar": Tramite(
            "Confirmar que es falsa",
            "Confirmar y publicar",
            formularios.ConfirmarSuplantacion,
            lambda s, datos, **k: acciones.confirmar_suplantacion(suplantacion=s, **datos, **k),
            "Quedó confirmada: el directorio ya la advierte.",
            explicacion="Mírela en la red antes de confirmar. El directorio y «¿Es oficial?» dirán que no es oficial.",
            rechazos=(SuplantacionInvalida,),
        ),
        "denunciar": Tramite(
            "Registrar la denuncia ante la red",
            "Registrar la denuncia",
            formularios.DenunciarSuplantacion,
            lambda s, datos, **k: acciones.denunciar_suplantacion(suplantacion=s, **datos, **k),
            "La denuncia quedó registrada.",
            explicacion="Descargue el expediente, entréguelo a la red y anote aquí la referencia.",
            rechazos=(SuplantacionInvalida,),
            campo="fecha",
        ),
        "retirar": Tramite(
            "Registrar que la red la retiró",
            "Registrar el retiro",
            formularios.RetirarSuplantacion,
            lambda s, datos, **k: acciones.registrar_retiro(suplantacion=s, **datos, **k),
            "El retiro quedó registrado: deja de aparecer en el directorio.",
            rechazos=(SuplantacionInvalida,),
            campo="fecha",
        ),
        "descartar": Tramite(
            "Descartar",
            "Descartar",
            formularios.DescartarSuplantacion,
            lambda s, datos, **k: acciones.descartar_suplantacion(suplantacion=s, **datos, **k),
            "Quedó descartada.",
            explicacion="Es una parodia, un homónimo o un error. Si estaba en el directorio, deja de aparecer.",
            peligro=True,
        ),
    }

    def puede_ver(self, persona: Any) -> bool:
        return ve_suplantaciones(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        texto = "Cuentas que la ciudadanía reportó porque se hacen pasar por el Instituto (6.xxxi)."
        return [Entrada("Suplantaciones", self.url("changelist"), texto, bandeja=es_cncs(request.user))]

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.lista, "changelist"),
            self.ruta("<int:pk>/expediente.pdf", self.expediente, "expediente"),
            *self.rutas_de_tramites(),
        ]

    def visibles(self, request: HttpRequest) -> QuerySet[Suplantacion]:
        return Suplantacion.objects.visibles_para(request.user)

    def posibles(self, request: HttpRequest, objeto: Suplantacion) -> set[str]:
        return set(actos_posibles(self.tramites, objeto, request.user))

    def lista(self, request: HttpRequest) -> HttpResponse:
        estado = request.GET.get("ver") or E.POR_REVISAR
        filas = self.visibles(request).filter(estado=estado)
        if texto := self.buscado(request).lstrip("@"):
            filas = filas.filter(Q(clave__contains=texto.casefold()) | Q(folio__iexact=texto))
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Suplantaciones",
                filas=filas,
                orden=("-cuantos", "-pk") if estado == E.POR_REVISAR else ("-ultima", "-pk"),
                columnas=("Folio", "Cuenta reportada", "Red", "Reportes", "Último reporte", "Estado"),
                fila=lambda s: (
                    enlazar(self.url("change", s.pk), s.folio),
                    s.rotulo,
                    s.get_red_display(),
                    s.cuantos,
                    corta(s.ultima),
                    etiqueta(s.get_estado_display(), COLORES[s.estado]),
                ),
                vacio=("Ninguna por aquí", "Cuando alguien reporte una cuenta falsa aparecerá en «Por revisar»."),
                pestanas=PESTANAS,
                campos=(Campo("q", "Identificador o folio"),),
            ),
        )

    def mostrar(self, request: HttpRequest, objeto: Suplantacion, actos: list[Acto]) -> HttpResponse:
        antes = Suplantacion.objects.filter(red=objeto.red, clave=objeto.clave, estado=E.DESCARTADA)
        similares = [
            f"{cuenta.nombre}, {cuenta.rotulo} en {cuenta.get_red_display()}: {parecido}"
            for cuenta, parecido in parecidas(objeto.identificador, objeto.red)
        ]
        datos: list[tuple[str, Any]] = [
            ("Estado", etiqueta(objeto.get_estado_display(), COLORES[objeto.estado])),
            ("Dirección reportada", objeto.direccion),
            ("Se parece a", "\n".join(similares) or "Ninguna cuenta del registro"),
            ("Reportes", f"{objeto.cuantos}, del {con_hora(objeto.primera)} al {con_hora(objeto.ultima)}"),
            ("Descartada antes", f"{antes.exclude(pk=objeto.pk).count()} veces"),
        ]
        if objeto.resuelta:
            datos.append(("Resolvió", f"{objeto.resuelta_por}, {con_hora(objeto.resuelta)}"))
        if objeto.descripcion:
            imitada = str(objeto.cuenta) if objeto.cuenta else "El Instituto en general"
            datos += [("Se hace pasar por", imitada), ("Qué hace", objeto.descripcion)]
        datos += [("Por qué se descartó", objeto.motivo)] if objeto.motivo else []
        if objeto.denunciada_el:
            datos.append(("Denunciada a la red", f"{corta(objeto.denunciada_el)}: {objeto.referencia}"))
        if objeto.retirada_el:
            datos.append(("Retirada por la red", corta(objeto.retirada_el)))
        if objeto.estado in CON_EXPEDIENTE:
            datos.append(("Expediente para la red", enlazar(self.url("expediente", objeto.pk), "Descargar el PDF")))
        reportes = [
            (con_hora(r.momento), "\n".join(filter(None, [*r.que_hace_en_palabras, r.texto])))
            for r in objeto.reportes.all()[:20]
        ]
        secciones = [("Cuenta reportada", datos), ("Últimos reportes", reportes)]
        regreso = ("Suplantaciones", self.url("changelist"))
        extra = {"hechos": historia_de_la_suplantacion(objeto)}
        return self.pagina_de_ficha(request, Ficha(str(objeto), secciones, actos, regreso=regreso, extra=extra))

    def expediente(self, request: HttpRequest, pk: int) -> HttpResponse:
        """6.xxxi: what the network needs to remove it, as PDF."""
        objeto = self.cargar(request, pk)
        if objeto.estado not in CON_EXPEDIENTE:
            mensaje = "El expediente se hace cuando la suplantación está confirmada."
            return self.volver(request, mensaje, self.url("change", pk), nivel=messages.ERROR)
        return HttpResponse(
            expediente(objeto, momento=timezone.now()),
            content_type="application/pdf",
            headers={"Content-Disposition": content_disposition_header(True, f"Expediente {objeto.folio}.pdf")},
        )

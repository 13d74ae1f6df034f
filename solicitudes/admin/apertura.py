"""7.iii, 7.vi: the CNCS's review queue and UNICOM's, and the page of a request for whoever answers it."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html

from organizacion.admin_base import AdminConTramites, Campo, Entrada, Ficha, Lista, enlazar, etiqueta
from organizacion.admin_base import semaforo as luz
from organizacion.fechas import con_hora, corta
from organizacion.models import Nombramiento, Persona
from organizacion.permisos import es_cncs, es_comite, es_control, es_unicom
from organizacion.tramites import Acto, Tramite
from plazos.consultas import calendario_vigente, dias_restantes, semaforo
from solicitudes import acciones, consultas, forms_revision, permisos
from solicitudes.acciones import OpcionInvalida
from solicitudes.clases.comunes import tramites_de_requerimiento
from solicitudes.consultas.requerimiento import espera_informacion
from solicitudes.estados import EN_COLA, EstadoApertura
from solicitudes.models import Apertura
from solicitudes.permisos.requerimiento import puede_requerir

COLORES = {
    EstadoApertura.PRESENTADA: "azul",
    EstadoApertura.EN_REVISION: "acento",
    EstadoApertura.AUTORIZADA: "verde",
    EstadoApertura.CON_BUZON: "verde",
    EstadoApertura.ABIERTA: "verde",
    EstadoApertura.CONCLUIDA: "verde",
    EstadoApertura.RECHAZADA: "rojo",
}
# All that a row of the queue shows.
COLUMNAS_DE_LA_COLA = (
    *("folio", "red", "identificador", "estado", "area__siglas", "revisor__nombre"),
    *(f"plazo_revision__{campo}" for campo in ("clase", "vence", "estado", "cerrado", "suspendido")),
)
BUSQUEDA = (Campo("q", "Folio, identificador o siglas del área"),)


# What is asked is handed in on the área's page.
REQUERIMIENTO = {clave: t for clave, t in tramites_de_requerimiento().items() if clave != "responder"}
TRAMITES: dict[str, Tramite] = {
    "tomar": Tramite(
        "Tomar para revisar",
        "Tomar para revisar",
        forms_revision.Tomar,
        lambda apertura, datos, **k: acciones.tomar(apertura=apertura, **k),
        "La solicitud quedó a su cargo.",
    ),
    "asignar": Tramite(
        "Asignar a quien la revise",
        "Asignar",
        forms_revision.Asignar,
        lambda apertura, datos, **k: acciones.asignar(apertura=apertura, revisor=datos["revisor"], **k),
        "La solicitud quedó asignada.",
        rechazos=(OpcionInvalida,),
        campo="revisor",
    ),
    "autorizar": Tramite(
        "Autorizar",
        "Autorizar la apertura",
        forms_revision.Autorizar,
        lambda apertura, datos, **k: acciones.autorizar(
            apertura=apertura, respuesta=datos["respuesta"], elementos=datos["elementos"], **k
        ),
        "La apertura quedó autorizada. Se avisó al área y a UNICOM.",
        explicacion="Al autorizar se detiene el plazo, se emite el oficio de autorización, se entregan los archivos al "
        "área y se pide el buzón a UNICOM. No se puede deshacer.",
        rechazos=(OpcionInvalida,),
        campo="elementos",
    ),
    "rechazar": Tramite(
        "Rechazar",
        "Rechazar la propuesta",
        forms_revision.Rechazar,
        lambda apertura, datos, **k: acciones.rechazar(
            apertura=apertura, fundamentos=datos["fundamentos"], respuesta=datos["respuesta"], **k
        ),
        "La propuesta quedó rechazada. Se avisó al área.",
        explicacion="Al rechazar se detiene el plazo y se envía al área el oficio con los fundamentos que elija. "
        "No se puede deshacer; el área puede presentar otra propuesta.",
        rechazos=(OpcionInvalida,),
        campo="fundamentos",
        peligro=True,
    ),
    **REQUERIMIENTO,
    "registrar_buzon": Tramite(
        "Registrar el buzón",
        "Registrar el buzón",
        forms_revision.RegistrarBuzon,
        lambda apertura, datos, **k: acciones.registrar_buzon(apertura=apertura, correo=datos["buzon"], **k),
        "El buzón quedó registrado. Se avisó al área.",
        explicacion="Regístrelo cuando ya exista en el servidor de correo: el área abrirá con él la cuenta.",
        rechazos=(OpcionInvalida,),
        campo="buzon",
    ),
    "anotar": Tramite(
        "Dejar una nota interna",
        "Guardar la nota",
        forms_revision.Anotar,
        lambda apertura, datos, **k: acciones.anotar(apertura=apertura, texto=datos["texto"], **k),
        "La nota quedó guardada.",
    ),
}


@admin.register(Apertura)
class AperturaAdmin(AdminConTramites):
    """The trays of requests. Who reads what comes from ``visibles_para``; who does what, from the state machine."""

    tramites = TRAMITES
    relacionados = (
        *("area", "revisor", "presentada_por", "resuelta_por", "titular_propuesto", "suplente_propuesto"),
        *("cuenta", "plazo_revision", "plazo_uso"),
    )
    plantilla_de_ficha = "admin/solicitudes/apertura/ficha.html"

    def puede_ver(self, persona: Any) -> bool:
        return es_cncs(persona) or es_control(persona) or es_unicom(persona) or es_comite(persona)

    def entradas(self, request: HttpRequest) -> list[Entrada]:
        persona, entradas = request.user, []
        if es_cncs(persona) or es_control(persona):
            texto = "Solicitudes de apertura que esperan respuesta, por fecha de vencimiento."
            entradas.append(Entrada("Revisión de aperturas", self.url("changelist"), texto, bandeja=es_cncs(persona)))
        if es_unicom(persona) or es_control(persona):
            texto = "Aperturas autorizadas a las que falta su buzón institucional."
            entradas.append(Entrada("Buzones por crear", self.url("buzones"), texto, bandeja=es_unicom(persona)))
        if not es_unicom(persona) or es_cncs(persona):
            texto = "Solicitudes de apertura ya contestadas, retiradas o concluidas."
            entradas.append(Entrada("Aperturas resueltas", self.url("resueltas"), texto))
        return entradas

    def rutas(self) -> list[URLPattern]:
        return [
            self.ruta("", self.cola, "changelist"),
            self.ruta("resueltas/", self.resueltas, "resueltas"),
            self.ruta("buzones/", self.buzones, "buzones"),
            *self.rutas_de_tramites(),
        ]

    # --- Lists ---------------------------------------------------------------------------------------------------
    def cola(self, request: HttpRequest) -> HttpResponse:
        """7.iii: what waits for the CNCS, by due date."""
        persona = request.user
        if not (es_cncs(persona) or es_control(persona)):
            return HttpResponseRedirect(self.url("buzones" if es_unicom(persona) else "resueltas"))
        ahora, calendario = timezone.now(), calendario_vigente()
        pedido = request.GET
        # One reverse for the page, and labels straight from their enums: a row costs little, and there are many pages.
        enlace = f'<a class="sin-salto" href="{self.url("change", 0)}">{{}}</a>'.replace("/0/", "/{}/")

        def fila(apertura: Apertura) -> tuple[Any, ...]:
            plazo = apertura.plazo_revision
            assert plazo is not None  # the queue is made of clocks
            color = semaforo(plazo, ahora, calendario)
            corre = not plazo.suspendido
            return (
                luz(color, color.label if corre else "Detenido"),
                format_html(enlace, apertura.pk, apertura.folio),
                apertura.area.siglas,
                apertura.rotulo,
                corta(plazo.fecha_limite) if corre else "—",
                dias_restantes(plazo, ahora, calendario) if corre and color != "rojo" else "—",
                apertura.revisor.nombre if apertura.revisor else "Sin asignar",
                "Espera información" if apertura.espera_informacion else EstadoApertura(apertura.estado).label,
            )

        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Revisión de aperturas",
                filas=consultas.cola_de_revision(
                    persona, ver=pedido.get("ver", ""), texto=self.buscado(request), ahora=ahora
                ).only(*COLUMNAS_DE_LA_COLA),
                orden=("plazo_revision__vence", "plazo_revision_id"),
                columnas=(
                    "Plazo",
                    "Folio",
                    "Área",
                    "Cuenta propuesta",
                    "Vence",
                    "Días hábiles que quedan",
                    "Revisa",
                    "Estado",
                ),
                fila=fila,
                vacio=(
                    "Nada espera respuesta aquí",
                    "Cuando un área presente una propuesta aparecerá en esta bandeja.",
                ),
                pestanas=(("", "Todas"), ("mias", "Mías"), ("sin_asignar", "Sin asignar"), ("fuera", "Fuera de plazo")),
                campos=BUSQUEDA,
                enlaces=(("Ver las resueltas", self.url("resueltas")),),
            ),
        )

    def resueltas(self, request: HttpRequest) -> HttpResponse:
        """7.iii: what was answered, newest first."""
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Aperturas resueltas",
                filas=consultas.resueltas(request.user, texto=self.buscado(request)),
                orden=("-pk",),
                columnas=("Folio", "Área", "Cuenta", "Resuelta", "Revisó", "Estado"),
                fila=lambda a: (
                    enlazar(self.url("change", a.pk), a.folio),
                    a.area.siglas,
                    a.rotulo,
                    corta(a.resuelta) if a.resuelta else "—",
                    a.revisor or "—",
                    etiqueta(a.get_estado_display(), COLORES.get(a.estado, "gris")),
                ),
                vacio=("Todavía no hay solicitudes resueltas", "Aparecerán aquí en cuanto se conteste la primera."),
                campos=BUSQUEDA,
            ),
        )

    def buzones(self, request: HttpRequest) -> HttpResponse:
        """7.vi: the mailboxes that UNICOM has to create, and those that it created."""
        hechos = request.GET.get("ver") == "hechos"
        return self.pagina_de_lista(
            request,
            Lista(
                titulo="Buzones institucionales",
                filas=consultas.buzones(request.user, hechos=hechos, texto=self.buscado(request)),
                orden=("-buzon_registrado", "-pk") if hechos else ("resuelta", "pk"),
                columnas=("Folio", "Área", "Cuenta", "Buzón", "Registrado")
                if hechos
                else ("Folio", "Área", "Cuenta", "Autorizada", "Qué falta"),
                fila=lambda a: (
                    enlazar(self.url("change", a.pk), a.folio),
                    a.area.siglas,
                    a.rotulo,
                    *(
                        (a.correo or "Se liberó", corta(a.buzon_registrado))
                        if hechos
                        else (corta(a.resuelta), enlazar(self.url("change", a.pk) + "#actos", "Registrar el buzón"))
                    ),
                ),
                vacio=("No hay buzones por crear", "Cuando la CNCS autorice una apertura aparecerá aquí."),
                pestanas=(("", "Por crear"), ("hechos", "Ya creados")),
                campos=BUSQUEDA,
            ),
        )

    # --- One request ---------------------------------------------------------------------------------------------
    def visibles(self, request: HttpRequest) -> QuerySet[Apertura]:
        visibles = Apertura.objects.visibles_para(request.user).exclude(estado=EstadoApertura.BORRADOR)
        return visibles.annotate(espera_informacion=espera_informacion(Apertura))

    def posibles(self, request: HttpRequest, objeto: Apertura) -> set[str]:
        posibles = consultas.posibles(objeto, request.user)
        if permisos.puede_anotar(objeto, request.user):
            posibles.add("anotar")
        if puede_requerir(objeto, request.user):
            posibles.add("cancelar_requerimiento" if objeto.espera_informacion else "requerir")
        return posibles & TRAMITES.keys()

    def mostrar(self, request: HttpRequest, objeto: Apertura, actos: list[Acto]) -> HttpResponse:
        apertura, persona, ahora = objeto, request.user, timezone.now()
        ve_notas = permisos.ve_notas(apertura, persona)
        extra = {
            "apertura": apertura,
            "reloj": consultas.reloj_de(apertura, ahora, calendario_vigente()),
            "impedimento": _impedimento(apertura, persona),
            "documentos": [
                (d.get_clase_display(), d.nombre, reverse("solicitudes:documento", args=[d.pk]), d.momento)
                for d in apertura.documentos.all()
            ]
            + [
                (c.get_clase_display(), f"Código {c.codigo}", reverse("solicitudes:constancia", args=[c.pk]), c.emitida)
                for c in apertura.constancias.all()
            ],
            "requerimientos": apertura.requerimientos.all(),
            "notas": apertura.notas.select_related("autor").order_by("-pk") if ve_notas else [],
            "ve_notas": ve_notas,
            "hechos": consultas.linea_de_tiempo(apertura, persona),
        }
        if es_cncs(persona) or es_control(persona):
            regreso = ("Revisión de aperturas", self.url("changelist"))
        else:
            regreso = ("Buzones", self.url("buzones")) if es_unicom(persona) else ("Resueltas", self.url("resueltas"))
        return self.pagina_de_ficha(
            request, Ficha(str(apertura), _secciones(apertura), actos, regreso=regreso, extra=extra)
        )


def _impedimento(apertura: Apertura, persona: Any) -> str:
    """Why somebody of the CNCS cannot decide on a request that waits; empty when they can or it does not wait."""
    if apertura.estado not in EN_COLA or not es_cncs(persona):
        return ""
    if persona.pk == apertura.presentada_por_id:
        return "Usted presentó esta solicitud: la revisa otra persona de la CNCS."
    if persona.pk in (apertura.titular_propuesto_id, apertura.suplente_propuesto_id):
        return "Usted está en la propuesta como administrador: la revisa otra persona de la CNCS."
    if not permisos.sin_conflicto(apertura, persona):
        return "Usted es titular del área que pide la cuenta: la revisa otra persona de la CNCS."
    if apertura.estado == EstadoApertura.PRESENTADA:
        return "Para autorizar o rechazar, primero hay que tomarla o asignarla."
    if not permisos.puede_decidir(apertura, persona):
        return f"La revisa {apertura.revisor}: solo esa persona o la o el titular de la CNCS pueden decidir."
    return ""


def _secciones(apertura: Apertura) -> list[tuple[str, list[tuple[str, Any]]]]:
    fines = "\n".join(f"{numeral} · {texto}" for numeral, texto in apertura.fines_con_texto)
    secciones: list[tuple[str, list[tuple[str, Any]]]] = [
        (
            "Propuesta",
            [
                ("Área", apertura.area),
                ("Red social", apertura.get_red_display()),
                ("Identificador", f"@{apertura.identificador}"),
                ("Nombre de la cuenta", apertura.nombre),
                ("Oficio", _oficio(apertura)),
                ("Presentada", _quien_y_cuando(apertura.presentada_por, apertura.presentada)),
                ("Revisa", apertura.revisor or "Sin asignar"),
            ],
        ),
        (
            "Justificación (7.i, 7.ii)",
            [
                ("Fines", fines),
                ("Programa institucional", apertura.programa),
                ("Actividad que difundirá", apertura.actividad),
                ("Por qué no bastan las cuentas de la CNCS", apertura.por_que_no_cncs),
            ],
        ),
        (
            "Operación",
            [("Plan de operación", apertura.operacion), ("Frecuencia", apertura.get_frecuencia_display())],
        ),
        ("Administradores propuestos (5.1.b)", _administradores(apertura)),
    ]
    if apertura.resuelta:
        fundamentos = "\n".join(f"{numeral} · {texto}" for numeral, texto in apertura.fundamentos_con_texto)
        secciones.insert(
            0,
            (
                "Respuesta de la CNCS (7.iii)",
                [
                    ("Resultado", apertura.get_estado_display()),
                    ("Resolvió", _quien_y_cuando(apertura.resuelta_por, apertura.resuelta)),
                    *([("Fundamentos", fundamentos)] if fundamentos else []),
                    ("Texto", apertura.respuesta),
                ],
            ),
        )
    if apertura.correo:
        secciones.append(("Buzón institucional (7.vi)", [("Dirección", apertura.correo)]))
    if apertura.motivo_cierre:
        secciones.insert(0, ("Cierre", [("Estado", apertura.get_estado_display()), ("Motivo", apertura.motivo_cierre)]))
    return secciones


def _administradores(apertura: Apertura) -> list[tuple[str, str]]:
    propuestos = {"Titular": apertura.titular_propuesto, "Suplente": apertura.suplente_propuesto}
    cargos = {
        n.persona_id: n
        for n in Nombramiento.objects.vigentes()
        .filter(persona__in=[p for p in propuestos.values() if p])
        .select_related("area")
    }
    pares = []
    for caracter, persona in propuestos.items():
        cargo = cargos.get(persona.pk) if persona else None
        detalle = f"{cargo.cargo}, {cargo.area.siglas} ({cargo.get_nivel_display()})" if cargo else "sin cargo vigente"
        pares.append((caracter, f"{persona} · {detalle}" if persona else ""))
    return pares


def _oficio(apertura: Apertura) -> str:
    return f"{apertura.oficio_numero}, del {corta(apertura.oficio_fecha)}" if apertura.oficio_fecha else ""


def _quien_y_cuando(persona: Persona | None, momento: datetime | None) -> str:
    return f"{persona}, {con_hora(momento)}" if momento else ""

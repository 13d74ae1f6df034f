"""7.viii, 7.ix: the closing of an account, as its pages show it."""

from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from cuentas.models import Cuenta
from organizacion.fechas import con_hora, larga
from organizacion.permisos import credenciales, es_cncs, es_control, es_unicom
from organizacion.tramites import Tramite
from solicitudes.acciones import baja as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.clases.base import Clase, Entrega, Secciones, SinCampos
from solicitudes.clases.comunes import (
    Motivo,
    tramite_anotar,
    tramites_de_requerimiento,
)
from solicitudes.clases.formularios_baja import (
    Asignar,
    Autorizar,
    Cancelar,
    CerrarBuzon,
    Contestar,
    Devolver,
    Eliminar,
    Exportar,
    Iniciar,
    Presentar,
    Rechazar,
    Verificar,
)
from solicitudes.consultas.baja import lista_de_cierre
from solicitudes.estados.baja import EstadoBaja as E
from solicitudes.models import Baja
from solicitudes.permisos import baja as permisos


def _vencio(baja: Baja) -> bool:
    return baja.plazo is None or baja.plazo.vencido(timezone.now())


def _puede_continuar(baja: Baja, persona: Any) -> bool:
    return baja.estado == E.NOTIFICADA and permisos.puede_revisar(baja, persona) and _vencio(baja)


_HECHO: Final = "El paso quedó registrado."
TRAMITES: Final = {
    "contestar": Tramite(
        "Contestar a la CNCS",
        "Enviar la respuesta",
        Contestar,
        lambda b, datos, **k: acciones.contestar(baja=b, **datos, **k),
        "La respuesta quedó enviada. La CNCS revisará si procede la baja.",
    ),
    "tomar": Tramite(
        "Tomar para revisarla",
        "Tomar para revisarla",
        SinCampos,
        lambda b, datos, **k: acciones.tomar(baja=b, **k),
        "La baja quedó en revisión, a su nombre.",
    ),
    "continuar": Tramite(
        "Continuar sin respuesta del área",
        "Continuar y revisarla",
        SinCampos,
        lambda b, datos, **k: acciones.continuar(baja=b, **k),
        "La baja quedó en revisión, a su nombre.",
        explicacion="El plazo del área terminó. Su silencio no se toma como conformidad: revise si procede la baja.",
        permiso=_puede_continuar,
    ),
    "autorizar": Tramite(
        "Autorizar la baja",
        "Autorizar y emitir la resolución",
        Autorizar,
        lambda b, datos, **k: acciones.autorizar(baja=b, **datos, **k),
        "La baja quedó autorizada. Se avisó al área, que sigue con el cierre.",
    ),
    "rechazar": Tramite(
        "Rechazar la baja",
        "Rechazar y emitir la resolución",
        Rechazar,
        lambda b, datos, **k: acciones.rechazar(baja=b, **datos, **k),
        "La baja quedó rechazada: la cuenta sigue en operación. Se avisó al área.",
        rechazos=(DatoInvalido,),
        campo="fundamentos",
        peligro=True,
    ),
    **tramites_de_requerimiento(),
    "asignar": Tramite(
        "Asignar a quien la revise",
        "Asignar",
        Asignar,
        lambda b, datos, **k: acciones.asignar(baja=b, **datos, **k),
        "La baja quedó asignada.",
        rechazos=(DatoInvalido,),
        campo="revisor",
    ),
    "exportar": Tramite(
        "Registrar los contenidos exportados",
        "Registrar",
        Exportar,
        lambda b, datos, **k: acciones.exportar(baja=b, **datos, **k),
        f"{_HECHO} Ahora le toca eliminar los contenidos de la red.",
        rechazos=(DatoInvalido,),
    ),
    "eliminar": Tramite(
        "Registrar los contenidos eliminados",
        "Registrar",
        Eliminar,
        lambda b, datos, **k: acciones.eliminar(baja=b, **datos, **k),
        f"{_HECHO} Ahora le toca cancelar la cuenta en la red.",
        rechazos=(DatoInvalido,),
    ),
    "cancelar": Tramite(
        "Registrar la cuenta cancelada",
        "Registrar la cancelación",
        Cancelar,
        lambda b, datos, **k: acciones.cancelar(baja=b, **datos, **k),
        f"{_HECHO} La cuenta dejó de ser oficial. Se avisó a UNICOM para que cierre el buzón.",
        explicacion="Desde este momento la cuenta deja de ser oficial y quienes la administran dejan de hacerlo.",
        rechazos=(DatoInvalido,),
        campo="fecha",
    ),
    "cerrar_buzon": Tramite(
        "Registrar el buzón cerrado",
        "Registrar",
        CerrarBuzon,
        lambda b, datos, **k: acciones.cerrar_buzon(baja=b, **datos, **k),
        f"{_HECHO} Se avisó a la CNCS para que compruebe el cierre.",
        rechazos=(DatoInvalido,),
    ),
    "verificar": Tramite(
        "Comprobar y concluir",
        "Concluir la baja",
        Verificar,
        lambda b, datos, **k: acciones.verificar(baja=b, **datos, **k),
        "La baja quedó concluida. Su identificador queda vigilado.",
        rechazos=(DatoInvalido,),
    ),
    "devolver": Tramite(
        "Devolver al área",
        "Devolver",
        Devolver,
        lambda b, datos, **k: acciones.devolver(baja=b, **datos, **k),
        "Se devolvió al área para que termine el cierre.",
        explicacion="El área elimina lo que falta y vuelve a registrar la cancelación. El plazo sigue corriendo.",
        peligro=True,
    ),
    "retirar": Tramite(
        "Retirar la solicitud",
        "Retirar",
        Motivo,
        lambda b, datos, **k: acciones.retirar(baja=b, motivo=datos["motivo"], **k),
        "La solicitud quedó retirada: la cuenta sigue en operación.",
        peligro=True,
    ),
    "archivar": Tramite(
        "Dejar sin efecto",
        "Dejar sin efecto",
        Motivo,
        lambda b, datos, **k: acciones.archivar(baja=b, motivo=datos["motivo"], **k),
        "La baja quedó sin efecto: la cuenta sigue en operación. Se avisó al área.",
        peligro=True,
    ),
    **tramite_anotar(lambda b, p: b.en_curso and permisos.puede_revisar(b, p)),
}


def _secciones(baja: Baja, persona: Any) -> Secciones:
    cuenta = baja.cuenta
    fundamentos = "\n".join(f"{numeral} · {texto}" for numeral, texto in baja.fundamentos_con_texto)
    quien = "La inició" if baja.de_oficio else "La pidió"
    secciones: list[Any] = [
        (
            "Baja",
            [
                ("Cuenta", _enlace(cuenta)),
                ("Área", baja.area),
                (quien, f"{baja.presentada_por}{', CNCS' if baja.de_oficio else ''}, {con_hora(baja.creada)}"),
                ("Qué se encontró" if baja.de_oficio else "Por qué se cierra", baja.motivo),
                *([("Fundamentos", fundamentos)] if baja.de_oficio and baja.estado != E.RECHAZADA else []),
                *([] if baja.de_oficio else [("Oficio", f"{baja.oficio_numero}, del {larga(baja.oficio_fecha)}")]),  # type: ignore[arg-type]
            ],
        )
    ]
    if baja.de_oficio and baja.conforme is not None:
        hechos = [("Está conforme", "Sí" if baja.conforme else "No"), ("Qué dice", baja.respuesta_area)]
        secciones.append(("Respuesta del área", hechos))
    elif baja.de_oficio and baja.estado not in {E.NOTIFICADA, E.ARCHIVADA}:
        secciones.append(("Respuesta del área", [("Está conforme", "No contestó. Su silencio no se toma como sí.")]))
    if baja.resuelta:
        hechos = [
            ("Sentido", "No procede: la cuenta sigue" if baja.estado == E.RECHAZADA else "Procede la baja"),
            *([("Fundamentos", fundamentos)] if baja.estado == E.RECHAZADA else []),
            ("Respuesta", baja.respuesta),
            ("Firmó", f"{baja.resuelta_por}, {con_hora(baja.resuelta)}"),
        ]
        secciones.append((f"Resolución de la {settings.INSTITUCION.cncs.siglas}", hechos))
    if baja.observacion:
        secciones.append(("Lo que la CNCS encontró sin cerrar", [("Observación", baja.observacion)]))
    return secciones


def _enlace(cuenta: Cuenta) -> str:
    texto = f"{cuenta.nombre}, {cuenta.rotulo} en {cuenta.get_red_display()}"
    return format_html('<a href="{}">{}</a>', reverse("cuentas:detalle", args=[cuenta.pk]), texto)


def _impedimento(baja: Baja, persona: Any) -> str:
    if baja.estado == E.NOTIFICADA:
        if permisos.es_su_titular(baja, persona) and _vencio(baja):
            return "Su plazo para contestar terminó. Todavía puede hacerlo mientras nadie de la CNCS la tome."
        if es_cncs(persona) and not _vencio(baja):
            assert baja.plazo is not None  # otherwise it expired
            limite = larga(baja.plazo.fecha_limite)
            return f"El área puede contestar hasta el {limite}. Después la revisa alguien de la CNCS que no la inició."
    le_toca = baja.estado in {E.NOTIFICADA, E.PRESENTADA, E.EN_REVISION, E.SIN_BUZON} and es_cncs(persona)
    if le_toca and not permisos.puede_revisar(baja, persona):
        return "Usted la presentó, encabeza el área o administra la cuenta: la revisa otra persona de la CNCS."
    return ""


def _impedidas(persona: Any) -> Q:
    return Q(presentada_por=persona) | Q(area__in=[area.pk for area in credenciales(persona).titular_de])


def _cola(filas: QuerySet[Any], persona: Any) -> QuerySet[Any]:
    """All that goes on, for those who oversee it; for UNICOM, the mailboxes to close."""
    return filas if es_cncs(persona) or es_control(persona) else filas.filter(estado=E.CANCELADA)


CLASE: Final = Clase(
    modelo=Baja,
    nombre="Baja de una cuenta",
    plural="Bajas",
    numeral="7.viii",
    colores={
        E.NOTIFICADA: "ambar",
        E.PRESENTADA: "azul",
        E.EN_REVISION: "azul",
        E.PROCEDENTE: "acento",
        E.EXPORTADA: "acento",
        E.ELIMINADA: "acento",
        E.CANCELADA: "acento",
        E.SIN_BUZON: "acento",
        E.CONCLUIDA: "verde",
        E.RECHAZADA: "rojo",
    },
    secciones=_secciones,
    oficina=lambda persona: es_cncs(persona) or es_unicom(persona),
    consulta=es_control,
    entrega=Entrega(
        titulo="Dar de baja una cuenta",
        boton="Presentar la solicitud",
        descripcion="Para una cuenta que su área deja de usar. La CNCS responde en "
        f"{settings.INSTITUCION.terminos.revision_dias_habiles} días hábiles; mientras, la cuenta sigue en operación.",
        form=Presentar,
        puede=lambda persona: bool(credenciales(persona).titular_de),
        llamar=lambda datos, **k: acciones.presentar(**datos, **k),
        hecho="La baja quedó presentada con el folio {folio}.",
        rechazos=(DatoInvalido,),
    ),
    de_oficio=Entrega(
        titulo="Iniciar la baja de una cuenta abandonada",
        boton="Iniciar y avisar al área",
        descripcion="La CNCS la inicia y el área tiene "
        f"{settings.INSTITUCION.terminos.respuesta_area_dias_habiles} días hábiles para contestar.",
        form=Iniciar,
        puede=es_cncs,
        llamar=lambda datos, **k: acciones.iniciar(**datos, **k),
        hecho="La baja quedó iniciada con el folio {folio}. Se avisó al área.",
        rechazos=(DatoInvalido,),
        clave="oficio",
    ),
    tramites=TRAMITES,
    frases={
        "presentar": "{inicio}, con el folio {folio}",
        "contestar": "El área contestó: {conforme}",
        "continuar": "El área no contestó en su plazo; la revisa {revisa}",
        "autorizar": "La CNCS autorizó la baja",
        "rechazar": "La CNCS no autorizó la baja",
        "retirar": "El área retiró la solicitud",
        "archivar": "La CNCS la dejó sin efecto",
        "exportar": "El área exportó los contenidos",
        "eliminar": "El área eliminó los contenidos",
        "cancelar": "El área canceló la cuenta en la red",
        "cerrar_buzon": "UNICOM cerró el buzón",
        "verificar": "La CNCS comprobó el cierre y la dio por concluida",
        "devolver": "La CNCS encontró algo sin cerrar y la devolvió al área",
    },
    cola=_cola,
    impedidas=_impedidas,
    ve_notas=permisos.ve_notas,
    impedimento=_impedimento,
    relacionados=("cuenta__area",),
    extra="solicitudes/_lista_de_cierre.html",
    datos_extra=lambda baja, persona: lista_de_cierre(baja),
)

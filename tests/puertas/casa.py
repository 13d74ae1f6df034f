"""Doors of the house: the directory, the panel, every request, accounts, and the catalogues of the admin."""

from collections.abc import Callable
from typing import Any

from avisos.models import Aviso
from bitacora.models import Asiento
from cuentas.acciones import registrar
from cuentas.consultas import cuenta_viva
from cuentas.estados import EstadoCuenta
from organizacion.acciones import abrir_calendario
from plazos.models import DiaInhabil
from publicaciones.acciones import presentar_peticion
from solicitudes.acciones.requerimiento import requerir
from solicitudes.estados import EstadoApertura as E
from solicitudes.estados.baja import EstadoBaja
from solicitudes.estados.caso import EstadoCaso
from tests.fabrica import CARGA, Institucion, apertura
from tests.fabrica_baja import baja, cuenta_activa
from tests.fabrica_cambio import cambio
from tests.fabrica_caso import caso
from tests.fabrica_duda import duda, frecuente
from tests.fabrica_publicidad import publicidad
from tests.fabrica_uso import uso
from tests.puertas.comun import ADMIN, CNCS, COMITE, CON_SESION, TITULARES, TODOS, Mundo, Puerta

# Of a report: who filed it, internal control, and the CNCS; of the área that it is about, nobody.
DEL_USO = frozenset({"vocal_local", "control"}) | CNCS
# Of a question that somebody of DECEyEC asked: who asked, their head, who answers and who oversees.
DE_LA_DUDA = frozenset({"medio", "titular", "control"}) | CNCS
# Of a personal account that a Consejera asked to publicise, and of a case that somebody of DECEyEC filed.
DE_LA_PUBLICIDAD = frozenset({"consejera", "control"}) | CNCS
DEL_CASO = frozenset({"medio", "control"}) | COMITE
# Of the closing of an account of DERFE: its head and its administrators, who answers and who oversees.
DE_LA_BAJA = frozenset({"otra_titular", "otro_medio", "control"}) | CNCS
# Whose opening it is, whoever it proposes, and who answers: the whole cast of a request that was filed.
SU_GENTE = frozenset({"titular", "medio", "operativo"})


def preparar(mundo: Mundo) -> None:
    """What these doors lead to."""
    ine = mundo.ine
    for numero, estado in enumerate((E.BORRADOR, E.PRESENTADA, E.EN_REVISION, E.AUTORIZADA, E.CON_BUZON, E.ABIERTA)):
        mundo.aperturas[estado] = apertura(ine, estado, identificador=f"Cuenta{numero}INE")
    mundo.aperturas[E.CONCLUIDA] = apertura(ine, E.CONCLUIDA, identificador="CuentaINE")
    registrar(
        red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
        estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
    )  # fmt: skip
    mundo.peticion = presentar_peticion(
        area=ine.areas["DECEyEC"], cuenta=cuenta_viva("x", "INEMexico"), asunto="Concurso", material="Convocatoria",
        fecha_deseada=None, por=ine["titular"], ahora=ine.ahora,
    )  # fmt: skip
    mundo.baja = baja(ine, titular="otra_titular", cuenta=_de_la_derfe(ine, "PadronINE"))
    mundo.baja_cancelada = baja(
        ine, EstadoBaja.CANCELADA, titular="otra_titular", cuenta=_de_la_derfe(ine, "ModulosINE")
    )
    mundo.cambio = cambio(ine, de=mundo.aperturas[E.CONCLUIDA].cuenta)
    mundo.duda, mundo.frecuente = duda(ine), frecuente(ine)
    mundo.publicidad, mundo.caso = publicidad(ine), caso(ine)
    mundo.precedente = caso(ine, EstadoCaso.RESUELTO, por="otro_medio")
    # About the account of DECEyEC, by somebody of that área: neither the head nor its administrators know.
    mundo.uso_indebido = uso(ine, por="vocal_local", cuenta=mundo.aperturas[E.CONCLUIDA].cuenta)


def _de_la_derfe(ine: Institucion, identificador: str) -> Any:
    return cuenta_activa(ine, titular="otra_titular", identificador=identificador)


def con_informacion_pedida(mundo: Mundo) -> dict[str, Any]:
    fila = mundo.aperturas[E.EN_REVISION]
    requerir(solicitud=fila, texto="¿Cuál es el programa?", por=mundo.ine["revisora"], ahora=mundo.ine.ahora)
    return {"pk": fila.pk}


def calendario_de_la_titular(mundo: Mundo) -> dict[str, Any]:
    """Only she has a private address to revoke: revoking says who acted, not whose."""
    abrir_calendario(persona=mundo.ine["titular"], ahora=mundo.ine.ahora)
    return {}


def en(estado: E) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: mundo.pk(estado)


def tramite(clave: str, estado: E) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: {**mundo.pk(estado), "clave": clave}


def documento(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.aperturas[E.EN_REVISION].documentos.get().pk}


def constancia(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.aperturas[E.EN_REVISION].constancias.get().pk}


def prueba(mundo: Mundo) -> dict[str, Any]:
    fila = mundo.aperturas[E.EN_REVISION]
    return {"pk": fila.pk, "plazo_pk": fila.plazo_revision_id}


def cuenta_en_regularizacion(mundo: Mundo) -> dict[str, Any]:
    return {"pk": cuenta_viva("x", "INEMexico").pk}


def rotacion(mundo: Mundo) -> dict[str, Any]:
    cuenta = mundo.cambio.cuenta
    return {"pk": cuenta.pk, "rotacion_pk": cuenta.rotaciones.exigidas().get().pk, "acto": "rotar"}


def alguien(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.ine["operativo"].pk}


def de(clase: str, **mas: str) -> Callable[[Mundo], dict[str, Any]]:
    """The address of a request that is not an opening: an attribute of ``Mundo`` of that name, with underscores."""
    return lambda mundo: {"clase": clase, "pk": getattr(mundo, clase.replace("-", "_")).pk, **mas}


def prueba_de(clase: str) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: {
        **de(clase)(mundo), "plazo_pk": getattr(mundo, clase.replace("-", "_")).plazo_id
    }  # fmt: skip


def en_bandeja(clase: str, **mas: str) -> Callable[[Mundo], dict[str, Any]]:
    return lambda mundo: {"pk": getattr(mundo, clase.replace("-", "_")).pk, **mas}


PRESENTADAS = SU_GENTE | CNCS | {"control"}
PUERTAS: dict[str, list[Puerta]] = {
    # The public
    "cuentas:directorio": [Puerta(TODOS)],
    "cuentas:consejerias": [Puerta(TODOS)],
    "cuentas:detalle": [
        Puerta(TODOS, cuenta_en_regularizacion),
        Puerta(TODOS, lambda m: {"pk": m.baja_cancelada.cuenta_id}),  # 7.ix: what is left of it
        # Recorded on the network but not yet active: nobody from outside learns of it.
        Puerta(
            SU_GENTE - {"medio", "operativo"} | CNCS | COMITE | {"control", "unicom"},
            lambda m: {"pk": m.aperturas[E.ABIERTA].cuenta_id},
        ),
    ],
    "solicitudes:verificar_codigo": [Puerta(TODOS)],
    "solicitudes:verificar": [Puerta(TODOS, lambda m: {"codigo": m.aperturas[E.EN_REVISION].constancias.get().codigo})],
    "salud": [Puerta(TODOS)],
    # The panel
    "panel:inicio": [Puerta(CON_SESION)],
    "panel:calendario": [Puerta(CON_SESION)],
    "panel:nuevo_calendario": [Puerta(CON_SESION, metodo="post")],
    "panel:revocar_calendario": [Puerta(frozenset({"titular"}), calendario_de_la_titular, "post")],
    "panel_ics": [
        Puerta(TODOS, lambda m: {"clave": abrir_calendario(persona=m.ine["titular"], ahora=m.ine.ahora)}),
        Puerta(frozenset(), lambda m: {"clave": "x" * 43}),
    ],
    "panel:area": [
        Puerta(frozenset({"titular", "control"}) | CNCS, lambda m: {"siglas": "DECEyEC"}),
        Puerta(frozenset({"vocal_local", "vocal_distrital", "control"}) | CNCS, lambda m: {"siglas": "JD-AGS-01"}),
    ],
    # Openings, from the área's side
    "solicitudes:lista": [Puerta(CON_SESION)],
    "solicitudes:nueva": [Puerta(TITULARES, metodo="post")],
    "solicitudes:detalle": [
        Puerta(frozenset({"titular"}), en(E.BORRADOR)),
        Puerta(PRESENTADAS, en(E.PRESENTADA)),
        Puerta(PRESENTADAS | {"unicom"}, en(E.AUTORIZADA)),
        Puerta(PRESENTADAS | {"unicom"} | COMITE, en(E.CONCLUIDA)),
    ],
    "solicitudes:paso": [Puerta(frozenset({"titular"}), lambda m: {**m.pk(E.BORRADOR), "paso": "cuenta"})],
    "solicitudes:oficio": [Puerta(frozenset({"titular"}), en(E.BORRADOR))],
    "solicitudes:presentar": [Puerta(frozenset({"titular"}), en(E.BORRADOR), "post")],
    "solicitudes:informacion": [Puerta(frozenset({"titular"}), con_informacion_pedida)],
    "solicitudes:retirar": [Puerta(frozenset({"titular"}), en(E.PRESENTADA), "post")],
    "solicitudes:renunciar": [Puerta(frozenset({"titular"}), en(E.AUTORIZADA), "post")],
    "solicitudes:abrir": [Puerta(frozenset({"titular"}), en(E.CON_BUZON), "post")],
    "solicitudes:notificar": [Puerta(frozenset({"titular"}), en(E.ABIERTA), "post")],
    "solicitudes:prueba": [Puerta(PRESENTADAS, prueba)],
    "solicitudes:documento": [
        Puerta(PRESENTADAS, documento),
        Puerta(DEL_USO, lambda m: {"pk": m.uso_indebido.documentos.get().pk}),
    ],
    "solicitudes:constancia": [
        Puerta(PRESENTADAS, constancia),
        Puerta(DEL_CASO, lambda m: {"pk": m.caso.constancias.get().pk}),
        # Its acuse would tell who filed it.
        Puerta(frozenset({"vocal_local", "control"}), lambda m: {"pk": m.uso_indebido.constancias.get().pk}),
    ],
    # Every other kind of request
    "solicitudes:menu": [Puerta(CON_SESION)],
    "solicitudes:preguntas": [Puerta(CON_SESION)],
    "solicitudes:precedentes": [Puerta(CON_SESION)],
    "solicitudes:precedente": [
        Puerta(CON_SESION, en_bandeja("precedente")),
        Puerta(frozenset(), en_bandeja("caso")),  # not resolved yet
    ],
    "solicitudes:nueva_solicitud": [
        Puerta(CON_SESION, lambda m: {"clase": "duda"}),
        Puerta(CON_SESION, lambda m: {"clase": "caso"}),
        Puerta(frozenset({"consejera"}), lambda m: {"clase": "publicidad"}),
        Puerta(frozenset({"consejera"}), lambda m: {"clase": "publicidad"}, "post"),
        Puerta(CON_SESION, lambda m: {"clase": "uso-indebido"}),
        Puerta(TITULARES | CNCS, lambda m: {"clase": "baja"}),
        # Heads of an área whose account has administrators to relieve.
        Puerta(frozenset({"titular", "otra_titular"}), lambda m: {"clase": "cambio"}),
        Puerta(TITULARES | CNCS, lambda m: {"clase": "baja"}, "post"),
    ],
    "solicitudes:solicitud": [
        Puerta(DE_LA_DUDA, de("duda")),
        Puerta(DE_LA_PUBLICIDAD, de("publicidad")),
        Puerta(DEL_CASO, de("caso")),
        Puerta(frozenset({"otro_medio", "control"}) | COMITE, lambda m: {"clase": "caso", "pk": m.precedente.pk}),
        Puerta(DEL_USO, de("uso-indebido")),
        Puerta(DE_LA_BAJA, de("baja")),
        Puerta(PRESENTADAS, de("cambio")),
        # The access of its administrators ended with the account.
        Puerta(DE_LA_BAJA - {"otro_medio"} | {"unicom"}, lambda m: {"clase": "baja", "pk": m.baja_cancelada.pk}),
    ],
    "solicitudes:acto": [
        Puerta(frozenset({"medio"}), de("duda", acto="cerrar"), "post"),
        Puerta(frozenset({"consejera"}), de("publicidad", acto="retirar"), "post"),
        Puerta(CNCS, de("publicidad", acto="publicar"), "post"),
        Puerta(frozenset({"medio"}), de("caso", acto="retirar"), "post"),
        Puerta(COMITE, de("caso", acto="estudiar"), "post"),
        Puerta(frozenset(), de("duda", acto="publicar"), "post"),
        Puerta(frozenset({"vocal_local"}), de("uso-indebido", acto="aportar"), "post"),
        Puerta(frozenset({"control"}), de("uso-indebido", acto="investigar"), "post"),
        Puerta(CNCS, de("baja", acto="tomar"), "post"),
        Puerta(CNCS, de("cambio", acto="acusar"), "post"),
        Puerta(frozenset({"titular"}), de("cambio", acto="retirar"), "post"),
        Puerta(frozenset(), de("cambio", acto="presentar"), "post"),  # it says who enters already
        Puerta(frozenset({"otra_titular"}), de("baja", acto="retirar"), "post"),
        Puerta(frozenset(), de("baja", acto="cancelar"), "post"),
    ],
    "solicitudes:prueba_solicitud": [
        Puerta(DE_LA_DUDA, prueba_de("duda")),
        Puerta(DE_LA_PUBLICIDAD, prueba_de("publicidad")),
        Puerta(DEL_CASO, prueba_de("caso")),
        Puerta(DEL_USO, prueba_de("uso-indebido")),
        Puerta(DE_LA_BAJA, prueba_de("baja")),
        Puerta(PRESENTADAS, prueba_de("cambio")),
    ],
    # Requests to publish
    "publicaciones:lista": [Puerta(CON_SESION)],
    "publicaciones:nueva": [Puerta(TITULARES)],
    "publicaciones:detalle": [Puerta(CNCS | {"titular", "control"}, lambda m: {"pk": m.peticion.pk})],
    "publicaciones:retirar": [Puerta(frozenset({"titular"}), lambda m: {"pk": m.peticion.pk}, "post")],
    # Accounts
    "cuentas:rotacion": [Puerta(PRESENTADAS | COMITE | {"unicom"}, lambda m: {"pk": m.cambio.cuenta_id})],
    "cuentas:rotacion_acto": [
        Puerta(frozenset({"medio", "operativo"}), rotacion, "post"),
    ],
    "cuentas:designar": [Puerta(frozenset({"titular_cncs"}), cuenta_en_regularizacion)],
    # The admin: the CNCS
    "admin:index": [Puerta(ADMIN)],
    "admin:solicitudes_apertura_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_apertura_resueltas": [Puerta(CNCS | COMITE | {"unicom", "control"})],
    "admin:solicitudes_apertura_buzones": [Puerta(CNCS | COMITE | {"unicom", "control"})],
    "admin:solicitudes_apertura_change": [
        Puerta(CNCS | {"control"}, en(E.EN_REVISION)),
        Puerta(CNCS | {"control", "unicom"}, en(E.AUTORIZADA)),
        Puerta(CNCS | {"control", "unicom"} | COMITE, en(E.CONCLUIDA)),
    ],
    "admin:solicitudes_apertura_tramite": [
        Puerta(CNCS, tramite("tomar", E.PRESENTADA), "post"),
        Puerta(frozenset({"titular_cncs"}), tramite("asignar", E.EN_REVISION), "post"),
        Puerta(frozenset({"revisora", "titular_cncs"}), tramite("autorizar", E.EN_REVISION), "post"),
        Puerta(frozenset({"revisora", "titular_cncs"}), tramite("rechazar", E.EN_REVISION), "post"),
        Puerta(CNCS, tramite("anotar", E.EN_REVISION), "post"),
        Puerta(frozenset({"unicom"}), tramite("registrar_buzon", E.AUTORIZADA), "post"),
        Puerta(frozenset(), tramite("presentar", E.EN_REVISION), "post"),
    ],
    "admin:solicitudes_baja_changelist": [Puerta(CNCS | {"control", "unicom"})],
    "admin:solicitudes_baja_change": [
        Puerta(CNCS | {"control"}, en_bandeja("baja")),
        Puerta(CNCS | {"control", "unicom"}, en_bandeja("baja_cancelada")),
    ],
    "admin:solicitudes_baja_tramite": [
        Puerta(CNCS, en_bandeja("baja", clave="tomar"), "post"),
        Puerta(frozenset({"titular_cncs"}), en_bandeja("baja", clave="asignar"), "post"),
        Puerta(frozenset({"unicom"}), en_bandeja("baja_cancelada", clave="cerrar_buzon"), "post"),
        Puerta(frozenset(), en_bandeja("baja_cancelada", clave="verificar"), "post"),
        Puerta(frozenset(), en_bandeja("baja", clave="retirar"), "post"),
    ],
    "admin:solicitudes_cambio_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_cambio_change": [Puerta(CNCS | {"control"}, en_bandeja("cambio"))],
    "admin:solicitudes_cambio_tramite": [
        Puerta(CNCS, en_bandeja("cambio", clave="acusar"), "post"),
        Puerta(frozenset(), en_bandeja("cambio", clave="retirar"), "post"),
    ],
    "admin:solicitudes_duda_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_duda_change": [Puerta(CNCS | {"control"}, en_bandeja("duda"))],
    "admin:solicitudes_duda_tramite": [
        Puerta(CNCS, en_bandeja("duda", clave="contestar"), "post"),
        Puerta(frozenset(), en_bandeja("duda", clave="cerrar"), "post"),
    ],
    "admin:solicitudes_usoindebido_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_usoindebido_change": [Puerta(CNCS | {"control"}, en_bandeja("uso_indebido"))],
    "admin:solicitudes_usoindebido_tramite": [
        Puerta(frozenset({"control"}), en_bandeja("uso_indebido", clave="investigar"), "post"),
        Puerta(CNCS, en_bandeja("uso_indebido", clave="informar"), "post"),
        Puerta(frozenset(), en_bandeja("uso_indebido", clave="concluir"), "post"),
    ],
    "admin:solicitudes_publicidad_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_publicidad_change": [Puerta(CNCS | {"control"}, en_bandeja("publicidad"))],
    "admin:solicitudes_publicidad_tramite": [
        Puerta(CNCS, en_bandeja("publicidad", clave="publicar"), "post"),
        Puerta(CNCS, en_bandeja("publicidad", clave="rechazar"), "post"),
        Puerta(CNCS, en_bandeja("publicidad", clave="requerir"), "post"),
        Puerta(frozenset(), en_bandeja("publicidad", clave="responder"), "post"),
    ],
    "admin:solicitudes_caso_changelist": [Puerta(COMITE | {"control"})],
    "admin:solicitudes_caso_change": [Puerta(COMITE | {"control"}, en_bandeja("caso"))],
    "admin:solicitudes_caso_tramite": [
        Puerta(COMITE, en_bandeja("caso", clave="estudiar"), "post"),
        Puerta(COMITE, en_bandeja("caso", clave="desechar"), "post"),
        Puerta(frozenset(), en_bandeja("caso", clave="resolver_caso"), "post"),  # nobody studies it yet
        Puerta(frozenset(), en_bandeja("caso", clave="retirar"), "post"),
    ],
    "admin:solicitudes_preguntafrecuente_changelist": [Puerta(CNCS | {"control"})],
    "admin:solicitudes_preguntafrecuente_change": [Puerta(CNCS | {"control"}, en_bandeja("frecuente"))],
    "admin:solicitudes_preguntafrecuente_tramite": [
        Puerta(CNCS, en_bandeja("frecuente", clave="retirar"), "post"),
    ],
    "admin:publicaciones_peticion_changelist": [Puerta(CNCS | {"control"})],
    "admin:publicaciones_peticion_change": [Puerta(CNCS | {"control"}, lambda m: {"pk": m.peticion.pk})],
    "admin:publicaciones_peticion_tramite": [
        Puerta(CNCS, lambda m: {"pk": m.peticion.pk, "clave": "declinar"}, "post"),
    ],
    # The admin: calendar
    "admin:plazos_diainhabil_changelist": [Puerta(ADMIN)],
    "admin:plazos_diainhabil_versiones": [Puerta(ADMIN)],
    "admin:plazos_diainhabil_add": [Puerta(frozenset({"titular_cncs", "sistema"}))],
    "admin:plazos_diainhabil_quitar": [
        Puerta(frozenset({"titular_cncs", "sistema"}), lambda m: {"pk": DiaInhabil.objects.first().pk})
    ],
    # The admin: catalogues, outbox, log
    "admin:organizacion_area_changelist": [Puerta(frozenset({"sistema", "control"}))],
    "admin:organizacion_area_add": [Puerta(frozenset({"sistema"}))],
    "admin:organizacion_area_change": [
        Puerta(frozenset({"sistema", "control"}), lambda m: {"pk": m.ine.areas["DERFE"].pk})
    ],
    "admin:organizacion_area_tramite": [
        Puerta(frozenset(), lambda m: {"pk": m.ine.areas["DERFE"].pk, "clave": "retirar"}, "post"),
        Puerta(frozenset({"sistema"}), lambda m: {"pk": m.ine.areas["DERFE"].pk, "clave": "editar"}, "post"),
    ],
    "admin:organizacion_persona_changelist": [Puerta(frozenset({"sistema", "control"}))],
    "admin:organizacion_persona_add": [Puerta(frozenset({"sistema"}))],
    "admin:organizacion_persona_change": [Puerta(frozenset({"sistema", "control"}), alguien)],
    "admin:organizacion_persona_tramite": [
        Puerta(frozenset({"sistema"}), lambda m: {**alguien(m), "clave": "asignar_rol"}, "post"),
        # Nobody gives themselves a role.
        Puerta(frozenset(), lambda m: {"pk": m.ine["sistema"].pk, "clave": "asignar_rol"}, "post"),
    ],
    "admin:avisos_aviso_changelist": [Puerta(frozenset({"sistema", "control"}))],
    "admin:avisos_aviso_change": [
        Puerta(
            frozenset({"sistema", "control"}),
            lambda m: {"pk": Aviso.objects.exclude(cadena__startswith="uso-indebido").first().pk},
        ),
        Puerta(frozenset({"control"}), lambda m: {"pk": Aviso.objects.filter(cadena=m.uso_indebido.cadena).first().pk}),
    ],
    "admin:avisos_aviso_tramite": [
        Puerta(
            frozenset(),
            lambda m: {
                "pk": Aviso.objects.exclude(cadena__startswith="uso-indebido").first().pk,
                "clave": "reintentar",
            },
            "post",
        ),
    ],
    "admin:bitacora_asiento_changelist": [Puerta(frozenset({"sistema", "control"}))],
    "admin:bitacora_asiento_change": [
        Puerta(
            frozenset({"sistema", "control"}),
            lambda m: {"pk": Asiento.objects.exclude(cadena__startswith="uso-indebido").first().pk},
        ),
        Puerta(frozenset({"control"}), lambda m: {"pk": Asiento.objects.get(cadena=m.uso_indebido.cadena).pk}),
    ],
    "admin:cuentas_cuenta_changelist": [Puerta(CNCS | COMITE | {"unicom", "control"})],
    "admin:cuentas_cuenta_change": [Puerta(CNCS | COMITE | {"unicom", "control"}, cuenta_en_regularizacion)],
    "admin:cuentas_cuenta_tramite": [
        Puerta(CNCS, lambda m: {"pk": m.baja_cancelada.cuenta_id, "clave": "revisar_identificador"}, "post"),
        Puerta(frozenset(), lambda m: {**cuenta_en_regularizacion(m), "clave": "revisar_identificador"}, "post"),
    ],
}

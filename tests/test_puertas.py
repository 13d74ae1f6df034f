"""Every door × every role × own and other área: what is allowed is listed here, everything else is refused.

A door that is not in the table fails ``test_no_falta_ninguna_puerta``: whoever adds one says who may open it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from avisos.models import Aviso
from bitacora.models import Asiento
from cuentas.consultas import cuenta_viva
from cuentas.estados import EstadoCuenta
from organizacion.models import Persona
from plazos.models import DiaInhabil
from publicaciones.acciones import presentar_peticion
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import CARGA, Institucion, apertura

pytestmark = pytest.mark.django_db

ANONIMO = "anonimo"
ROLES = [
    ANONIMO, "titular", "medio", "operativo", "otra_titular", "otro_medio", "vocal_local", "vocal_distrital",
    "revisora", "revisor", "titular_cncs", "unicom", "presidencia", "secretaria", "control", "consejera", "sistema",
]  # fmt: skip
TODOS = frozenset(ROLES)
CON_SESION = TODOS - {ANONIMO}
CNCS = frozenset({"revisora", "revisor", "titular_cncs"})
COMITE = frozenset({"presidencia", "secretaria"})
TITULARES = frozenset({"titular", "otra_titular", "vocal_local", "vocal_distrital", "titular_cncs"})
ADMIN = CNCS | COMITE | {"unicom", "control", "sistema"}
# Whose opening it is, whoever it proposes, and who answers: the whole cast of a request that was filed.
SU_GENTE = frozenset({"titular", "medio", "operativo"})


@dataclass
class Mundo:
    """One opening of DECEyEC in each state that the doors need, and an account of each kind."""

    ine: Institucion
    aperturas: dict[E, Any] = field(default_factory=dict)

    def pk(self, estado: E) -> dict[str, int]:
        return {"pk": self.aperturas[estado].pk}


@pytest.fixture
def mundo(ine: Institucion) -> Mundo:
    from cuentas.acciones import registrar

    mundo = Mundo(ine)
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
    return mundo


@dataclass
class Puerta:
    """A door: how to build its address, who may open it, and with which method it is tried."""

    quienes: frozenset[str]
    args: Callable[[Mundo], dict[str, Any]] = lambda mundo: {}
    metodo: str = "get"


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


def alguien(mundo: Mundo) -> dict[str, Any]:
    return {"pk": mundo.ine["operativo"].pk}


PRESENTADAS = SU_GENTE | CNCS | {"control"}
PUERTAS: dict[str, list[Puerta]] = {
    # The public
    "cuentas:directorio": [Puerta(TODOS)],
    "cuentas:detalle": [
        Puerta(TODOS, cuenta_en_regularizacion),
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
    "solicitudes:retirar": [Puerta(frozenset({"titular"}), en(E.PRESENTADA), "post")],
    "solicitudes:renunciar": [Puerta(frozenset({"titular"}), en(E.AUTORIZADA), "post")],
    "solicitudes:abrir": [Puerta(frozenset({"titular"}), en(E.CON_BUZON), "post")],
    "solicitudes:notificar": [Puerta(frozenset({"titular"}), en(E.ABIERTA), "post")],
    "solicitudes:prueba": [Puerta(PRESENTADAS, prueba)],
    "solicitudes:documento": [Puerta(PRESENTADAS, documento)],
    "solicitudes:constancia": [Puerta(PRESENTADAS, constancia)],
    # Requests to publish
    "publicaciones:lista": [Puerta(CON_SESION)],
    "publicaciones:nueva": [Puerta(TITULARES)],
    "publicaciones:detalle": [Puerta(CNCS | {"titular", "control"}, lambda m: {"pk": m.peticion.pk})],
    "publicaciones:retirar": [Puerta(frozenset({"titular"}), lambda m: {"pk": m.peticion.pk}, "post")],
    # Accounts
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
        Puerta(frozenset({"sistema", "control"}), lambda m: {"pk": Aviso.objects.first().pk})
    ],
    "admin:avisos_aviso_tramite": [
        Puerta(frozenset(), lambda m: {"pk": Aviso.objects.first().pk, "clave": "reintentar"}, "post"),
    ],
    "admin:bitacora_asiento_changelist": [Puerta(frozenset({"sistema", "control"}))],
    "admin:bitacora_asiento_change": [
        Puerta(frozenset({"sistema", "control"}), lambda m: {"pk": Asiento.objects.first().pk})
    ],
    "admin:cuentas_cuenta_changelist": [Puerta(CNCS | COMITE | {"unicom", "control"})],
    "admin:cuentas_cuenta_change": [Puerta(CNCS | COMITE | {"unicom", "control"}, cuenta_en_regularizacion)],
}
# Stock pages of the admin that lead nowhere of ours: sign-in and out, its texts, and what it answers to unknown names.
DEL_MARCO = {
    "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done", "admin:autocomplete",
    "admin:jsi18n", "admin:view_on_site", "admin:app_list", "admin:",
}  # fmt: skip


def nombres(resolver: URLResolver, espacio: str = "") -> set[str]:
    encontrados = set()
    for patron in resolver.url_patterns:
        if isinstance(patron, URLResolver):
            if "acceso/" in str(patron.pattern):
                continue  # tests/test_acceso.py
            encontrados |= nombres(patron, espacio + (f"{patron.namespace}:" if patron.namespace else ""))
        elif isinstance(patron, URLPattern):
            encontrados.add(espacio + (patron.name or ""))
    return encontrados


def test_no_falta_ninguna_puerta():
    assert nombres(get_resolver()) - DEL_MARCO == set(PUERTAS)


@pytest.mark.criterio("5.1.d")
@pytest.mark.parametrize("nombre", sorted(PUERTAS))
def test_solo_entra_quien_debe(mundo, nombre, client):
    for puerta in PUERTAS[nombre]:
        url = reverse(nombre, kwargs=puerta.args(mundo))
        entraron = {rol for rol in ROLES if _entra(mundo, rol, url, puerta.metodo)}
        assert entraron == puerta.quienes, f"{url}: {sorted(entraron ^ puerta.quienes)}"


def _entra(mundo: Mundo, rol: str, url: str, metodo: str) -> bool:
    """Does that person get in? What the attempt changes is undone, so that the next one finds the same world."""
    cliente = Client()
    if rol != ANONIMO:
        cliente.force_login(mundo.ine[rol])
    antes = Asiento.objects.count()
    with transaction.atomic():
        respuesta = getattr(cliente, metodo)(url)
        actuo = Asiento.objects.count() > antes
        transaction.set_rollback(True)
    assert respuesta.status_code in {200, 302, 403, 404, 503}, f"{rol} {metodo} {url}: {respuesta.status_code}"
    if metodo == "post" and respuesta.status_code == 302:
        return actuo  # otherwise it was sent away, with a message or to sign in
    return respuesta.status_code in {200, 503}


def test_quien_no_esta_activo_no_entra(mundo):
    Persona.objects.filter(pk=mundo.ine["revisora"].pk).update(is_active=False)
    cliente = Client()
    cliente.force_login(mundo.ine["revisora"])
    assert cliente.get("/admin/solicitudes/apertura/").status_code == 302
    assert cliente.get("/panel/").status_code == 302

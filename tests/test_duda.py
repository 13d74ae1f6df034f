"""5.3.b: the question, its answer, its thread, its clock, and what is published of it."""

from datetime import timedelta

import pytest

from avisos.models import Aviso
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from organizacion.models import Persona
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from solicitudes.acciones import duda as acciones
from solicitudes.acciones.comun import DatoInvalido
from solicitudes.consultas.preguntas import frecuentes, frecuentes_parecidas, propias_parecidas
from solicitudes.estados.duda import EstadoDuda as E
from solicitudes.models import Duda, PreguntaFrecuente
from tests.fabrica import CARGA
from tests.fabrica_duda import PREGUNTA, RESPUESTA, duda, frecuente

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("5.3.b")]

HORA = timedelta(hours=1)
TODOS = {
    "titular", "medio", "operativo", "otra_titular", "vocal_local", "revisora", "titular_cncs", "unicom", "presidencia",
    "control", "consejera", "sistema",
}  # fmt: skip
CNCS = {"revisora", "titular_cncs"}
NADIE: set[str] = set()
# act → state → who may do it, of a question of «medio».
TABLA = {
    "contestar": {E.ABIERTA: CNCS, E.CONTESTADA: CNCS, E.CERRADA: NADIE},
    "repreguntar": {E.ABIERTA: NADIE, E.CONTESTADA: {"medio"}, E.CERRADA: {"medio"}},
    "cerrar": {E.ABIERTA: {"medio"}, E.CONTESTADA: {"medio"}, E.CERRADA: NADIE},
    "publicar": {E.ABIERTA: NADIE, E.CONTESTADA: CNCS, E.CERRADA: CNCS},
}
DATOS = {
    "contestar": {"texto": "Además, avise a la CNCS."},
    "repreguntar": {"texto": "¿Y si no hay titular?"},
    "cerrar": {},
    "publicar": {"pregunta": "¿Quién cambia la contraseña?", "respuesta": RESPUESTA, "numerales": ["5.1.d"]},
}


@pytest.mark.parametrize("acto", TABLA)
@pytest.mark.parametrize("estado", list(E))
def test_cada_acto_es_de_quien_le_toca_y_en_su_estado(ine, ahora, acto, estado):
    fila = duda(ine, estado)
    asientos = Asiento.objects.count()
    for rol in sorted(TODOS - TABLA[acto][estado]):
        with pytest.raises(ActoRechazado):
            getattr(acciones, acto)(duda=fila, **DATOS[acto], por=ine[rol], ahora=ahora + HORA)
        assert Asiento.objects.count() == asientos, rol
    for rol in sorted(TABLA[acto][estado])[:1]:
        getattr(acciones, acto)(duda=fila, **DATOS[acto], por=ine[rol], ahora=ahora + HORA)
        assert Asiento.objects.count() == asientos + 1


def test_solo_pregunta_quien_tiene_un_cargo_o_un_rol(ine, ahora):
    from organizacion.acciones import registrar_persona

    nadie = registrar_persona(email="nadie@ine.mx", nombre="Nadie Aún", contrasena="x" * 20, por=CARGA, ahora=ahora)
    with pytest.raises(SinPermiso):
        acciones.preguntar(asunto="Algo", pregunta="¿Qué?", por=nadie, ahora=ahora)
    assert not Duda.objects.exists()


def test_el_plazo_se_cumple_al_contestar_y_volver_a_preguntar_abre_otro(ine, ahora):
    fila = duda(ine, E.CONTESTADA)
    assert fila.plazo.estado == EstadoPlazo.CUMPLIDO
    fila = acciones.repreguntar(duda=fila, texto="¿Y si no hay titular?", por=ine["medio"], ahora=ahora + HORA)
    assert fila.estado == E.ABIERTA
    assert fila.plazo.abierto
    assert fila.plazo.inicio == ahora + HORA
    assert Plazo.objects.filter(cadena=fila.cadena).count() == 2
    fila = acciones.contestar(
        duda=fila, texto="La cambia el suplente.", por=ine["titular_cncs"], ahora=ahora + 2 * HORA
    )
    assert not Plazo.objects.filter(cadena=fila.cadena).exclude(estado=EstadoPlazo.CUMPLIDO).exists()
    assert [m.texto for m in fila.mensajes.all()] == [RESPUESTA, "¿Y si no hay titular?", "La cambia el suplente."]


def test_contestar_con_la_pagina_vieja_tambien_cierra_el_plazo(ine, ahora):
    vieja = duda(ine, E.CONTESTADA)  # somebody else has this page open
    acciones.repreguntar(duda=vieja, texto="¿Y si no hay titular?", por=ine["medio"], ahora=ahora + HORA)
    fila = acciones.contestar(duda=vieja, texto="El suplente.", por=ine["revisora"], ahora=ahora + 2 * HORA)
    assert fila.estado == E.CONTESTADA
    assert not Plazo.objects.filter(cadena=fila.cadena, estado=EstadoPlazo.ABIERTO).exists()


def test_cerrar_antes_de_que_contesten_cancela_el_plazo(ine, ahora):
    fila = acciones.cerrar(duda=duda(ine), por=ine["medio"], ahora=ahora + HORA)
    assert fila.plazo.estado == EstadoPlazo.CANCELADO


def test_alguien_de_la_cncs_pregunta_y_contesta_otra_persona(ine, ahora):
    fila = duda(ine, por="revisora")
    assert not Aviso.objects.filter(cadena=fila.cadena, para="revisora@ine.mx", asunto__startswith="Nueva").exists()
    assert Aviso.objects.filter(cadena=fila.cadena, para="revisor@ine.mx").exists()
    with pytest.raises(SinPermiso):
        acciones.contestar(duda=fila, texto="Yo misma", por=ine["revisora"], ahora=ahora)
    assert acciones.contestar(duda=fila, texto="Sí.", por=ine["revisor"], ahora=ahora).responsable == ine["revisor"]


def test_dos_clics_no_hacen_dos_cosas(ine, ahora):
    fila = duda(ine)
    with pytest.raises(EstadoCambiado, match=fila.folio):
        duda(ine)
    acciones.contestar(duda=fila, texto=RESPUESTA, por=ine["revisora"], ahora=ahora)
    with pytest.raises(EstadoCambiado):
        acciones.contestar(duda=fila, texto=RESPUESTA, por=ine["revisora"], ahora=ahora)
    publicada = acciones.publicar(duda=fila, **DATOS["publicar"], por=ine["revisora"], ahora=ahora)
    with pytest.raises(EstadoCambiado):
        acciones.publicar(duda=fila, **DATOS["publicar"], por=ine["revisora"], ahora=ahora)
    acciones.retirar_frecuente(frecuente=publicada, por=ine["revisora"], ahora=ahora)
    with pytest.raises(EstadoCambiado):
        acciones.retirar_frecuente(frecuente=publicada, por=ine["revisora"], ahora=ahora)
    assert (Duda.objects.count(), fila.mensajes.count(), PreguntaFrecuente.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("campo", "texto"),
    [
        ("pregunta", "¿Qué hace José Ángel Núñez Peña al salir?"),
        ("respuesta", "Que la cambie jose angel nunez."),
        ("respuesta", "Como le dijimos a Núñez Peña, la cambia el titular."),
        ("respuesta", "Escriba a MEDIO@ine.mx."),
    ],
)
def test_lo_publicado_no_nombra_a_quien_pregunto(ine, ahora, campo, texto):
    fila = duda(ine, E.CONTESTADA)
    with pytest.raises(DatoInvalido) as error:
        acciones.publicar(duda=fila, **{**DATOS["publicar"], campo: texto}, por=ine["revisora"], ahora=ahora)
    assert error.value.campo == campo
    assert not PreguntaFrecuente.objects.exists()


def test_publica_y_retira_la_cncs_y_nadie_mas(ine, ahora):
    publicada = frecuente(ine)
    for rol in sorted(TODOS - CNCS):
        with pytest.raises(SinPermiso):
            acciones.retirar_frecuente(frecuente=publicada, por=ine[rol], ahora=ahora)
    acciones.retirar_frecuente(frecuente=publicada, por=ine["revisor"], ahora=ahora)
    assert not frecuentes().exists()
    assert PreguntaFrecuente.objects.get().retirada == ahora


def test_busca_sin_acentos_ni_plurales_y_lo_retirado_no_sale(ine, ahora):
    publicada = frecuente(ine)
    retirada = frecuente(ine, pregunta="¿Cómo se recupera una contraseña olvidada?", ahora=ahora + HORA)
    acciones.retirar_frecuente(frecuente=retirada, por=ine["revisora"], ahora=ahora + 2 * HORA)
    for texto in ("RECUPERA cuentas", "cómo recuperá la cuénta", "bloqueo la red", "¿cuenta bloqueó?"):
        assert list(frecuentes(texto)) == [publicada], texto
    assert not frecuentes("AP-2025-0001 cuenta").exists()
    assert frecuentes_parecidas("mi red bloqueó la cuenta del área ¿qué hago?") == [publicada]
    assert frecuentes_parecidas("¿puedo abrir un perfil nuevo?") == []
    assert frecuentes_parecidas(" ¿? \0 ") == []


def test_de_lo_ya_preguntado_cada_quien_ve_lo_suyo(ine):
    propia, ajena = duda(ine), duda(ine, por="otro_medio")
    assert propias_parecidas(ine["medio"], "cambio de contraseñas") == [propia]
    assert propias_parecidas(ine["otro_medio"], "contraseña") == [ajena]


@pytest.mark.parametrize(
    ("rol", "ve"),
    [
        ("medio", True), ("titular", True), ("revisora", True), ("control", True), ("operativo", False),
        ("otra_titular", False), ("vocal_local", False), ("unicom", False), ("presidencia", False), ("sistema", False),
    ],
)  # fmt: skip
def test_la_ve_quien_debe(ine, rol, ve):
    fila = duda(ine)
    assert Duda.objects.visibles_para(ine[rol]).filter(pk=fila.pk).exists() is ve


def test_los_avisos_llevan_la_pregunta_y_la_respuesta_a_quien_toca(ine, ahora):
    fila = duda(ine, E.CONTESTADA)
    avisos = {a.para: a for a in Aviso.objects.filter(cadena=fila.cadena)}
    assert set(avisos) == {"revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx", "medio@ine.mx"}
    assert PREGUNTA in avisos["revisor@ine.mx"].cuerpo
    assert RESPUESTA in avisos["medio@ine.mx"].cuerpo
    assert "/admin/" not in avisos["medio@ine.mx"].cuerpo
    Persona.objects.filter(pk=ine["medio"].pk).update(is_active=False)
    acciones.contestar(duda=fila, texto="Una cosa más.", por=ine["revisora"], ahora=ahora + HORA)
    assert not Aviso.objects.filter(para="medio@ine.mx", cuerpo__contains="Una cosa más").exists()

"""What citizens write: registered without personal data, answered, passed on, escalated, moderated, proposed."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from avisos.models import Aviso
from bitacora.consultas import asientos_de
from bitacora.flujo import EstadoCambiado, SinPermiso
from plazos.acciones import barrer
from plazos.clases import ATENCION, TURNO_AREA
from plazos.estados import EstadoPlazo
from plazos.models import Plazo
from publicaciones import acciones
from publicaciones.consultas import atencion as consultas
from publicaciones.estados import EstadoInteraccion as E
from publicaciones.estados import EstadoMedida, EstadoPropuesta
from publicaciones.models import Interaccion, Medida, Propuesta, Rebase, Tema
from tests.fabrica import png
from tests.fabrica_atencion import cuenta, interaccion, medida, propuesta
from tests.fabrica_baja import cuenta_activa

HORA = timedelta(hours=1)


def cartas(desde: int = 0) -> Counter[tuple[str, str]]:
    return Counter(Aviso.objects.filter(pk__gt=desde).values_list("clase", "para"))


def ultima() -> int:
    return max(Aviso.objects.values_list("pk", flat=True), default=0)


def plazo(fila: Interaccion, clase: str = ATENCION) -> Plazo:
    return Plazo.objects.get(clase=clase, objeto_id=fila.pk, objeto_tipo="publicaciones.interaccion")


def visibles(ine, *filas) -> dict[str, set[int]]:
    claves = [fila.pk for fila in filas]
    return {
        quien: set(Interaccion.objects.visibles_para(ine[quien]).filter(pk__in=claves).values_list("pk", flat=True))
        for quien in ine.personas
    }


@pytest.mark.criterio("5.2.e")
def test_se_registra_sin_usuarios_y_con_su_plazo(ine):
    fila = interaccion(
        ine,
        texto="@juan.perez dice que @CulturaCivINE no contesta",
        enlace="https://twitter.com/juanperez/status/123?s=20",
    )
    assert fila.texto == "@[usuario] dice que @CulturaCivINE no contesta"
    assert fila.enlace == "https://x.com/i/status/123"
    assert fila.folio == "AT-2025-0001"
    assert plazo(fila).vence == fila.objetivo == fila.recibida + 24 * HORA
    assert fila.history.get().history_user == ine["medio"]
    assert [a.acto for a in asientos_de(fila.cadena)] == ["registrar_interaccion"]


@pytest.mark.criterio("5.2.b", "6.iii")
@pytest.mark.parametrize(
    "texto",
    [
        "Mi CURP es GOMC900515HDFNRR09",
        "Escríbanme a juan@gmail.com",
        "Llámenme al 55 1234 5678",
        "Mi tarjeta es 4111 1111 1111 1111",
    ],
)
def test_los_datos_personales_no_se_guardan(ine, texto):
    with pytest.raises(acciones.AtencionInvalida, match="datos personales") as error:
        interaccion(ine, texto=texto)
    assert error.value.campo == "texto"
    assert not Interaccion.objects.exists()
    fila = interaccion(ine)
    with pytest.raises(acciones.AtencionInvalida):
        acciones.contestar(interaccion=fila, respuesta=texto, enlace="", por=ine["medio"], ahora=ine.ahora)
    assert Interaccion.objects.get().estado == E.RECIBIDA


def test_el_mismo_mensaje_no_se_registra_dos_veces_ni_en_la_base(ine):
    una = interaccion(ine, enlace="https://x.com/a/status/9")
    with pytest.raises(acciones.YaRegistrada, match=una.folio):
        interaccion(ine, enlace="https://x.com/otro/status/9", texto="Otro texto")
    with pytest.raises(IntegrityError), transaction.atomic():
        Interaccion.objects.filter(pk=interaccion(ine, texto="Otra").pk).update(huella=una.huella)


@pytest.mark.criterio("6.vii")
def test_contestar_y_notificar_al_area_en_un_solo_acto(ine):
    fila, marca = interaccion(ine), ultima()
    fila = acciones.contestar(
        interaccion=fila, respuesta="En cualquier módulo.", enlace="", area=ine.areas["DERFE"], por=ine["medio"],
        ahora=ine.ahora,
    )  # fmt: skip
    assert (fila.estado, fila.primera_respuesta, fila.concluida) == (E.CONTESTADA, ine.ahora, ine.ahora)
    assert cartas(marca) == {("atencion_notificada", "otra_titular@ine.mx"): 1}
    assert plazo(fila).estado == EstadoPlazo.CUMPLIDO
    with pytest.raises(EstadoCambiado):
        acciones.contestar(interaccion=fila, respuesta="Otra", enlace="", por=ine["operativo"], ahora=ine.ahora)
    with pytest.raises(acciones.AtencionInvalida, match="no tiene titular"):
        acciones.contestar(
            interaccion=interaccion(ine, texto="Otra duda"), respuesta="Sí", enlace="", area=ine.areas["JL-OAX"],
            por=ine["medio"], ahora=ine.ahora,
        )  # fmt: skip


@pytest.mark.criterio("6.vii")
def test_turnada_el_area_la_ve_sola_informa_y_la_cuenta_contesta(ine):
    otra, marca = interaccion(ine, texto="De otra cosa"), ultima()
    fila = interaccion(ine, E.TURNADA, texto="¿Cuándo cierran los módulos?")
    assert cartas(marca) == {("atencion_turnada", "otra_titular@ine.mx"): 1}
    quienes = visibles(ine, fila, otra)
    todas = {fila.pk, otra.pk}
    assert quienes["otra_titular"] == {fila.pk}
    assert {q for q, v in quienes.items() if v == todas} == {
        "titular", "medio", "operativo", "revisora", "revisor", "titular_cncs", "control",
    }  # fmt: skip
    assert {q for q, v in quienes.items() if v and v != todas} == {"otra_titular"}
    with pytest.raises(SinPermiso):
        acciones.informar(interaccion=fila, informacion="No", por=ine["medio"], ahora=ine.ahora)
    fila = acciones.informar(interaccion=fila, informacion="A las 3", por=ine["otra_titular"], ahora=ine.ahora)
    assert plazo(fila, TURNO_AREA).estado == EstadoPlazo.CUMPLIDO
    assert cartas(marca)["atencion_informada", "operativo@ine.mx"] == 1
    assert plazo(fila).abierto, "the citizen still waits"
    fila = acciones.contestar(interaccion=fila, respuesta="A las 3", enlace="", por=ine["medio"], ahora=ine.ahora)
    assert fila.estado == E.CONTESTADA


def test_la_que_no_es_del_area_se_devuelve_y_deja_de_verse(ine):
    fila = interaccion(ine, E.TURNADA)
    fila = acciones.devolver(interaccion=fila, motivo="No es nuestro", por=ine["otra_titular"], ahora=ine.ahora)
    assert fila.estado == E.RECIBIDA
    assert not visibles(ine, fila)["otra_titular"]
    fila = acciones.turnar(
        interaccion=fila, area=ine.areas["JL-AGS"], nota="", por=ine["medio"], ahora=ine.ahora + HORA
    )
    assert visibles(ine, fila)["vocal_local"]


@pytest.mark.criterio("6.vii")
def test_orientar_y_cerrar(ine):
    texto = "Llame a INETEL al 800 433 2000."
    fila = acciones.orientar(
        interaccion=interaccion(ine), respuesta=texto, enlace="", por=ine["medio"], ahora=ine.ahora
    )
    assert fila.estado == E.ORIENTADA
    cerrada = acciones.cerrar_sin_respuesta(
        interaccion=interaccion(ine, texto="Jaja"), motivo="No pide nada", por=ine["titular"], ahora=ine.ahora
    )
    assert (cerrada.estado, cerrada.primera_respuesta) == (E.CERRADA, None)


@pytest.mark.criterio("6.xxi")
def test_una_respuesta_ofensiva_pide_su_motivo(ine):
    fila, datos = interaccion(ine), {"respuesta": "No sea idiota", "enlace": ""}
    with pytest.raises(acciones.AtencionInvalida, match=r"6\.xxi"):
        acciones.contestar(interaccion=fila, **datos, por=ine["medio"], ahora=ine.ahora)
    acciones.contestar(
        interaccion=fila, **datos, advertencia="Cita el título de una obra", por=ine["medio"], ahora=ine.ahora
    )
    assert "Cita el título" in asientos_de(fila.cadena).order_by("numero").last().canonico


@pytest.mark.criterio("5.1.d")
@pytest.mark.parametrize("quien", ["otra_titular", "otro_medio", "vocal_local", "titular_cncs", "control", "sistema"])
def test_nadie_mas_actua(ine, quien):
    fila, persona = interaccion(ine), ine[quien]
    intentos = [
        lambda: interaccion(ine, texto="Otra", por=quien, tema=""),
        lambda: acciones.contestar(interaccion=fila, respuesta="x", enlace="", por=persona, ahora=ine.ahora),
        lambda: acciones.turnar(interaccion=fila, area=ine.areas["DERFE"], nota="", por=persona, ahora=ine.ahora),
        lambda: acciones.cerrar_sin_respuesta(interaccion=fila, motivo="x", por=persona, ahora=ine.ahora),
        lambda: acciones.escalar(interaccion=fila, motivo="x", por=persona, ahora=ine.ahora),
        lambda: acciones.clasificar(interaccion=fila, clase="odio", tema=None, por=persona, ahora=ine.ahora),
        lambda: acciones.renombrar_tema(tema=fila.tema, nombre="x", por=persona, ahora=ine.ahora),
    ]
    antes = asientos_de(fila.cadena).count()
    for intento in intentos:
        with pytest.raises(SinPermiso):
            intento()
    assert asientos_de(fila.cadena).count() == antes


@pytest.mark.criterio("5.2.f")
def test_asunto_relevante(ine):
    fila, marca = interaccion(ine), ultima()
    fila = acciones.escalar(interaccion=fila, motivo="Salió en prensa", por=ine["medio"], ahora=ine.ahora)
    assert cartas(marca) == {("atencion_relevante", "titular@ine.mx"): 1}
    with pytest.raises(SinPermiso):
        acciones.acusar_relevante(interaccion=fila, por=ine["operativo"], ahora=ine.ahora)
    fila = acciones.acusar_relevante(interaccion=fila, por=ine["titular"], ahora=ine.ahora)
    assert fila.acusada_por == ine["titular"]
    with pytest.raises(EstadoCambiado):
        acciones.acusar_relevante(interaccion=fila, por=ine["titular"], ahora=ine.ahora)


class TestMedidas:
    @pytest.mark.criterio("6.xvi")
    @pytest.mark.parametrize("tipo", ["bloquear", "ocultar", "eliminar"])
    @pytest.mark.parametrize(
        ("clase", "fundamento"), [("odio", "ofensivo"), ("ofensa", "ofensivo"), ("ofensa", "odio")]
    )
    def test_por_ser_ofensivo_nadie_se_bloquea(self, ine, tipo, clase, fundamento):
        fila = interaccion(ine, texto="Son unos tales", clase=clase)
        with pytest.raises(acciones.AtencionInvalida, match=r"6\.xvi"):
            acciones.moderar(
                interaccion=fila, tipo=tipo, fundamento=fundamento, motivo="Ofende", evidencia=png(), por=ine["medio"],
                ahora=ine.ahora,
            )  # fmt: skip
        assert not Medida.objects.exists()

    @pytest.mark.criterio("6.xvi")
    def test_ni_en_la_base(self, ine):
        fila = medida(ine)
        for cambio in ({"fundamento": "ofensivo"}, {"evidencia": ""}, {"motivo": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Medida.objects.filter(pk=fila.pk).update(**cambio)

    @pytest.mark.criterio("6.xvii")
    def test_la_confirma_otra_persona(self, ine):
        fila = medida(ine)
        assert set(cartas()) >= {("medida_por_confirmar", f"{q}@ine.mx") for q in ("operativo", "titular")}
        for quien in ("medio", "titular_cncs", "control"):
            with pytest.raises(SinPermiso):
                acciones.confirmar_medida(medida=fila, por=ine[quien], ahora=ine.ahora)
        with pytest.raises(IntegrityError), transaction.atomic():
            Medida.objects.filter(pk=fila.pk).update(estado="confirmada", resuelta_por=ine["medio"])
        assert acciones.confirmar_medida(medida=fila, por=ine["operativo"], ahora=ine.ahora).estado == (
            EstadoMedida.CONFIRMADA
        )

    def test_la_que_no_procedia_se_revierte(self, ine):
        fila = acciones.revocar_medida(medida=medida(ine), nota="Es sátira", por=ine["titular"], ahora=ine.ahora)
        assert fila.estado == EstadoMedida.REVOCADA
        assert cartas()["medida_resuelta", "medio@ine.mx"] == 1


@pytest.mark.criterio("8.b")
def test_una_propuesta_se_aparta_se_analiza_y_se_contesta(ine):
    fila = propuesta(ine)
    assert cartas()["propuesta_recibida", "titular@ine.mx"] == 1
    for quien in ("medio", "operativo", "titular_cncs"):
        with pytest.raises(SinPermiso):
            acciones.analizar(propuesta=fila, por=ine[quien], ahora=ine.ahora)
    fila = acciones.analizar(propuesta=fila, por=ine["titular"], ahora=ine.ahora)
    fila = acciones.aceptar(
        propuesta=fila,
        analisis="Cabe en el presupuesto",
        respuesta="Así lo haremos",
        por=ine["titular"],
        ahora=ine.ahora,
    )
    assert fila.estado == EstadoPropuesta.ACEPTADA
    with pytest.raises(IntegrityError), transaction.atomic():
        Propuesta.objects.filter(pk=fila.pk).update(analisis="")
    suya = propuesta(ine, por="titular", enlace="https://x.com/a/status/8")
    with pytest.raises(SinPermiso):
        acciones.analizar(propuesta=suya, por=ine["titular"], ahora=ine.ahora)


class TestPlazos:
    @pytest.mark.criterio("6.xviii")
    def test_a_quien_se_recuerda(self, ine):
        interaccion(ine, hace=timedelta(0))
        interaccion(ine, hace=timedelta(0), texto="Otra duda")
        marca, administran = ultima(), {"medio@ine.mx", "operativo@ine.mx"}
        barrer(ahora=ine.ahora + 20 * HORA)
        assert cartas(marca) == {("atencion_por_vencer", quien): 1 for quien in administran}  # one for both
        marca = ultima()
        barrer(ahora=ine.ahora + 24 * HORA)
        assert cartas(marca) == {("atencion_fuera_de_plazo", quien): 1 for quien in administran}
        marca = ultima()
        barrer(ahora=ine.ahora + 24 * 3 * HORA)
        assert cartas(marca)["atencion_fuera_de_plazo", "titular@ine.mx"] == 1
        marca = ultima()
        assert barrer(ahora=ine.ahora + 24 * 3 * HORA).emitidos == 0
        assert not cartas(marca)

    def test_lo_contestado_no_se_recuerda_y_lo_viejo_tampoco(self, ine):
        interaccion(ine, E.CONTESTADA)
        vieja = interaccion(ine, texto="De hace un mes", hace=timedelta(days=30))
        marca = ultima()
        barrer(ahora=ine.ahora + timedelta(days=9))
        assert not cartas(marca)
        assert consultas.luz_de(vieja, ine.ahora)[0] == "rojo"
        assert list(consultas.con_luz(Interaccion.objects.all(), "rojo", ine.ahora)) == [vieja]

    @pytest.mark.criterio("6.vii")
    def test_al_area_se_le_recuerda_lo_suyo(self, ine):
        interaccion(ine, E.TURNADA, hace=timedelta(0))
        marca = ultima()
        barrer(ahora=ine.ahora + 24 * HORA)
        assert cartas(marca)["turno_fuera_de_plazo", "otra_titular@ine.mx"] == 1


class TestTemas:
    def test_se_reconoce_el_mismo_nombre_y_se_fusionan_con_su_historia(self, ine):
        uno, otro = interaccion(ine, tema="Credencial"), interaccion(ine, tema="  CREDENCIÁL ", texto="Otra")
        assert uno.tema == otro.tema
        tercera = interaccion(ine, tema="INE", texto="Tercera")
        queda = acciones.fusionar_tema(tema=tercera.tema, destino=uno.tema, por=ine["titular"], ahora=ine.ahora)
        assert queda == uno.tema
        assert Interaccion.objects.filter(tema=queda).count() == 3
        assert "INE" in asientos_de(queda.cadena).order_by("numero").last().canonico
        with pytest.raises(acciones.AtencionInvalida):
            acciones.fusionar_tema(tema=tercera.tema, destino=uno.tema, por=ine["titular"], ahora=ine.ahora)
        [primero] = consultas.recurrencia(ine["medio"], dias=28, ahora=ine.ahora)
        assert (primero.tema, primero.cuantas, primero.ancho) == (queda, 3, 100)
        assert consultas.recurrencia(ine["otro_medio"], dias=28, ahora=ine.ahora) == []

    def test_el_tema_es_del_area_de_la_cuenta(self, ine):
        ajeno = Tema.objects.create(area=ine.areas["DERFE"], nombre="Padrón", creado=ine.ahora)
        with pytest.raises(acciones.AtencionInvalida, match="tema vigente"):
            acciones.clasificar(
                interaccion=interaccion(ine), clase="duda", tema=ajeno, por=ine["medio"], ahora=ine.ahora
            )

    @pytest.mark.criterio("6.xix")
    def test_un_rebase_se_alerta_una_vez_y_ordena_la_cola(self, ine):
        suelta = interaccion(ine, texto="De antes", tema="Videos", hace=9 * HORA)
        filas = [interaccion(ine, texto=f"Duda {n}", hace=timedelta(minutes=n)) for n in range(10)]
        marca = ultima()
        assert acciones.detectar_rebases(ahora=ine.ahora) == 1
        assert acciones.detectar_rebases(ahora=ine.ahora + HORA) == 0
        assert cartas(marca) == {("rebase_detectado", f"{q}@ine.mx"): 1 for q in ("medio", "operativo", "titular")}
        [rebase] = consultas.hay_rebase(ine["medio"], ine.ahora)
        assert (rebase.tema, rebase.cuantas) == (filas[0].tema, 10)
        cliente = Client()
        cliente.force_login(ine["medio"], backend="django.contrib.auth.backends.ModelBackend")
        enlace = re.search(r'href="(/publicaciones/nuevo/[^"]+)"', cliente.get("/atencion/temas/").content.decode())
        assert f'value="{rebase.tema.nombre}"' in cliente.get(enlace[1]).content.decode()
        assert not consultas.hay_rebase(ine["otro_medio"], ine.ahora)
        cola = consultas.por_recurrencia(Interaccion.objects.abiertas(), ine["medio"]).order_by("turno", "recibida")
        assert list(cola)[-1] == suelta
        with pytest.raises(SinPermiso):
            acciones.atender_rebase(rebase=rebase, que_se_hizo="x", por=ine["control"], ahora=ine.ahora)
        acciones.atender_rebase(rebase=rebase, que_se_hizo="Se publicó", por=ine["operativo"], ahora=ine.ahora)
        with pytest.raises(EstadoCambiado):
            acciones.atender_rebase(rebase=rebase, que_se_hizo="x", por=ine["medio"], ahora=ine.ahora)

    def test_lo_habitual_no_es_rebase(self, ine):
        for dia in range(20):
            for n in range(4):
                interaccion(ine, texto=f"{dia}-{n}", hace=timedelta(days=dia + 1, minutes=n))
        for n in range(9):
            interaccion(ine, texto=f"hoy {n}", hace=timedelta(minutes=n))
        assert acciones.detectar_rebases(ahora=ine.ahora) == 0
        assert not Rebase.objects.exists()


def test_una_cuenta_ajena_no_se_cuela(ine):
    ajena = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    cuenta(ine)
    with pytest.raises(SinPermiso):
        interaccion(ine, de=ajena, por="medio")

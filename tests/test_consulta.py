"""6.viii: the consult: 48 hours on the clock, an opinion bound to an exact text, and silence that approves nothing."""

from collections import Counter
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django_fsm import Transition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avisos.models import Aviso
from bitacora.consultas import verificar
from bitacora.flujo import ActoRechazado, EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.acciones import activar, registrar
from cuentas.estados import EstadoCuenta
from organizacion.models import Persona
from plazos.acciones import barrer
from plazos.estados import EstadoPlazo
from publicaciones.acciones import consulta as acciones
from publicaciones.acciones.consulta import ConsultaImposible, SinCambios
from publicaciones.consultas.consulta import luz_de, queda_en_palabras, respaldo_de
from publicaciones.consultas.puerta_de_publicacion import Intento, impedimentos
from publicaciones.estados.consulta import CONSULTAS_ABIERTAS, Opinion
from publicaciones.estados.consulta import EstadoConsulta as E
from publicaciones.models import Consulta, Variante
from publicaciones.models.consulta import ConsultaVencida
from publicaciones.reglas_atencion import texto_de_orientacion
from tests.fabrica import CARGA, Institucion
from tests.fabrica_consulta import consulta, cuenta_con_administradores, editada, en_estudio, variante_de

pytestmark = pytest.mark.criterio("6.viii")
SEGUNDO = timedelta(seconds=1)
DOS_DIAS = timedelta(hours=48)


@pytest.fixture
def variante(ine: Institucion) -> Variante:
    return variante_de(cuenta_con_administradores(ine), ine["medio"], ine.ahora)


def correos(clase: str) -> list[str]:
    return sorted(Aviso.objects.filter(clase=clase).values_list("para", flat=True))


def editar(variante: Variante, texto: str, ine: Institucion) -> None:
    """Save it with another text, as who administers the account does."""
    nueva = editada(variante, texto, ine["medio"], ine.ahora)
    variante.texto, variante.huella, variante.version = nueva.texto, nueva.huella, nueva.version


class TestCamino:
    def test_de_la_duda_a_la_opinion(self, ine, variante):
        fila = consulta(variante, ine)
        assert fila.folio == "CO-2025-0001"
        assert fila.vence == ine.ahora + DOS_DIAS  # weekends and holidays included
        assert len(correos("consulta_recibida")) == 3
        tomada = en_estudio(fila, ine)
        acciones.preguntar_en_consulta(consulta=tomada, texto="¿Quién avala?", por=ine["revisora"], ahora=ine.ahora)
        assert correos("consulta_pregunta") == ["medio@ine.mx"]
        acciones.responder_en_consulta(consulta=tomada, respuesta="El área", por=ine["operativo"], ahora=ine.ahora)
        assert correos("consulta_respondida") == ["revisora@ine.mx"]
        tarde = ine.ahora + timedelta(hours=30)
        hecha = acciones.opinar_a_favor(consulta=tomada, respuesta="Adelante", por=ine["revisora"], ahora=tarde)
        assert (hecha.estado, hecha.vence) == (E.FAVORABLE, ine.ahora + DOS_DIAS)  # the question stopped nothing
        assert correos("consulta_opinion") == ["medio@ine.mx"]
        assert hecha.plazo.estado == EstadoPlazo.CUMPLIDO
        assert respaldo_de(variante, variante.huella, tarde).aprobado
        barrer(ahora=ine.ahora + DOS_DIAS)
        assert correos("consulta_sin_pronunciamiento") == []

    def test_una_abierta_por_texto(self, ine, variante):
        primera = consulta(variante, ine)
        with pytest.raises(ConsultaImposible, match=primera.folio):
            consulta(variante, ine)
        with pytest.raises(IntegrityError), transaction.atomic():
            Consulta.objects.create(
                folio="CO-2025-9999", variante=variante, version=primera.version, cuenta=variante.cuenta, huella="x",
                texto="x", duda="x",
                presentada=ine.ahora, presentada_por=ine["medio"], vence=primera.vence,
            )  # fmt: skip
        acciones.retirar_consulta(consulta=primera, por=ine["operativo"], ahora=ine.ahora)
        assert consulta(variante, ine).estado == E.PRESENTADA

    @pytest.mark.parametrize("quien", ["otra_titular", "otro_medio", "revisora", "titular_cncs", "control"])
    def test_solo_consulta_quien_publica_en_la_cuenta(self, ine, variante, quien):
        with pytest.raises(SinPermiso):
            consulta(variante, ine, por=quien)

    @pytest.mark.parametrize("quien", ["medio", "titular", "control", "unicom", "sistema"])
    def test_solo_contesta_la_cncs(self, ine, variante, quien):
        with pytest.raises(SinPermiso):
            acciones.tomar_consulta(consulta=consulta(variante, ine), por=ine[quien], ahora=ine.ahora)

    def test_nadie_contesta_lo_suyo_ni_lo_de_su_cuenta(self, ine, variante):
        """An account of the CNCS: two of its people administer it, and its head heads its área."""
        propia = registrar(
            red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
            estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
        )  # fmt: skip
        activar(
            cuenta=propia, titular=ine["revisora"], suplente=ine["revisor"], por=ine["titular_cncs"], ahora=ine.ahora
        )
        fila = consulta(variante_de(propia, ine["revisora"], ine.ahora), ine, por="revisora")
        for quien in ("revisora", "revisor", "titular_cncs"):
            with pytest.raises(SinPermiso):
                acciones.tomar_consulta(consulta=fila, por=ine[quien], ahora=ine.ahora)

    def test_opina_quien_la_tomo_y_otra_persona_puede_relevarla(self, ine, variante):
        tomada = en_estudio(consulta(variante, ine), ine)
        with pytest.raises(SinPermiso):
            acciones.opinar_a_favor(consulta=tomada, respuesta="", por=ine["revisor"], ahora=ine.ahora)
        relevada = acciones.tomar_consulta(consulta=tomada, por=ine["revisor"], ahora=ine.ahora)
        assert relevada.tomada_por == ine["revisor"]

    def test_una_pregunta_a_la_vez(self, ine, variante):
        tomada = en_estudio(consulta(variante, ine), ine)
        with pytest.raises(ConsultaImposible):
            acciones.responder_en_consulta(consulta=tomada, respuesta="?", por=ine["medio"], ahora=ine.ahora)
        acciones.preguntar_en_consulta(consulta=tomada, texto="Uno", por=ine["revisora"], ahora=ine.ahora)
        with pytest.raises(ConsultaImposible):
            acciones.preguntar_en_consulta(consulta=tomada, texto="Dos", por=ine["revisora"], ahora=ine.ahora)


class TestVencimiento:
    def test_al_segundo_con_barrido_o_sin_el(self, ine, variante):
        fila = en_estudio(consulta(variante, ine), ine)
        for ahora, estado in (
            (fila.vence - SEGUNDO, E.EN_ESTUDIO),
            (fila.vence, E.SIN_PRONUNCIAMIENTO),
            (fila.vence + SEGUNDO, E.SIN_PRONUNCIAMIENTO),
        ):
            assert fila.estado_al(ahora) == estado
            abierta = estado in CONSULTAS_ABIERTAS
            assert Consulta.objects.abiertas_al(ahora).exists() is abierta
            assert Consulta.objects.terminadas_al(ahora).exists() is not abierta
            assert Consulta.objects.sin_pronunciamiento_al(ahora).exists() is not abierta
            assert [e for e in E if Consulta.objects.en_el_estado(e, ahora).exists()] == [estado]
        assert Consulta.objects.get().estado == E.EN_ESTUDIO  # and no sweep came

    @pytest.mark.parametrize("pasado", [timedelta(), SEGUNDO, timedelta(days=30)])
    @pytest.mark.parametrize("barrida", [False, True])
    def test_contestar_al_vencer_o_despues_se_rechaza(self, ine, variante, pasado, barrida):
        fila = en_estudio(consulta(variante, ine), ine)
        ahora = fila.vence + pasado
        if barrida:
            barrer(ahora=ahora)
        antes = Asiento.objects.count()
        for acto in (
            lambda: acciones.opinar_a_favor(consulta=fila, respuesta="", por=ine["revisora"], ahora=ahora),
            lambda: acciones.opinar_en_contra(consulta=fila, respuesta="", por=ine["revisora"], ahora=ahora),
            lambda: acciones.proponer_cambios(
                consulta=fila, respuesta="", texto="Otro", por=ine["revisora"], ahora=ahora
            ),
            lambda: acciones.preguntar_en_consulta(consulta=fila, texto="?", por=ine["revisora"], ahora=ahora),
            lambda: acciones.tomar_consulta(consulta=fila, por=ine["revisor"], ahora=ahora),
            lambda: acciones.retirar_consulta(consulta=fila, por=ine["medio"], ahora=ahora),
        ):
            with pytest.raises((ConsultaVencida, EstadoCambiado), match=r"sin pronunciamiento|Sin pronunciamiento"):
                acto()
        assert Asiento.objects.count() == antes

    def test_un_segundo_antes_todavia_se_contesta(self, ine, variante):
        fila = en_estudio(consulta(variante, ine), ine)
        ahora = fila.vence - SEGUNDO
        hecha = acciones.opinar_a_favor(consulta=fila, respuesta="", por=ine["revisora"], ahora=ahora)
        barrer(ahora=fila.vence)
        hecha.refresh_from_db()
        assert hecha.estado == E.FAVORABLE

    def test_la_base_de_datos_no_guarda_una_opinion_tardia(self, ine, variante):
        fila = consulta(variante, ine)
        with pytest.raises(IntegrityError), transaction.atomic():
            Consulta.objects.filter(pk=fila.pk).update(opinion=Opinion.FAVORABLE, resuelta=fila.vence)
        with pytest.raises(IntegrityError), transaction.atomic():
            Consulta.objects.filter(pk=fila.pk).update(estado=E.FAVORABLE)

    def test_barrido_apagado_y_luego_encendido_un_solo_aviso_con_la_orientacion(self, ine, variante):
        fila = consulta(variante, ine)
        mucho = fila.vence + timedelta(days=9)  # nobody swept for nine days
        assert fila.estado_al(mucho) == E.SIN_PRONUNCIAMIENTO
        for _ in range(3):
            assert barrer(ahora=mucho).fallidos == 0
        fila.refresh_from_db()
        assert (fila.estado, fila.terminada) == (E.SIN_PRONUNCIAMIENTO, fila.vence)
        assert correos("consulta_sin_pronunciamiento") == ["medio@ine.mx"]
        assert correos("consulta_por_vencer") == []  # they would have said that time is left
        aviso = Aviso.objects.get(clase="consulta_sin_pronunciamiento")
        assert texto_de_orientacion() in aviso.cuerpo
        assert "800 433 2000" in aviso.cuerpo
        assert "no es una aprobación" in aviso.cuerpo
        assert Asiento.objects.filter(acto="vencer").count() == 1

    def test_recordatorios_a_quien_la_tomo_o_a_toda_la_cncs(self, ine, variante):
        fila = consulta(variante, ine)
        barrer(ahora=fila.vence - timedelta(hours=24))
        assert len(correos("consulta_por_vencer")) == 3
        en_estudio(fila, ine, fila.vence - timedelta(hours=5))
        barrer(ahora=fila.vence - timedelta(hours=4))
        ultimo = Aviso.objects.filter(clase="consulta_por_vencer").order_by("pk").last()
        assert (len(correos("consulta_por_vencer")), ultimo.para) == (4, "revisora@ine.mx")
        assert "quedan 4 horas" in ultimo.asunto

    def test_cien_a_la_vez_cien_avisos(self, ine, variante):
        """All expire at the same second; one of them is answered just before."""
        filas = [consulta(variante_de(variante.cuenta, ine["medio"], ine.ahora, f"Texto {n}"), ine) for n in range(101)]
        acciones.retirar_consulta(consulta=filas[0], por=ine["medio"], ahora=filas[0].vence - SEGUNDO)
        for _ in range(2):
            assert barrer(ahora=filas[0].vence).fallidos == 0
        cuantos = Counter(Consulta.objects.values_list("estado", flat=True))
        assert cuantos == {E.SIN_PRONUNCIAMIENTO: 100, E.RETIRADA: 1}
        assert len(correos("consulta_sin_pronunciamiento")) == 100
        assert not verificar().rupturas

    def test_otra_consulta_tras_el_silencio_sin_barrido(self, ine, variante):
        """The one that expired ends at once, with its notice; the sweep adds nothing."""
        primera = consulta(variante, ine)
        luego = primera.vence + SEGUNDO
        segunda = consulta(variante, ine, ahora=luego)
        primera.refresh_from_db()
        assert (primera.estado, segunda.estado) == (E.SIN_PRONUNCIAMIENTO, E.PRESENTADA)
        barrer(ahora=luego)
        assert len(correos("consulta_sin_pronunciamiento")) == 1

    def test_avisa_a_quien_administra_hoy(self, ine, variante):
        fila = consulta(variante, ine)
        Persona.objects.filter(pk=ine["medio"].pk).update(is_active=False)
        barrer(ahora=fila.vence)
        assert correos("consulta_sin_pronunciamiento") == ["operativo@ine.mx"]


@pytest.mark.postgres
def test_dos_barridos_y_una_respuesta_a_la_vez(ine_confirmado: Institucion):
    """Two sweeps at the instant of expiry, while somebody tries to answer: one notice for each, and no opinion."""
    ine = ine_confirmado
    cuenta = cuenta_con_administradores(ine)
    filas = [
        en_estudio(consulta(variante_de(cuenta, ine["medio"], ine.ahora, f"Texto {n}"), ine), ine) for n in range(12)
    ]
    vence, salida, fallas = filas[0].vence, Barrier(3), []

    def barriendo() -> None:
        try:
            salida.wait(10)
            barrer(ahora=vence)
        except Exception as error:
            fallas.append(error)
        finally:
            connection.close()

    def contestando() -> None:
        try:
            salida.wait(10)
            for fila in reversed(filas):
                with pytest.raises(ActoRechazado):
                    acciones.opinar_a_favor(consulta=fila, respuesta="", por=ine["revisora"], ahora=vence)
        except Exception as error:
            fallas.append(error)
        finally:
            connection.close()

    hilos = [Thread(target=barriendo), Thread(target=barriendo), Thread(target=contestando)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(60)
    assert not fallas
    barrer(ahora=vence + timedelta(minutes=1))  # one that was being looked at was left for the next
    assert set(Consulta.objects.values_list("estado", flat=True)) == {E.SIN_PRONUNCIAMIENTO}
    assert len(correos("consulta_sin_pronunciamiento")) == 12
    assert Asiento.objects.filter(acto="vencer").count() == 12


class TestOpiniones:
    def test_en_contra_impide_ese_texto_aunque_vaya_y_vuelva(self, ine, variante):
        original = variante.texto
        tomada = en_estudio(consulta(variante, ine), ine)
        acciones.opinar_en_contra(consulta=tomada, respuesta="6.v", por=ine["revisora"], ahora=ine.ahora)
        assert "desfavorable" in respaldo_de(variante, variante.huella, ine.ahora).impedimento
        with pytest.raises(ConsultaImposible):
            consulta(variante, ine)
        editar(variante, "Otro texto", ine)
        assert not respaldo_de(variante, variante.huella, ine.ahora).impedimento
        editar(variante, original, ine)
        assert "desfavorable" in respaldo_de(variante, variante.huella, ine.ahora).impedimento

    def test_con_cambios_solo_vale_el_texto_propuesto(self, ine, variante):
        tomada = en_estudio(consulta(variante, ine), ine)
        with pytest.raises(SinCambios):
            acciones.proponer_cambios(
                consulta=tomada, respuesta="", texto=variante.texto, por=ine["revisora"], ahora=ine.ahora
            )
        propuesto = "El registro de observadores abre el lunes."
        hecha = acciones.proponer_cambios(
            consulta=tomada, respuesta="La fecha", texto=propuesto, por=ine["revisora"], ahora=ine.ahora
        )
        original = respaldo_de(variante, variante.huella, ine.ahora)
        assert (original.aprobado, bool(original.impedimento)) == (False, True)
        editar(variante, propuesto, ine)
        hecha.refresh_from_db()
        assert (hecha.estado, respaldo_de(variante, variante.huella, ine.ahora).aprobado) == (E.CON_CAMBIOS, True)
        editar(variante, propuesto + " ", ine)
        hecha.refresh_from_db()
        assert hecha.estado == E.ANULADA
        editar(variante, propuesto, ine)
        assert not respaldo_de(variante, variante.huella, ine.ahora).aprobado

    def test_abierta_impide_y_el_silencio_ni_impide_ni_aprueba(self, ine, variante):
        fila = consulta(variante, ine)
        assert fila.folio in respaldo_de(variante, variante.huella, fila.vence - SEGUNDO).impedimento
        for _ in range(2):  # before the sweep and after it
            silencio = respaldo_de(variante, variante.huella, fila.vence)
            assert (silencio.aprobado, silencio.impedimento) == (False, "")
            assert "Sin opinión favorable" in silencio.texto
            barrer(ahora=fila.vence)

    def test_editar_con_la_consulta_abierta_la_anula_y_se_avisa(self, ine, variante):
        fila = en_estudio(consulta(variante, ine), ine)
        editar(variante, "Otro", ine)
        fila.refresh_from_db()
        assert (fila.estado, fila.plazo.estado) == (E.ANULADA, EstadoPlazo.CANCELADO)
        assert correos("consulta_anulada") == ["medio@ine.mx"]
        assert correos("consulta_cerrada") == ["revisora@ine.mx"]
        barrer(ahora=fila.vence)
        assert correos("consulta_sin_pronunciamiento") == []

    @pytest.mark.embebida
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(datos=st.data())
    def test_ninguna_edicion_por_minima_que_sea_conserva_la_opinion(self, ine, variante, datos):
        """A letter, a space, an accent composed another way, an invisible sign: any of them."""
        with transaction.atomic():
            texto = "El registro de observación electoral abre mañana a las 9:00 h. #INE"
            base = variante_de(variante.cuenta, ine["medio"], ine.ahora, texto)
            tomada = en_estudio(consulta(base, ine), ine)
            acciones.opinar_a_favor(consulta=tomada, respuesta="", por=ine["revisora"], ahora=ine.ahora)
            assert respaldo_de(base, base.huella, ine.ahora).aprobado
            donde = datos.draw(st.integers(0, len(texto)))
            quita = datos.draw(st.integers(0, 2))
            pone = datos.draw(st.text(max_size=3) | st.sampled_from(["\u200b", "\u00a0", "\n", " ", "́", "\ufe0f"]))
            editado = texto[:donde] + pone + texto[donde + quita :]
            if editado != texto:
                editar(base, editado, ine)
                tomada.refresh_from_db()
                assert tomada.estado == E.ANULADA
                assert not respaldo_de(base, base.huella, ine.ahora).aprobado
                editar(base, texto, ine)  # not even by writing it again as it was
                assert not respaldo_de(base, base.huella, ine.ahora).aprobado
            transaction.set_rollback(True)


class TestPublicar:
    """What the gate of publishing does with each outcome, and what is left on record."""

    def intento(self, ine, variante, momento, texto=None) -> list[str]:
        fila = Variante.objects.select_related("contenido__area_avala", "cuenta__area").get(pk=variante.pk)
        razones = impedimentos(Intento(fila, ine["medio"], momento, texto=texto))
        return [razon.texto for razon in razones if razon.numeral == "6.viii"]

    def test_abierta_no_se_publica_y_tras_el_silencio_si_sin_aprobacion(self, ine, variante):
        fila = consulta(variante, ine)
        assert self.intento(ine, variante, fila.vence - SEGUNDO)
        assert not self.intento(ine, variante, fila.vence)
        barrer(ahora=fila.vence)
        assert self.intento(ine, variante, fila.vence - timedelta(hours=1))  # nor by saying that it was before
        assert not self.intento(ine, variante, fila.vence)
        assert not respaldo_de(variante, variante.huella, fila.vence).aprobado

    def test_lo_rechazado_no_se_publica_ni_diciendo_que_la_red_lleva_otro_texto(self, ine, variante):
        original = variante.texto
        tomada = en_estudio(consulta(variante, ine), ine)
        acciones.opinar_en_contra(consulta=tomada, respuesta="6.v", por=ine["revisora"], ahora=ine.ahora)
        assert self.intento(ine, variante, ine.ahora)
        editar(variante, "Un texto inocuo", ine)
        assert not self.intento(ine, variante, ine.ahora)
        assert self.intento(ine, variante, ine.ahora, texto=original)


@pytest.mark.embebida
def test_ningun_camino_lleva_del_silencio_a_la_aprobacion():
    """On the machine itself: nothing leaves that state, and only an opinion arrives at one that approves."""
    campo = Consulta._meta.get_field("estado")
    todas: list[Transition] = list(campo.get_all_transitions(Consulta))
    salidas = {t.name for t in todas if t.source in {E.SIN_PRONUNCIAMIENTO, "*", "+"}}
    assert salidas == set()
    llegan = {t.target: {u.name for u in todas if u.target == t.target} for t in todas}
    assert llegan[E.FAVORABLE] == {"opinar_a_favor"}
    assert llegan[E.CON_CAMBIOS] == {"proponer_cambios"}
    assert {t.source for t in todas if t.target in {E.FAVORABLE, E.CON_CAMBIOS}} == {E.EN_ESTUDIO}
    for estado in E:
        fila = Consulta(huella="a", huella_propuesta="b", opinion="", estado=estado)
        aprueba = fila.aprueba("a") or fila.aprueba("b")
        assert aprueba is (estado in {E.FAVORABLE, E.CON_CAMBIOS})


@pytest.mark.embebida
@pytest.mark.parametrize(
    ("horas", "texto", "luz"),
    [(48, "Quedan 48 h 00 min", "verde"), (24, "Quedan 24 h 00 min", "ambar"), (0.01, "Quedan 0 h 01 min", "rojo"),
     (0, "Sin pronunciamiento", "gris")],
)  # fmt: skip
def test_el_tiempo_que_queda_en_palabras(horas, texto, luz):
    vence = datetime.fromisoformat("2025-08-27T10:00:00+00:00")
    fila, ahora = Consulta(vence=vence, estado=E.PRESENTADA), vence - timedelta(hours=horas)
    assert (queda_en_palabras(fila, ahora), luz_de(fila, ahora)) == (texto, luz)

"""8.a: each account is evaluated in each period: who does what, in which term, and what happens when nobody does."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import activar, dar_de_baja, registrar
from cuentas.estados import EstadoCuenta
from evaluacion import acciones
from evaluacion.acciones import CifrasDeLaRed, ValorCapturado, plan
from evaluacion.acciones.plan import DatosDeCompromiso, PlanInvalido
from evaluacion.estados import Conclusion, EstadoCompromiso, EstadoPeriodo, EstadoPlan, Omision
from evaluacion.estados import EstadoEvaluacion as E
from evaluacion.models import Compromiso, Evaluacion, Periodo, Plan
from plazos.acciones import barrer
from plazos.models import Plazo
from tests.fabrica import CARGA
from tests.fabrica_cambio import cuenta
from tests.fabrica_evaluacion import APERTURA, DICTAMEN, el, emitido, evaluacion, indicador, periodo

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.a")]
HORA = timedelta(hours=1)


def cartas(clase: str) -> set[str]:
    return set(Aviso.objects.filter(clase=clase).values_list("para", flat=True))


class TestApertura:
    def test_abre_sola_en_su_dia_y_una_por_cuenta(self, ine):
        una, otra = cuenta(ine), cuenta(ine, titular="otra_titular", identificador="PadronINE")
        emitido(ine)
        assert acciones.abrir_periodos(ahora=el("2025-12-31T23:59")) == 0
        assert not Periodo.objects.exists()  # in the one before, January to June, there was no account
        assert acciones.abrir_periodos(ahora=APERTURA) == 2
        abierto = Periodo.objects.get(hasta=date(2025, 12, 31))
        assert (abierto.estado, abierto.previstas, abierto.preparadas) == (EstadoPeriodo.ABIERTO, 2, 2)
        assert set(abierto.evaluaciones.values_list("cuenta", "desde")) == {
            (una.pk, date(2025, 8, 25)), (otra.pk, date(2025, 8, 25)),
        }  # fmt: skip
        assert abierto.plazo_captura.fecha_limite == date(2026, 1, 20)
        assert cartas("evaluacion_abierta") >= {"medio@ine.mx", "operativo@ine.mx", "titular@ine.mx"}

    def test_repetirla_no_cambia_nada(self, ine):
        cuenta(ine)
        periodo(ine)
        antes = (list(Evaluacion.objects.values()), list(Periodo.objects.values()), Aviso.objects.count())
        assert acciones.abrir_periodos(ahora=APERTURA + HORA) == 0
        assert (list(Evaluacion.objects.values()), list(Periodo.objects.values()), Aviso.objects.count()) == antes

    def test_interrumpida_sigue_donde_iba(self, ine, monkeypatch):
        for n in range(5):
            cuenta(ine, identificador=f"Cuenta{n}INE")
        emitido(ine)
        monkeypatch.setattr("evaluacion.acciones.periodo.LOTE", 2)
        llamadas = []

        def se_cae(*args, **kwargs):
            llamadas.append(1)
            if len(llamadas) == 2:
                raise KeyboardInterrupt
            return original(*args, **kwargs)

        from evaluacion.acciones import periodo as modulo

        original = modulo.cifras_de
        monkeypatch.setattr(modulo, "cifras_de", se_cae)
        with pytest.raises(KeyboardInterrupt):
            acciones.abrir_periodos(ahora=APERTURA)
        fila = Periodo.objects.get()
        assert (fila.estado, fila.previstas, fila.preparadas, fila.avance) == (EstadoPeriodo.ABRIENDO, 5, 2, 40)
        assert Evaluacion.objects.count() == 2
        assert acciones.abrir_periodos(ahora=APERTURA + HORA) == 3
        fila.refresh_from_db()
        assert (fila.estado, fila.preparadas) == (EstadoPeriodo.ABIERTO, 5)
        assert Evaluacion.objects.values("cuenta").distinct().count() == Evaluacion.objects.count() == 5

    def test_tras_un_ano_sin_servicio_abre_todos_los_que_faltan(self, ine):
        cuenta(ine)
        periodo(ine)
        acciones.abrir_periodos(ahora=el("2027-02-10T09:00"))
        assert list(Periodo.objects.order_by("desde").values_list("hasta", flat=True)) == [
            date(2025, 12, 31), date(2026, 6, 30), date(2026, 12, 31),
        ]  # fmt: skip

    def test_sin_procedimiento_espera_a_que_haya(self, ine):
        cuenta(ine)
        assert acciones.abrir_periodos(ahora=APERTURA) == 0
        assert not Periodo.objects.exists()
        emitido(ine)
        assert acciones.abrir_periodos(ahora=el("2026-03-01T10:00")) == 1
        assert Periodo.objects.get().hasta == date(2025, 12, 31)

    def test_quien_entra_y_quien_no(self, ine):
        viva = cuenta(ine)
        nueva = cuenta(ine, identificador="NuevaINE", ahora=el("2026-01-01T00:01"))
        cerrada = cuenta(ine, identificador="CerradaINE")
        dar_de_baja(cuenta=cerrada, fecha=date(2025, 10, 1), por=ine["titular"], ahora=el("2025-10-01T10:00"))
        antes = cuenta(ine, identificador="AntesINE")
        dar_de_baja(cuenta=antes, fecha=date(2025, 10, 1), por=ine["titular"], ahora=el("2025-10-01T10:00"))
        type(antes).objects.filter(pk=antes.pk).update(oficial_desde=date(2025, 1, 1), oficial_hasta=date(2025, 6, 30))
        sin_abrir = registrar(
            red="x", identificador="PorAbrirINE", nombre="x", area=ine.areas["DECEyEC"], por=CARGA, ahora=ine.ahora
        )
        homologada = registrar(
            red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
            estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
        )  # fmt: skip
        filas = {e.cuenta_id: e for e in periodo(ine).evaluaciones.all()}
        assert filas.keys() == {viva.pk, cerrada.pk, homologada.pk}
        assert not filas.keys() & {nueva.pk, antes.pk, sin_abrir.pk}
        assert filas[cerrada.pk].hasta == date(2025, 10, 1)
        assert (filas[homologada.pk].desde, filas[homologada.pk].hasta) == (date(2025, 7, 1), date(2025, 12, 31))

    def test_cada_cifra_guarda_como_se_hizo(self, ine):
        fila = cuenta(ine)
        medicion = evaluacion(ine, fila).mediciones.get(indicador__clave="administradores")
        assert (medicion.valor, medicion.numerador, medicion.denominador) == (100, 129, 129)
        sin_datos = evaluacion(ine, fila).mediciones.get(indicador__clave="crecimiento")
        assert (sin_datos.valor, sin_datos.puntos) == (None, None)


class TestCaptura:
    def test_del_area_a_la_cncs(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.VALIDADA)
        assert (fila.capturada_por, fila.validada_por, fila.omision) == (ine["medio"], ine["titular"], "")
        assert cartas("evaluacion_por_validar") == {"titular@ine.mx"}
        assert [a.acto for a in asientos_de(fila.cadena)] == ["abrir", "capturar", "validar"]
        assert not verificar().rupturas

    def test_lo_capturado_se_mide(self, ine):
        fila = evaluacion(ine, cuenta(ine))
        propio = fila.mediciones.get(indicador__clave="subtitulos").indicador
        fila = acciones.guardar_captura(
            evaluacion=fila,
            cifras=CifrasDeLaRed("Estadísticas de X", seguidores_al_inicio=1000, seguidores=1030, alcance=20000),
            valores={propio.pk: ValorCapturado(Decimal("85"), "https://ine.mx/muestra")},
            por=ine["operativo"],
            ahora=APERTURA + HORA,
        )
        medidas = {m.indicador.clave: m for m in fila.mediciones.select_related("indicador")}
        assert (medidas["crecimiento"].valor, medidas["crecimiento"].puntos) == (3, 70)
        assert medidas["interaccion"].valor is None  # nobody captured the interactions: it is not zero
        assert (medidas["subtitulos"].valor, medidas["subtitulos"].puntos) == (85, 70)
        assert medidas["subtitulos"].evidencia == "https://ine.mx/muestra"
        assert fila.cobertura == sum(m.indicador.peso for m in medidas.values() if m.valor is not None)

    def test_solo_captura_quien_administra(self, ine):
        fila = evaluacion(ine, cuenta(ine))
        for quien in ("titular", "otro_medio", "otra_titular", "revisora", "titular_cncs", "control"):
            como = {"evaluacion": fila, "por": ine[quien], "ahora": APERTURA + HORA}
            with pytest.raises(SinPermiso):
                acciones.capturar(**como)
            with pytest.raises(SinPermiso):
                acciones.guardar_captura(cifras=None, valores={}, **como)

    def test_solo_valida_su_titular(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.CAPTURADA)
        for quien in ("medio", "operativo", "otra_titular", "vocal_local", "revisora", "titular_cncs"):
            como = {"evaluacion": fila, "por": ine[quien], "ahora": APERTURA + HORA}
            with pytest.raises(SinPermiso):
                acciones.validar(**como)
            with pytest.raises(SinPermiso):
                acciones.devolver(motivo="x", **como)

    def test_devuelta_se_captura_otra_vez(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.CAPTURADA)
        fila = acciones.devolver(
            evaluacion=fila, motivo="Falta el alcance.", por=ine["titular"], ahora=APERTURA + 20 * HORA
        )
        assert (fila.estado, fila.capturada_por) == (E.ABIERTA, None)
        assert cartas("evaluacion_devuelta") == {"medio@ine.mx"}
        assert (
            acciones.capturar(evaluacion=fila, por=ine["operativo"], ahora=APERTURA + 21 * HORA).estado == E.CAPTURADA
        )

    def test_sin_quien_administre_captura_la_titular_y_valida_la_de_arriba(self, ine):
        homologada = registrar(
            red="x", identificador="INEAgsINE", nombre="INE", area=ine.areas["JD-AGS-01"], homologada=True,
            estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
        )  # fmt: skip
        fila = evaluacion(ine, homologada, E.CAPTURADA, administra="vocal_distrital")
        with pytest.raises(SinPermiso):
            acciones.validar(evaluacion=fila, por=ine["vocal_distrital"], ahora=APERTURA + HORA)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluacion.objects.filter(pk=fila.pk).update(validada_por=ine["vocal_distrital"])
        assert acciones.validar(evaluacion=fila, por=ine["vocal_local"], ahora=APERTURA + HORA).estado == E.VALIDADA


class TestTermino:
    @pytest.mark.parametrize(("estado", "omision"), [(E.ABIERTA, Omision.CAPTURA), (E.CAPTURADA, Omision.VALIDACION)])
    def test_lo_que_el_area_no_hizo_sigue_y_lo_dice(self, ine, estado, omision):
        fila = evaluacion(ine, cuenta(ine), estado)
        vence = fila.periodo.plazo_validacion.vence
        assert acciones.omitir_vencidas(ahora=vence - timedelta(seconds=1)) == 0
        actor, acto = ("medio", "capturar") if estado == E.ABIERTA else ("titular", "validar")
        with pytest.raises(EstadoCambiado, match="plazo del área terminó"):
            getattr(acciones, acto)(evaluacion=fila, por=ine[actor], ahora=vence)
        assert acciones.omitir_vencidas(ahora=vence) == 1
        assert acciones.omitir_vencidas(ahora=vence) == 0
        fila.refresh_from_db()
        assert (fila.estado, fila.omision) == (E.OMITIDA, omision)
        fila = acciones.evaluar(evaluacion=fila, dictamen=DICTAMEN, por=ine["revisora"], ahora=vence + HORA)
        assert fila.calificacion is not None
        assert cartas("evaluacion_omitida") == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}

    def test_se_recuerda_y_se_escala(self, ine):
        cuenta(ine)
        abierto = periodo(ine)
        assert barrer(ahora=el("2026-01-13T09:00")).fallidos == 0
        assert cartas("evaluacion_recordatorio") == {"medio@ine.mx", "operativo@ine.mx"}
        Aviso.objects.all().delete()
        barrer(ahora=abierto.plazo_captura.vence)
        assert cartas("evaluacion_recordatorio") == {"medio@ine.mx", "operativo@ine.mx", "titular@ine.mx"}
        acciones.omitir_vencidas(ahora=abierto.plazo_validacion.vence)
        Aviso.objects.all().delete()
        barrer(ahora=abierto.plazo_evaluacion.vence + timedelta(days=15))
        assert cartas("evaluacion_recordatorio") >= {"titular_cncs@ine.mx", "presidencia@ine.mx", "revisora@ine.mx"}
        assert not cartas("evaluacion_recordatorio") & {"medio@ine.mx", "titular@ine.mx"}

    def test_los_relojes_paran_cuando_no_queda_nada(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA)
        assert not Plazo.objects.abiertos().filter(cadena=fila.periodo.cadena).exists()
        assert barrer(ahora=el("2026-01-02T09:00")).fallidos == 0


class TestEvaluar:
    def test_solo_la_cncs(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.VALIDADA)
        for quien in ("titular", "medio", "operativo", "otra_titular", "presidencia", "control", "sistema"):
            with pytest.raises(SinPermiso):
                acciones.evaluar(evaluacion=fila, dictamen="x", por=ine[quien], ahora=APERTURA + HORA)

    def test_el_resultado_es_el_de_la_escala(self, ine):
        indicadores = [
            indicador("uno", peso=60), indicador("dos", formula="bitacora_llevada", peso=30),
            indicador("tres", formula="crecimiento", peso=10),
        ]  # fmt: skip
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA, indicadores=indicadores)
        # All the days with both administrators (100), no week with a log (0), and nothing known of the followers.
        assert (fila.calificacion, fila.cobertura) == (Decimal("66.67"), 90)
        assert fila.plazo_respuesta.fecha_limite == date(2026, 1, 13)
        assert cartas("evaluacion_resultado") == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}

    def test_las_de_la_cncs_las_evalua_quien_no_las_administra_o_el_comite(self, ine):
        de_la_cncs = registrar(
            red="x", identificador="INEMexico", nombre="INE", area=ine.areas["CNCS"], homologada=True,
            estado=EstadoCuenta.REGULARIZACION, por=CARGA, ahora=ine.ahora,
        )  # fmt: skip
        activar(
            cuenta=de_la_cncs,
            titular=ine["revisora"],
            suplente=ine["revisor"],
            por=ine["titular_cncs"],
            ahora=ine.ahora,
        )
        fila = evaluacion(ine, de_la_cncs, E.VALIDADA, titular="titular_cncs", administra="revisora")
        for quien in ("revisora", "revisor", "titular_cncs"):
            with pytest.raises(SinPermiso):
                acciones.evaluar(evaluacion=fila, dictamen="x", por=ine[quien], ahora=APERTURA + HORA)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluacion.objects.filter(pk=fila.pk).update(evaluada_por=ine["revisora"])
        hecha = acciones.evaluar(evaluacion=fila, dictamen="x", por=ine["secretaria"], ahora=APERTURA + HORA)
        assert hecha.evaluada_por == ine["secretaria"]

    def test_quien_la_administro_en_el_periodo_tampoco(self, ine):
        de = cuenta(ine)
        fila = evaluacion(ine, de, E.VALIDADA)
        de.designaciones.create(
            persona=ine["revisor"], caracter="suplente", cargo="x", nivel="mando_medio", desde=date(2025, 9, 1),
            hasta=date(2025, 9, 30),
        )  # fmt: skip
        with pytest.raises(SinPermiso):
            acciones.evaluar(evaluacion=fila, dictamen="x", por=ine["revisor"], ahora=APERTURA + HORA)

    def test_ajustar_dice_por_que_y_cambia_el_resultado(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.VALIDADA, indicadores=[indicador()])
        medicion = fila.mediciones.get()
        ajustada = acciones.ajustar(
            evaluacion=fila, indicador=medicion.indicador, puntos=40, motivo="La designación fue simulada.",
            por=ine["revisora"], ahora=APERTURA + HORA,
        )  # fmt: skip
        assert (ajustada.puntos, ajustada.puntos_finales) == (100, 40)
        fila = acciones.evaluar(evaluacion=fila, dictamen="x", por=ine["revisora"], ahora=APERTURA + HORA)
        assert fila.calificacion == 40
        with pytest.raises(SinPermiso):
            acciones.ajustar(
                evaluacion=fila,
                indicador=medicion.indicador,
                puntos=99,
                motivo="x",
                por=ine["revisora"],
                ahora=APERTURA,
            )

    def test_varias_a_la_vez_y_lo_que_no_se_puede_no_estorba(self, ine):
        una, otra = cuenta(ine), cuenta(ine, titular="otra_titular", identificador="PadronINE")
        uno = evaluacion(ine, una, E.VALIDADA)
        dos = Evaluacion.objects.get(cuenta=otra)
        varias = acciones.evaluar_varias(
            evaluaciones=[dos, uno], dictamen="x", por=ine["revisora"], ahora=APERTURA + HORA
        )
        assert [e.pk for e in varias.hechas] == [uno.pk]
        assert [e.pk for e, _ in varias.rechazadas] == [dos.pk]
        assert cartas("evaluaciones_resultado") == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}


class TestRespuesta:
    def test_aceptada_es_final(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.FINAL)
        assert (fila.conclusion, fila.contestada_por) == (Conclusion.ACEPTADA, ine["titular"])
        fila.periodo.refresh_from_db()
        assert fila.periodo.estado == EstadoPeriodo.CERRADO

    def test_callar_no_la_detiene_y_lo_dice(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA)
        vence = fila.plazo_respuesta.vence
        assert acciones.concluir_sin_respuesta(ahora=vence - HORA) == 0
        with pytest.raises(EstadoCambiado, match="plazo para contestar terminó"):
            acciones.observar(evaluacion=fila, observaciones="x", por=ine["titular"], ahora=vence)
        assert acciones.concluir_sin_respuesta(ahora=vence) == 1
        fila.refresh_from_db()
        assert (fila.estado, fila.conclusion) == (E.FINAL, Conclusion.SIN_RESPUESTA)

    @pytest.mark.parametrize(("puntos", "conclusion"), [(None, Conclusion.RATIFICADA), (10, Conclusion.MODIFICADA)])
    def test_sobre_las_observaciones_decide_otra_persona(self, ine, puntos, conclusion):
        fila = evaluacion(ine, cuenta(ine), E.OBSERVADA, indicadores=[indicador()])
        with pytest.raises(SinPermiso):
            acciones.resolver(evaluacion=fila, resolucion="x", por=ine["revisora"], ahora=APERTURA + 30 * HORA)
        if puntos is not None:
            acciones.ajustar(
                evaluacion=fila, indicador=fila.mediciones.get().indicador, puntos=puntos, motivo="Tiene razón.",
                por=ine["revisor"], ahora=APERTURA + 30 * HORA,
            )  # fmt: skip
        fila = acciones.resolver(evaluacion=fila, resolucion="Visto.", por=ine["revisor"], ahora=APERTURA + 30 * HORA)
        assert (fila.estado, fila.conclusion) == (E.FINAL, conclusion)
        assert cartas("evaluacion_final") == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}

    def test_solo_contesta_su_titular(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.EVALUADA)
        for quien in ("medio", "otra_titular", "revisora", "titular_cncs"):
            como = {"evaluacion": fila, "por": ine[quien], "ahora": APERTURA + 20 * HORA}
            with pytest.raises(SinPermiso):
                acciones.aceptar(**como)
            with pytest.raises(SinPermiso):
                acciones.observar(observaciones="x", **como)


class TestPlan:
    BAJO = [indicador(formula="bitacora_llevada", umbral=Decimal("50"))]

    def con_plan(self, ine) -> Plan:
        return evaluacion(ine, cuenta(ine), E.FINAL, indicadores=self.BAJO).plan

    def test_sin_nada_bajo_no_se_pide(self, ine):
        fila = evaluacion(ine, cuenta(ine), E.FINAL, indicadores=[indicador()])
        assert not Plan.objects.filter(evaluacion=fila).exists()

    def test_de_pedirlo_a_cumplirlo(self, ine):
        fila = self.con_plan(ine)
        assert cartas("plan_por_presentar") == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}
        ahora, limite = APERTURA + 30 * HORA, date(2026, 3, 31)
        fila = plan.presentar(
            plan=fila, compromisos=[DatosDeCompromiso("Anotar cada semana.", limite)], por=ine["titular"], ahora=ahora
        )
        compromiso = fila.compromisos.get()
        assert compromiso.plazo.fecha_limite == limite
        compromiso = plan.reportar(
            compromiso=compromiso, evidencia="Bitácora de marzo", por=ine["medio"], ahora=ahora + HORA
        )
        for quien in ("medio", "titular", "otra_titular", "presidencia"):
            with pytest.raises(SinPermiso):
                plan.verificar(compromiso=compromiso, por=ine[quien], ahora=ahora + HORA)
        compromiso = plan.devolver(compromiso=compromiso, motivo="No se lee.", por=ine["revisor"], ahora=ahora + HORA)
        assert cartas("compromiso_devuelto") == {"medio@ine.mx"}
        assert (compromiso.estado, compromiso.plazo.fecha_limite) == (EstadoCompromiso.PENDIENTE, limite)
        compromiso = plan.reportar(compromiso=compromiso, evidencia="Va", por=ine["titular"], ahora=ahora + HORA)
        plan.verificar(compromiso=compromiso, por=ine["revisora"], ahora=ahora + HORA)
        fila.refresh_from_db()
        assert fila.estado == EstadoPlan.CUMPLIDO
        assert not Plazo.objects.abiertos().filter(cadena=fila.cadena).exists()

    def test_tarde_se_recuerda_y_se_escala(self, ine):
        fila, ahora = self.con_plan(ine), APERTURA + 30 * HORA
        compromisos = [DatosDeCompromiso("Anotar cada semana.", date(2026, 3, 31))]
        plan.presentar(plan=fila, compromisos=compromisos, por=ine["titular"], ahora=ahora)
        Aviso.objects.all().delete()
        barrer(ahora=el("2026-03-26T09:00"))
        assert cartas("evaluacion_recordatorio") == {"medio@ine.mx", "operativo@ine.mx"}
        barrer(ahora=el("2026-04-15T09:00"))
        assert cartas("evaluacion_recordatorio") == {
            "medio@ine.mx", "operativo@ine.mx", "titular@ine.mx", "titular_cncs@ine.mx",
        }  # fmt: skip
        assert Compromiso.objects.get().estado == EstadoCompromiso.PENDIENTE

    def test_lo_que_no_es_un_plan(self, ine):
        fila, ahora = self.con_plan(ine), APERTURA + 30 * HORA
        for compromisos in ([], [DatosDeCompromiso("x", date(2026, 1, 1))]):
            with pytest.raises(PlanInvalido):
                plan.presentar(plan=fila, compromisos=compromisos, por=ine["titular"], ahora=ahora)
        for quien in ("medio", "otra_titular", "revisora"):
            with pytest.raises(SinPermiso):
                plan.presentar(
                    plan=fila, compromisos=[DatosDeCompromiso("x", date(2026, 5, 1))], por=ine[quien], ahora=ahora
                )


@pytest.mark.criterio("5.1.d")
def test_cada_quien_ve_las_suyas(ine):
    una, otra = cuenta(ine), cuenta(ine, titular="otra_titular", identificador="PadronINE")
    periodo(ine)
    ven = {
        "titular": {una.pk}, "medio": {una.pk}, "operativo": {una.pk}, "otra_titular": {otra.pk}, "vocal_local": set(),
        "unicom": set(), "consejera": set(), "sistema": set(), "revisora": {una.pk, otra.pk},
        "presidencia": {una.pk, otra.pk}, "control": {una.pk, otra.pk},
    }  # fmt: skip
    for quien, cuentas in ven.items():
        visibles = Evaluacion.objects.visibles_para(ine[quien]).values_list("cuenta", flat=True)
        assert set(visibles) == cuentas, quien

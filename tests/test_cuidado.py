"""5.1.e, 5.3.a, 6.xxx, 6.xxxiii: what is owed for the accounts is asked for once and reminded once."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from avisos.models import Aviso
from bitacora.consultas import asientos_de
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import capacitacion as cap
from cuentas.acciones.autenticidad import registrar_autenticidad
from cuentas.acciones.barrido_obligaciones import barrer_obligaciones
from cuentas.acciones.estrategia import pedir_cambios, presentar_estrategia, recibir_estrategia
from cuentas.acciones.horario import HorarioInvalido, registrar_horarios
from cuentas.consultas.cuidado import horario_publicado, llave_de_la_sesion, sesion_de_la_llave
from cuentas.documentos import constancia_en_pdf
from cuentas.estados.cuidado import ClaseObligacion, EstadoConvocatoria, EstadoEstrategia, EstadoObligacion
from cuentas.models import Convocatoria, Estrategia, Horario, Obligacion, Sesion, Vacaciones
from organizacion.acciones import terminar_nombramiento
from plazos.acciones import CalendarioCambio, aplicar_cambio, barrer
from plazos.calendario import Periodo
from plazos.estados import EstadoRecordatorio, Semaforo
from plazos.models import DiaInhabil, Recordatorio
from tests.fabrica import pdf, png
from tests.fabrica_baja import cuenta_activa

pytestmark = pytest.mark.django_db
C, EO = ClaseObligacion, EstadoObligacion
DICIEMBRE = "Segundo periodo vacacional 2025"


def el(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=settings.INSTITUCION.zona)


def dia_a_dia(desde: str, hasta: str, *, apagado: tuple[str, str] | None = None, cada: int = 1) -> None:
    """Both sweeps, each morning (or every so many days); nothing while everything is switched off."""
    momento, fin = el(f"{desde}T09:05"), el(f"{hasta}T09:05")
    while momento <= fin:
        if not (apagado and el(apagado[0]) <= momento < el(apagado[1])):
            barrer_obligaciones(ahora=momento)
            barrer(ahora=momento)
        momento += timedelta(days=cada)


def cartas(clase: str) -> Counter[str]:
    return Counter(Aviso.objects.filter(clase=clase).values_list("para", flat=True))


def debe(clase: C, **sujeto: object) -> Obligacion:
    return Obligacion.objects.filter(clase=clase, **sujeto).latest("pk")


def pasos(obligacion: Obligacion) -> list[str]:
    filas = Recordatorio.objects.filter(plazo__objeto_id=obligacion.pk, plazo__objeto_tipo="cuentas.obligacion")
    return list(
        filas.filter(estado=EstadoRecordatorio.EMITIDO).order_by("emitido", "programado").values_list("paso", flat=True)
    )


def dar(ine, cuenta, *, por="medio", ahora="2025-12-01T10:00", **otros):
    datos = {
        "horas": [(0, "09:00", "14:00")],
        "texto": "Le atendemos los lunes.",
        "vigila": "Zoë Ximénez",
        "plan": None,
    }
    datos |= {"monitoreo": "Dos veces al día.", **otros}
    cuentas = cuenta if isinstance(cuenta, list) else [cuenta]
    vacaciones = Vacaciones.objects.get(nombre=DICIEMBRE)
    return registrar_horarios(cuentas=cuentas, vacaciones=vacaciones, por=ine[por], ahora=el(ahora), **datos)


@pytest.mark.criterio("5.1.e")
class TestHorario:
    def test_se_pide_antes_de_las_vacaciones_y_escala(self, ine):
        cuenta = cuenta_activa(ine)
        dia_a_dia("2025-11-26", "2025-11-27")
        assert not Obligacion.objects.filter(clase=C.HORARIO, nombre=DICIEMBRE).exists()
        dia_a_dia("2025-11-28", "2025-11-28")
        fila = debe(C.HORARIO, cuenta=cuenta)
        assert (fila.limite, fila.caduca) == (date(2025, 12, 12), date(2026, 1, 6))
        barrer_obligaciones(ahora=el("2025-11-28T12:00"))  # twice the same day
        pedidas = Aviso.objects.filter(clase="obligacion_abierta", cuerpo__contains=DICIEMBRE)
        assert Counter(pedidas.values_list("para", flat=True)) == {
            "medio@ine.mx": 1,
            "operativo@ine.mx": 1,
            "titular@ine.mx": 1,
        }
        dia_a_dia("2025-11-29", "2025-12-20", cada=3)
        assert pasos(fila) == ["faltan_5", "faltan_2", "vence", "pasaron_2", "pasaron_4"]
        tarde = Aviso.objects.filter(
            clase="obligacion_fuera_de_plazo", cadena=cuenta.cadena, asunto__contains="Horario"
        )
        assert Counter(tarde.values_list("para", flat=True)) == {
            "medio@ine.mx": 3,
            "operativo@ine.mx": 3,
            "titular@ine.mx": 2,
            "revisora@ine.mx": 1,
            "revisor@ine.mx": 1,
            "titular_cncs@ine.mx": 1,
        }
        dia_a_dia("2026-01-06", "2026-01-07")
        fila.refresh_from_db()
        assert fila.estado == EO.INCUMPLIDA  # it stays on record
        assert fila.luz(el("2026-01-07T10:00")) == Semaforo.ROJO

    def test_tras_tres_semanas_sin_servicio_cada_paso_sale_una_vez(self, ine):
        cuenta = cuenta_activa(ine)
        dia_a_dia("2025-11-20", "2025-12-19", apagado=("2025-11-27", "2025-12-18"), cada=2)
        fila = debe(C.HORARIO, cuenta=cuenta)
        assert Counter(pasos(fila)) == dict.fromkeys(["faltan_5", "faltan_2", "vence", "pasaron_2", "pasaron_4"], 1)

    def test_una_cuenta_nueva_no_recibe_los_recordatorios_de_antes(self, ine):
        barrer_obligaciones(ahora=el("2025-12-09T09:00"))
        ine.ahora = el("2025-12-12T10:00")
        cuenta = cuenta_activa(ine)  # active since the 9th
        dia_a_dia("2025-12-12", "2025-12-12")
        assert pasos(debe(C.HORARIO, cuenta=cuenta)) == ["faltan_2"]

    def test_informarlo_cumple_se_publica_y_se_corrige(self, ine):
        cuenta = cuenta_activa(ine)
        dia_a_dia("2025-11-28", "2025-11-28")
        dar(ine, cuenta, plan=pdf())
        fila = debe(C.HORARIO, cuenta=cuenta)
        assert fila.estado == EO.CUMPLIDA
        dia_a_dia("2025-12-02", "2025-12-20", cada=3)
        assert pasos(fila) == []
        publicado = horario_publicado(cuenta, hoy=date(2025, 12, 24))
        assert publicado
        assert publicado.horas_en_palabras == [("lunes", "de 09:00 a 14:00 h")]
        assert horario_publicado(cuenta, hoy=date(2026, 1, 7)) is None
        dar(ine, cuenta, horas=[], monitoreo="", por="titular", ahora="2025-12-02T10:00")
        corregido = Horario.objects.get()
        assert corregido.sin_atencion
        assert corregido.plan_nombre
        assert corregido.history.count() == 2
        assert asientos_de(cuenta.cadena).filter(acto="registrar_horario").count() == 2

    def test_lo_que_se_informo_antes_ya_no_se_pide(self, ine):
        cuenta, otra = cuenta_activa(ine), cuenta_activa(ine, identificador="OtraINE")
        barrer_obligaciones(ahora=ine.ahora)
        dar(ine, cuenta, ahora="2025-09-30T10:00")
        barrer_obligaciones(ahora=el("2025-12-01T09:00"))
        pedidas = Obligacion.objects.filter(clase=C.HORARIO, nombre=DICIEMBRE)
        assert [fila.cuenta for fila in pedidas] == [otra]

    def test_varias_cuentas_a_la_vez_o_ninguna(self, ine):
        una, otra = cuenta_activa(ine), cuenta_activa(ine, identificador="OtraINE")
        ajena = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
        barrer_obligaciones(ahora=el("2025-12-01T09:00"))
        with pytest.raises(SinPermiso):
            dar(ine, [una, otra, ajena], por="titular")
        assert not Horario.objects.exists()
        dar(ine, [una, otra], por="titular", plan=pdf())
        assert len({h.plan.name for h in Horario.objects.all()}) == 1
        estados = Obligacion.objects.filter(clase=C.HORARIO, nombre=DICIEMBRE).values_list(
            "cuenta__identificador", "estado"
        )
        assert dict(estados) == {"CulturaCivINE": EO.CUMPLIDA, "OtraINE": EO.CUMPLIDA, "PadronINE": EO.PENDIENTE}
        for horas in ([(0, "14:00", "09:00")], [(7, "09:00", "14:00")], [(0, "09:00", "14:00"), (0, "13:00", "15:00")]):
            with pytest.raises(HorarioInvalido):
                dar(ine, una, horas=horas)
        with pytest.raises(EstadoCambiado):
            dar(ine, una, ahora="2026-01-07T10:00")

    def test_si_el_calendario_mueve_las_vacaciones_la_obligacion_las_sigue(self, ine):
        cuenta, otra = cuenta_activa(ine), cuenta_activa(ine, identificador="OtraINE")
        dia_a_dia("2025-11-28", "2025-12-05", cada=7)
        dar(ine, otra)
        viejo = DiaInhabil.objects.vigentes().get(motivo=DICIEMBRE)
        nuevo = Periodo(date(2025, 12, 29), date(2026, 1, 13), DICIEMBRE, "Aviso nuevo")
        cambio = CalendarioCambio("Se recorre", agregar=(nuevo,), quitar=(viejo.pk,))
        aplicar_cambio(cambio=cambio, por=ine["sistema"], ahora=el("2025-12-05T12:00"))
        barrer_obligaciones(ahora=el("2025-12-05T12:10"))
        vacaciones = Vacaciones.objects.get(nombre=DICIEMBRE)
        assert vacaciones.desde == date(2025, 12, 29)
        fila = debe(C.HORARIO, cuenta=cuenta)
        assert (fila.limite, fila.caduca) == (date(2025, 12, 18), date(2026, 1, 13))
        assert fila.plazo
        assert fila.plazo.fecha_limite == fila.limite
        assert Horario.objects.get().vacaciones == vacaciones  # what was said stays
        assert debe(C.HORARIO, cuenta=otra).estado == EO.CUMPLIDA
        assert Aviso.objects.filter(asunto__startswith="Nueva fecha").count() == 3
        barrer_obligaciones(ahora=el("2025-12-05T12:20"))
        assert Aviso.objects.filter(asunto__startswith="Nueva fecha").count() == 3
        actual = DiaInhabil.objects.vigentes().get(motivo=DICIEMBRE)
        quitar = CalendarioCambio("Se cancelan", quitar=(actual.pk,))
        aplicar_cambio(cambio=quitar, por=ine["sistema"], ahora=el("2025-12-08T12:00"))
        barrer_obligaciones(ahora=el("2025-12-08T12:10"))
        fila.refresh_from_db()
        assert fila.estado == EO.CANCELADA
        assert not fila.plazo.abierto
        otra_vez = CalendarioCambio("Sí hay", agregar=(nuevo,))
        aplicar_cambio(cambio=otra_vez, por=ine["sistema"], ahora=el("2025-12-09T12:00"))
        barrer_obligaciones(ahora=el("2025-12-09T12:10"))
        fila.refresh_from_db()
        assert (fila.estado, fila.limite) == (EO.PENDIENTE, date(2025, 12, 18))


def sesion(ine, *, inicia="2025-09-22T10:00", cupo=50, anio=2025, ahora=None) -> Sesion:
    datos = {"lugar": "Auditorio", "enlace": "", "temas": "Los Criterios", "cupo": cupo, "anio": anio}
    desde = el(inicia)
    return cap.programar_sesion(
        inicia=desde, termina=desde + timedelta(hours=2), por=ine["revisora"], ahora=ahora or ine.ahora, **datos
    )


def convocada(ine, clave, sesion_) -> Convocatoria:
    return Convocatoria.objects.get(persona=ine[clave], sesion=sesion_)


@pytest.mark.criterio("5.3.a")
class TestCapacitacion:
    def test_se_convoca_a_quienes_administran_una_vez(self, ine):
        cuenta_activa(ine), cuenta_activa(ine, identificador="OtraINE")  # the same two people
        barrer_obligaciones(ahora=ine.ahora)
        fila = sesion(ine)
        assert sorted(c.persona.email for c in fila.convocatorias.all()) == ["medio@ine.mx", "operativo@ine.mx"]
        barrer_obligaciones(ahora=ine.ahora + timedelta(minutes=10))
        sesion(ine, inicia="2025-10-22T10:00")
        assert cartas("capacitacion_convocada") == {"medio@ine.mx": 1, "operativo@ine.mx": 1, "titular@ine.mx": 2}
        cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")  # designated later: called too
        barrer_obligaciones(ahora=ine.ahora + timedelta(hours=1))
        assert fila.convocatorias.count() == 4

    def test_el_cupo_se_respeta_y_la_siguiente_llama_a_quien_falta(self, ine):
        cuenta_activa(ine), cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
        barrer_obligaciones(ahora=ine.ahora)
        una = sesion(ine, cupo=3)
        assert (una.convocatorias.count(), cap.sin_lugar(2025)) == (3, 1)
        otra = sesion(ine, inicia="2025-10-22T10:00")
        assert (otra.convocatorias.count(), cap.sin_lugar(2025)) == (1, 0)

    def test_de_la_convocatoria_a_la_constancia(self, ine):
        cuenta_activa(ine)
        barrer_obligaciones(ahora=ine.ahora)
        fila = sesion(ine)
        medio, operativo = convocada(ine, "medio", fila), convocada(ine, "operativo", fila)
        with pytest.raises(SinPermiso):
            cap.confirmar_convocatoria(convocatoria=medio, por=ine["otra_titular"], ahora=ine.ahora)
        with pytest.raises(SinPermiso):
            cap.confirmar_convocatoria(convocatoria=medio, por=ine["medio"], ahora=ine.ahora)
        cap.confirmar_convocatoria(convocatoria=medio, por=ine["titular"], ahora=ine.ahora)
        dia_a_dia("2025-09-15", "2025-09-21")
        assert cartas("capacitacion_recordatorio") == {"medio@ine.mx": 2, "operativo@ine.mx": 2, "titular@ine.mx": 2}
        en_la_sesion = el("2025-09-22T10:30")
        with pytest.raises(EstadoCambiado):  # not yet
            cap.asistir_con_codigo(sesion=fila, por=ine["medio"], ahora=el("2025-09-22T09:29"))
        with pytest.raises(SinPermiso):  # the code of a meeting to which one was not called
            cap.asistir_con_codigo(sesion=fila, por=ine["otro_medio"], ahora=en_la_sesion)
        with pytest.raises(SinPermiso):
            cap.registrar_asistencia(convocatoria=operativo, por=ine["titular"], ahora=en_la_sesion)
        with pytest.raises(SinPermiso):  # nobody writes oneself down
            cap.registrar_asistencia(convocatoria=operativo, por=ine["operativo"], ahora=en_la_sesion)
        primera = cap.asistir_con_codigo(sesion=fila, por=ine["medio"], ahora=en_la_sesion)
        segunda = cap.asistir_con_codigo(sesion=fila, por=ine["medio"], ahora=en_la_sesion)  # a double click
        assert primera.codigo == segunda.codigo
        assert primera.asistio == segunda.asistio
        with pytest.raises(EstadoCambiado):
            cap.asistir_con_codigo(sesion=fila, por=ine["operativo"], ahora=el("2025-09-22T12:31"))
        assert debe(C.CAPACITACION, persona=ine["medio"]).estado == EO.CUMPLIDA
        with pytest.raises(EstadoCambiado):
            cap.cerrar_sesion(sesion=fila, por=ine["revisora"], ahora=en_la_sesion)
        cap.cerrar_sesion(sesion=fila, por=ine["revisora"], ahora=el("2025-09-22T13:00"))
        operativo.refresh_from_db()
        assert operativo.estado == EstadoConvocatoria.AUSENTE
        siguiente = sesion(ine, inicia="2025-10-22T10:00", ahora=el("2025-09-23T10:00"))
        assert [c.persona.email for c in siguiente.convocatorias.all()] == ["operativo@ine.mx"]
        papel = constancia_en_pdf(primera)
        assert papel.startswith(b"%PDF-")
        assert papel == constancia_en_pdf(primera)

    def test_quien_sale_antes_de_la_sesion_ya_no_se_espera(self, ine):
        cuenta_activa(ine)
        barrer_obligaciones(ahora=ine.ahora)
        fila = sesion(ine)
        terminar_nombramiento(
            persona=ine["operativo"],
            hasta=date(2025, 9, 1),
            por=ine["sistema"],
            ahora=el("2025-09-01T10:00"),
        )
        barrer_obligaciones(ahora=el("2025-09-01T11:00"))
        assert convocada(ine, "operativo", fila).estado == EstadoConvocatoria.CANCELADA
        assert debe(C.CAPACITACION, persona=ine["operativo"]).estado == EO.CANCELADA
        dia_a_dia("2025-09-15", "2025-09-21")
        assert "operativo@ine.mx" not in cartas("capacitacion_recordatorio")

    def test_excusar_y_cancelar_llevan_a_la_siguiente(self, ine):
        cuenta_activa(ine)
        barrer_obligaciones(ahora=ine.ahora)
        una, otra = sesion(ine), sesion(ine, inicia="2025-10-22T10:00")
        cap.excusar_convocatoria(
            convocatoria=convocada(ine, "medio", una), motivo="Comisión", por=ine["titular"], ahora=ine.ahora
        )
        barrer_obligaciones(ahora=ine.ahora + timedelta(minutes=10))
        assert convocada(ine, "medio", otra).estado == EstadoConvocatoria.CONVOCADA
        cap.cancelar_sesion(sesion=una, motivo="Sismo", por=ine["revisor"], ahora=ine.ahora)
        assert convocada(ine, "operativo", otra).estado == EstadoConvocatoria.CONVOCADA
        with pytest.raises(EstadoCambiado):
            cap.cancelar_sesion(sesion=una, motivo="Otra vez", por=ine["revisor"], ahora=ine.ahora)
        with pytest.raises(SinPermiso):
            cap.cancelar_sesion(sesion=otra, motivo="No", por=ine["control"], ahora=ine.ahora)

    def test_dos_anios(self, ine):
        cuenta_activa(ine)
        barrer_obligaciones(ahora=ine.ahora)
        dia_a_dia("2025-12-20", "2026-01-20", cada=4)
        filas = Obligacion.objects.filter(clase=C.CAPACITACION, persona=ine["medio"]).order_by("periodo")
        assert [(f.periodo, f.limite.isoformat()) for f in filas] == [("2025", "2025-12-31"), ("2026", "2026-12-31")]
        assert pasos(filas[0])[-3:] == ["vence", "pasaron_5", "pasaron_15"]
        repesca = sesion(ine, anio=2025, inicia="2026-01-28T10:00", ahora=el("2026-01-21T10:00"))
        cap.asistir_con_codigo(sesion=repesca, por=ine["medio"], ahora=el("2026-01-28T10:05"))
        assert [f.estado for f in filas.all()] == [EO.CUMPLIDA, EO.PENDIENTE]
        dia_a_dia("2026-03-31", "2026-04-01")
        assert debe(C.CAPACITACION, persona=ine["operativo"], periodo="2025").estado == EO.INCUMPLIDA

    def test_quien_llega_al_final_del_anio_empieza_con_el_siguiente(self, ine):
        ine.ahora = el("2025-10-06T10:00")
        cuenta_activa(ine)
        barrer_obligaciones(ahora=ine.ahora)
        assert not Obligacion.objects.filter(clase=C.CAPACITACION).exists()
        barrer_obligaciones(ahora=el("2026-01-02T10:00"))
        assert Obligacion.objects.filter(clase=C.CAPACITACION, periodo="2026").count() == 2

    def test_el_codigo_no_se_inventa(self, ine):
        fila = sesion(ine)
        llave = llave_de_la_sesion(fila)
        assert sesion_de_la_llave(llave) == fila
        for otra in (llave[:-1], str(fila.pk), f"{fila.pk + 1}{llave[1:]}", "", "x:y"):
            assert sesion_de_la_llave(otra) is None


@pytest.mark.criterio("6.xxxiii")
class TestEstrategia:
    def test_versiones_cambios_y_acuse(self, ine):
        junta, ahora = ine.areas["JL-AGS"], el("2026-01-12T10:00")
        dia_a_dia("2025-12-31", "2026-01-09", cada=9)
        datos = {"area": junta, "anio": 2026, "resumen": "Públicos jóvenes."}
        for ajena in ("vocal_distrital", "medio_local", "revisora"):
            with pytest.raises(SinPermiso):
                presentar_estrategia(archivo=pdf(), por=ine[ajena], ahora=ahora, **datos)
        with pytest.raises(EstadoCambiado):
            presentar_estrategia(archivo=pdf(), por=ine["vocal_local"], ahora=ahora, **{**datos, "anio": 2024})
        primera = presentar_estrategia(archivo=pdf(), por=ine["vocal_local"], ahora=ahora, **datos)
        fila = debe(C.ESTRATEGIA, area=junta, periodo="2026")
        assert (fila.estado, fila.limite) == (EO.CUMPLIDA, date(2026, 1, 31))
        with pytest.raises(SinPermiso):
            recibir_estrategia(estrategia=primera, respuesta="", por=ine["vocal_local"], ahora=ahora)
        pedir_cambios(estrategia=primera, respuesta="Faltan metas.", por=ine["revisora"], ahora=ahora)
        fila.refresh_from_db()
        assert (fila.estado, fila.limite) == (EO.PENDIENTE, date(2026, 1, 26))
        segunda = presentar_estrategia(archivo=pdf(texto="Otra"), por=ine["vocal_local"], ahora=ahora, **datos)
        tercera = presentar_estrategia(archivo=pdf(texto="Otra más"), por=ine["vocal_local"], ahora=ahora, **datos)
        recibir_estrategia(estrategia=tercera, respuesta="Gracias.", por=ine["revisor"], ahora=ahora)
        with pytest.raises(EstadoCambiado):
            recibir_estrategia(estrategia=tercera, respuesta="", por=ine["revisora"], ahora=ahora)
        E = EstadoEstrategia
        estados = Estrategia.objects.order_by("version").values_list("version", "estado")
        assert list(estados) == [(1, E.CON_CAMBIOS), (2, E.SUSTITUIDA), (3, E.RECIBIDA)]
        assert len({e.archivo.name for e in Estrategia.objects.all()}) == 3
        assert segunda.huella != tercera.huella
        fila.refresh_from_db()
        assert fila.estado == EO.CUMPLIDA
        assert cartas("estrategia_respondida")["vocal_local@ine.mx"] == 2

    def test_quien_no_la_presenta(self, ine):
        dia_a_dia("2025-12-31", "2026-02-20", apagado=("2026-01-10", "2026-01-31"), cada=3)
        assert set(
            Obligacion.objects.filter(clase=C.ESTRATEGIA, periodo="2026").values_list("area__siglas", flat=True)
        ) == {
            "JL-AGS",
            "JL-OAX",
        }
        fila = debe(C.ESTRATEGIA, area=ine.areas["JL-AGS"], periodo="2026")
        assert pasos(fila) == ["faltan_15", "faltan_5", "faltan_0", "vence", "pasaron_5", "pasaron_15"]
        dia_a_dia("2026-12-31", "2027-01-01")
        fila.refresh_from_db()
        assert fila.estado == EO.INCUMPLIDA


@pytest.mark.criterio("6.xxx")
class TestAutenticidad:
    def test_se_recuerda_hasta_que_se_pide(self, ine):
        cuenta = cuenta_activa(ine)
        dia_a_dia("2025-08-25", "2026-06-30", cada=12)
        fila = debe(C.AUTENTICIDAD, cuenta=cuenta)
        assert Obligacion.objects.filter(clase=C.AUTENTICIDAD, cuenta=cuenta).count() == 1
        assert fila.estado == EO.PENDIENTE
        assert fila.luz(el("2026-06-30T10:00")) == Semaforo.ROJO
        assert pasos(fila) == ["faltan_5", "vence", "pasaron_10", "pasaron_20", "vence"]
        datos = {"cuenta": cuenta, "nota": "", "evidencia": png(), "por": ine["medio"], "ahora": el("2026-07-01T10:00")}
        for mala in ({"fecha": date(2026, 7, 2)}, {"por": ine["otro_medio"]}, {"acto": "negar_autenticidad"}):
            with pytest.raises((EstadoCambiado, SinPermiso)), transaction.atomic():
                registrar_autenticidad(**{**datos, "acto": "solicitar_autenticidad", "fecha": date(2026, 7, 1), **mala})
        registrar_autenticidad(acto="solicitar_autenticidad", fecha=date(2026, 7, 1), **datos)
        fila.refresh_from_db()
        assert fila.estado == EO.CUMPLIDA
        concedida = registrar_autenticidad(
            **{
                **datos,
                "acto": "conceder_autenticidad",
                "fecha": date(2026, 7, 10),
                "ahora": el("2026-07-10T10:00"),
                "evidencia": pdf(),
            }
        )
        assert concedida.evidencia_huella
        assert concedida.history.count() >= 3
        assert asientos_de(cuenta.cadena).filter(acto="conceder_autenticidad").exists()


def test_la_base_no_admite_dos_iguales(ine):
    cuenta_activa(ine)
    barrer_obligaciones(ahora=ine.ahora)
    fila = Obligacion.objects.filter(cuenta__isnull=False).first()
    fila.pk = fila.plazo = None
    fila._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        fila.save()


def test_quien_ve_lo_que_se_debe(ine):
    cuenta_activa(ine), cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    barrer_obligaciones(ahora=ine.ahora)
    todas = Obligacion.objects.count()
    for quien, areas in {
        "titular": {"DECEyEC"},
        "medio": {"DECEyEC"},
        "otra_titular": {"DERFE"},
        "vocal_local": {"JL-AGS"},
        "unicom": set(),
        "consejera": set(),
    }.items():
        vistas = Obligacion.objects.visibles_para(ine[quien])
        assert set(vistas.values_list("area__siglas", flat=True)) == areas, quien
    for quien in ("revisora", "control"):
        assert Obligacion.objects.visibles_para(ine[quien]).count() == todas

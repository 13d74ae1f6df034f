"""6.xxxi: a hacked or wrongly operated account is told at once to whom it must, and followed to its closing."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from avisos.models import Aviso
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import dar_de_baja
from cuentas.acciones import incidente as acciones
from cuentas.acciones import rotacion as rotaciones
from cuentas.acciones.incidente import IncidenteInvalido
from cuentas.consultas import falta_para_cerrar
from cuentas.estados import ClaseIncidente, EstadoIncidente, EstadoRotacion, MotivoRotacion, PuntoDeAcceso
from cuentas.models import Cuenta, Evidencia, Incidente
from plazos.acciones import barrer
from plazos.clases import INCIDENTE_CIERRE, INCIDENTE_CONTENCION
from plazos.models import Plazo
from tests.fabrica import png
from tests.fabrica_baja import cuenta_activa
from tests.fabrica_incidente import MINUTO, cambiar_contrasena, incidente, preparar_cierre

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("6.xxxi")]
E = EstadoIncidente
LOS_TRES = {"titular@ine.mx", "revisora@ine.mx", "revisor@ine.mx", "titular_cncs@ine.mx", "unicom@ine.mx"}
ADMINISTRAN = {"medio@ine.mx", "operativo@ine.mx"}


def leer(fila: Incidente) -> Incidente:
    return Incidente.objects.select_related("cuenta__area", "plazo_contencion", "plazo_cierre").get(pk=fila.pk)


def cartas(clase: str, desde: int = 0) -> list[str]:
    return sorted(Aviso.objects.filter(clase=clase, pk__gt=desde).values_list("para", flat=True))


def ultima() -> int:
    return Aviso.objects.order_by("pk").values_list("pk", flat=True).last() or 0


class TestReporte:
    def test_avisa_a_los_tres_y_a_quien_administra_una_vez_a_cada_quien(self, ine):
        cuenta, desde = cuenta_activa(ine), ultima()
        fila = incidente(ine, cuenta=cuenta)
        assert cartas("incidente_reportado", desde) == sorted(LOS_TRES | ADMINISTRAN)
        assert Aviso.objects.filter(pk__gt=desde).count() == len(LOS_TRES | ADMINISTRAN)  # no second mail to anybody
        aviso = Aviso.objects.filter(clase="incidente_reportado").first()
        assert aviso.creado == aviso.proximo_intento == ine.ahora  # it goes out as soon as the transaction ends
        assert fila.folio in aviso.asunto
        assert "25 ago 2025, 14:00 h" in aviso.cuerpo
        assert f"/incidentes/{fila.pk}/" in aviso.cuerpo

    def test_marca_la_cuenta_exige_la_contrasena_y_abre_los_plazos(self, ine):
        fila = leer(incidente(ine))
        cuenta = fila.cuenta
        assert cuenta.comprometida
        assert cuenta in Cuenta.objects.comprometidas()
        exigida = cuenta.rotaciones.exigidas().select_related("plazo").get()
        assert exigida.motivo == MotivoRotacion.INCIDENTE
        assert exigida.plazo.vence == ine.ahora + timedelta(hours=24)
        assert fila.plazo_contencion.vence == ine.ahora + timedelta(hours=4)
        assert fila.plazo_cierre.fecha_limite.isoformat() == "2025-09-23"  # the Institute closes two weeks of those
        assert [a.acto for a in asientos_de(fila.cadena)] == ["reportar"]
        assert {"comprometer", "exigir_rotacion"} <= {a.acto for a in asientos_de(cuenta.cadena)}
        archivo = fila.evidencias.exclude(archivo="").get()
        assert len(archivo.huella) == 64
        assert archivo.es_reporte

    def test_el_segundo_reporte_se_suma_al_que_esta_abierto(self, ine):
        primero = incidente(ine)
        desde = ultima()
        otro = acciones.reportar(
            cuenta=primero.cuenta, clase=ClaseIncidente.PUBLICACION, detectado=ine.ahora, descripcion="Sigue.",
            archivos=[png()], por=ine["otro_medio"], ahora=ine.ahora + MINUTO,
        )  # fmt: skip
        assert otro.pk == primero.pk
        assert Incidente.objects.count() == 1
        assert leer(primero).reportaron == {ine["vocal_local"].pk, ine["otro_medio"].pk}
        assert set(cartas("incidente_avance", desde)) == LOS_TRES | ADMINISTRAN
        assert [a.acto for a in asientos_de(primero.cadena)] == ["reportar", "reportar_otra_vez"]
        with pytest.raises(IntegrityError), transaction.atomic():
            Incidente.objects.create(
                folio="X", cuenta=primero.cuenta, clase="otro", detectado=ine.ahora, descripcion="x",
                reportado=ine.ahora, reportado_por=ine["medio"],
            )  # fmt: skip

    def test_lo_que_no_puede_ser_no_deja_rastro(self, ine):
        cuenta = cuenta_activa(ine)
        comun = {"cuenta": cuenta, "clase": ClaseIncidente.OTRO, "descripcion": "x", "ahora": ine.ahora}
        with pytest.raises(IncidenteInvalido, match="aún no llega"):
            acciones.reportar(**comun, detectado=ine.ahora + MINUTO, por=ine["medio"])
        dar_de_baja(cuenta=cuenta, fecha=ine.ahora.date(), por=ine["titular"], ahora=ine.ahora)
        with pytest.raises(EstadoCambiado, match="suplantación"):
            acciones.reportar(**comun, detectado=ine.ahora, por=ine["otro_medio"])
        assert not Incidente.objects.exists()
        assert not Evidencia.objects.exists()
        assert not Cuenta.objects.comprometidas().exists()


class TestCamino:
    def test_de_la_deteccion_al_cierre_con_sus_tiempos(self, ine):
        fila = leer(incidente(ine, E.CERRADO))
        assert [(rotulo, int(t.total_seconds() // 60)) for rotulo, t in fila.tiempos] == [
            ("De notarlo a reportarlo", 20),
            ("De reportarlo a contenerlo", 10),
            ("De contenerlo a recuperar la cuenta", 10),
            ("De recuperarla a cerrarlo", 30),
        ]
        assert not fila.cuenta.comprometida
        assert fila.cerrado_por == ine["revisora"]
        assert not Plazo.objects.abiertos().filter(clase__in=[INCIDENTE_CONTENCION, INCIDENTE_CIERRE]).exists()
        assert [a.acto for a in asientos_de(fila.cadena)] == [
            "reportar", "contener", "recuperar", "revisar_accesos", "escribir_lecciones", "cerrar",
        ]  # fmt: skip
        assert not verificar().rupturas

    def test_la_contrasena_que_se_cambio_antes_de_recuperar_no_basta(self, ine):
        fila = incidente(ine, E.CONTENIDO)
        cambiar_contrasena(ine, fila.cuenta, ahora=ine.ahora + 15 * MINUTO)
        fila = acciones.recuperar(incidente=fila, medidas="x", por=ine["medio"], ahora=ine.ahora + 20 * MINUTO)
        assert fila.cuenta.rotaciones.exigidas().get().motivo == MotivoRotacion.INCIDENTE
        assert len(falta_para_cerrar(leer(fila))) == 3
        with pytest.raises(IncidenteInvalido, match=r"contraseña.*accesos.*lecciones"):
            acciones.cerrar(incidente=fila, por=ine["revisora"], ahora=ine.ahora + 25 * MINUTO)

    def test_sin_que_otra_persona_confirme_ni_con_puntos_pendientes_no_se_cierra(self, ine):
        fila = incidente(ine, E.RECUPERADO)
        luego = ine.ahora + 30 * MINUTO
        rotaciones.registrar(rotacion=fila.cuenta.rotaciones.exigidas().get(), por=ine["medio"], ahora=luego)
        acciones.escribir_lecciones(incidente=fila, lecciones="x", por=ine["titular"], ahora=luego)
        puntos = list(PuntoDeAcceso)
        acciones.revisar_accesos(incidente=fila, puntos=puntos[:4], nota="", por=ine["titular"], ahora=luego)
        assert len(falta_para_cerrar(leer(fila))) == 2
        acciones.revisar_accesos(incidente=fila, puntos=puntos, nota="", por=ine["titular"], ahora=luego)
        hecha = fila.cuenta.rotaciones.get(estado=EstadoRotacion.HECHA)
        rotaciones.confirmar(rotacion=hecha, por=ine["operativo"], ahora=luego + MINUTO)
        assert falta_para_cerrar(leer(fila)) == []
        acciones.cerrar(incidente=fila, por=ine["revisor"], ahora=luego + 2 * MINUTO)

    def test_reabrir_vuelve_a_empezar_y_a_avisar(self, ine):
        fila, desde = incidente(ine, E.CERRADO), ultima()
        luego = ine.ahora + timedelta(days=2)
        fila = leer(acciones.reabrir(incidente=fila, motivo="Volvió a publicar.", por=ine["operativo"], ahora=luego))
        assert (fila.estado, fila.contenido, fila.accesos) == (E.REPORTADO, None, [])
        assert fila.cuenta.comprometida
        assert fila.plazo_contencion.vence == luego + timedelta(hours=4)
        assert set(cartas("incidente_reportado", desde)) == LOS_TRES | ADMINISTRAN
        assert fila.lecciones  # what was learnt stays, to be completed
        assert "Volvió a publicar." in Aviso.objects.filter(clase="incidente_reportado").latest("pk").cuerpo

    def test_otro_reporte_despues_de_recuperarla_vuelve_a_alarmar(self, ine):
        fila, desde = leer(incidente(ine, E.RECUPERADO)), ultima()
        cierre, luego = fila.plazo_cierre, ine.ahora + timedelta(hours=6)
        otro = leer(incidente(ine, cuenta=fila.cuenta, por="otro_medio", ahora=luego))
        assert (otro.pk, otro.estado, otro.contenido, otro.recuperado) == (fila.pk, E.REPORTADO, None, None)
        assert otro.cuenta.comprometida_desde == luego
        assert (otro.plazo_cierre, otro.plazo_contencion.vence) == (cierre, luego + timedelta(hours=4))
        assert set(cartas("incidente_reportado", desde)) == LOS_TRES | ADMINISTRAN

    def test_la_falsa_alarma_libra_la_cuenta_y_no_se_reabre_sobre_otro(self, ine):
        fila = leer(incidente(ine, E.FALSA_ALARMA))
        assert not fila.cuenta.comprometida
        otro = incidente(ine, cuenta=fila.cuenta, ahora=ine.ahora + timedelta(hours=1))
        with pytest.raises(EstadoCambiado, match=otro.folio):
            acciones.reabrir(incidente=fila, motivo="x", por=ine["medio"], ahora=ine.ahora + timedelta(hours=2))

    def test_el_que_se_queda_en_una_cuenta_dada_de_baja_se_puede_cerrar(self, ine):
        fila = incidente(ine, E.CONTENIDO)
        dar_de_baja(cuenta=fila.cuenta, fecha=ine.ahora.date(), por=ine["titular"], ahora=ine.ahora + 12 * MINUTO)
        luego = ine.ahora + 20 * MINUTO
        assert not leer(fila).cuenta.comprometida
        acciones.recuperar(incidente=fila, medidas="Se canceló.", por=ine["titular"], ahora=luego)
        acciones.revisar_accesos(
            incidente=fila, puntos=list(PuntoDeAcceso), nota="", por=ine["titular"], ahora=luego
        )  # fmt: skip
        acciones.escribir_lecciones(incidente=fila, lecciones="x", por=ine["titular"], ahora=luego)
        assert acciones.cerrar(incidente=leer(fila), por=ine["revisora"], ahora=luego).estado == E.CERRADO


class TestQuien:
    def test_quien_no_atiende_la_cuenta_no_la_contiene(self, ine):
        fila = incidente(ine, por="otro_medio")
        for quien in ("otro_medio", "otra_titular", "vocal_local", "control", "sistema", "consejera"):
            with pytest.raises(SinPermiso):
                acciones.contener(incidente=fila, medidas="x", por=ine[quien], ahora=ine.ahora + MINUTO)
        acciones.aportar(incidente=fila, texto="Otra captura", por=ine["otro_medio"], ahora=ine.ahora)
        with pytest.raises(SinPermiso):
            acciones.aportar(incidente=fila, texto="x", por=ine["otra_titular"], ahora=ine.ahora)

    def test_nadie_cierra_lo_que_solo_el_reporto_ni_lo_que_administra(self, ine):
        fila = incidente(ine, E.RECUPERADO, por="revisora")
        preparar_cierre(ine, fila, ahora=ine.ahora + 30 * MINUTO)
        luego = ine.ahora + 50 * MINUTO
        for quien in ("revisora", "titular", "medio", "unicom"):
            with pytest.raises(SinPermiso):
                acciones.cerrar(incidente=fila, por=ine[quien], ahora=luego)
        de_la_cncs = incidente(
            ine, cuenta=cuenta_activa(ine, titular="titular_cncs", identificador="OtraINE"), ahora=ine.ahora
        )
        for quien in ("revisora", "revisor", "titular_cncs"):  # who administers it, and who heads it
            with pytest.raises(SinPermiso):
                acciones.desestimar(incidente=de_la_cncs, motivo="x", por=ine[quien], ahora=luego)
        acciones.cerrar(incidente=fila, por=ine["revisor"], ahora=luego)

    def test_los_accesos_los_revisa_el_area(self, ine):
        fila = incidente(ine, E.RECUPERADO)
        for quien in ("medio", "revisora", "unicom", "otra_titular"):
            with pytest.raises(SinPermiso):
                acciones.revisar_accesos(
                    incidente=fila, puntos=list(PuntoDeAcceso), nota="", por=ine[quien], ahora=ine.ahora
                )

    def test_cada_quien_ve_lo_suyo(self, ine):
        fila = incidente(ine, por="vocal_local")
        acciones.aportar(incidente=fila, texto="Lo del área", por=ine["medio"], ahora=ine.ahora)
        ven = {
            clave for clave in ine.personas if Incidente.objects.visibles_para(ine[clave]).filter(pk=fila.pk).exists()
        }
        assert ven == {
            "titular", "medio", "operativo", "vocal_local", "revisora", "revisor", "titular_cncs", "unicom",
            "presidencia", "secretaria", "control",
        }  # fmt: skip
        propias = Evidencia.objects.visibles_para(ine["vocal_local"])
        assert set(propias.values_list("autor", flat=True)) == {ine["vocal_local"].pk}
        assert Evidencia.objects.visibles_para(ine["medio"]).count() == 3
        assert not Evidencia.objects.visibles_para(ine["otra_titular"]).exists()


class TestRelojes:
    def test_lo_que_no_se_contiene_se_recuerda_una_vez_por_paso(self, ine):
        fila, desde = incidente(ine), ultima()
        barrer(ahora=ine.ahora + timedelta(hours=3))
        assert cartas("incidente_plazo", desde) == []
        barrer(ahora=ine.ahora + timedelta(hours=5))
        assert set(cartas("incidente_plazo", desde)) == LOS_TRES | ADMINISTRAN
        barrer(ahora=ine.ahora + timedelta(days=41))  # a long silence: each step once, and it is nobody's approval
        por_persona = Aviso.objects.filter(clase="incidente_plazo", para="titular@ine.mx")
        assert por_persona.count() == 2 + 4  # to contain: expiry and a day after; to close: its four steps
        barrer(ahora=ine.ahora + timedelta(days=42))
        assert por_persona.count() == 6
        assert leer(fila).compromete
        assert leer(fila).cuenta.comprometida_desde == ine.ahora

    def test_lo_hecho_a_tiempo_no_se_recuerda(self, ine):
        incidente(ine, E.CERRADO)
        barrer(ahora=ine.ahora + timedelta(days=30))
        assert cartas("incidente_plazo") == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_dos_reportes_a_la_vez_son_uno(ine_confirmado):
    ine, errores = ine_confirmado, []
    cuenta = cuenta_activa(ine)

    def reportar(quien: str) -> None:
        try:
            incidente(ine, cuenta=cuenta, por=quien)
        except Exception as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=reportar, args=[q]) for q in ("medio", "vocal_local", "otro_medio", "revisora")]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert errores == []
    unico = Incidente.objects.get()
    assert len(unico.reportaron) == 4
    assert not verificar(unico.cadena).rupturas

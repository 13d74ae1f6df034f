"""5.1.a: certifying the facts of an account: asked for once a year and before milestones, answered, mended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.acciones import dar_de_baja, pedir_anuales
from cuentas.acciones.recertificacion import RespuestaIncompleta, certificar, corregir, pedir_ante_hito
from cuentas.estados import Dato, EstadoDiferencia, EstadoRecertificacion, Respuesta
from cuentas.models import Cuenta, Diferencia, Recertificacion
from plazos.acciones import CalendarioCambio, aplicar_cambio, barrer
from plazos.calendario import Periodo
from plazos.estados import EstadoPlazo
from plazos.models import Recordatorio
from tests.fabrica import CARGA
from tests.fabrica_baja import cuenta_activa

pytestmark = pytest.mark.criterio("5.1.a")

UN_ANIO = timedelta(days=365)
HITO = "Jornada electoral del 6 de junio de 2027"


def respuestas(**diferentes: str) -> dict[str, tuple[str, str]]:
    return {
        dato: (Respuesta.DIFERENTE, diferentes[dato]) if dato in diferentes else (Respuesta.CORRECTO, "")
        for dato in Dato.values
    }


@pytest.fixture
def cuenta(ine) -> Cuenta:
    return cuenta_activa(ine)


@pytest.fixture
def pedida(ine, cuenta, ahora) -> Recertificacion:
    return pedir_ante_hito(hito=HITO, cuentas=[cuenta], por=ine["titular_cncs"], ahora=ahora)[0]


class TestPedir:
    def test_se_pide_al_cumplir_un_anio_y_una_sola_vez(self, cuenta):
        activada = cuenta.activada
        assert pedir_anuales(ahora=activada + UN_ANIO - timedelta(seconds=1)) == 0
        assert pedir_anuales(ahora=activada + UN_ANIO) == 1
        assert pedir_anuales(ahora=activada + UN_ANIO + timedelta(days=20)) == 0
        assert Recertificacion.objects.get().plazo.estado == EstadoPlazo.ABIERTO

    def test_apagado_tres_anios_se_pide_una(self, cuenta):
        assert pedir_anuales(ahora=cuenta.activada + 3 * UN_ANIO) == 1
        assert pedir_anuales(ahora=cuenta.activada + 3 * UN_ANIO) == 0

    def test_la_de_un_hito_vale_por_la_del_anio(self, ine, cuenta, ahora):
        hecha = pedir_ante_hito(
            hito=HITO, cuentas=[cuenta], por=ine["titular_cncs"], ahora=cuenta.activada + UN_ANIO - timedelta(days=9)
        )[0]
        certificar(recertificacion=hecha, respuestas=respuestas(), por=ine["titular"], ahora=cuenta.activada + UN_ANIO)
        assert pedir_anuales(ahora=cuenta.activada + UN_ANIO + timedelta(days=30)) == 0
        assert pedir_anuales(ahora=hecha.pedida + UN_ANIO) == 1

    def test_una_sola_por_responder_en_la_base_tambien(self, ine, cuenta, pedida, ahora):
        assert pedir_ante_hito(hito="Otro", cuentas=[cuenta], por=ine["titular_cncs"], ahora=ahora) == []
        with pytest.raises(IntegrityError), transaction.atomic():
            Recertificacion.objects.create(cuenta=cuenta, motivo="anual", pedida=ahora)

    def test_solo_la_titular_de_la_cncs_pide_ante_un_hito(self, ine, cuenta, ahora):
        for quien in ("titular", "revisora", "control"):
            with pytest.raises(SinPermiso):
                pedir_ante_hito(hito=HITO, cuentas=[cuenta], por=ine[quien], ahora=ahora)
        assert not Recertificacion.objects.exists()

    def test_una_cuenta_sin_oficializar_no_se_pide(self, ine, cuenta, ahora):
        dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine["titular"], ahora=ahora)
        assert pedir_anuales(ahora=ahora + 2 * UN_ANIO) == 0


class TestResponder:
    def test_conforme(self, ine, cuenta, pedida, ahora):
        fila = certificar(recertificacion=pedida, respuestas=respuestas(), por=ine["titular"], ahora=ahora)
        assert fila.estado == EstadoRecertificacion.CONFORME
        assert fila.registrado[Dato.IDENTIFICADOR] == cuenta.rotulo
        assert not Diferencia.objects.exists()
        assert fila.plazo.estado == EstadoPlazo.CUMPLIDO

    def test_cada_diferencia_es_una_tarea_y_la_ultima_termina(self, ine, pedida, ahora):
        datos = respuestas(dos_pasos="Está apagada", nacimiento="Dice 2014")
        fila = certificar(recertificacion=pedida, respuestas=datos, por=ine["titular"], ahora=ahora)
        assert fila.estado == EstadoRecertificacion.CON_DIFERENCIAS
        una, otra = fila.diferencias.all()
        assert (una.encontrado, otra.encontrado) == ("Está apagada", "Dice 2014")
        assert set(Aviso.objects.filter(clase="recertificacion_diferencias").values_list("para", flat=True)) == {
            "medio@ine.mx", "operativo@ine.mx",
        }  # fmt: skip
        corregir(diferencia=una, nota="Se activó", por=ine["medio"], ahora=ahora)
        fila.refresh_from_db()
        assert fila.estado == EstadoRecertificacion.CON_DIFERENCIAS
        corregir(diferencia=otra, nota="Se puso 1990", por=ine["operativo"], ahora=ahora)
        fila = Recertificacion.objects.get(pk=fila.pk)
        assert fila.estado == EstadoRecertificacion.CORREGIDA
        with pytest.raises(EstadoCambiado):
            corregir(diferencia=otra, nota="Otra vez", por=ine["operativo"], ahora=ahora)

    @pytest.mark.parametrize("quien", ["medio", "otra_titular", "titular_cncs", "revisora", "control"])
    def test_solo_certifica_la_titular_del_area(self, ine, pedida, ahora, quien):
        with pytest.raises(SinPermiso):
            certificar(recertificacion=pedida, respuestas=respuestas(), por=ine[quien], ahora=ahora)

    def test_no_corrige_quien_no_la_administra(self, ine, pedida, ahora):
        datos = respuestas(perfil="La liga lleva a otro sitio")
        fila = certificar(recertificacion=pedida, respuestas=datos, por=ine["titular"], ahora=ahora)
        for quien in ("otra_titular", "otro_medio", "revisora", "unicom"):
            with pytest.raises(SinPermiso):
                corregir(diferencia=fila.diferencias.get(), nota="Listo", por=ine[quien], ahora=ahora)

    def test_incompleta_no_se_guarda(self, ine, pedida, ahora):
        incompletas = [
            {},
            {**respuestas(), "otro": (Respuesta.CORRECTO, "")},
            respuestas(perfil=" "),
            {**respuestas(), "perfil": ("tal vez", "")},
        ]
        for datos in incompletas:
            with pytest.raises(RespuestaIncompleta):
                certificar(recertificacion=pedida, respuestas=datos, por=ine["titular"], ahora=ahora)
        pedida = Recertificacion.objects.get(pk=pedida.pk)
        assert pedida.estado == EstadoRecertificacion.PEDIDA

    def test_la_baja_de_la_cuenta_termina_todo(self, ine, cuenta, pedida, ahora):
        datos = respuestas(sesiones="Hay un teléfono que nadie reconoce")
        fila = certificar(recertificacion=pedida, respuestas=datos, por=ine["titular"], ahora=ahora)
        dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine["titular"], ahora=ahora)
        assert Recertificacion.objects.get(pk=fila.pk).estado == EstadoRecertificacion.CANCELADA
        assert fila.diferencias.get().estado == EstadoDiferencia.CANCELADA
        antes = set(Aviso.objects.values_list("pk", flat=True))
        barrer(ahora=ahora + timedelta(days=90))
        assert not Aviso.objects.filter(clase__startswith="recertificacion").exclude(pk__in=antes).exists()


class TestRecordatorios:
    def test_a_la_titular_antes_y_al_vencer_y_tarde_a_la_cncs(self, ine, pedida, ahora):
        para = []
        for dias in range(30):
            antes = set(Aviso.objects.values_list("pk", flat=True))
            barrer(ahora=ahora + timedelta(days=dias))
            nuevos = Aviso.objects.exclude(pk__in=antes).filter(clase="recertificacion_pendiente")
            para += [sorted(nuevos.values_list("para", flat=True))] if nuevos else []
        cncs = ["revisor@ine.mx", "revisora@ine.mx", "titular@ine.mx", "titular_cncs@ine.mx"]
        assert para == [["titular@ine.mx"], ["titular@ine.mx"], cncs]

    def test_apagado_salen_una_vez_y_en_orden(self, ine, pedida, ahora):
        barrer(ahora=ahora + timedelta(days=60))
        barrer(ahora=ahora + timedelta(days=61))
        assert Recordatorio.objects.filter(plazo=pedida.plazo, emitido__isnull=False).count() == 3
        pasos = Asiento.objects.filter(cadena=pedida.cadena, acto__in=["recordatorio", "plazo_vencido"])
        pasos = pasos.filter(objeto="Recertificación ante un hito electoral")
        assert [a.acto for a in pasos.order_by("numero")] == ["recordatorio", "plazo_vencido", "recordatorio"]

    def test_si_cambia_el_calendario_se_avisa_la_fecha_nueva(self, ine, pedida, ahora):
        datos = respuestas(perfil="La imagen es la de antes")
        otra = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
        de_otra = pedir_ante_hito(hito=HITO, cuentas=[otra], por=ine["titular_cncs"], ahora=ahora)[0]
        certificar(recertificacion=de_otra, respuestas=datos, por=ine["otra_titular"], ahora=ahora)
        dia = (ahora + timedelta(days=1)).date()
        cambio = CalendarioCambio("Suspensión de labores", agregar=(Periodo(dia, dia, "Suspensión", "Acuerdo 1"),))
        aplicar_cambio(cambio=cambio, por=CARGA, ahora=ahora)
        movidos = Aviso.objects.filter(clase="recertificacion_plazo_movido")
        assert set(movidos.values_list("para", flat=True)) == {"titular@ine.mx", "otra_titular@ine.mx"}


class TestPaginas:
    pytestmark = pytest.mark.embebida

    def entrar(self, ine, quien: str) -> Client:
        cliente = Client()
        cliente.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
        return cliente

    def test_la_titular_certifica_y_quien_administra_corrige(self, ine, cuenta, pedida):
        url = reverse("cuentas:recertificacion", args=[cuenta.pk, pedida.pk])
        titular = self.entrar(ine, "titular")
        assert "En el registro: @CulturaCivINE" in titular.get(url).content.decode()
        datos = dict.fromkeys(Dato.values, Respuesta.CORRECTO) | {"dos_pasos": Respuesta.DIFERENTE}
        error = titular.post(url, datos).content.decode()
        assert "Escriba qué encontró, para que pueda corregirse." in error
        hecha = titular.post(url, {**datos, "dos_pasos_encontrado": "Apagada"}, follow=True).content.decode()
        assert "Los datos quedaron certificados. Quien administra" in hecha
        assert "Apagada" in hecha
        assert "Ya no es posible" in titular.post(url, datos, follow=True).content.decode()
        diferencia = Diferencia.objects.get()
        corregir_url = reverse("cuentas:corregir_diferencia", args=[cuenta.pk, pedida.pk, diferencia.pk])
        medio = self.entrar(ine, "medio")
        assert "Escriba cómo se corrigió." in medio.post(corregir_url, {"nota": ""}).content.decode()
        assert "quedó registrada" in medio.post(corregir_url, {"nota": "Activada"}, follow=True).content.decode()
        assert "ya estaba corregido" in medio.post(corregir_url, {"nota": "Activada"}, follow=True).content.decode()
        lista = self.entrar(ine, "revisora").get(reverse("cuentas:recertificaciones", args=[cuenta.pk]))
        assert HITO in lista.content.decode()

    def test_la_de_otra_cuenta_no_se_alcanza_por_la_propia(self, ine, cuenta, pedida):
        otra = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
        url = reverse("cuentas:recertificacion", args=[otra.pk, pedida.pk])
        assert self.entrar(ine, "otra_titular").get(url).status_code == 404
        assert self.entrar(ine, "titular").get(url).status_code == 404

    def test_la_titular_de_la_cncs_la_pide_de_una_entidad(self, ine, cuenta):
        jefa = self.entrar(ine, "titular_cncs")
        url = reverse("admin:cuentas_recertificacion_add")
        assert "Escriba de qué hito se trata." in jefa.post(url, {"hito": ""}).content.decode()
        assert (
            "Se pidió la recertificación de 1 cuenta." in jefa.post(url, {"hito": HITO}, follow=True).content.decode()
        )
        assert "Ninguna cuenta hacía falta" in jefa.post(url, {"hito": HITO}, follow=True).content.decode()
        assert (
            HITO
            in self.entrar(ine, "control").get(reverse("admin:cuentas_recertificacion_changelist")).content.decode()
        )
        assert "Certificar sus datos" in self.entrar(ine, "titular").get("/panel/").content.decode()

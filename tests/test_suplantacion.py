"""6.xxxi: anybody reports a fake; the CNCS decides; citizens are told; look-alike handles are found."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.core.cache import cache

from avisos.models import Aviso
from bitacora.consultas import asientos_de
from bitacora.flujo import EstadoCambiado, SinPermiso
from cuentas.acciones import (
    confirmar_suplantacion,
    denunciar_suplantacion,
    descartar_suplantacion,
    registrar_retiro,
    reportar_suplantacion,
)
from cuentas.acciones.suplantacion import SuplantacionInvalida
from cuentas.estados import EstadoSuplantacion as E
from cuentas.models import ReporteSuplantacion, Suplantacion
from cuentas.parecidos import Parecido, buscar, comparar
from tests.fabrica_baja import cuenta_activa

pytestmark = [pytest.mark.embebida, pytest.mark.criterio("6.xxxi")]
OFICIALES = """INEMexico INEtelMX INETV INEJalisco INEOaxaca DECEyECine CulturaCivicaINE INEColima INEMorelos
    NuevoLeonINE ServicioProfesionalINE INEAguascalientes OrganizaINE PadronINE""".split()
FALSAS = """INEMexlco INEMex1co 1NEMexico INEMexic0 INE_Mexico INEMexico_ INEMexico2024 INEMexicoOficial
    OficialINEMexico INEMéxico ΙΝΕMexico ІNEMexico INEMехісо INEmexicco INEMxico INEMexicoMX SoyINEMexico INEMexio
    INEMexcio INEte1MX
    INEtelMX_ INETeIMX INETV_oficial 1NETV INE_TV INEJa1isco INEJaliscoNoticias INEOaxaca24 DECEyEC1ne CulturaCívicaINE
    CulturaCivicaINEmx ɪɴᴇMexico INEMexicoAyuda INErnexico ServicioProfesionaIINE INEAguascaIientes INEMexicoVota
    ＩＮＥMexico InstitutoINE_Mex Nacional_INE""".split()
AJENAS = """INEGI_INFORMA INAI INAImexico IEEM_MX IEPCJalisco TEPJF_informa SEGOB_mx GobiernoMX SREmx INEHRM INEA_mx
    CIDEmexico UNAM_MX IMSSmx Profeco INEE_Mx CNDH INPI_mx JaliscoGob OaxacaGob ColimaGob MorelosHoy NuevoLeonGob
    PadronElectoral CulturaUNAM CulturaJalisco ServicioPostalMX OrganizaTuVoto PadronNacional fifamex FGRMexico SATMX
    ConsultaInfantil TribunalElectoral votoinformado Verificado_MX INMmexico DIFNacional CineMexico CinetecaMexico
    IneditoMX NINEmedia JaliscoINEGI""".split()


def reportar(ine, identificador="1NEMexico", *, red="x", horas=0):
    return reportar_suplantacion(
        red=red, identificador=identificador, direccion=f"https://x.com/{identificador}", que_hace=["imagen"],
        texto="Pide la credencial.", ahora=ine.ahora + timedelta(hours=horas),
    )  # fmt: skip


def test_precision_y_exhaustividad_de_los_parecidos():
    """What is found of 40 fakes, and what is flagged of 43 accounts that have nothing to do with the Institute."""
    halladas = [f for f in FALSAS if buscar(f, OFICIALES, str)]
    de_mas = [a for a in AJENAS if buscar(a, OFICIALES, str)]
    precision, exhaustividad = len(halladas) / (len(halladas) + len(de_mas)), len(halladas) / len(FALSAS)
    assert precision >= 0.94
    assert exhaustividad >= 0.94


@pytest.mark.parametrize(
    ("otra", "oficial", "parecido"),
    [
        ("inemexico", "INEMexico", Parecido.IDENTICO),
        ("lNEMexico", "INEMexico", Parecido.A_LA_VISTA),
        ("INEМexico", "INEMexico", Parecido.A_LA_VISTA),
        ("INEMexico_oficial", "INEMexico", Parecido.AGREGA),
        ("INEMexcio", "INEMexico", Parecido.CAMBIA),
        ("", "INEMexico", None),
        ("_", "INEMexico", None),
        ("ine", "INETV", None),
    ],
)
def test_de_que_manera_se_parece(otra, oficial, parecido):
    assert comparar(otra, oficial) == parecido


@pytest.mark.django_db
class TestCamino:
    def test_los_reportes_de_una_direccion_se_suman(self, ine):
        primero = reportar(ine)
        otro = reportar(ine, "@1nemexico", horas=1)
        assert (otro.pk, otro.cuantos) == (primero.pk, 2)
        assert reportar(ine, red="facebook").pk != primero.pk
        assert [a.acto for a in asientos_de(primero.cadena)] == ["reportar", "reportar_otra_vez"]
        assert not {"email", "persona", "ip", "nombre"} & {f.name for f in ReporteSuplantacion._meta.get_fields()}

    def test_lo_oficial_no_se_reporta_ni_se_confirma(self, ine):
        fila = reportar(ine, "CulturaCivINE")
        cuenta_activa(ine)
        with pytest.raises(SuplantacionInvalida, match="sí es oficial"):
            reportar(ine, "culturacivine")
        with pytest.raises(SuplantacionInvalida, match="ya es oficial"):
            confirmar_suplantacion(
                suplantacion=fila, cuenta=None, descripcion="x", por=ine["revisora"], ahora=ine.ahora
            )

    def test_de_la_confirmacion_al_retiro(self, ine):
        cuenta, fila = cuenta_activa(ine), reportar(ine, "Cu1turaCivINE")
        for quien in ("titular", "unicom", "control", "presidencia"):
            with pytest.raises(SinPermiso):
                confirmar_suplantacion(
                    suplantacion=fila, cuenta=cuenta, descripcion="x", por=ine[quien], ahora=ine.ahora
                )
        confirmar_suplantacion(
            suplantacion=fila, cuenta=cuenta, descripcion="Pide datos.", por=ine["revisora"], ahora=ine.ahora
        )
        para = set(Aviso.objects.filter(clase="suplantacion_confirmada").values_list("para", flat=True))
        assert para == {"titular@ine.mx", "medio@ine.mx", "operativo@ine.mx"}
        manana = (ine.ahora + timedelta(days=1)).date()
        with pytest.raises(SuplantacionInvalida, match="aún no llega"):
            denunciar_suplantacion(
                suplantacion=fila, fecha=manana, referencia="x", por=ine["revisora"], ahora=ine.ahora
            )
        hoy = ine.ahora.date()
        denunciar_suplantacion(suplantacion=fila, fecha=hoy, referencia="A-1", por=ine["revisor"], ahora=ine.ahora)
        assert Suplantacion.objects.no_oficiales().get() == fila
        registrar_retiro(suplantacion=fila, fecha=hoy, por=ine["revisora"], ahora=ine.ahora)
        assert not Suplantacion.objects.no_oficiales().exists()
        with pytest.raises(EstadoCambiado):
            descartar_suplantacion(suplantacion=fila, motivo="x", por=ine["revisora"], ahora=ine.ahora)
        assert reportar(ine, "Cu1turaCivINE").pk != fila.pk  # it came back

    def test_lo_que_se_confirmo_por_error_deja_de_aparecer(self, ine):
        fila = reportar(ine)
        confirmar_suplantacion(suplantacion=fila, cuenta=None, descripcion="x", por=ine["revisora"], ahora=ine.ahora)
        descartar_suplantacion(suplantacion=fila, motivo="Es una parodia.", por=ine["revisor"], ahora=ine.ahora)
        assert not Suplantacion.objects.no_oficiales().exists()


@pytest.mark.django_db
class TestPaginas:
    URL = "/suplantaciones/reportar/"

    def llenar(self, client, ahora, direccion="https://x.com/1NEMexico", **mas):
        with time_machine.travel(ahora, tick=False):
            pagina = client.get(self.URL).content.decode()
        marca = re.search(r'name="marca" value="([^"]+)"', pagina).group(1)
        datos = {"direccion": direccion, "que_hace": ["dinero"], "texto": "Vende citas", "marca": marca, **mas}
        with time_machine.travel(ahora + timedelta(seconds=mas.pop("segundos", 20)), tick=False):
            return client.post(self.URL, datos)

    def test_cualquiera_reporta_sin_decir_quien_es(self, client, ine):
        cuenta_activa(ine)
        respuesta = self.llenar(client, ine.ahora)
        assert respuesta.status_code == 302
        fila = Suplantacion.objects.get()
        assert (fila.red, fila.identificador, fila.estado) == ("x", "1NEMexico", E.POR_REVISAR)
        assert fila.folio in client.get(respuesta.url).content.decode()

    def test_las_maquinas_no(self, client, ine):
        assert "demasiado rápido" in self.llenar(client, ine.ahora, segundos=1).content.decode()
        assert self.llenar(client, ine.ahora, sitio="http://x").status_code == 200
        assert "mucho tiempo" in self.llenar(client, ine.ahora, marca="inventada").content.decode()
        assert "Elija la red" in self.llenar(client, ine.ahora, direccion="@1NEMexico").content.decode()
        largo = self.llenar(client, ine.ahora, texto="x" * 1001).content.decode()
        assert "x" * 1001 in largo  # what was typed is kept
        assert not Suplantacion.objects.exists()
        for n in range(5):
            assert self.llenar(client, ine.ahora, direccion=f"https://x.com/falsa{n}").status_code == 302
        assert self.llenar(client, ine.ahora, direccion="https://x.com/falsa9").status_code == 429
        assert Suplantacion.objects.count() == 5
        otra = self.llenar_desde(client, ine.ahora, "203.0.113.9")
        assert otra.status_code == 302
        cache.clear()

    def llenar_desde(self, client, ahora, ip):
        client.defaults["REMOTE_ADDR"] = ip
        return self.llenar(client, ahora, direccion="https://x.com/falsa10")

    def test_es_oficial_responde_que_no(self, client, ine):
        cuenta = cuenta_activa(ine)
        fila = reportar(ine, "Cu1turaCivINE")
        duda = client.get("/", {"direccion": "@Cu1turaCivINE"}).content.decode()
        assert "se parece a una que sí" in duda
        assert "NO es oficial" not in duda  # nobody confirmed it yet
        confirmar_suplantacion(
            suplantacion=fila, cuenta=cuenta, descripcion="Vende citas.", por=ine["revisora"], ahora=ine.ahora
        )
        for texto in ("@Cu1turaCivINE", "https://twitter.com/cu1turacivine?s=20"):
            assert "NO es oficial: es una cuenta falsa" in client.get("/", {"direccion": texto}).content.decode()
        assert "NO es oficial" not in client.get("/", {"direccion": "@CulturaCivINE"}).content.decode()
        lista = client.get("/suplantaciones/").content.decode()
        assert "Cu1turaCivINE" in lista
        assert 'href="https://x.com/Cu1' not in lista  # nobody is sent there

    def test_el_expediente_es_un_pdf_accesible(self, client, ine):
        cuenta, fila = cuenta_activa(ine), reportar(ine, "Cu1turaCivINE")
        client.force_login(ine["revisora"], backend="django.contrib.auth.backends.ModelBackend")
        ruta = f"/admin/cuentas/suplantacion/{fila.pk}"
        assert client.get(f"{ruta}/expediente.pdf").status_code == 302
        client.post(f"{ruta}/confirmar/", {"cuenta": cuenta.pk, "descripcion": "Vende citas #set «page»."})
        respuesta = client.get(f"{ruta}/expediente.pdf")
        with pikepdf.open(io.BytesIO(respuesta.content)) as documento:
            assert "/StructTreeRoot" in documento.Root
            assert documento.Root.MarkInfo.Marked
        client.force_login(ine["titular"], backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"{ruta}/expediente.pdf").status_code != 200

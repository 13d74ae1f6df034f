"""Blackouts: whom each stops, when, and who may write one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from avisos.models import Aviso
from bitacora.flujo import EstadoCambiado, SinPermiso
from bitacora.models import Asiento
from cuentas.models import Cuenta
from organizacion.tiempo import local
from publicaciones import acciones
from publicaciones.acciones import VedaInvalida
from publicaciones.consultas import motivo_de_veda, veda_en
from publicaciones.estados import AmbitoVeda, MateriaExenta
from publicaciones.models import Veda
from solicitudes.estados import EstadoApertura
from tests.fabrica import Institucion, apertura


@pytest.fixture
def central(ine: Institucion) -> Cuenta:
    return apertura(ine, EstadoApertura.CONCLUIDA).cuenta


@pytest.fixture
def estatal(ine: Institucion) -> Cuenta:
    return apertura(
        ine, EstadoApertura.CONCLUIDA, titular="vocal_local", red="facebook", identificador="INEAguascalientes"
    ).cuenta


def decretar(ine: Institucion, **cambios) -> Veda:
    datos = {
        "nombre": "Campañas federales",
        "fundamento": "Artículo 41, base III, apartado C",
        "desde": ine.ahora + timedelta(days=1),
        "hasta": ine.ahora + timedelta(days=10),
        "ambito": AmbitoVeda.TODAS,
    }
    return acciones.decretar_veda(**{**datos, **cambios}, por=ine["titular_cncs"], ahora=ine.ahora)


@pytest.mark.criterio("5.2.d")
class TestAQuienDetiene:
    def test_desde_su_primer_instante_y_hasta_el_ultimo(self, ine, central):
        veda = decretar(ine)
        instante = timedelta(microseconds=1)
        assert veda_en(central, veda.desde - instante) is None
        assert veda_en(central, veda.desde) == veda
        assert veda_en(central, veda.hasta - instante) == veda
        assert veda_en(central, veda.hasta) is None

    def test_por_entidad_y_por_cuenta(self, ine, central, estatal):
        veda = decretar(ine, ambito=AmbitoVeda.ALGUNAS, entidades=["Aguascalientes"])
        assert veda_en(estatal, veda.desde) == veda
        assert veda_en(central, veda.desde) is None
        decretar(ine, ambito=AmbitoVeda.ALGUNAS, cuentas=[central])
        assert veda_en(central, veda.desde)

    def test_con_todas_no_quedan_entidades_que_confundan(self, ine, central):
        veda = decretar(ine, entidades=["Oaxaca"], cuentas=[central])
        assert (veda.entidades, veda.cuentas.count()) == ([], 0)

    def test_salvo_lo_que_exceptua(self, ine, central):
        veda = decretar(ine, exentas=[MateriaExenta.PROTECCION_CIVIL])
        assert veda_en(central, veda.desde, materia=MateriaExenta.PROTECCION_CIVIL) is None
        assert veda_en(central, veda.desde, materia=MateriaExenta.SERVICIOS) == veda
        assert "Protección civil" in motivo_de_veda(veda)

    def test_dos_a_la_vez_una_sola_exceptua(self, ine, central):
        decretar(ine, exentas=[MateriaExenta.SERVICIOS])
        estricta = decretar(ine, nombre="Local", hasta=ine.ahora + timedelta(days=5))
        assert veda_en(central, estricta.desde, materia=MateriaExenta.SERVICIOS) == estricta

    def test_terminada_antes_deja_de_detener_y_sigue_a_la_vista(self, ine, central):
        veda = decretar(ine)
        fin = veda.desde + timedelta(days=2)
        acciones.terminar_veda(veda=veda, motivo="Se levantó la veda", por=ine["titular_cncs"], ahora=fin)
        assert veda_en(central, fin - timedelta(seconds=1)) == veda
        assert veda_en(central, fin) is None
        assert Veda.objects.get().fin == fin
        assert list(Veda.objects.que_tocan(veda.desde, fin)) == [veda]
        assert not Veda.objects.que_tocan(fin, veda.hasta).exists()

    def test_terminada_antes_de_empezar_no_rigio(self, ine, central):
        veda = decretar(ine)
        acciones.terminar_veda(veda=veda, motivo="Error en las fechas", por=ine["titular_cncs"], ahora=ine.ahora)
        assert veda_en(central, veda.desde) is None
        assert not Veda.objects.que_tocan(ine.ahora, veda.hasta).exists()


@pytest.mark.criterio("5.2.d", "8.c")
class TestQuienLaDecreta:
    @pytest.mark.parametrize("quien", ["revisora", "titular", "medio", "sistema", "control"])
    def test_nadie_mas(self, ine, quien):
        with pytest.raises(SinPermiso):
            acciones.decretar_veda(
                nombre="X", fundamento="Y", desde=ine.ahora, hasta=ine.ahora + timedelta(days=1),
                ambito=AmbitoVeda.TODAS, por=ine[quien], ahora=ine.ahora,
            )  # fmt: skip
        assert not Veda.objects.exists()

    @pytest.mark.parametrize(
        ("desde", "hasta", "ambito", "campo"),
        [(-3, -1, "todas", "hasta"), (5, 5, "todas", "hasta"), (1, 5, "algunas", "entidades")],
    )
    def test_lo_que_no_tiene_sentido(self, ine, desde, hasta, ambito, campo):
        momentos = {"desde": ine.ahora + timedelta(days=desde), "hasta": ine.ahora + timedelta(days=hasta)}
        with pytest.raises(VedaInvalida) as error:
            decretar(ine, **momentos, ambito=ambito)
        assert error.value.campo == campo

    def test_se_avisa_solo_a_quien_administra_lo_que_alcanza(self, ine, central, estatal):
        Aviso.objects.all().delete()
        decretar(ine, ambito=AmbitoVeda.ALGUNAS, entidades=["Aguascalientes"])
        avisados = set(Aviso.objects.filter(clase="veda_decretada").values_list("para", flat=True))
        assert avisados == {"medio_local@ine.mx", "operativo_distrital@ine.mx"}
        assert Asiento.objects.filter(acto="decretar_veda").count() == 1

    def test_no_se_termina_dos_veces(self, ine):
        veda = decretar(ine)
        acciones.terminar_veda(veda=veda, motivo="Uno", por=ine["titular_cncs"], ahora=veda.desde)
        with pytest.raises(EstadoCambiado):
            acciones.terminar_veda(veda=veda, motivo="Dos", por=ine["titular_cncs"], ahora=veda.desde)
        otra = decretar(ine)
        with pytest.raises(SinPermiso):
            acciones.terminar_veda(veda=otra, motivo="No", por=ine["revisora"], ahora=otra.desde)


@pytest.mark.embebida
def test_se_decreta_en_el_admin(ine: Institucion, client: Client, central: Cuenta):
    client.force_login(ine["titular_cncs"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("admin:publicaciones_veda_add")
    assertContains(client.get(url), "Aguascalientes")
    datos = {
        "nombre": "Local", "fundamento": "Acuerdo", "desde": "2030-03-04T00:00", "hasta": "2030-03-01T00:00",
        "ambito": "algunas", "cuentas": [central.pk], "exentas": ["servicios"],
    }  # fmt: skip
    respuesta = client.post(url, datos)
    assertContains(respuesta, "Debe terminar después de empezar.")
    assertContains(respuesta, 'value="2030-03-04T00:00"')
    respuesta = client.post(url, datos | {"hasta": "2030-03-09T00:00"}, follow=True)
    assertContains(respuesta, "La veda quedó decretada")
    veda = Veda.objects.get()
    assert (local(veda.desde).hour, local(veda.hasta).day) == (0, 9)
    tramite = reverse("admin:publicaciones_veda_tramite", args=[veda.pk, "terminar"])
    assertContains(client.post(tramite, {"motivo": ""}), "obligatorio")
    assertContains(client.post(tramite, {"motivo": "Se levantó"}, follow=True), "Se levantó")
    lista = reverse("admin:publicaciones_veda_changelist")
    assertNotContains(client.get(lista), "Local")
    assertContains(client.get(lista, {"ver": "pasadas"}), "Local")

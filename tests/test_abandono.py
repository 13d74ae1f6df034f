"""6.xxii, 7.ix: accounts that say nothing are found and told of, once for each level, and never closed for it."""

from datetime import timedelta

import pytest
from django.test import Client

from avisos.models import Aviso
from cuentas.acciones import anotar_actividad, dar_de_baja, vigilar_abandono
from cuentas.acciones.abandono import limite_de_silencio, nivel_de
from cuentas.estados import EstadoCuenta, Frecuencia, NivelAbandono
from cuentas.models import AlertaAbandono, Cuenta
from tests.fabrica_baja import cuenta_activa

pytestmark = [pytest.mark.criterio("6.xxii"), pytest.mark.criterio("7.ix")]

N = NivelAbandono


@pytest.fixture
def cuenta(ine) -> Cuenta:
    cuenta = cuenta_activa(ine)
    Cuenta.objects.filter(pk=cuenta.pk).update(frecuencia=Frecuencia.SEMANAL)
    return Cuenta.objects.get(pk=cuenta.pk)


@pytest.mark.parametrize(
    ("frecuencia", "dias"),
    [
        (Frecuencia.DIARIA, (7, 15, 30)),  # the least of each level
        (Frecuencia.VARIAS, (9, 18, 36)),
        (Frecuencia.SEMANAL, (21, 42, 84)),
        ("", (21, 42, 84)),
    ],
)
def test_el_silencio_se_mide_contra_la_frecuencia(frecuencia, dias):
    assert tuple(limite_de_silencio(frecuencia, nivel).days for nivel in N) == dias


def test_el_nivel_es_el_de_ese_instante(cuenta):
    desde = cuenta.ultima_actividad
    casi = timedelta(microseconds=1)
    niveles = [nivel_de(cuenta, desde + timedelta(days=d) - e) for d in (21, 42, 84) for e in (casi, timedelta())]
    assert niveles == [None, N.AMBAR, N.AMBAR, N.ROJO, N.ROJO, N.BAJA]


def test_cada_nivel_se_dice_una_vez_a_quien_le_toca(cuenta):
    desde = cuenta.ultima_actividad
    dichos = {}
    for dia in range(0, 120):
        antes = set(Aviso.objects.values_list("pk", flat=True))
        for alerta in vigilar_abandono(ahora=desde + timedelta(days=dia)):
            nuevos = Aviso.objects.exclude(pk__in=antes).values_list("para", flat=True)
            dichos[dia] = (alerta.nivel, {para.partition("@")[0] for para in nuevos})
    administran = {"medio", "operativo"}
    assert dichos == {
        21: (N.AMBAR, administran),
        42: (N.ROJO, administran | {"titular"}),
        84: (N.BAJA, administran | {"titular", "titular_cncs", "revisora", "revisor"}),
    }
    cuenta = Cuenta.objects.get(pk=cuenta.pk)
    assert cuenta.estado == EstadoCuenta.ACTIVA


def test_apagado_se_dice_solo_el_nivel_de_hoy(cuenta):
    nuevas = vigilar_abandono(ahora=cuenta.ultima_actividad + timedelta(days=90))
    assert [alerta.nivel for alerta in nuevas] == [N.BAJA]
    assert vigilar_abandono(ahora=cuenta.ultima_actividad + timedelta(days=91)) == []


def test_con_actividad_empieza_otra_cuenta(cuenta):
    desde = cuenta.ultima_actividad
    vigilar_abandono(ahora=desde + timedelta(days=21))
    anotar_actividad(cuenta_id=cuenta.pk, momento=desde + timedelta(days=22))
    anotar_actividad(cuenta_id=cuenta.pk, momento=desde)  # one from before changes nothing
    assert not AlertaAbandono.objects.vigentes().exists()
    assert vigilar_abandono(ahora=desde + timedelta(days=42)) == []
    assert [a.nivel for a in vigilar_abandono(ahora=desde + timedelta(days=43))] == [N.AMBAR]
    assert AlertaAbandono.objects.vigentes().agotadas().count() == 1


def test_una_cuenta_cerrada_no_esta_abandonada(ine, cuenta, ahora):
    vigilar_abandono(ahora=cuenta.ultima_actividad + timedelta(days=22))
    dar_de_baja(cuenta=cuenta, fecha=ahora.date(), por=ine["titular"], ahora=ahora)
    assert vigilar_abandono(ahora=ahora + timedelta(days=200)) == []
    assert not AlertaAbandono.objects.vigentes().exists()


@pytest.mark.embebida
def test_la_cncs_la_ve_y_puede_iniciar_su_baja(ine, cuenta):
    otra = cuenta_activa(ine, titular="otra_titular", identificador="PadronINE")
    vigilar_abandono(ahora=cuenta.ultima_actividad + timedelta(days=42))
    vigilar_abandono(ahora=cuenta.ultima_actividad + timedelta(days=84))
    cliente = Client()
    cliente.force_login(ine["revisora"], backend="django.contrib.auth.backends.ModelBackend")
    lista = cliente.get("/admin/cuentas/alertaabandono/").content.decode()
    assert lista.count("Se propone su baja") == 2
    assert "Posible abandono" not in lista
    assert "Valorar si se inicia su baja" in cliente.get("/panel/").content.decode()
    cliente.force_login(ine["titular"], backend="django.contrib.auth.backends.ModelBackend")
    panel = cliente.get("/panel/").content.decode()
    assert "Retomar la cuenta o pedir su baja" in panel
    assert f"abandono-{otra.pk}" not in panel
    assert cliente.get("/admin/cuentas/alertaabandono/").status_code in {302, 403}

"""The calendar: look first, then move; who may, who is told, and what is refused (7.iii)."""

from datetime import date, timedelta

import pytest
import time_machine

from avisos.models import Aviso
from bitacora.models import Asiento
from plazos.models import DiaInhabil, Plazo, VersionCalendario
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import apertura

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii"), pytest.mark.embebida]

LISTA = "/admin/plazos/diainhabil/"
AGREGAR = f"{LISTA}add/"
DATOS = {
    "desde": "2025-09-25",
    "hasta": "2025-09-26",
    "motivo": "Cierre por obras",
    "fundamento": "Circular INE/DEA/1/2025",
}


@pytest.fixture(autouse=True)
def una_hora_despues(ine):
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False):
        yield


def limite(fila):
    return Plazo.objects.get(pk=fila.plazo_revision_id).fecha_limite


@pytest.mark.parametrize("clave", ["titular_cncs", "sistema"])
def test_primero_se_ve_y_luego_se_mueve(client, ine, clave):
    fila = apertura(ine)
    apertura(ine, E.RECHAZADA, identificador="CerradaINE")
    version = VersionCalendario.objects.count()
    client.force_login(ine[clave])
    vista = client.post(AGREGAR, DATOS).text
    for parte in (fila.folio, "30 sep 2025", "2 oct 2025", "Se moverán 1 fecha límite"):
        assert parte in vista, parte
    assert "CerradaINE" not in vista
    assert (limite(fila), VersionCalendario.objects.count()) == (date(2025, 9, 30), version)
    respuesta = client.post(AGREGAR, {**DATOS, "paso": "confirmar"}, follow=True)
    assert "se movieron: 1" in respuesta.text
    assert "Cierre por obras" in respuesta.text
    assert limite(fila) == date(2025, 10, 2)
    assert Asiento.objects.filter(cadena=fila.cadena, acto="mover_plazo").count() == 1
    assert Aviso.objects.filter(clase="plazo_movido", para=ine["titular"].email).count() == 1
    assert "Se agrega: Cierre por obras" in client.get(f"{LISTA}versiones/").text


def test_quitar_devuelve_la_fecha(client, ine):
    fila = apertura(ine)
    client.force_login(ine["titular_cncs"])
    client.post(AGREGAR, {**DATOS, "paso": "confirmar"})
    dia = DiaInhabil.objects.get(motivo="Cierre por obras")
    quitar = f"{LISTA}{dia.pk}/quitar/"
    assert quitar in client.get(LISTA).text
    vista = client.post(quitar, {"motivo": "Se suspendieron las obras"}).text
    assert "2 oct 2025" in vista
    assert limite(fila) == date(2025, 10, 2)
    client.post(quitar, {"motivo": "Se suspendieron las obras", "paso": "confirmar"})
    assert limite(fila) == date(2025, 9, 30)
    assert "Cierre por obras" not in client.get(LISTA).text
    respuesta = client.post(quitar, {"motivo": "Otra vez", "paso": "confirmar"})
    assert "Alguien ya quitó ese periodo" in respuesta.text


def test_confirmar_dos_veces_no_repite(client, ine):
    client.force_login(ine["titular_cncs"])
    client.post(AGREGAR, {**DATOS, "paso": "confirmar"})
    respuesta = client.post(AGREGAR, {**DATOS, "paso": "confirmar"})
    assert "Ese periodo ya está en el calendario" in respuesta.text
    assert DiaInhabil.objects.filter(motivo="Cierre por obras").count() == 1


def test_una_vista_previa_vieja_aplica_lo_de_ahora(client, ine):
    client.force_login(ine["titular_cncs"])
    assert "Ningún plazo en curso se mueve" in client.post(AGREGAR, DATOS).text
    fila = apertura(ine)
    assert "se movieron: 1" in client.post(AGREGAR, {**DATOS, "paso": "confirmar"}, follow=True).text
    assert limite(fila) == date(2025, 10, 2)


@pytest.mark.parametrize(
    ("cambios", "mensaje"),
    [
        ({"hasta": "2025-09-01"}, "no puede ser anterior"),
        ({"desde": "ayer"}, "errorlist"),
        ({"fundamento": ""}, "errorlist"),
        ({"hasta": "2040-01-01"}, "El calendario abarca de 2018 a 2036"),
    ],
)
def test_lo_que_no_se_puede_se_dice(client, ine, cambios, mensaje):
    client.force_login(ine["titular_cncs"])
    version = VersionCalendario.objects.count()
    respuesta = client.post(AGREGAR, {**DATOS, **cambios, "paso": "confirmar"})
    assert respuesta.status_code == 200
    assert mensaje in respuesta.text
    assert "Cierre por obras" in respuesta.text
    assert VersionCalendario.objects.count() == version


def test_corregir_vuelve_al_formulario_con_lo_escrito(client, ine):
    client.force_login(ine["titular_cncs"])
    texto = client.post(AGREGAR, {**DATOS, "paso": "corregir"}).text
    assert 'value="2025-09-25"' in texto
    assert "Ver qué fechas se mueven" in texto


@pytest.mark.parametrize("clave", ["revisora", "control", "unicom", "presidencia"])
def test_los_demas_solo_leen(client, ine, clave):
    dia = DiaInhabil.objects.vigentes().first()
    client.force_login(ine[clave])
    texto = client.get(LISTA).text
    assert "Independencia" in texto or "16 de septiembre" in texto
    assert "Quitar" not in texto
    assert client.post(AGREGAR, {**DATOS, "paso": "confirmar"}).status_code == 403
    assert client.post(f"{LISTA}{dia.pk}/quitar/", {"motivo": "x", "paso": "confirmar"}).status_code == 403
    assert not DiaInhabil.objects.filter(motivo="Cierre por obras").exists()


@pytest.mark.parametrize("anio", ["2024", "1", "99999", "x", ""])
def test_cualquier_anio_se_puede_pedir(client, ine, anio):
    client.force_login(ine["control"])
    assert client.get(LISTA, {"ver": anio}).status_code == 200

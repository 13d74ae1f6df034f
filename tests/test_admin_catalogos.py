"""Áreas, people, positions and roles; the registry of accounts; and the CNCS's peticiones."""

from datetime import date, timedelta

import pytest
import time_machine

from bitacora.flujo import SinPermiso
from bitacora.models import Asiento
from cuentas.acciones import registrar
from cuentas.models import Cuenta
from organizacion import acciones
from organizacion.estados import Rol
from organizacion.models import Area, Persona
from publicaciones.acciones import presentar_peticion
from publicaciones.models import Peticion
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import CARGA, apertura

pytestmark = [pytest.mark.django_db, pytest.mark.embebida]

AREAS, PERSONAS, PETICIONES = (
    "/admin/organizacion/area/",
    "/admin/organizacion/persona/",
    "/admin/publicaciones/peticion/",
)


@pytest.fixture(autouse=True)
def una_hora_despues(ine):
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def sistema(client, ine):
    client.force_login(ine["sistema"])
    return client


def tramite(persona, clave):
    return f"{PERSONAS}{persona.pk}/{clave}/"


@pytest.mark.criterio("1.a")
def test_alta_y_cambio_de_area(sistema, ine):
    datos = {"siglas": "DESPEN", "nombre": "Servicio Profesional", "tipo": "ejecutivo"}
    sistema.post(f"{AREAS}add/", {**datos, "padre": ine.areas["SE"].pk})
    area = Area.objects.get(siglas="DESPEN")
    assert area.ruta == f"{ine.areas['SE'].ruta}DESPEN/"
    assert "Ya hay un área con esas siglas" in sistema.post(f"{AREAS}add/", datos).text
    assert "sin espacios" in sistema.post(f"{AREAS}add/", {**datos, "siglas": "A B/"}).text
    sistema.post(f"{AREAS}{area.pk}/editar/", {"nombre": "Servicio Profesional Electoral"})
    area.refresh_from_db()
    assert (area.nombre, area.activa) == ("Servicio Profesional Electoral", False)
    assert set(Asiento.objects.filter(actor__contains="Saúl").values_list("acto", flat=True)) == {
        "registrar_area",
        "actualizar_area",
    }


@pytest.mark.criterio("1.a")
def test_alta_de_persona(sistema):
    datos = {"nombre": "Nadia Sosa", "email": "Nadia.Sosa@INE.mx"}
    assert "debe terminar en @ine.mx" in sistema.post(f"{PERSONAS}add/", {**datos, "email": "n@gmail.com"}).text
    sistema.post(f"{PERSONAS}add/", datos)
    persona = Persona.objects.get(email="nadia.sosa@ine.mx")
    assert not persona.has_usable_password()
    assert "Ya hay una persona" in sistema.post(f"{PERSONAS}add/", datos).text
    sistema.post(tramite(persona, "editar"), {"nombre": "Nadia Sosa Ruiz"})
    persona.refresh_from_db()
    assert (persona.nombre, persona.is_active) == ("Nadia Sosa Ruiz", False)


@pytest.mark.criterio("5.1.a")
def test_cargos(sistema, ine):
    persona = ine["operativo"]
    datos = {
        "area": ine.areas["DERFE"].pk,
        "cargo": "Jefatura",
        "nivel": "mando_medio",
        "desde": "2025-08-25",
        "es_titular": "on",
    }
    assert "ya tiene titular" in sistema.post(tramite(persona, "nombrar"), datos).text
    assert ine["operativo"].credenciales.adscripciones[0].siglas == "DECEyEC"
    del datos["es_titular"]
    sistema.post(tramite(persona, "nombrar"), datos)
    assert ine["operativo"].credenciales.adscripciones[0].siglas == "DERFE"
    assert "no puede terminar antes" in sistema.post(tramite(persona, "terminar"), {"hasta": "2020-01-01"}).text
    sistema.post(tramite(persona, "terminar"), {"hasta": "2025-08-25"})
    assert ine["operativo"].credenciales.adscripciones == ()


def test_roles(sistema, ine):
    persona = ine["operativo"]
    sistema.post(tramite(persona, "asignar_rol"), {"rol": "revision"})
    assert ine["operativo"].credenciales.roles == {Rol.REVISION}
    assert "errorlist" in sistema.post(tramite(persona, "asignar_rol"), {"rol": "dios"}).text
    sistema.post(tramite(persona, "retirar_rol"), {"rol": "revision"})
    assert ine["operativo"].credenciales.roles == set()
    actos = Asiento.objects.filter(actor__contains="Saúl").values_list("acto", flat=True)
    assert list(actos.order_by("pk")) == ["asignar_rol", "retirar_rol"]


def test_nadie_se_da_un_rol(sistema, ine):
    yo = ine["sistema"]
    assert "Qué puede hacer ahora" not in sistema.get(f"{PERSONAS}{yo.pk}/change/").text
    for clave, datos in (
        ("asignar_rol", {"rol": "titular_cncs"}),
        ("nombrar", {"area": ine.areas["OIC"].pk, "cargo": "X", "nivel": "superior", "desde": "2025-08-25"}),
        ("editar", {"nombre": "Otro"}),
    ):
        sistema.post(tramite(yo, clave), datos)
    otra_vez = ine["sistema"]
    assert (otra_vez.credenciales.roles, otra_vez.nombre) == ({Rol.SISTEMA}, yo.nombre)
    assert [area.siglas for area in otra_vez.credenciales.adscripciones] == ["UNICOM"]
    with pytest.raises(SinPermiso):
        acciones.asignar_rol(persona=yo, rol=Rol.TITULAR_CNCS, desde=date(2025, 8, 25), por=yo, ahora=ine.ahora)
    with pytest.raises(SinPermiso):
        acciones.asignar_rol(
            persona=ine["medio"], rol=Rol.REVISION, desde=date(2025, 8, 25), por=ine["titular_cncs"], ahora=ine.ahora
        )


@pytest.mark.parametrize("clave", ["titular_cncs", "control", "titular"])
def test_los_catalogos_son_de_quien_administra(client, ine, clave):
    persona = ine["operativo"]
    client.force_login(ine[clave])
    respuesta = client.post(tramite(persona, "asignar_rol"), {"rol": "revision"})
    assert respuesta.status_code in (302, 403)
    assert ine["operativo"].credenciales.roles == set()


@pytest.mark.criterio("5.1.b")
def test_una_cuenta_muestra_a_quienes_la_administran(client, ine):
    fila = apertura(ine, E.CONCLUIDA)
    client.force_login(ine["control"])
    assert fila.cuenta.nombre in client.get("/admin/cuentas/cuenta/", {"q": "culturaciv"}).text
    texto = client.get(f"/admin/cuentas/cuenta/{fila.cuenta_id}/change/").text
    assert fila.titular_propuesto.nombre in texto
    assert fila.suplente_propuesto.nombre in texto


@pytest.fixture
def peticiones(ine):
    cuenta = registrar(
        red="youtube",
        identificador="INETV",
        nombre="INETV",
        area=ine.areas["CNCS"],
        homologada=True,
        por=CARGA,
        ahora=ine.ahora,
    )
    assert isinstance(cuenta, Cuenta)

    def pedir(asunto, titular="titular", minutos=0):
        quien = ine[titular]
        return presentar_peticion(
            area=Area.objects.get(pk=quien.credenciales.titular_de[0].pk),
            cuenta=cuenta,
            asunto=asunto,
            material="Video",
            fecha_deseada=None,
            por=quien,
            ahora=ine.ahora + timedelta(minutes=minutos),
        )

    return pedir


@pytest.mark.criterio("7.x")
def test_peticiones_por_orden_y_con_respuesta(client, ine, peticiones):
    segunda, primera = peticiones("Segunda", minutos=9), peticiones("Primera", "otra_titular")
    client.force_login(ine["revisora"])
    texto = client.get(PETICIONES).text
    assert texto.index(primera.folio) < texto.index(segunda.folio)
    difundir = f"{PETICIONES}{primera.pk}/difundir/"
    assert "corresponde a otra persona" not in client.post(f"{PETICIONES}{primera.pk}/tomar/", follow=True).text
    for malo in ("", "no es enlace", "javascript:alert(1)"):
        assert "errorlist" in client.post(difundir, {"enlace": malo, "respuesta": "Listo"}).text
    client.post(difundir, {"enlace": "https://youtube.com/watch?v=1", "respuesta": "Listo"})
    assert Peticion.objects.get(pk=primera.pk).estado == "difundida"
    declinar = f"{PETICIONES}{segunda.pk}/declinar/"
    assert "errorlist" in client.post(declinar, {"respuesta": ""}).text
    client.post(declinar, {"respuesta": "No corresponde"})
    assert Peticion.objects.get(pk=segunda.pk).estado == "declinada"
    assert "Alguien actuó antes" in client.post(declinar, {"respuesta": "Otra vez"}, follow=True).text
    assert "No hay peticiones por atender" in client.get(PETICIONES).text
    assert primera.folio in client.get(PETICIONES, {"ver": "contestadas"}).text


@pytest.mark.criterio("7.x")
def test_quien_pide_no_se_contesta(client, ine, peticiones):
    propia = peticiones("De la CNCS", "titular_cncs")
    for clave in ("titular_cncs", "control"):
        client.force_login(ine[clave])
        client.post(f"{PETICIONES}{propia.pk}/declinar/", {"respuesta": "No"})
        assert Peticion.objects.get(pk=propia.pk).estado == "presentada"

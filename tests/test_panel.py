"""The home of each role: what waits for each person, and nothing of anybody else's."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import path

from avisos.acciones import Mensaje, encolar
from cuentas.direcciones import normalizar
from cuentas.estados import EstadoCuenta, Red
from cuentas.models import Cuenta
from organizacion.acciones import asignar_rol
from organizacion.estados import Nivel, Rol
from organizacion.models import Persona
from organizacion.tiempo import fecha_local
from panel.views import correo_demo
from publicaciones.acciones import presentar_peticion
from redsociales.urls import urlpatterns as producto
from solicitudes.acciones import asignar, tomar
from solicitudes.estados import EstadoApertura as E
from solicitudes.estados.cambio import EstadoCambio
from solicitudes.models import Apertura
from tests.fabrica import CARGA, Institucion, apertura, borrador
from tests.fabrica_cambio import cambio
from tests.test_directorio import homologada

pytestmark = pytest.mark.embebida

urlpatterns = [path("demo/correo/", correo_demo, name="correo_demo"), *producto]


@pytest.fixture(autouse=True)
def el_dia(ahora):
    with time_machine.travel(ahora + timedelta(hours=3), tick=False):
        yield


def panel(client, ine: Institucion, quien: str, ruta: str = "/panel/") -> str:
    client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    respuesta = client.get(ruta)
    assert respuesta.status_code == 200
    return " ".join(respuesta.content.decode().split())


def poblar(ine: Institucion) -> dict[str, Apertura]:
    """Requests of several áreas in several states: what each person must not see is there to be seen."""
    return {
        "borrador": borrador(ine, identificador="BorradorINE"),
        "revision": apertura(ine, E.EN_REVISION, identificador="RevisionINE"),
        "sin_asignar": apertura(ine, E.PRESENTADA, titular="otra_titular", identificador="PresentadaINE"),
        "del_otro": apertura(ine, E.EN_REVISION, titular="otra_titular", revisor="revisor", identificador="DelOtroINE"),
        "para_unicom": apertura(ine, E.AUTORIZADA, titular="otra_titular", identificador="SinBuzonINE"),
        "con_buzon": apertura(ine, E.CON_BUZON, identificador="ConBuzonINE"),
        "abierta": apertura(ine, E.ABIERTA, identificador="SinAvisoINE"),
        "concluida": apertura(ine, E.CONCLUIDA, identificador="ConcluidaINE"),
        "distrital": apertura(ine, E.EN_REVISION, titular="vocal_distrital", identificador="DistritoINE"),
        "borrador_distrital": borrador(ine, titular="vocal_distrital", identificador="EnSecretoINE"),
    }


VE = {
    "titular": ("Borrador", "RevisionINE", "ConBuzonINE", "SinAvisoINE", "ConcluidaINE", "Iniciar un trámite"),
    "otra_titular": ("PresentadaINE", "DelOtroINE", "SinBuzonINE"),
    "vocal_local": ("DistritoINE",),
    "vocal_distrital": ("DistritoINE", "EnSecretoINE"),
    "revisora": ("RevisionINE", "DistritoINE", "Autorizar o rechazar"),
    "revisor": ("DelOtroINE",),
    "titular_cncs": ("PresentadaINE", "Asignar a quien la revise"),
    "unicom": ("SinBuzonINE", "Crear el buzón"),
    "presidencia": ("ConcluidaINE", "Últimos avisos al Comité"),
    "secretaria": ("ConcluidaINE",),
    "medio": ("ConcluidaINE", "Cuentas que administra"),
    "control": ("Registros que puede consultar",),
    "sistema": ("Catálogos a su cargo",),
    "consejera": ("Nada espera por usted", "Iniciar un trámite"),
}
TODAS = {
    "BorradorINE", "RevisionINE", "PresentadaINE", "DelOtroINE", "SinBuzonINE", "ConBuzonINE", "SinAvisoINE",
    "ConcluidaINE", "DistritoINE", "EnSecretoINE",
}  # fmt: skip


@pytest.mark.criterio("5.1.a")
@pytest.mark.criterio("5.1.d")
@pytest.mark.parametrize("quien", VE)
def test_cada_quien_ve_lo_suyo(client, ine, quien):
    poblar(ine)
    pagina = panel(client, ine, quien)
    for visto in VE[quien]:
        assert visto in pagina
    propios = set(VE[quien]) | ({"BorradorINE"} if quien == "titular" else set())
    for ajeno in TODAS - propios:
        assert ajeno not in pagina, ajeno
    if quien not in {"titular", "otra_titular", "vocal_local", "vocal_distrital", "titular_cncs"}:
        assert "Pedir una cuenta" not in pagina


def test_sin_funcion(client, ine):
    Persona.objects.create_user("nadie@ine.mx", nombre="Sin Cargo Todavía")
    ine.personas["nadie"] = Persona.objects.get(email="nadie@ine.mx")
    poblar(ine)
    pagina = panel(client, ine, "nadie")
    assert "todavía no tiene una función" in pagina
    assert not any(ajeno in pagina for ajeno in TODAS)


def test_anonimo_va_a_entrar(client, ine):
    for ruta in ("/panel/", "/panel/area/DECEyEC/"):
        respuesta = client.get(ruta)
        assert respuesta.status_code == 302
        assert respuesta["Location"].startswith("/acceso/")


@pytest.mark.criterio("7.iii")
def test_lo_vencido_sube_a_la_jefatura(client, ine, ahora):
    """Past its date it shows in red to its reviewer and to the head of the CNCS, and to no other reviewer."""
    apertura(ine, E.EN_REVISION, identificador="TardeINE")
    assert "TardeINE" not in panel(client, ine, "titular_cncs")
    with time_machine.travel(datetime.fromisoformat("2025-10-01T10:00-06:00"), tick=False):
        for quien in ("revisora", "titular_cncs"):
            pagina = panel(client, ine, quien)
            assert "TardeINE" in pagina
            assert "Fuera de plazo: venció el 30 sep 2025" in pagina
        assert "TardeINE" not in panel(client, ine, "revisor")
        assert "1 solicitud fuera de plazo" in panel(client, ine, "titular")


def test_lo_mas_urgente_primero(client, ine, ahora):
    for dias, identificador in ((0, "PrimeraINE"), (2, "SegundaINE"), (1, "MediaINE")):
        momento = ahora - timedelta(days=7 - dias)
        fila = apertura(ine, E.PRESENTADA, identificador=identificador, ahora=momento)
        tomar(apertura=fila, por=ine["revisora"], ahora=momento)
    pagina = panel(client, ine, "revisora")
    assert pagina.index("PrimeraINE") < pagina.index("MediaINE") < pagina.index("SegundaINE")


@pytest.mark.criterio("7.x")
def test_peticiones_por_contestar(client, ine):
    presentar_peticion(
        area=ine.areas["DECEyEC"],
        cuenta=homologada(ine, "youtube", "INETV"),
        asunto="Video de la consulta infantil",
        material="El video",
        fecha_deseada=None,
        por=ine["titular"],
        ahora=ine.ahora,
    )
    assert "Video de la consulta infantil" in panel(client, ine, "revisora")
    assert "Video de la consulta infantil" not in panel(client, ine, "unicom")


@pytest.mark.criterio("5.1.b")
def test_cuenta_sin_administradores(client, ine):
    cuenta = homologada(ine, identificador="CulturaINE", area=ine.areas["DECEyEC"])
    pagina = panel(client, ine, "titular")
    assert f"/cuentas/{cuenta.pk}/administradores/" in pagina
    assert "1 cuenta sin administradores" in pagina
    assert f"/cuentas/{cuenta.pk}/administradores/" not in panel(client, ine, "otra_titular")


@pytest.mark.criterio("5.1.a")
def test_panel_de_un_area(client, ine):
    poblar(ine)
    pagina = panel(client, ine, "vocal_local", "/panel/area/JD-AGS-01/")
    assert "DistritoINE" in pagina
    assert "EnSecretoINE" not in pagina
    assert "Pedir una cuenta" not in pagina
    assert "ConcluidaINE" in panel(client, ine, "control", "/panel/area/DECEyEC/")
    for quien, siglas in {
        "vocal_local": "JL-OAX",
        "vocal_distrital": "JL-AGS",
        "medio": "DECEyEC",
        "unicom": "DECEyEC",
        "titular": "NO-HAY",
    }.items():
        client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/panel/area/{siglas}/").status_code == 404


@pytest.mark.parametrize("quien", ["titular", "titular_cncs", "revisora", "unicom", "presidencia", "medio", "control"])
@pytest.mark.parametrize("cuantas", [5, 200])
def test_las_mismas_consultas_sin_importar_las_filas(client, ine, quien, cuantas, django_assert_max_num_queries):
    """Rows of every kind for everybody; bulk, because only how they are read is at stake."""
    modelo = apertura(ine, E.EN_REVISION)
    asignar(apertura=modelo, revisor=ine["revisora"], por=ine["titular_cncs"], ahora=ine.ahora)
    for n in range(cuantas):
        estado = (E.BORRADOR, E.AUTORIZADA, E.CON_BUZON, E.CONCLUIDA)[n % 4]
        Apertura.objects.bulk_create([_copia(modelo, estado, n)])
    Cuenta.objects.bulk_create(
        Cuenta(
            red=Red.FACEBOOK,
            identificador=f"ine.{n}",
            clave=normalizar(Red.FACEBOOK, f"ine.{n}"),
            nombre=f"Cuenta {n}",
            url="https://www.facebook.com/",
            area=ine.areas["CNCS" if n % 2 else "DECEyEC"],
            estado=EstadoCuenta.REGULARIZACION,
        )
        for n in range(cuantas)
    )
    cuentas = iter(Cuenta.objects.all())
    for fila in Apertura.objects.filter(estado=E.CONCLUIDA):
        Apertura.objects.filter(pk=fila.pk).update(cuenta=next(cuentas))
    client.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(40):
        assert client.get("/panel/").status_code == 200
    if quien == "titular":
        with django_assert_max_num_queries(12):
            assert client.get("/panel/area/DECEyEC/").status_code == 200


def _copia(modelo: Apertura, estado: str, n: int) -> Apertura:
    return Apertura(
        area=modelo.area, creada=modelo.creada, guardada=modelo.guardada, red=modelo.red, identificador=f"Copia{n}INE",
        clave=f"copia{n}ine", nombre=f"Copia {n}", titular_propuesto=modelo.titular_propuesto, estado=estado,
        suplente_propuesto=modelo.suplente_propuesto, presentada=modelo.presentada, resuelta=modelo.presentada,
        presentada_por=modelo.presentada_por, folio=None if estado == E.BORRADOR else f"CP-{n}",
    )  # fmt: skip


def test_nombres_largos_y_con_signos(client, ine):
    """What people type is shown as they typed it, and never as markup."""
    ine.persona("larga", "<b>Citlalli</b> & " + "Xóchitl " * 15, "JL-OAX", Nivel.SUPERIOR, es_titular=True)
    pagina = panel(client, ine, "larga")
    assert "&lt;b&gt;Citlalli&lt;/b&gt; &amp;" in pagina
    assert "<b>Citlalli" not in pagina
    assert "Ninguna solicitud en trámite" in pagina


# --- Mail of the demonstration ----------------------------------------------------------------------------------------
@pytest.fixture
def correo(ine, db):
    encolar(
        [
            Mensaje(f"{quien}@ine.mx", "peticion_recibida", {"peticion": {"folio": f"PD-{n}", "asunto": "<i>Feria"}})
            for n in range(30)
            for quien in ("ana", "luis")
        ],
        ahora=ine.ahora,
    )


@pytest.mark.urls(__name__)
def test_correo_de_la_demostracion(client, correo, settings):
    settings.DEMO = True
    primera = client.get("/demo/correo/")
    assert len(primera.context["pagina"].objetos) == 20
    pagina = primera.content.decode()
    assert "PD-29" in pagina
    assert "<i>Feria" not in pagina
    segunda = client.get(f"/demo/correo/{primera.context['pagina'].siguiente}")
    vistos = {aviso.pk for aviso in primera.context["pagina"].objetos}
    assert vistos.isdisjoint(aviso.pk for aviso in segunda.context["pagina"].objetos)


@pytest.mark.urls(__name__)
def test_correo_de_un_buzon(client, correo, settings):
    settings.DEMO = True
    avisos = client.get("/demo/correo/", {"buzon": " ANA@ine.mx\0"}).context["pagina"].objetos
    assert len(avisos) == 20
    assert {aviso.para for aviso in avisos} == {"ana@ine.mx"}
    assert "Ningún mensaje" in client.get("/demo/correo/", {"buzon": "nadie@ine.mx"}).content.decode()


@pytest.mark.urls(__name__)
def test_fuera_de_la_demostracion_no_hay_correo(client, correo, settings):
    settings.DEMO = False
    assert client.get("/demo/correo/").status_code == 404


def test_sin_demo_no_hay_ruta(client, db):
    assert client.get("/demo/correo/").status_code == 404


def test_a_quien_no_puede_contestar_no_se_le_pide(ine, client):
    """7.v: whoever enters does not acknowledge their own change, though of the CNCS."""
    fila = cambio(ine, EstadoCambio.PRESENTADO)
    entra = fila.entra
    assert fila.folio in panel(client, ine, "revisora")
    asignar_rol(persona=entra, rol=Rol.REVISION, desde=fecha_local(ine.ahora), por=CARGA, ahora=ine.ahora)
    ine.personas["nuevo"] = Persona.objects.get(pk=entra.pk)
    assert fila.folio not in panel(client, ine, "nuevo")

"""Who enters, by which door, and who does not."""

import importlib
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, reverse

import organizacion.urls
import redsociales.urls
from organizacion.models import Persona
from tests.fabrica import CONTRASENA

pytestmark = pytest.mark.embebida

ENTRADA = "/acceso/"
PANEL = "/panel/"
FACTOR = "/acceso/2fa/"
CON_ADMIN = ["revisora", "titular_cncs", "unicom", "presidencia", "secretaria", "control", "sistema"]
SIN_ADMIN = ["titular", "medio", "operativo", "consejera"]


def entrar(client: Client, clave: str, contrasena: str = CONTRASENA, **extra: str) -> Any:
    return client.post(ENTRADA, {"login": f"{clave}@ine.mx", "password": contrasena, **extra})


def dentro(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- By password -----------------------------------------------------------------------------------------------------
def test_entra_quien_esta_registrado(client, ine):
    assert reverse("account_login") == ENTRADA
    respuesta = entrar(client, "titular")
    assert respuesta.status_code == 302
    assert respuesta.url == PANEL
    assert client.session["_auth_user_id"] == str(ine["titular"].pk)


def test_el_nombre_y_el_papel_estan_en_cada_pagina(client, ine):
    entrar(client, "titular")
    pagina = client.get("/acceso/mi/").content.decode()
    assert "María Fernanda Íñiguez Ávalos" in pagina
    assert "Titular de DECEyEC" in pagina
    assert 'href="/admin/"' not in pagina
    client.force_login(ine["revisora"])
    assert 'href="/admin/"' in client.get("/acceso/mi/").content.decode()


def test_las_mayusculas_del_correo_no_importan(client, ine):
    client.post(ENTRADA, {"login": "TITULAR@INE.MX", "password": CONTRASENA})
    assert dentro(client)


@pytest.mark.parametrize(("clave", "contrasena"), [("titular", "otra"), ("nadie", CONTRASENA)])
def test_lo_incorrecto_se_dice_igual_y_se_conserva_el_correo(client, ine, clave, contrasena):
    pagina = entrar(client, clave, contrasena).content.decode()
    assert "El correo o la contraseña no son correctos." in pagina
    assert f'value="{clave}@ine.mx"' in pagina
    assert not dentro(client)


def test_tras_cinco_fallos_espera_aunque_acierte(client, ine):
    for _ in range(5):
        entrar(client, "titular", "otra")
    pagina = entrar(client, "titular").content.decode()
    assert "Demasiados intentos fallidos. Espere cinco minutos y vuelva a intentarlo." in pagina
    assert not dentro(client)
    entrar(client, "otra_titular")
    assert dentro(client), "the pause is for one address, not for everybody"


def test_quien_no_esta_activo_no_entra(client, ine):
    Persona.objects.filter(pk=ine["titular"].pk).update(is_active=False)
    respuesta = entrar(client, "titular")
    assert respuesta.url == "/acceso/inactive/"
    assert "Su registro no está activo" in client.get(respuesta.url).content.decode()
    assert not dentro(client)


def test_a_quien_se_da_de_baja_se_le_cierra_la_sesion(client, ine):
    entrar(client, "titular")
    assert client.get("/acceso/mi/").status_code == 200
    Persona.objects.filter(pk=ine["titular"].pk).update(is_active=False)
    assert client.get("/acceso/mi/").status_code == 302


@pytest.mark.parametrize("destino", ["https://ejemplo.com/", "//ejemplo.com/", "/\\ejemplo.com", "javascript:alert(1)"])
def test_no_lleva_a_otro_sitio(client, ine, destino):
    assert entrar(client, "titular", next=destino).url == PANEL


def test_lleva_a_la_pagina_que_se_pidio(client, ine):
    assert entrar(client, "titular", next="/solicitudes/").url == "/solicitudes/"


def test_salir_pide_un_envio(client, ine):
    entrar(client, "titular")
    assert "¿Quiere salir?" in client.get("/acceso/logout/").content.decode()
    assert dentro(client)
    assert client.post("/acceso/logout/").url == "/"
    assert not dentro(client)


# --- Closed doors ----------------------------------------------------------------------------------------------------
def test_nadie_se_registra_por_su_cuenta(client, ine):
    antes = Persona.objects.count()
    assert "El registro lo hace la institución" in client.get("/acceso/signup/").content.decode()
    datos = {"email": "nueva@ine.mx", "password1": CONTRASENA, "password2": CONTRASENA}
    assert "El registro lo hace la institución" in client.post("/acceso/signup/", datos).content.decode()
    assert Persona.objects.count() == antes


@pytest.mark.parametrize(
    "ruta",
    [
        "email/",
        "confirm-email/",
        "confirm-email/MQ:1:abc/",
        "password/set/",
        "login/code/confirm/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/connections/",
    ],
)
def test_nadie_cambia_su_correo_ni_enlaza_cuentas(client, ine, ruta):
    entrar(client, "titular")
    assert client.get(ENTRADA + ruta).status_code == 404
    assert client.post(ENTRADA + ruta, {"email": "titular@gmail.com"}).status_code == 404
    assert ine["titular"].email == "titular@ine.mx"


def test_a_la_administracion_se_entra_por_la_misma_puerta(client, ine, settings):
    settings.SEGUNDO_FACTOR_OBLIGATORIO = False
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == f"{ENTRADA}?next=%2Fadmin%2F"
    client.post("/admin/login/?next=/admin/", {"username": "revisora@ine.mx", "password": CONTRASENA})
    assert not dentro(client), "the admin's own form would know nothing of lockout and second factor"
    assert entrar(client, "revisora", next="/admin/").url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("clave", SIN_ADMIN)
def test_a_la_administracion_no_entra_quien_no_revisa(client, ine, clave):
    entrar(client, clave)
    respuesta = client.get("/admin/", follow=True)
    assert respuesta.status_code == 403
    assert "Su función no permite ver esta página" in respuesta.content.decode()


# --- A forgotten password --------------------------------------------------------------------------------------------
def pedir_enlace(client: Client, correo: str) -> Any:
    return client.post("/acceso/password/reset/", {"email": correo}, follow=True)


def test_quien_olvida_su_contrasena_elige_otra(client, ine, mailoutbox):
    assert "Revise su correo" in pedir_enlace(client, "titular@ine.mx").content.decode()
    (correo,) = mailoutbox
    assert correo.to == ["titular@ine.mx"]
    assert correo.subject == "[INE] Cambio de su contraseña"
    enlace = re.search(r"http://testserver(\S+)", correo.body)[1]
    pagina = client.get(enlace, follow=True)
    corta = client.post(pagina.request["PATH_INFO"], {"password1": "corta", "password2": "corta"})
    assert "Debe contener por lo menos 12 caracteres" in corta.content.decode()
    nueva = "otra-frase-bien-larga"
    client.post(pagina.request["PATH_INFO"], {"password1": nueva, "password2": nueva})
    assert ine["titular"].check_password(nueva)
    assert [correo.subject for correo in mailoutbox[1:]] == ["[INE] Su contraseña cambió"]
    assert "El enlace ya no sirve" in Client().get(enlace, follow=True).content.decode()


def test_el_correo_de_otro_dominio_se_rechaza_junto_al_campo(client, ine, mailoutbox):
    pagina = pedir_enlace(client, "titular@gmail.com").content.decode()
    assert "Escriba su correo institucional, que termina en @ine.mx." in pagina
    assert 'value="titular@gmail.com"' in pagina
    assert 'aria-invalid="true"' in pagina
    pedir_enlace(client, "titular@ine.mx.ejemplo.com")
    pedir_enlace(client, "titular@fine.mx")
    assert mailoutbox == []


def test_no_se_dice_quien_esta_registrado_ni_se_escribe_a_extranos(client, ine, mailoutbox):
    registrado = pedir_enlace(client, "titular@ine.mx").content
    assert len(mailoutbox) == 1
    assert pedir_enlace(client, "nadie@ine.mx").content == registrado
    assert len(mailoutbox) == 1


def test_con_identificacion_institucional_no_se_crea_contrasena(client, ine, settings, mailoutbox):
    sin_contrasena = ine["titular"]
    sin_contrasena.set_unusable_password()
    sin_contrasena.save()
    settings.OIDC_SERVIDOR = "https://identidad.ine.mx"
    pedir_enlace(client, "titular@ine.mx")
    assert mailoutbox == []
    pedir_enlace(client, "medio@ine.mx")
    assert len(mailoutbox) == 1
    settings.OIDC_SERVIDOR = ""
    pedir_enlace(client, "titular@ine.mx")
    assert len(mailoutbox) == 2, "without it, the link is how the first password is chosen"


def test_si_el_correo_no_sale_la_pagina_responde(client, ine, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert pedir_enlace(client, "titular@ine.mx").status_code == 200


def test_el_correo_es_el_de_la_persona_y_ninguna_otra_tabla_lo_repite(client, ine, mailoutbox):
    pedir_enlace(client, "titular@ine.mx")
    entrar(client, "titular")
    client.get("/acceso/password/change/")
    assert len(mailoutbox) == 1
    assert not EmailAddress.objects.exists()


# --- One click, in the demonstration only ----------------------------------------------------------------------------
@pytest.fixture
def demo(settings) -> Iterator[None]:
    """The addresses as they are in the demonstration."""

    def rehacer() -> None:
        importlib.reload(organizacion.urls)
        importlib.reload(redsociales.urls)
        clear_url_caches()

    settings.DEMO = True
    rehacer()
    yield
    settings.DEMO = False
    rehacer()


@pytest.fixture
def de_demostracion(ine) -> Persona:
    Persona.objects.filter(pk=ine["titular"].pk).update(demostracion="Titular de área")
    return ine["titular"]


def test_en_la_demostracion_se_entra_con_un_clic(demo, client, de_demostracion):
    pagina = client.get(ENTRADA).content.decode()
    assert "Titular de área" in pagina
    assert "José Ángel Núñez Peña" not in pagina
    respuesta = client.post(reverse("entrar_demo", args=[de_demostracion.pk]))
    assert respuesta.url == PANEL
    assert client.session["_auth_user_id"] == str(de_demostracion.pk)


def test_el_clic_exige_el_formulario_de_la_pagina(demo, de_demostracion):
    estricto = Client(enforce_csrf_checks=True)
    assert estricto.post(f"/acceso/demostracion/{de_demostracion.pk}/").status_code == 403
    assert not dentro(estricto)
    assert estricto.get(f"/acceso/demostracion/{de_demostracion.pk}/").status_code == 405


def test_en_la_demostracion_nadie_mas_entra_con_un_clic(demo, client, ine, de_demostracion):
    assert client.post(f"/acceso/demostracion/{ine['sistema'].pk}/").status_code == 404
    Persona.objects.filter(pk=de_demostracion.pk).update(is_active=False)
    assert client.post(f"/acceso/demostracion/{de_demostracion.pk}/").status_code == 404
    assert not dentro(client)


@pytest.mark.parametrize("destino", ["https://ejemplo.com/", "//ejemplo.com/"])
def test_el_clic_no_lleva_a_otro_sitio(demo, client, de_demostracion, destino):
    assert client.post(f"/acceso/demostracion/{de_demostracion.pk}/", {"next": destino}).url == PANEL


def test_fuera_de_la_demostracion_no_existe(client, de_demostracion):
    assert "Titular de área" not in client.get(ENTRADA).content.decode()
    assert client.post(f"/acceso/demostracion/{de_demostracion.pk}/").status_code == 404
    assert not dentro(client)


# --- Second factor ---------------------------------------------------------------------------------------------------
@pytest.fixture
def obligatorio(settings) -> None:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True


@pytest.mark.parametrize("clave", CON_ADMIN)
def test_quien_entra_a_la_administracion_necesita_segundo_factor(obligatorio, client, ine, clave):
    client.force_login(ine[clave])
    for ruta in ["/admin/", PANEL, "/no-existe/"]:
        assert client.get(ruta).url == FACTOR
    pagina = client.get(FACTOR).content.decode()
    assert "Su función requiere un segundo factor. Actívelo para continuar." in pagina
    assert client.get("/acceso/reauthenticate/").status_code == 200
    client.post("/acceso/logout/")
    assert not dentro(client)


@pytest.mark.parametrize("clave", SIN_ADMIN)
def test_a_los_demas_no_se_les_pide(obligatorio, client, ine, clave):
    client.force_login(ine[clave])
    assert client.get("/no-existe/").status_code == 404


def test_donde_no_es_obligatorio_no_se_pide(client, ine, settings):
    settings.SEGUNDO_FACTOR_OBLIGATORIO = False
    client.force_login(ine["revisora"])
    assert client.get("/admin/").status_code == 200


def test_activarlo_abre_las_puertas_y_desactivarlo_las_cierra(obligatorio, client, ine):
    entrar(client, "revisora")
    activar = client.get("/acceso/2fa/totp/activate/")
    client.post(activar.url, {"password": CONTRASENA})
    secreto = client.get("/acceso/2fa/totp/activate/").context["form"].secret
    mal = client.post("/acceso/2fa/totp/activate/", {"code": "000"}).content.decode()
    assert "Código incorrecto" in mal
    client.post("/acceso/2fa/totp/activate/", {"code": codigo(secreto)})
    assert client.get("/admin/").status_code == 200
    assert "Códigos de recuperación" in client.get("/acceso/2fa/recovery-codes/").content.decode()
    client.post("/acceso/2fa/totp/deactivate/")
    assert client.get("/admin/").url == FACTOR


def codigo(secreto: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secreto, int(time.time()) // 30))


def test_con_segundo_factor_la_contrasena_sola_no_basta(client, ine):
    revisora = ine["revisora"]
    totp.TOTP.activate(revisora, totp.generate_totp_secret())
    codigos = RecoveryCodes.activate(revisora)
    assert entrar(client, "revisora").url == "/acceso/2fa/authenticate/"
    assert not dentro(client)
    client.post("/acceso/2fa/authenticate/", {"code": "12345678"})
    assert not dentro(client)
    client.post("/acceso/2fa/authenticate/", {"code": codigos.get_unused_codes()[0]})
    assert dentro(client)


def test_a_quien_no_lo_necesita_no_le_cuesta_consultas(client, ine, settings, django_assert_num_queries):
    client.force_login(ine["titular"])
    settings.SEGUNDO_FACTOR_OBLIGATORIO = False
    with CaptureQueriesContext(connection) as sin_pedirlo:
        client.get("/no-existe/")
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True
    with django_assert_num_queries(len(sin_pedirlo)):
        client.get("/no-existe/")


def test_la_respuesta_se_guarda_en_la_sesion(obligatorio, client, ine):
    totp.TOTP.activate(ine["revisora"], totp.generate_totp_secret())
    client.force_login(ine["revisora"])
    client.get("/no-existe/")
    Authenticator.objects.all().delete()
    assert client.get("/no-existe/").status_code == 404, "asked once per session"
    client.get(FACTOR)
    assert client.get("/no-existe/").url == FACTOR, "and again after the pages where it changes"


# --- Institutional sign-in -------------------------------------------------------------------------------------------
class Proveedor(HTTPServer):
    """An OpenID Connect provider that vouches for whoever ``quien`` says."""

    quien: dict[str, Any]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Respuestas(BaseHTTPRequestHandler):
    server: Proveedor

    def do_GET(self) -> None:
        url = self.server.url
        configuracion = {
            "issuer": url,
            "authorization_endpoint": f"{url}/autorizar",
            "token_endpoint": f"{url}/token",
            "userinfo_endpoint": f"{url}/quien",
            "jwks_uri": f"{url}/llaves",
        }
        self._json(self.server.quien if self.path == "/quien" else configuracion)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._json({"access_token": "abc", "token_type": "Bearer"})

    def _json(self, contenido: dict[str, Any]) -> None:
        cuerpo = json.dumps(contenido).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(cuerpo)))
        self.end_headers()
        self.wfile.write(cuerpo)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def proveedor(settings) -> Iterator[Proveedor]:
    servidor = Proveedor(("127.0.0.1", 0), Respuestas)
    hilo = threading.Thread(target=servidor.serve_forever)
    hilo.start()
    aplicacion = {
        "provider_id": "institucional",
        "name": "Cuenta institucional",
        "client_id": "redes",
        "secret": "secreto",
        "settings": {"server_url": servidor.url},
    }
    settings.OIDC_SERVIDOR = servidor.url
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [aplicacion]}}
    yield servidor
    servidor.shutdown()
    hilo.join()
    servidor.server_close()


def identificarse(
    client: Client, proveedor: Proveedor, correo: str, *, verificado: bool = True, proceso: str = "login"
):
    """Go to the provider and come back; the answer is where we lead after the return."""
    proveedor.quien = {"sub": correo, "email": correo, "email_verified": verificado, "name": "Quien Sea"}
    ida = client.post(f"/acceso/oidc/institucional/login/?process={proceso}")
    destino = re.search(r"URL='([^']+)'", ida.content.decode())[1].replace("&amp;", "&")
    assert destino.startswith(f"{proveedor.url}/autorizar?")
    estado = parse_qs(urlsplit(destino).query)["state"][0]
    return client.get("/acceso/oidc/institucional/login/callback/", {"code": "x", "state": estado})


def test_la_entrada_ofrece_la_cuenta_institucional_si_se_configura(client, ine, proveedor, settings):
    assert "Cuenta institucional" in client.get(ENTRADA).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Cuenta institucional" not in client.get(ENTRADA).content.decode()


def test_entra_con_su_cuenta_institucional_quien_esta_registrado(client, ine, proveedor):
    assert identificarse(client, proveedor, "Titular@ine.mx").url == PANEL
    assert client.session["_auth_user_id"] == str(ine["titular"].pk)
    assert ine["titular"].check_password(CONTRASENA), "the password stays as it was"
    assert not SocialAccount.objects.exists(), "nothing is linked: the address decides each time"
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("correo", "verificado", "motivo"),
    [
        ("nueva@ine.mx", True, "nueva@ine.mx no está registrado en el sistema."),
        ("titular@ine.mx", False, "no trae un correo verificado que termine en @ine.mx"),
        ("titular@gmail.com", True, "no trae un correo verificado que termine en @ine.mx"),
        ("titular@sub.ine.mx", True, "no trae un correo verificado que termine en @ine.mx"),
        ("medio@ine.mx", True, "Su registro no está activo."),
    ],
)
def test_con_cuenta_institucional_no_entra_cualquiera(client, ine, proveedor, correo, verificado, motivo):
    Persona.objects.filter(pk=ine["medio"].pk).update(is_active=False)
    antes = Persona.objects.count()
    respuesta = identificarse(client, proveedor, correo, verificado=verificado)
    assert respuesta.url == ENTRADA
    assert motivo in client.get(ENTRADA).content.decode()
    assert not dentro(client)
    assert Persona.objects.count() == antes


def test_una_cuenta_ajena_no_se_enlaza_a_la_propia(client, ine, proveedor):
    entrar(client, "titular")
    identificarse(client, proveedor, "revisora@ine.mx", proceso="connect")
    assert "Esta forma de entrar no se enlaza" in client.get("/acceso/mi/").content.decode()
    assert not SocialAccount.objects.exists()
    assert client.session["_auth_user_id"] == str(ine["titular"].pk)


def test_con_segundo_factor_tambien_se_pide_tras_la_cuenta_institucional(client, ine, proveedor):
    totp.TOTP.activate(ine["revisora"], totp.generate_totp_secret())
    respuesta = identificarse(client, proveedor, "revisora@ine.mx")
    assert respuesta.url == "/acceso/2fa/authenticate/"
    assert not dentro(client)


def test_si_el_proveedor_no_responde_se_dice(client, ine, settings):
    aplicacion = {
        "provider_id": "institucional",
        "name": "Cuenta institucional",
        "client_id": "redes",
        "secret": "secreto",
        "settings": {"server_url": "http://127.0.0.1:9"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [aplicacion]}}
    respuesta = client.post("/acceso/oidc/institucional/login/?process=login")
    assert respuesta.status_code == 503
    assert "No fue posible entrar" in respuesta.content.decode()


# --- Every page of the door ------------------------------------------------------------------------------------------
def test_la_politica_de_contenido_no_abre_excepciones(client, ine):
    politica = client.get(ENTRADA)["Content-Security-Policy"]
    assert "unsafe" not in politica
    pagina = client.get(ENTRADA).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", pagina)
    assert not re.search(r"\sstyle=|\son[a-z]+=", pagina)

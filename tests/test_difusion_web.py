"""Peticiones de difusión, as the head of an área uses them."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cuentas.acciones import registrar
from cuentas.estados import EstadoCuenta
from cuentas.models import Cuenta
from publicaciones import acciones
from publicaciones.estados import EstadoPeticion as E
from publicaciones.models import Peticion
from solicitudes.estados import EstadoApertura
from tests.fabrica import CARGA, apertura

pytestmark = pytest.mark.embebida


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def entrar(ine, client):
    """Sign in as somebody; the same client each time."""

    def _entrar(clave: str) -> Client:
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


@pytest.fixture
def inetv(ine, ahora) -> Cuenta:
    return registrar(
        red="youtube",
        identificador="INETV",
        nombre="INETV",
        area=ine.areas["CNCS"],
        homologada=True,
        estado=EstadoCuenta.REGULARIZACION,
        por=CARGA,
        ahora=ahora,
    )


def url(nombre: str, *args: Any) -> str:
    return reverse(f"publicaciones:{nombre}", args=args)


def peticion(ine, cuenta, *, titular="titular", siglas="DECEyEC", asunto="Concurso de ensayo") -> Peticion:
    return acciones.presentar_peticion(
        area=ine.areas[siglas],
        cuenta=cuenta,
        asunto=asunto,
        material="Convocatoria y cartel.",
        fecha_deseada=date(2025, 9, 1),
        por=ine[titular],
        ahora=ine.ahora,
    )


def datos(ine, cuenta, **cambios: Any) -> dict[str, Any]:
    return {
        "area": ine.areas["DECEyEC"].pk,
        "cuenta": cuenta.pk,
        "asunto": "Concurso de ensayo",
        "material": "Convocatoria y cartel.",
        "fecha_deseada": "2025-08-25",
        **cambios,
    }


class TestNueva:
    @pytest.mark.criterio("7.x")
    def test_se_presenta(self, ine, entrar, inetv):
        cliente = entrar("titular")
        assertContains(cliente.get(url("nueva")), "INETV")

        respuesta = cliente.post(url("nueva"), datos(ine, inetv), follow=True)

        fila = Peticion.objects.get()
        assertRedirects(respuesta, url("detalle", fila.pk))
        assertContains(respuesta, "Se presentó la petición PD-2025-0001")
        assert (fila.area, fila.cuenta, fila.fecha_deseada) == (ine.areas["DECEyEC"], inetv, date(2025, 8, 25))

    @pytest.mark.criterio("7.i")
    def test_solo_ofrece_cuentas_de_la_cncs(self, ine, entrar, inetv):
        propia = apertura(ine, EstadoApertura.CONCLUIDA).cuenta
        cliente = entrar("titular")
        assertNotContains(cliente.get(url("nueva")), propia.nombre)

        respuesta = cliente.post(url("nueva"), datos(ine, propia))

        assertContains(respuesta, "Hay algo que corregir")
        assert not Peticion.objects.exists()

    @pytest.mark.parametrize(
        ("cambio", "mensaje"),
        [
            ({"fecha_deseada": "2025-08-24"}, "La fecha ya pasó"),
            ({"fecha_deseada": "pronto"}, "fecha válida"),
            ({"fecha_deseada": "2026-12-01"}, "más de un año"),
            ({"asunto": ""}, "obligatorio"),
            ({"asunto": "x" * 201}, "200"),
            ({"material": "y" * 5001}, "5000"),
            ({"cuenta": 999999}, "opción válida"),
        ],
    )
    def test_datos_equivocados(self, ine, entrar, inetv, cambio, mensaje):
        respuesta = entrar("titular").post(url("nueva"), datos(ine, inetv) | cambio)

        assertContains(respuesta, mensaje)
        if "material" not in cambio:
            assertContains(respuesta, "Convocatoria y cartel.")
        assert not Peticion.objects.exists()

    def test_sin_fecha(self, ine, entrar, inetv):
        entrar("titular").post(url("nueva"), datos(ine, inetv, fecha_deseada=""))

        assert Peticion.objects.get().fecha_deseada is None

    def test_no_por_otra_area(self, ine, entrar, inetv):
        entrar("titular").post(url("nueva"), datos(ine, inetv, area=ine.areas["DERFE"].pk))

        assert not Peticion.objects.exists()

    @pytest.mark.parametrize("quien", ["operativo", "revisora", "unicom", "control"])
    def test_solo_titulares(self, ine, entrar, inetv, quien):
        assert entrar(quien).post(url("nueva"), datos(ine, inetv)).status_code == 403
        assert not Peticion.objects.exists()

    def test_sin_cuentas_todavia(self, entrar):
        assertContains(entrar("titular").get(url("nueva")), "Todavía no hay cuentas")


class TestLista:
    def test_vacia(self, entrar):
        assertContains(entrar("titular").get(url("lista")), "Su área aún no ha pedido ninguna difusión")

    def test_solo_las_que_puede_ver(self, ine, entrar, inetv):
        peticion(ine, inetv)
        peticion(ine, inetv, titular="otra_titular", siglas="DERFE", asunto="Módulos itinerantes")

        pagina = entrar("titular").get(url("lista"))
        assertContains(pagina, "Concurso de ensayo")
        assertNotContains(pagina, "Módulos itinerantes")
        assertContains(entrar("revisora").get(url("lista")), "Módulos itinerantes")
        assertNotContains(entrar("operativo").get(url("lista")), "Concurso de ensayo")

    @pytest.mark.parametrize(
        ("filtro", "esta"),
        [
            ({"texto": "ensayo"}, True),
            ({"texto": "DERFE"}, False),
            ({"estado": "retirada"}, False),
            ({"estado": "x"}, True),
        ],
    )
    def test_filtros(self, ine, entrar, inetv, filtro, esta):
        peticion(ine, inetv)

        assert ("PD-2025-0001" in entrar("titular").get(url("lista"), filtro).content.decode()) is esta

    def test_consultas_constantes(self, ine, entrar, inetv, django_assert_max_num_queries):
        for n in range(20):
            peticion(ine, inetv, asunto=f"Asunto {n}")
        cliente = entrar("revisora")

        with django_assert_max_num_queries(12):
            cliente.get(url("lista"))


class TestDetalle:
    def test_contestada(self, ine, entrar, inetv, ahora):
        fila = peticion(ine, inetv)
        tomada = acciones.tomar_peticion(peticion=fila, por=ine["revisora"], ahora=ahora)
        acciones.difundir(
            peticion=tomada, enlace="https://youtu.be/abc", respuesta="Salió hoy.", por=ine["revisora"], ahora=ahora
        )

        pagina = entrar("titular").get(url("detalle", fila.pk))

        for texto in (
            "Difundida",
            "Salió hoy.",
            "https://youtu.be/abc",
            "La CNCS difundió el material",
            "Beatriz Olvera",
        ):
            assertContains(pagina, texto)
        assertNotContains(pagina, url("retirar", fila.pk))
        assertNotContains(pagina, "revisora@ine.mx")

    def test_la_cncs_la_atiende_en_su_bandeja(self, ine, entrar, inetv):
        fila = peticion(ine, inetv)

        assertContains(entrar("revisora").get(url("detalle", fila.pk)), "Atender en mi bandeja")
        assertNotContains(entrar("titular").get(url("detalle", fila.pk)), "Atender en mi bandeja")

    @pytest.mark.parametrize(
        ("quien", "codigo"), [("otra_titular", 404), ("medio", 404), ("unicom", 404), ("control", 200)]
    )
    def test_quien_la_ve(self, ine, entrar, inetv, quien, codigo):
        assert entrar(quien).get(url("detalle", peticion(ine, inetv).pk)).status_code == codigo


class TestRetirar:
    def test_se_confirma(self, ine, entrar, inetv):
        fila = peticion(ine, inetv)
        cliente = entrar("titular")
        assertContains(cliente.get(url("retirar", fila.pk)), "No se puede deshacer")
        fila.refresh_from_db()
        assert fila.estado == E.PRESENTADA

        assertContains(cliente.post(url("retirar", fila.pk), follow=True), "Se retiró la petición.")
        fila.refresh_from_db()
        assert fila.estado == E.RETIRADA

        assertContains(cliente.post(url("retirar", fila.pk), follow=True), "Alguien actuó antes")
        assertContains(cliente.get(url("retirar", fila.pk), follow=True), "Ya no es posible")

    @pytest.mark.parametrize(
        ("quien", "codigo"), [("otra_titular", 404), ("medio", 404), ("revisora", 403), ("control", 403)]
    )
    def test_solo_su_titular(self, ine, entrar, inetv, quien, codigo):
        fila = peticion(ine, inetv)

        assert entrar(quien).post(url("retirar", fila.pk)).status_code == codigo
        fila.refresh_from_db()
        assert fila.estado == E.PRESENTADA

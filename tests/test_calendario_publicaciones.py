"""5.2.c: the calendar of what is planned and published, by month and week, with the blackouts."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from organizacion.tiempo import instante_local
from publicaciones.acciones import decretar_veda
from publicaciones.consultas.calendario import MES, SEMANA, periodo_de
from publicaciones.estados import AmbitoVeda
from publicaciones.models import Variante
from solicitudes.estados import EstadoApertura
from tests.fabrica import Institucion, apertura
from tests.fabrica_consulta import cuenta_con_administradores, variante_de

pytestmark = [pytest.mark.criterio("5.2.c"), pytest.mark.embebida]
URL = "publicaciones:calendario"


@pytest.fixture(autouse=True)
def reloj(ine):
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False):
        yield


def entrar(ine: Institucion, quien: str) -> Client:
    cliente = Client()
    cliente.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    return cliente


def programar(ine: Institucion, cuenta, por: str, titulo: str, dias: int) -> Variante:
    variante = variante_de(cuenta, ine[por], ine.ahora)
    variante.contenido.titulo = titulo
    variante.contenido.save()
    Variante.objects.filter(pk=variante.pk).update(programada=ine.ahora + timedelta(days=dias))
    return variante


@pytest.fixture
def central(ine):
    return cuenta_con_administradores(ine)


@pytest.fixture
def estatal(ine):
    return apertura(
        ine, EstadoApertura.CONCLUIDA, titular="vocal_local", red="facebook", identificador="INEAguascalientes"
    ).cuenta


@pytest.mark.parametrize(
    ("ver", "dia", "desde", "hasta"),
    [
        (MES, date(2025, 8, 25), date(2025, 7, 28), date(2025, 9, 1)),
        (MES, date(2024, 2, 29), date(2024, 1, 29), date(2024, 3, 4)),
        (MES, date(2025, 12, 31), date(2025, 12, 1), date(2026, 1, 5)),
        (SEMANA, date(2025, 8, 31), date(2025, 8, 25), date(2025, 9, 1)),
        (SEMANA, date(2026, 1, 1), date(2025, 12, 29), date(2026, 1, 5)),
    ],
)
def test_semanas_enteras(ver, dia, desde, hasta):
    periodo = periodo_de(ver, dia)
    assert (periodo.desde, periodo.hasta) == (desde, hasta)
    assert periodo_de(ver, periodo.siguiente).anterior == periodo.ultimo


def test_cada_quien_ve_lo_suyo_y_se_filtra(ine, central, estatal):
    programar(ine, central, "medio", "Convocatoria nacional", 2)
    programar(ine, estatal, "medio_local", "Feria cívica estatal", 3)
    url = reverse(URL)
    de_medio = entrar(ine, "medio").get(url)
    assertContains(de_medio, "Convocatoria nacional")
    assertNotContains(de_medio, "Feria cívica estatal")
    assertNotContains(de_medio, "INEAguascalientes")
    cncs = entrar(ine, "revisora")
    assertContains(cncs.get(url), "Feria cívica estatal")
    for filtro in ({"cuenta": estatal.pk}, {"area": "JL-AGS"}, {"entidad": "Aguascalientes"}):
        pagina = cncs.get(url, filtro)
        assertContains(pagina, "Feria cívica estatal")
        assertNotContains(pagina, "Convocatoria nacional")
    # Somebody else's account filters nothing in: the address gives no more than the person may see.
    assertNotContains(entrar(ine, "medio").get(url, {"cuenta": estatal.pk}), "Feria cívica estatal")
    assertContains(entrar(ine, "unicom").get(url), "No hay cuentas que pueda ver")


def test_la_veda_se_ve_y_marca_lo_programado(ine, central, estatal):
    programar(ine, central, "medio", "Dentro", 2)
    programar(ine, estatal, "medio_local", "Fuera del ámbito", 2)
    decretar_veda(
        nombre="Campaña nacional", fundamento="Artículo 41", desde=instante_local(date(2025, 8, 27)),
        hasta=instante_local(date(2025, 8, 28)), ambito=AmbitoVeda.ALGUNAS, cuentas=[central],
        por=ine["titular_cncs"], ahora=ine.ahora,
    )  # fmt: skip
    pagina = entrar(ine, "medio").get(reverse(URL), {"ver": "semana"})
    assertContains(pagina, "<strong>Veda:</strong> Campaña nacional", count=1)
    assertContains(pagina, "En veda: no podrá publicarse")
    assertNotContains(entrar(ine, "medio_local").get(reverse(URL)), "Campaña nacional")


@pytest.mark.parametrize(
    "pedido", [{"fecha": "ayer"}, {"fecha": "0001-01-01"}, {"fecha": "9999-12-31"}, {"ver": "siglo"}, {"cuenta": "\0"}]
)
def test_lo_que_no_se_entiende_muestra_hoy(ine, central, pedido):
    assertContains(entrar(ine, "medio").get(reverse(URL), pedido), "(hoy)")


def test_las_consultas_no_crecen_con_lo_que_hay(ine, central, django_assert_num_queries):
    cliente, url = entrar(ine, "revisora"), reverse(URL)
    programar(ine, central, "medio", "Uno", 1)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as pocas:
        cliente.get(url)
    for n in range(6):
        programar(ine, central, "medio", f"Otro {n}", n)
    with django_assert_num_queries(len(pocas)):
        pagina = cliente.get(url)
    assertContains(pagina, "Otro 5")


def test_un_dia_lleno_lleva_a_su_semana(ine, central):
    for n in range(6):
        programar(ine, central, "medio", f"Otro {n}", 1)
    cliente = entrar(ine, "medio")
    assertContains(cliente.get(reverse(URL)), "2 más")
    semana = cliente.get(reverse(URL), {"ver": "semana", "fecha": "2025-08-26"})
    assertContains(semana, "Otro 5")
    assertContains(semana, "Semana del 25 de agosto al 31 de agosto de 2025")

"""The list of requests of every kind: each visible one exactly once, in order, forwards and back; and its search."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from solicitudes.acciones import duda as dudas
from solicitudes.consultas.listado import Listable, listar
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura, Caso, Duda, UsoIndebido
from tests.fabrica import apertura, borrador
from tests.fabrica_baja import baja, cuenta_activa
from tests.fabrica_caso import caso

pytestmark = pytest.mark.django_db
LISTA = "/solicitudes/"
CLASES = [Listable(Apertura, ("area",)), Listable(Duda, ("area",)), Listable(Caso)]


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


def entrar(client, persona):
    client.force_login(persona, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fila(modelo, ine, n: int, minutos: int, **campos):
    """A bare row: the order does not look at more."""
    comunes = {"area": ine.areas["DECEyEC"], "creada": ine.ahora + timedelta(minutes=minutos), **campos}
    if modelo is Apertura:
        return Apertura(
            guardada=ine.ahora, folio=f"AP-2025-{n:04}", presentada=ine.ahora, estado=E.RECHAZADA, **comunes
        )
    comunes |= {"folio": f"{modelo.prefijo}-2025-{n:04}", "presentada_por": ine["titular"], "asunto": f"Asunto {n}"}
    return modelo(**comunes)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filas=st.lists(st.tuples(st.sampled_from([Apertura, Duda, Caso]), st.integers(0, 3)), max_size=14),
    tamano=st.integers(1, 5),
)
def test_las_paginas_juntas_dan_cada_una_una_vez(ine, filas, tamano):
    for modelo in (Apertura, Duda, Caso):
        modelo.objects.all().delete()
    for n, (modelo, minutos) in enumerate(filas):
        modelo.objects.bulk_create([fila(modelo, ine, n, minutos)])
    lugares = {clase.modelo: lugar for lugar, clase in enumerate(CLASES)}
    todas = [objeto for clase in CLASES for objeto in clase.modelo.objects.all()]
    todas.sort(key=lambda o: (o.creada, lugares[type(o)], o.pk), reverse=True)
    esperadas = [todas[i : i + tamano] for i in range(0, len(todas), tamano)] or [[]]

    pedido, paginas = "", []
    while True:
        pagina = listar(ine["control"], CLASES, pedido=QueryDict(pedido), tamano=tamano)
        paginas.append(pagina)
        if not pagina.siguiente:
            break
        pedido = pagina.siguiente[1:]
    assert [p.objetos for p in paginas] == esperadas
    assert not paginas[0].anterior

    vuelta = [paginas[-1]]
    while vuelta[-1].anterior:
        vuelta.append(listar(ine["control"], CLASES, pedido=QueryDict(vuelta[-1].anterior[1:]), tamano=tamano))
    assert [p.objetos for p in reversed(vuelta)] == esperadas


def test_cada_quien_ve_lo_suyo_de_todas_las_clases(ine, client):
    propia = apertura(ine)
    ajena = apertura(ine, titular="otra_titular", identificador="PadronINE")
    borrador(ine, identificador="BorradorINE")
    duda = dudas.preguntar(asunto="¿Quién firma el oficio?", pregunta="Eso.", por=ine["medio"], ahora=ine.ahora)
    lejana = dudas.preguntar(asunto="Otra cosa", pregunta="Eso.", por=ine["otro_medio"], ahora=ine.ahora)
    esperadas = {
        "titular": {propia.folio, duda.folio, "BorradorINE"},
        "medio": {propia.folio, duda.folio},
        "otra_titular": {ajena.folio, lejana.folio},
        "revisora": {propia.folio, ajena.folio, duda.folio, lejana.folio},
        "unicom": set(),
    }
    for quien, folios in esperadas.items():
        cuerpo = entrar(client, ine[quien]).get(LISTA).text
        vistos = {f for f in (propia.folio, ajena.folio, duda.folio, lejana.folio, "BorradorINE") if f in cuerpo}
        assert vistos == folios, quien


def test_un_folio_lleva_a_su_solicitud_solo_a_quien_la_ve(ine, client):
    fila, duda = apertura(ine), dudas.preguntar(asunto="A", pregunta="B", por=ine["medio"], ahora=ine.ahora)

    cliente = entrar(client, ine["revisora"])
    assertRedirects(cliente.get(LISTA, {"texto": f" {fila.folio.lower()} "}), f"/solicitudes/{fila.pk}/")
    assertRedirects(cliente.get(LISTA, {"texto": duda.folio}), f"/solicitudes/duda/{duda.pk}/")
    cliente = entrar(client, ine["otra_titular"])
    for folio in (fila.folio, duda.folio):
        assertContains(cliente.get(LISTA, {"texto": folio}), "Ninguna solicitud coincide")


@pytest.mark.parametrize("texto", ["quien FIRMA", "jose angel", "deceyec", "oficio"])
def test_se_busca_en_todas_las_clases_a_la_vez(ine, client, texto):
    dudas.preguntar(asunto="¿Quién firma el oficio?", pregunta="Eso.", por=ine["medio"], ahora=ine.ahora)
    dudas.preguntar(asunto="Otra cosa", pregunta="Nada.", por=ine["otro_medio"], ahora=ine.ahora)

    pagina = entrar(client, ine["revisora"]).get(LISTA, {"texto": texto})

    assertContains(pagina, "¿Quién firma el oficio?")
    assertNotContains(pagina, "Otra cosa")


def test_quien_presento_y_quienes_se_proponen_se_encuentran_tras_cada_acto(ine):
    """The text of the search is complete from filing to the end, whatever each act loads."""
    for estado in (E.PRESENTADA, E.EN_REVISION, E.AUTORIZADA, E.CONCLUIDA, E.RECHAZADA, E.RETIRADA):
        fila = apertura(ine, estado, identificador=f"C{estado.replace('_', '')}INE"[-15:])
        texto = Apertura.objects.get(pk=fila.pk).busqueda
        for parte in ("maria fernanda iniguez", "jose angel nunez", "zoe ximenez", fila.folio.casefold(), "deceyec"):
            assert parte in texto, (estado, parte)


def uso(ine, n: int = 1, quien: str = "operativo") -> UsoIndebido:
    return UsoIndebido.objects.create(
        folio=f"UI-2025-{n:04}", creada=ine.ahora, presentada_por=ine[quien], asunto="Publicidad ajena", hechos="Hechos"
    )


@pytest.mark.criterio("5.b")
def test_el_uso_indebido_no_dice_quien_lo_presento(ine, client):
    listables = [Listable(UsoIndebido)]
    reporte = uso(ine)
    nombre = ine["operativo"].nombre
    for quien, lo_ve in {
        "control": True, "revisora": True, "operativo": True, "titular": False, "unicom": False, "sistema": False,
    }.items():  # fmt: skip
        vistas = listar(ine[quien], listables, pedido=QueryDict("")).objetos
        assert vistas == ([reporte] if lo_ve else []), quien
        assert listar(ine[quien], listables, texto=nombre, pedido=QueryDict("")).objetos == []
    pagina = entrar(client, ine["revisora"]).get(LISTA)
    assertNotContains(pagina, nombre)


def test_las_consultas_no_crecen_con_las_filas(ine, client):
    cliente = entrar(client, ine["control"])
    apertura(ine, E.EN_REVISION)
    dudas.preguntar(asunto="A", pregunta="B", por=ine["medio"], ahora=ine.ahora)
    baja(ine)
    caso(ine)
    cliente.get(LISTA)

    def consultas() -> list[str]:
        with CaptureQueriesContext(connection) as captura:
            cliente.get(LISTA)
        return [q["sql"] for q in captura.captured_queries]

    con_dos = consultas()
    for n in range(5):
        apertura(ine, E.EN_REVISION, identificador=f"Mas{n}INE")
        dudas.preguntar(asunto=f"A{n}", pregunta="B", por=ine["medio"], ahora=ine.ahora)
    baja(ine, titular="otra_titular", cuenta=cuenta_activa(ine, titular="otra_titular", identificador="PadronINE"))
    caso(ine, asunto="Otro asunto", descripcion="Otra descripción.")
    muchas = consultas()
    assert len(muchas) == len(con_dos) <= 20
    assert not any(re.search(r"COUNT\(|OFFSET", sql) for sql in muchas)


def test_orden_entre_clases(ine, client):
    vieja = apertura(ine)
    nueva = dudas.preguntar(asunto="A", pregunta="B", por=ine["medio"], ahora=ine.ahora + timedelta(minutes=5))
    cuerpo = entrar(client, ine["control"]).get(reverse("solicitudes:lista")).text.partition("<tbody>")[2]

    assert cuerpo.index(nueva.folio) < cuerpo.index(vieja.folio)

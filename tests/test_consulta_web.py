"""6.viii: the pages of a consult: who publishes asks, the CNCS answers in its queue, and the clock is told right."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from panel.consultas.bandeja.consultas import de_las_peticiones
from plazos.consultas import calendario_vigente
from publicaciones.acciones import consulta as acciones
from publicaciones.estados.consulta import EstadoConsulta as E
from publicaciones.models import Consulta, Variante
from publicaciones.reglas_atencion import texto_de_orientacion
from tests.fabrica import Institucion
from tests.fabrica_consulta import consulta, cuenta_con_administradores, editada, en_estudio, variante_de

pytestmark = [pytest.mark.criterio("6.viii"), pytest.mark.embebida]
DOS_DIAS = timedelta(hours=48)


@pytest.fixture
def variante(ine: Institucion) -> Variante:
    return variante_de(cuenta_con_administradores(ine), ine["medio"], ine.ahora)


@pytest.fixture
def reloj(ine):
    """The time at the institution: an hour after it was loaded, and wherever a test takes it."""
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False) as viajero:
        yield viajero


def entrar(ine: Institucion, quien: str) -> Client:
    cliente = Client()
    cliente.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
    return cliente


def admin(nombre: str, *args) -> str:
    return reverse(f"admin:publicaciones_consulta_{nombre}", args=args)


def pagina(fila: Consulta) -> str:
    return reverse("publicaciones:consulta", args=[fila.pk])


def bandeja(ine: Institucion, quien: str, ahora) -> list[str]:
    lineas = de_las_peticiones(ine[quien], ahora=ahora, calendario=calendario_vigente())
    return [linea.que_hacer for linea in lineas]


def test_de_la_duda_a_los_cambios_adoptados(ine, variante, reloj):
    medio = entrar(ine, "medio")
    nueva = reverse("publicaciones:consultar", args=[variante.pk])
    assertContains(medio.get(reverse("publicaciones:consultas")), nueva)
    assertNotContains(entrar(ine, "otro_medio").get(reverse("publicaciones:consultas")), nueva)
    assertContains(medio.get(nueva), variante.texto)
    assertContains(medio.post(nueva, {"duda": ""}), "obligatorio")
    respuesta = medio.post(nueva, {"duda": "¿Es oficial?", "numerales": ["6.v"]}, follow=True)
    assertContains(respuesta, "Quedan 48 h 00 min")
    fila = Consulta.objects.get()
    assertNotContains(medio.get(reverse("publicaciones:consultas")), nueva)
    assertContains(medio.post(nueva, {"duda": "Otra vez"}), f"ya tiene una consulta abierta: {fila.folio}")

    reloj.shift(timedelta(hours=25, minutes=30, seconds=30))
    medio, revisora = entrar(ine, "medio"), entrar(ine, "revisora")  # nobody stays signed in that long
    assertContains(revisora.get(admin("changelist")), "Quedan 22 h 30 min")
    assertContains(revisora.post(admin("tramite", fila.pk, "tomar"), follow=True), "La consulta quedó a su cargo.")
    revisora.post(admin("tramite", fila.pk, "preguntar"), {"texto": "¿Quién lo avala?"})
    assert bandeja(ine, "medio", fila.vence - DOS_DIAS) == ["Responder lo que pregunta la CNCS"]
    assertContains(medio.get(pagina(fila)), "¿Quién lo avala?")
    acto = reverse("publicaciones:consulta_acto", args=[fila.pk, "responder"])
    assertContains(medio.post(acto, {"respuesta": ""}), "obligatorio")
    assertContains(medio.post(acto, {"respuesta": "El área"}, follow=True), "Su respuesta se envió")

    proponer = admin("tramite", fila.pk, "proponer_cambios")
    igual = revisora.post(proponer, {"respuesta": "La fecha", "texto": variante.texto})
    assertContains(igual, "igual al consultado")
    revisora.post(proponer, {"respuesta": "La fecha", "texto": "El lunes abre el registro."})
    fila.refresh_from_db()
    assert fila.estado == E.CON_CAMBIOS
    assert bandeja(ine, "medio", fila.resuelta) == ["Adoptar el texto que propuso la CNCS, o escribir otro"]
    assertContains(medio.get(pagina(fila)), "El lunes abre el registro.")
    adoptar = reverse("publicaciones:consulta_acto", args=[fila.pk, "adoptar"])
    assertContains(medio.post(adoptar, follow=True), "El texto quedó como la CNCS lo aprobó.")
    variante.refresh_from_db()
    fila.refresh_from_db()
    assert (variante.texto, variante.huella) == ("El lunes abre el registro.", fila.huella_propuesta)
    assertContains(medio.post(adoptar, follow=True), "Ya no es posible")
    assert bandeja(ine, "medio", fila.resuelta) == []


def test_al_vencer_la_pagina_lo_dice_sin_que_nadie_barra(ine, variante, reloj):
    fila = en_estudio(consulta(variante, ine), ine)
    reloj.move_to(fila.vence - timedelta(seconds=1))
    medio, revisora = entrar(ine, "medio"), entrar(ine, "revisora")
    assertContains(medio.get(pagina(fila)), "Quedan 0 h 01 min")
    assertContains(revisora.get(admin("change", fila.pk)), "Opinión favorable")
    reloj.move_to(fila.vence)
    abierta = medio.get(pagina(fila))
    for texto in ("Sin pronunciamiento", "Esto no es una aprobación", texto_de_orientacion(), "data-copiar"):
        assertContains(abierta, texto)
    assertNotContains(abierta, "Quedan")
    assertNotContains(revisora.get(admin("change", fila.pk)), "Qué puede hacer ahora")
    tarde = revisora.post(admin("tramite", fila.pk, "opinar_a_favor"), {"respuesta": ""}, follow=True)
    assertNotContains(tarde, "La opinión favorable quedó registrada")
    assertNotContains(revisora.get(admin("changelist")), fila.folio)
    assertContains(revisora.get(admin("changelist"), {"ver": "terminadas"}), "Sin pronunciamiento")
    lista = reverse("publicaciones:consultas")
    assertContains(medio.get(lista, {"estado": "sin_pronunciamiento"}), fila.folio)
    assertNotContains(medio.get(lista, {"estado": "en_estudio"}), fila.folio)
    assert bandeja(ine, "revisora", fila.vence) == []
    assert bandeja(ine, "medio", fila.vence) == ["Decidir: la CNCS no se pronunció, que no es aprobar"]
    fila.refresh_from_db()
    assert fila.estado == E.EN_ESTUDIO  # what is stored waits for the sweep; nobody was told otherwise


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [("medio", 200), ("operativo", 200), ("titular", 200), ("revisora", 200), ("control", 200),
     ("otra_titular", 404), ("otro_medio", 404), ("unicom", 404), ("presidencia", 404)],
)  # fmt: skip
def test_quien_la_ve(ine, variante, quien, codigo):
    fila = consulta(variante, ine)
    assert entrar(ine, quien).get(pagina(fila)).status_code == codigo
    assert (fila.folio in entrar(ine, quien).get(reverse("publicaciones:consultas")).text) is (codigo == 200)


def test_paginas_viejas_y_dobles_envios_dan_un_mensaje(ine, variante):
    fila = consulta(variante, ine)
    medio = entrar(ine, "medio")
    retirar = reverse("publicaciones:consulta_acto", args=[fila.pk, "retirar"])
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False):
        assertContains(medio.post(retirar, follow=True), "La consulta quedó retirada.")
        assertContains(medio.post(retirar, follow=True), "Ya no es posible: la consulta está en el estado «Retirada».")
        assert entrar(ine, "revisora").post(retirar).status_code == 403
        assert medio.post(reverse("publicaciones:consulta_acto", args=[fila.pk, "opinar"])).status_code == 404


def test_la_cola_va_por_el_tiempo_que_queda_y_con_consultas_constantes(ine, variante, django_assert_max_num_queries):
    filas = [
        consulta(
            variante_de(variante.cuenta, ine["medio"], ine.ahora, f"Texto {n}"),
            ine,
            ahora=ine.ahora + timedelta(hours=10 - n),
        )
        for n in range(8)
    ]
    revisora = entrar(ine, "revisora")
    with time_machine.travel(ine.ahora + timedelta(hours=20), tick=False):
        revisora.get(admin("changelist"))
        with django_assert_max_num_queries(10):
            texto = revisora.get(admin("changelist")).text
    folios = [fila.folio for fila in reversed(filas)]
    assert sorted(folios, key=texto.index) == folios


def test_editar_desde_la_pagina_anula_y_se_dice(ine, variante):
    tomada = en_estudio(consulta(variante, ine), ine)
    acciones.opinar_a_favor(consulta=tomada, respuesta="Bien", por=ine["revisora"], ahora=ine.ahora)
    editada(variante, variante.texto + ".", ine["medio"], ine.ahora)
    assertContains(entrar(ine, "medio").get(pagina(tomada)), "la opinión ya no lo ampara")

"""5.3.b in the browser: search, ask, answer, ask again, close, publish, read."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from solicitudes.acciones import duda as acciones
from solicitudes.estados.duda import EstadoDuda as E
from solicitudes.models import Duda, PreguntaFrecuente
from tests.fabrica_duda import RESPUESTA, duda, frecuente

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("5.3.b"), pytest.mark.embebida]

NUEVA = reverse("solicitudes:nueva_solicitud", args=["duda"])
PREGUNTAS = reverse("solicitudes:preguntas")


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def entrar(ine, client):
    def _entrar(clave):
        client.force_login(ine[clave], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _entrar


def pagina(fila) -> str:
    return reverse("solicitudes:solicitud", args=["duda", fila.pk])


def acto(fila, clave) -> str:
    return reverse("solicitudes:acto", args=["duda", fila.pk, clave])


def en_bandeja(fila, clave) -> str:
    return reverse("admin:solicitudes_duda_tramite", args=[fila.pk, clave])


def test_de_la_pregunta_a_la_respuesta_publicada(entrar, ine):
    cliente = entrar("medio")
    assertNotContains(cliente.get(NUEVA), 'name="pregunta"')  # first, to search
    respuesta = cliente.get(NUEVA, {"q": "contraseña del suplente"})
    assertContains(respuesta, 'value="contraseña del suplente"', count=2)  # in the search and in the form
    datos = {"asunto": "Contraseña del suplente", "pregunta": "¿Quién la cambia?"}
    respuesta = cliente.post(f"{NUEVA}?q=contraseña", datos, follow=True)
    fila = Duda.objects.get()
    assertContains(respuesta, fila.folio)
    assertContains(respuesta, "¿Quién la cambia?")

    cliente = entrar("revisora")
    assertContains(cliente.get(reverse("admin:solicitudes_duda_changelist")), fila.folio)
    cliente.post(en_bandeja(fila, "contestar"), {"texto": RESPUESTA})
    cliente = entrar("medio")
    assertContains(cliente.get(pagina(fila)), RESPUESTA)
    cliente.post(acto(fila, "repreguntar"), {"texto": "¿Y el mismo día?"})
    assertContains(cliente.get(pagina(fila)), "¿Y el mismo día?")
    cliente = entrar("titular_cncs")
    cliente.post(en_bandeja(fila, "contestar"), {"texto": "Sí, el mismo día."})
    cliente.post(
        en_bandeja(fila, "publicar"),
        {"pregunta": "¿Quién cambia la contraseña?", "respuesta": "El titular.", "numerales": ["5.1.d"]},
    )
    cliente = entrar("medio")
    assertRedirects(cliente.post(acto(fila, "cerrar")), pagina(fila))
    fila.refresh_from_db()
    assert fila.estado == E.CERRADA

    respuesta = entrar("vocal_distrital").get(PREGUNTAS, {"q": "CONTRASENA"})
    assertContains(respuesta, "¿Quién cambia la contraseña?")
    assertContains(respuesta, "5.1.d")
    assertNotContains(respuesta, "Núñez")
    assertNotContains(respuesta, fila.folio)


def test_al_preguntar_se_ven_las_respuestas_y_lo_propio(entrar, ine, ahora):
    publicada, propia = frecuente(ine), duda(ine, asunto="La red bloqueó mi cuenta")
    ajena = duda(ine, por="otro_medio", asunto="Se bloqueó otra cuenta")
    respuesta = entrar("medio").get(NUEVA, {"q": "me bloquearon la cuenta de la red"})
    assertContains(respuesta, publicada.pregunta)
    assertContains(respuesta, propia.folio)
    assertNotContains(respuesta, ajena.folio)
    acciones.retirar_frecuente(frecuente=publicada, por=ine["revisora"], ahora=ahora)
    assertNotContains(entrar("otro_medio").get(NUEVA, {"q": "bloqueó la red"}), publicada.respuesta)


def test_lo_que_falta_se_dice_junto_al_campo_y_lo_escrito_queda(entrar, ine):
    respuesta = entrar("medio").post(NUEVA, {"asunto": "Algo que sí escribí", "pregunta": ""})
    assertContains(respuesta, "Algo que sí escribí")
    assert respuesta.context["form"].errors.keys() == {"pregunta"}
    malo = SimpleUploadedFile("virus.exe", b"MZ nada")
    datos = {"asunto": "A", "pregunta": "B", "archivos": malo}
    respuesta = entrar("medio").post(NUEVA, datos)
    assert respuesta.context["form"].errors.keys() == {"archivos"}
    assert not Duda.objects.exists()


def test_dos_clics_al_enviar_hacen_una_sola_duda(entrar, ine):
    cliente, datos = entrar("medio"), {"asunto": "Algo", "pregunta": "¿Qué?"}
    cliente.post(NUEVA, datos)
    assertContains(cliente.post(NUEVA, datos), Duda.objects.get().folio)


def test_publicar_con_el_nombre_se_corrige_junto_al_campo(entrar, ine):
    fila = duda(ine, E.CONTESTADA)
    datos = {"pregunta": "¿Qué?", "respuesta": "Como dijo José Ángel Núñez Peña."}
    respuesta = entrar("revisora").post(en_bandeja(fila, "publicar"), datos)
    assertContains(respuesta, "Quite el nombre")
    assertContains(respuesta, "Como dijo José Ángel")
    assert not PreguntaFrecuente.objects.exists()


def test_sin_resultados_se_ofrece_preguntar_con_las_mismas_palabras(entrar, ine):
    frecuente(ine)
    respuesta = entrar("medio").get(PREGUNTAS, {"q": "logotipo & más"})
    assertContains(respuesta, f"{NUEVA}?q=logotipo%20%26%20m%C3%A1s")


def test_la_lista_se_pagina_y_no_pregunta_de_mas(entrar, ine, ahora, django_assert_max_num_queries):
    for numero in range(27):
        PreguntaFrecuente.objects.create(
            pregunta=f"Pregunta {numero:02}", respuesta="Sí.", publicada=ahora + timedelta(minutes=numero),
            publicada_por=ine["revisora"], numerales=["7.i"],
        )  # fmt: skip
    cliente = entrar("medio")
    cliente.get(PREGUNTAS)
    with django_assert_max_num_queries(6):
        respuesta = cliente.get(PREGUNTAS)
    assertContains(respuesta, "Pregunta 26")
    assertNotContains(respuesta, "Pregunta 01")
    assertContains(cliente.get(PREGUNTAS + respuesta.context["pagina"].siguiente), "Pregunta 01")
    for raro in ("despues=x", "antes=9~9~9", "q=%00", "q=AP-2025-0001", "q=" + "a" * 900):
        assert cliente.get(f"{PREGUNTAS}?{raro}").status_code == 200


def test_la_cncs_retira_una_frecuente_desde_su_pagina(entrar, ine):
    publicada = frecuente(ine)
    url = reverse("admin:solicitudes_preguntafrecuente_tramite", args=[publicada.pk, "retirar"])
    cliente = entrar("control")
    cliente.post(url)
    publicada.refresh_from_db()
    assert publicada.retirada is None
    cliente = entrar("revisora")
    assertContains(cliente.post(url, follow=True), "ya no aparece")
    cliente.post(url)  # twice
    lista = reverse("admin:solicitudes_preguntafrecuente_changelist")
    assertNotContains(cliente.get(lista), publicada.pregunta)
    assertContains(cliente.get(lista, {"ver": "retiradas"}), publicada.pregunta)
    assertNotContains(cliente.get(PREGUNTAS), publicada.pregunta)

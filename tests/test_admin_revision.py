"""The CNCS's queue and the page of a request: order, pages, and every act with its refusals (7.iii)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from avisos.models import Aviso
from bitacora.models import Asiento
from organizacion import paginas
from organizacion.acciones import asignar_rol
from organizacion.estados import Rol
from solicitudes import acciones
from solicitudes.estados import EstadoApertura as E
from solicitudes.models import Apertura, Nota
from tests.fabrica import CARGA, apertura, png

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("7.iii"), pytest.mark.embebida]

COLA = "/admin/solicitudes/apertura/"


@pytest.fixture(autouse=True)
def una_hora_despues(ine):
    """The pages look at the clock: it is an hour after the institution was loaded."""
    with time_machine.travel(ine.ahora + timedelta(hours=1), tick=False):
        yield


def folios(respuesta):
    """The folios of the rows, in the order of the page."""
    return re.findall(r"AP-2025-\d{4}", respuesta.text.partition("<tbody>")[2])


def url(fila, acto="change"):
    return f"{COLA}{fila.pk}/{acto}/"


def test_ordenada_por_vencimiento(client, ine):
    tarde = apertura(ine, identificador="TardeINE", ahora=ine.ahora + timedelta(days=3))
    pronto = apertura(ine, identificador="ProntoINE", ahora=ine.ahora)
    apertura(ine, E.AUTORIZADA, identificador="ListaINE")
    client.force_login(ine["revisora"])
    assert folios(client.get(COLA)) == [pronto.folio, tarde.folio]


def test_filtros(client, ine):
    mia = apertura(ine, E.EN_REVISION, identificador="MiaINE")
    ajena = apertura(ine, E.EN_REVISION, identificador="AjenaINE", revisor="revisor")
    libre = apertura(ine, identificador="LibreINE", titular="otra_titular")
    vieja = apertura(ine, identificador="ViejaINE", ahora=ine.ahora - timedelta(days=60))
    client.force_login(ine["revisora"])
    assert set(folios(client.get(COLA))) == {mia.folio, ajena.folio, libre.folio, vieja.folio}
    assert folios(client.get(COLA, {"ver": "mias"})) == [mia.folio]
    assert set(folios(client.get(COLA, {"ver": "sin_asignar"}))) == {libre.folio, vieja.folio}
    assert folios(client.get(COLA, {"ver": "fuera"})) == [vieja.folio]
    assert "Fuera de plazo" in client.get(COLA, {"ver": "fuera"}).text
    for texto in (libre.folio.lower(), "@libre", "derfe"):
        assert folios(client.get(COLA, {"q": texto})) == [libre.folio]
    assert "No hay coincidencias" in client.get(COLA, {"q": "nada"}).text


@pytest.mark.parametrize(
    "pedido",
    [
        {"despues": "x"},
        {"despues": "x~y"},
        {"antes": "2025-13-45~1"},
        {"despues": f"2025-01-01T00:00~{10**30}"},
        {"antes": "~"},
        {"ver": "'"},
        {"q": "\x00"},
        {"q": "%'"},
        {"despues": "9999-12-31T23:59:59~1"},
    ],
)
def test_pedidos_raros_no_rompen_la_cola(client, ine, pedido):
    apertura(ine)
    client.force_login(ine["revisora"])
    assert client.get(COLA, pedido).status_code == 200


def test_cola_vacia_dice_que_sigue(client, ine):
    client.force_login(ine["revisora"])
    assert "Nada espera respuesta aquí" in client.get(COLA).text


def test_las_mismas_consultas_con_mas_filas(client, ine):
    client.force_login(ine["revisora"])
    apertura(ine)
    client.get(COLA)

    def consultas():
        with CaptureQueriesContext(connection) as captura:
            client.get(COLA)
        return len(captura)

    con_una = consultas()
    for n in range(4):
        apertura(ine, E.EN_REVISION, identificador=f"Mas{n}INE")
    assert consultas() == con_una <= 12


def test_paginas_por_llave(client, ine, monkeypatch):
    filas = [apertura(ine, identificador=f"P{n}INE", ahora=ine.ahora + timedelta(days=n // 4)) for n in range(8)]
    client.force_login(ine["revisora"])
    monkeypatch.setitem(paginas.paginar.__kwdefaults__, "tamano", 3)
    recorrido, siguiente, regresos = [], COLA, []
    while siguiente:
        respuesta = client.get(siguiente)
        recorrido.append(folios(respuesta))
        if respuesta.context["anterior"]:
            regresos.append((COLA + respuesta.context["anterior"], recorrido[-2]))
        siguiente = COLA + respuesta.context["siguiente"] if respuesta.context["siguiente"] else ""
    assert [folio for pagina in recorrido for folio in pagina] == [fila.folio for fila in filas]
    assert [len(pagina) for pagina in recorrido] == [3, 3, 2]
    for enlace, pagina in regresos:
        assert folios(client.get(enlace)) == pagina


def test_pagina_de_la_solicitud_completa(client, ine):
    fila = apertura(ine, E.EN_REVISION)
    acciones.anotar(apertura=fila, texto="Falta revisar el logotipo", por=ine["revisora"], ahora=ine.ahora)
    client.force_login(ine["revisora"])
    texto = client.get(url(fila)).text
    oficio = fila.documentos.get()
    for parte in (
        "@CulturaCivINE",
        fila.programa,
        fila.por_que_no_cncs,
        fila.operacion,
        fila.oficio_numero,
        oficio.nombre,
        f"/solicitudes/{fila.pk}/plazos/{fila.plazo_revision_id}/prueba/",
        "Cargo de José Ángel",
        "Mando medio",
        "Falta revisar el logotipo",
        "Autorizar la apertura",
        "Rechazar la propuesta",
    ):
        assert parte in texto, parte
    client.force_login(ine["control"])
    texto = client.get(url(fila)).text
    assert "Falta revisar el logotipo" in texto
    assert "Qué puede hacer ahora" not in texto


def test_quien_no_es_de_la_cncs_no_lee_notas(client, ine):
    fila = apertura(ine, E.AUTORIZADA)
    acciones.anotar(apertura=fila, texto="Opinión interna", por=ine["revisora"], ahora=ine.ahora)
    client.force_login(ine["unicom"])
    assert "Opinión interna" not in client.get(url(fila)).text
    client.force_login(ine["revisora"])
    assert "Opinión interna" in client.get(url(fila)).text


@pytest.mark.parametrize("clave", ["unicom", "presidencia", "sistema"])
def test_lo_no_autorizado_no_se_ve(client, ine, clave):
    fila = apertura(ine)
    client.force_login(ine[clave])
    assert client.get(url(fila)).status_code in (403, 404)
    assert client.post(url(fila, "tomar")).status_code in (403, 404)


def test_un_borrador_no_se_abre(client, ine):
    fila = apertura(ine, E.BORRADOR)
    client.force_login(ine["revisora"])
    assert client.get(url(fila)).status_code == 404


def test_tomar_anotar_y_autorizar(client, ine):
    fila = apertura(ine)
    client.force_login(ine["revisora"])
    assert client.get(url(fila, "tomar")).status_code == 405
    assert "a su cargo" in client.post(url(fila, "tomar"), follow=True).text
    client.post(url(fila, "anotar"), {"texto": "Todo bien"})
    assert Nota.objects.get().texto == "Todo bien"
    datos = {"respuesta": "Se autoriza.", "elementos": [png("uno.png"), png("dos.png")]}
    assert "quedó autorizada" in client.post(url(fila, "autorizar"), datos, follow=True).text
    fila = Apertura.objects.get(pk=fila.pk)
    assert fila.estado == E.AUTORIZADA
    assert [d.nombre for d in fila.documentos.filter(clase="elementos")] == ["uno.png", "dos.png"]


def test_asignar_solo_a_quien_puede(client, ine):
    asignar_rol(persona=ine["medio"], rol=Rol.REVISION, desde=ine.ahora.date(), por=CARGA, ahora=ine.ahora)
    fila = apertura(ine)  # ``medio`` is proposed in it
    client.force_login(ine["titular_cncs"])
    texto = client.get(url(fila)).text
    assert ine["revisor"].nombre in texto
    assert f'value="{ine["medio"].pk}"' not in texto
    for persona in (ine["medio"], ine["titular"], ine["unicom"]):
        respuesta = client.post(url(fila, "asignar"), {"revisor": persona.pk})
        assert respuesta.status_code == 200
        assert "errorlist" in respuesta.text
    client.post(url(fila, "asignar"), {"revisor": ine["revisor"].pk})
    assert Apertura.objects.get(pk=fila.pk).revisor == ine["revisor"]
    client.force_login(ine["revisora"])
    client.post(url(fila, "asignar"), {"revisor": ine["revisora"].pk})
    assert Apertura.objects.get(pk=fila.pk).revisor == ine["revisor"]


def test_el_conflicto_se_explica_y_se_impide(client, ine):
    propia = apertura(ine, titular="titular_cncs", identificador="CncsINE")
    client.force_login(ine["titular_cncs"])
    assert "Usted presentó esta solicitud" in client.get(url(propia)).text
    client.force_login(ine["revisora"])
    texto = client.get(url(propia)).text
    assert "Usted está en la propuesta" in texto
    assert "Qué puede hacer ahora" not in texto
    respuesta = client.post(url(propia, "tomar"), follow=True)
    assert "corresponde a otra persona" in respuesta.text
    assert Apertura.objects.get(pk=propia.pk).estado == E.PRESENTADA


def test_la_de_otra_persona_no_se_decide(client, ine):
    fila = apertura(ine, E.EN_REVISION, revisor="revisor")
    client.force_login(ine["revisora"])
    assert "La revisa Tomás Quiñones Vidal" in client.get(url(fila)).text
    respuesta = client.post(url(fila, "rechazar"), {"fundamentos": ["7.i"], "respuesta": "No"}, follow=True)
    assert "corresponde a otra persona" in respuesta.text
    assert Apertura.objects.get(pk=fila.pk).estado == E.EN_REVISION


@pytest.mark.parametrize(
    ("archivos", "mensaje"),
    [
        ([], "Este campo es obligatorio"),
        ([SimpleUploadedFile("vacio.png", b"")], "vac"),
        ([SimpleUploadedFile("programa.exe", b"MZ...")], "programa.exe: Solo se admiten archivos"),
        ([SimpleUploadedFile("logo.png", b"MZ...")], "logo.png: El contenido no es una imagen PNG"),
    ],
)
def test_archivos_que_no_sirven(client, ine, archivos, mensaje):
    fila = apertura(ine, E.EN_REVISION)
    client.force_login(ine["revisora"])
    datos = {"respuesta": "Con gusto se autoriza.", "elementos": archivos}
    respuesta = client.post(url(fila, "autorizar"), datos)
    assert respuesta.status_code == 200
    assert mensaje in respuesta.text
    assert "Con gusto se autoriza." in respuesta.text
    assert Apertura.objects.get(pk=fila.pk).estado == E.EN_REVISION


def test_uno_bueno_y_uno_malo_no_pasa(client, ine):
    fila = apertura(ine, E.EN_REVISION)
    client.force_login(ine["revisora"])
    datos = {"respuesta": "Sí", "elementos": [png(), SimpleUploadedFile("virus.exe", b"MZ")]}
    assert "virus.exe" in client.post(url(fila, "autorizar"), datos).text
    assert Apertura.objects.get(pk=fila.pk).documentos.count() == 1


def test_rechazar_pide_fundamento_y_explicacion(client, ine):
    fila = apertura(ine, E.EN_REVISION)
    client.force_login(ine["revisora"])
    respuesta = client.post(url(fila, "rechazar"), {"respuesta": "Las de la CNCS bastan."})
    assert "Elija al menos un numeral" in respuesta.text
    assert "Las de la CNCS bastan." in respuesta.text
    assert "errorlist" in client.post(url(fila, "rechazar"), {"fundamentos": ["9.z"], "respuesta": "No"}).text
    respuesta = client.post(url(fila, "rechazar"), {"fundamentos": ["7.i"], "respuesta": "   "})
    assert "errorlist" in respuesta.text
    assert "checked" in respuesta.text
    client.post(url(fila, "rechazar"), {"fundamentos": ["7.i", "6.i"], "respuesta": "No procede."})
    fila = Apertura.objects.get(pk=fila.pk)
    assert (fila.estado, fila.fundamentos) == (E.RECHAZADA, ["7.i", "6.i"])


def test_la_segunda_decision_recibe_el_mensaje(client, ine):
    fila = apertura(ine, E.EN_REVISION)
    client.force_login(ine["revisora"])
    client.post(url(fila, "rechazar"), {"fundamentos": ["7.i"], "respuesta": "No procede."})
    avisos = Aviso.objects.count()
    client.force_login(ine["titular_cncs"])
    respuesta = client.post(url(fila, "autorizar"), {"respuesta": "Sí", "elementos": [png()]}, follow=True)
    assert "Alguien actuó antes" in respuesta.text
    assert "Rechazada" in respuesta.text
    assert Apertura.objects.get(pk=fila.pk).estado == E.RECHAZADA
    assert Aviso.objects.count() == avisos
    assert Asiento.objects.filter(cadena=fila.cadena, acto="autorizar").count() == 0


def test_un_acto_que_no_existe(client, ine):
    fila = apertura(ine)
    client.force_login(ine["revisora"])
    for acto in ("presentar", "retirar", "notificar", "borrar"):
        assert client.post(url(fila, acto)).status_code == 404
    assert Apertura.objects.get(pk=fila.pk).estado == E.PRESENTADA


@pytest.mark.criterio("7.vi")
def test_unicom_registra_el_buzon(client, ine):
    primera = apertura(ine, E.AUTORIZADA, identificador="PrimeraINE")
    segunda = apertura(ine, E.AUTORIZADA, identificador="SegundaINE", ahora=ine.ahora + timedelta(minutes=30))
    apertura(ine, E.EN_REVISION, identificador="AunINE")
    client.force_login(ine["unicom"])
    assert client.get(COLA).url == f"{COLA}buzones/"
    assert folios(client.get(f"{COLA}buzones/")) == [primera.folio, segunda.folio]
    for malo, mensaje in (("buzon@gmail.com", "debe ser del dominio"), ("con espacio", "sin espacios"), ("", "oblig")):
        respuesta = client.post(url(primera, "registrar_buzon"), {"buzon": malo})
        assert mensaje in respuesta.text
    client.post(url(primera, "registrar_buzon"), {"buzon": "primera"})
    assert Apertura.objects.get(pk=primera.pk).correo == "primera@ine.mx"
    respuesta = client.post(url(segunda, "registrar_buzon"), {"buzon": "primera@ine.mx"})
    assert "ya es de otra cuenta" in respuesta.text
    assert folios(client.get(f"{COLA}buzones/")) == [segunda.folio]
    assert folios(client.get(f"{COLA}buzones/", {"ver": "hechos"})) == [primera.folio]
    client.force_login(ine["revisora"])
    client.post(url(segunda, "registrar_buzon"), {"buzon": "segunda"})
    assert Apertura.objects.get(pk=segunda.pk).estado == E.AUTORIZADA


def test_las_resueltas(client, ine):
    vieja = apertura(ine, E.RECHAZADA, identificador="ViejaINE")
    nueva = apertura(ine, E.AUTORIZADA, identificador="NuevaINE")
    apertura(ine, identificador="EsperaINE")
    apertura(ine, E.BORRADOR, identificador="BorradorINE")
    client.force_login(ine["control"])
    assert folios(client.get(f"{COLA}resueltas/")) == [nueva.folio, vieja.folio]
    client.force_login(ine["secretaria"])
    assert folios(client.get(f"{COLA}resueltas/")) == []

"""8.c, 6.xv: what administrators log of their accounts, who reads it, how it is searched and how it is taken out."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from django.core.files.storage import default_storage

from bitacora.acciones import asentar
from bitacora.consultas import asientos_de, verificar
from bitacora.flujo import SinPermiso
from bitacora.models import Asiento
from bitacora.relato import detalle_de
from cuentas.acciones import ActividadInvalida, asentar_actividad, relevar
from cuentas.consultas import buscar, renglones
from cuentas.estados import Caracter, ClaseActividad
from organizacion.estados import Nivel
from tests.fabrica import CARGA, CONTRASENA, pdf, png
from tests.fabrica_baja import cuenta_activa
from tests.muestras.lectura import texto_de

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.c")]
MINUTO = timedelta(minutes=1)


@pytest.fixture
def cuenta(ine):
    return cuenta_activa(ine)


@pytest.fixture
def anotar(ine, cuenta):
    def hacer(que="Se publicó la convocatoria.", *, por="medio", minuto=0, **mas):
        datos = {"clase": ClaseActividad.PUBLICACION, "cuando": ine.ahora - MINUTO, **mas}
        return asentar_actividad(cuenta=cuenta, que=que, por=ine[por], ahora=ine.ahora + minuto * MINUTO, **datos)

    return hacer


def entrar(client, ine, quien):
    assert client.login(username=ine[quien].email, password=CONTRASENA)


@pytest.mark.criterio("6.xv")
def test_el_asiento_lo_dice_todo(ine, cuenta, anotar):
    asiento = anotar("Línea uno\n«línea dos»", enlaces=["https://x.com/a/1"], archivos=[png(), pdf()])

    detalle = detalle_de(asiento)
    assert (asiento.cadena, asiento.acto) == (cuenta.cadena, "actividad")
    assert asiento.actor == "José Ángel Núñez Peña <medio@ine.mx>"
    assert detalle["que"] == "Línea uno\n«línea dos»"
    assert detalle["enlaces"] == ["https://x.com/a/1"]
    assert [a["nombre"] for a in detalle["archivos"]] == ["logotipo.png", "oficio firmado.pdf"]
    assert all(len(a["sha256"]) == 64 and a["tamano"] for a in detalle["archivos"])
    assert not verificar().rupturas


@pytest.mark.parametrize("quien", ["titular", "otro_medio", "revisora", "control", "sistema", "vocal_local"])
def test_solo_anota_quien_administra(ine, anotar, quien):
    antes = Asiento.objects.count()
    with pytest.raises(SinPermiso):
        anotar(por=quien)
    assert Asiento.objects.count() == antes


@pytest.mark.criterio("5.1.d")
def test_quien_dejo_de_administrar_ni_escribe_ni_lee(client, ine, cuenta, anotar):
    ine.persona("relevo", "Julia Espino Lara", "DECEyEC", Nivel.MANDO_MEDIO)
    anotar()
    entrar(client, ine, "medio")
    assert client.get(f"/cuentas/{cuenta.pk}/bitacora/").status_code == 200
    relevar(
        cuenta=cuenta, caracter=Caracter.TITULAR, sale=ine["medio"], entra=ine["relevo"],
        desde=ine.ahora.date(), por=ine["titular"], ahora=ine.ahora,
    )  # fmt: skip

    with pytest.raises(SinPermiso):
        anotar("Otra vez.", por="medio")
    for ruta in ("", "exportar.csv", "exportar.zip", "exportar.pdf", "exportar.xlsx"):
        assert client.get(f"/cuentas/{cuenta.pk}/bitacora/{ruta}").status_code == 404
    assert client.post(f"/cuentas/{cuenta.pk}/bitacora/asentar/", {}).status_code == 404
    assert anotar("La entrante sí.", por="relevo").numero


@pytest.mark.embebida
@pytest.mark.criterio("5.1.d")
def test_quien_abre_la_cuenta_pero_no_la_supervisa_no_la_lee(client, ine, cuenta, anotar):
    anotar("Se cerraron las sesiones de un teléfono.")
    for quien in ("unicom", "presidencia"):
        entrar(client, ine, quien)
        pagina = client.get(f"/cuentas/{cuenta.pk}/")
        assert "La cuenta quedó activa" in pagina.content.decode()
        assert "sesiones de un teléfono" not in pagina.content.decode()
        assert client.get(f"/cuentas/{cuenta.pk}/bitacora/").status_code == 404


def test_una_correccion_es_otro_asiento(ine, cuenta, anotar):
    """The old entry stays as it was and points to the new one; only the last of them can be corrected again."""
    primero = anotar("Se publicó el lunes.")
    de_antes = Asiento.objects.values().get(pk=primero.pk)
    segundo = anotar("Se publicó el martes.", corrige=primero.numero, minuto=1)
    with pytest.raises(ActividadInvalida, match=f"ya fue corregido por el asiento {segundo.numero}"):
        anotar("Se publicó el miércoles.", corrige=primero.numero, minuto=2)
    tercero = anotar("Se publicó el miércoles.", corrige=segundo.numero, por="operativo", minuto=3)

    por_numero = {r.numero: r for r in renglones(cuenta, asientos_de(cuenta.cadena))}
    corregidos = [por_numero[a.numero].corregido_por for a in (primero, segundo, tercero)]
    assert corregidos == [segundo.numero, tercero.numero, None]
    assert por_numero[tercero.numero].corrige == segundo.numero
    assert Asiento.objects.values().get(pk=primero.pk) == de_antes
    # Also when the page of the log shows the old one alone.
    assert renglones(cuenta, [primero])[0].corregido_por == segundo.numero
    for ajeno in (1, 9999):  # what the system logged, and what is not there
        with pytest.raises(ActividadInvalida, match="Solo se corrigen"):
            anotar("x", corrige=ajeno, minuto=5)


def test_ni_dos_veces_ni_antes_de_tiempo(ine, anotar):
    asiento = anotar(archivos=[png()])
    with pytest.raises(ActividadInvalida, match=f"es el asiento {asiento.numero}"):
        anotar(archivos=[png()], minuto=1)
    assert anotar(minuto=2).numero == asiento.numero + 1  # without the file it is another
    with pytest.raises(ActividadInvalida, match="aún no llega"):
        anotar("mañana", cuando=ine.ahora + MINUTO)


def test_buscar(ine, cuenta, anotar):
    dia = ine.ahora.date()
    a = anotar("Transmisión de la SESIÓN del Consejo: «numero» de asistentes")
    b = anotar("Se atendió una pregunta", clase=ClaseActividad.RESPUESTA, por="operativo", minuto=60 * 24)

    def halla(**criterios):
        return [asiento.numero for asiento in buscar(cuenta, **criterios) if asiento.acto == "actividad"]

    assert halla() == [a.numero, b.numero]
    assert halla(texto="sesion CONSEJO") == halla(texto="transmisión") == [a.numero]
    assert halla(texto="sesión pregunta") == []
    assert halla(texto="numero") == [a.numero]  # said in the text, and not the name of a part of every entry
    assert halla(texto="detalle") == halla(texto="previo") == halla(texto="esión") == []
    assert halla(texto=".*") == halla(texto="(") == [a.numero, b.numero]  # there is no word in it
    assert halla(clase="respuesta") == [b.numero]
    assert halla(clase="sistema") == []
    assert {x.acto for x in buscar(cuenta, clase="sistema")} >= {"registrar", "activar"}
    assert halla(quien="zoe ximenez") == halla(quien="operativo@ine") == [b.numero]
    assert halla(desde=dia + timedelta(days=1)) == [b.numero]
    assert halla(hasta=dia) == [a.numero]


@pytest.mark.embebida
def test_la_pagina(client, ine, cuenta, anotar, django_assert_max_num_queries):
    url = f"/cuentas/{cuenta.pk}/bitacora/"
    with time_machine.travel(ine.ahora, tick=False):
        entrar(client, ine, "medio")
        datos = {"clase": "perfil", "cuando": "2025-08-25T09:30", "que": "Nueva portada <b>"}
        respuesta = client.post(f"{url}asentar/", {**datos, "archivos": [png()]}, follow=True)
        assert "Quedó asentado con el número" in respuesta.content.decode()
        assert "Nueva portada &lt;b&gt;" in respuesta.content.decode()
        numero = asientos_de(cuenta.cadena).last().numero
        repetida = client.post(f"{url}asentar/", {**datos, "archivos": [png()]})
        assert f"Esto mismo ya quedó asentado: es el asiento {numero}" in repetida.content.decode()
        assert "Nueva portada" in repetida.content.decode()  # what was typed is kept
        for malo, mensaje in (
            ({"cuando": "2025-08-25T10:30"}, "aún no llegan"), ({"cuando": "ayer"}, "que existan"),
            ({"que": " "}, "Escriba qué se hizo"), ({"enlaces": "javascript:alert(1)"}, "no es un enlace"),
            ({"clase": "otra cosa"}, "campo--error"),
        ):  # fmt: skip
            pagina = client.post(f"{url}asentar/", {**datos, **malo}).content.decode()
            assert mensaje in pagina
        assert asientos_de(cuenta.cadena).last().numero == numero

        corregir = f"{url}{numero}/corregir/"
        assert 'value="2025-08-25T09:30"' in client.get(corregir).content.decode()
        client.post(corregir, {**datos, "que": "Nueva foto"})
        assert f"corregido por el asiento {numero + 1}" in client.get(url).content.decode()
        assert client.get(corregir).status_code == 302
        assert client.get(f"{url}1/corregir/").status_code == 404
        for vez in range(30):
            anotar(f"Vez {vez}", minuto=0)
        client.get(url)
        with django_assert_max_num_queries(10):
            pagina = client.get(url)
        assert pagina.context["pagina"].siguiente
        raros = {"texto": "\0", "desde": "9999-12-31", "hasta": "9999-12-31", "despues": "x"}
        assert client.get(url, raros).status_code == 200


@pytest.mark.embebida
def test_el_archivo_es_el_que_se_asento(client, ine, cuenta, anotar):
    asiento = anotar(archivos=[pdf()])
    url = f"/cuentas/{cuenta.pk}/bitacora/{asiento.numero}/archivo/"
    entrar(client, ine, "control")
    respuesta = client.get(f"{url}0/")
    assert b"".join(respuesta.streaming_content).startswith(b"%PDF")
    assert "oficio firmado.pdf" in respuesta["Content-Disposition"]
    assert client.get(f"{url}1/").status_code == 404
    entrar(client, ine, "otra_titular")
    assert client.get(f"{url}0/").status_code == 404

    ruta = detalle_de(asiento)["archivos"][0]["ruta"]
    with default_storage.open(ruta, "r+b") as archivo:
        archivo.write(b"%PDX")
    entrar(client, ine, "control")
    assert "su huella no coincide" in client.get(f"{url}0/", follow=True).content.decode()
    default_storage.delete(ruta)
    assert client.get(f"{url}0/").status_code == 404


@pytest.mark.embebida
def test_exportar(client, ine, cuenta, anotar):
    """The whole chain to be checked; what the filters choose to be read; no cell is a formula."""
    anotar("=HYPERLINK(1)", enlaces=["https://x.com/a/1"], archivos=[png()])
    anotar("Otra cosa", minuto=1)
    asentar(cadena=cuenta.cadena, acto="probar", objeto="@x", por=CARGA, ahora=ine.ahora)
    total = Asiento.objects.filter(cadena=cuenta.cadena).count()
    url = f"/cuentas/{cuenta.pk}/bitacora/exportar"
    entrar(client, ine, "titular")

    respuesta = client.get(f"{url}.csv")
    filas = list(csv.DictReader(io.StringIO(b"".join(respuesta.streaming_content).decode("utf-8-sig"))))
    assert (len(filas), filas[-1]["objeto"]) == (total, "'@x")
    with zipfile.ZipFile(io.BytesIO(client.get(f"{url}.zip").content)) as comprimido:
        assert {"asientos.jsonl", "cabeza.json", "verificador.py", "LEAME.txt"} == set(comprimido.namelist())
        assert json.loads(comprimido.read("cabeza.json"))["asientos"] == total

    hoja = openpyxl.load_workbook(io.BytesIO(client.get(f"{url}.xlsx", {"clase": "actividad"}).content)).active
    celdas = [[c.value for c in fila] for fila in hoja.iter_rows()]
    assert len(celdas) == 4  # header, two activities, the digest of the chain
    assert celdas[2][5] == "'=HYPERLINK(1)"
    assert all(c.data_type != "f" for fila in hoja.iter_rows() for c in fila)
    assert celdas[-1][-1] == filas[-1]["hash"]

    dicho = texto_de(client.get(f"{url}.pdf", {"texto": "otra"}).content)
    assert "Otracosa" in dicho
    assert "HYPERLINK" not in dicho
    assert filas[-1]["hash"] in dicho
    nada = client.get(f"{url}.pdf", {"texto": "inexistente"}, follow=True)
    assert "no hay nada que exportar" in nada.content.decode()
    assert client.get(f"{url}.exe").status_code == 404
    assert client.get("/cuentas/verificador.py").status_code == 200

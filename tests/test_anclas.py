"""8.c: a chain that was written anew, heads included, is found by what was told outside; and without this system."""

import email
import io
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avisos.acciones import anclar_el_dia
from avisos.models import Aviso
from bitacora.acciones import anclar, asentar
from bitacora.actores import Sistema
from bitacora.consultas import verificar
from bitacora.exportacion import VERIFICADOR, en_csv, en_zip
from bitacora.models import Ancla, Asiento, CabezaAnclada, Cadena
from bitacora.verificador import main
from tests.test_bitacora import cadena, sin_candado

pytestmark = [pytest.mark.django_db, pytest.mark.criterio("8.c")]
PRUEBAS, DIA = Sistema("pruebas"), timedelta(days=1)
__all__ = ["cadena"]  # the fixture: five entries in cuenta:1 and one in cuenta:2


def sumar(clave, ahora, cuantos=1):
    for n in range(cuantos):
        asentar(cadena=clave, acto="probar", objeto="Más", por=PRUEBAS, ahora=ahora, detalle={"n": n})


def reescribir(clave, ahora):
    """What an intruder who owns everything would do: the whole chain again, with another content and its own head."""
    cuantos = Asiento.objects.filter(cadena=clave).count()
    sin_candado("DELETE FROM bitacora_asiento WHERE cadena = %s", clave)
    Cadena.objects.filter(clave=clave).update(ultimo_numero=0, ultimo_hash="")
    sumar(clave, ahora, cuantos)


@pytest.fixture
def comprobar(tmp_path):
    """Run the verifier on an export and say how it ended and what it said."""

    def hacer(contenido, *anclas):
        ruta = tmp_path / "exportacion"
        ruta.write_bytes(contenido if isinstance(contenido, bytes) else "".join(contenido).encode())
        argumentos = [str(ruta)]
        for lugar, ancla in enumerate(anclas):
            otra = tmp_path / f"ancla-{lugar}"
            otra.write_bytes(ancla if isinstance(ancla, bytes) else ancla.encode())
            argumentos += ["--ancla", str(otra)]
        salida = io.StringIO()
        with redirect_stdout(salida):
            codigo = main(argumentos)
        return codigo, salida.getvalue()

    return hacer


def test_una_al_dia_y_ninguna_dos_veces(ine, ahora):
    primera = anclar_el_dia(ahora=ahora)
    assert primera
    assert anclar_el_dia(ahora=ahora + timedelta(hours=3)) is None
    avisos = list(Aviso.objects.filter(clase="ancla"))
    assert [a.para for a in avisos] == [ine["control"].email]
    assert primera.hash in avisos[0].cuerpo
    assert primera.texto in avisos[0].cuerpo

    sumar("cuenta:1", ahora)
    segunda = anclar_el_dia(ahora=ahora + 22 * DIA)  # three weeks switched off: one, with all that there was
    assert segunda
    assert segunda.hash_previo == primera.hash
    ultimo = Cadena.objects.get(clave="cuenta:1").ultimo_hash
    assert [c.linea for c in segunda.cabezas.all()] == [f"{ultimo} 1 cuenta:1"]
    assert anclar(fecha=ahora.date() + 5 * DIA, ahora=ahora) is None  # a clock that went back
    assert Ancla.objects.count() == Aviso.objects.filter(clase="ancla").count() == 2
    vacia = anclar_el_dia(ahora=ahora + 23 * DIA)
    assert vacia
    assert not vacia.cabezas.exists()
    assert not verificar().rupturas


def test_es_la_misma_en_cualquier_motor(cadena, ahora):
    sumar("ñandú:1", ahora)
    sumar("Zeta:1", ahora)
    ancla = anclar(fecha=ahora.date(), ahora=ahora)
    assert [c.cadena for c in ancla.cabezas.all()] == ["Zeta:1", "cuenta:1", "cuenta:2", "ñandú:1"]
    assert ancla.texto.splitlines()[:5] == [
        "ancla 2025-08-25", "momento 2025-08-25T16:00:00.000000+00:00", "anterior -", "cadenas 4", "asientos 8",
    ]  # fmt: skip


@pytest.mark.parametrize("tabla", ["bitacora_ancla", "bitacora_cabezaanclada"])
@pytest.mark.parametrize("orden", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_un_ancla_no_se_toca(cadena, ahora, tabla, orden):
    if "TRUNCATE" in orden and connection.vendor == "sqlite":
        orden = "REPLACE INTO {0} SELECT * FROM {0}"
    ancla = anclar(fecha=ahora.date(), ahora=ahora)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden.format(tabla))
    for filas in (Ancla.objects.all(), CabezaAnclada.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            filas.update(hash="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            filas._raw_delete("default")
    assert Ancla.objects.get().hash == ancla.hash


def test_una_cadena_reescrita_entera_se_encuentra(cadena, ahora, comprobar):
    ancla = anclar(fecha=ahora.date(), ahora=ahora)
    assert comprobar(en_csv(cadena), ancla.texto)[0] == 0
    reescribir(cadena, ahora + DIA)

    assert comprobar(en_csv(cadena))[0] == 0  # by itself it is sound: only who kept the anchor knows
    codigo, dicho = comprobar(en_csv(cadena), ancla.texto)
    assert (codigo, "Asiento 5 de cuenta:1" in dicho, "se reescribió" in dicho) == (1, True, True)
    assert [(r.cadena, r.numero) for r in verificar().rupturas] == [("cuenta:1", 5)]
    assert [(r.cadena, r.numero) for r in verificar("cuenta:1").rupturas] == [("cuenta:1", 5)]
    with pytest.raises(CommandError, match="1 cadena"):
        call_command("verificar_bitacora", stderr=io.StringIO())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE bitacora_ancla SET asientos = 5",
        "UPDATE bitacora_ancla SET hash_previo = 'f'",
        "DELETE FROM bitacora_cabezaanclada WHERE orden = 2",
        "UPDATE bitacora_cabezaanclada SET orden = 7 WHERE orden = 1",
    ],
)
def test_un_ancla_alterada_se_encuentra(cadena, ahora, sql):
    anclar(fecha=ahora.date(), ahora=ahora)
    sin_candado(sql)
    assert [r.cadena for r in verificar().rupturas] == ["anclas"]


TEXTOS = ["cadena", "actor", "acto", "objeto", "canonico", "hash_previo", "hash"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datos=st.data(), columna=st.sampled_from([*TEXTOS, "numero", "momento"]), numero=st.integers(1, 5))
def test_un_byte_distinto_en_cualquier_columna_se_encuentra(cadena, comprobar, datos, columna, numero):
    """By the command and, in what is exported afterwards, by the verifier; and nothing is found before."""
    fila = Asiento.objects.get(cadena=cadena, numero=numero)
    valor = getattr(fila, columna)
    if columna == "numero":
        nuevo = datos.draw(st.integers(0, 9).filter(lambda n: n not in range(1, 6)))
    elif columna == "momento":
        nuevo = valor + timedelta(microseconds=datos.draw(st.sampled_from([-1, 1, 1_000_000, 86_400_000_000])))
    elif valor:
        lugar = datos.draw(st.integers(0, len(valor) - 1))
        otro = datos.draw(st.characters(min_codepoint=32, max_codepoint=126).filter(lambda c: c != valor[lugar]))
        nuevo = valor[:lugar] + otro + valor[lugar + 1 :]
    else:
        nuevo = "0"
    with transaction.atomic():
        assert not verificar().rupturas
        sin_candado(f"UPDATE bitacora_asiento SET {columna} = %s WHERE id = %s", nuevo, fila.pk)
        halladas = {r.cadena for r in verificar().rupturas}
        exportadas = [comprobar(en_zip(cadena, "x")), comprobar(en_csv(cadena))]
        transaction.set_rollback(True)
    assert cadena in halladas, (columna, nuevo)
    sin_el_ultimo = numero == 5 and columna == "cadena"  # a CSV does not say how many there were: the ZIP does
    assert [codigo for codigo, _ in exportadas] == [1, 0 if sin_el_ultimo else 1]


def test_el_verificador_anda_solo(cadena, ahora, comprobar, tmp_path):
    """In a folder without the product, with nothing but Python; it reads the mail as it arrived."""
    ancla = anclar_el_dia(ahora=ahora)
    (tmp_path / "verificador.py").write_bytes(VERIFICADOR.read_bytes())
    (tmp_path / "cuenta-1.zip").write_bytes(en_zip(cadena, "cuenta-1"))
    carta = email.message.EmailMessage()
    carta["Subject"], carta["From"] = "Ancla de la bitácora", "redes@ine.mx"
    marcas = f"-----INICIO DEL ANCLA-----\n{ancla.texto}-----FIN DEL ANCLA-----"
    carta.set_content(f"Guarde este correo.\n\nHuella (SHA-256): {ancla.hash}\n\n{marcas}\n")
    (tmp_path / "correo.eml").write_bytes(carta.as_bytes())

    orden = [sys.executable, "-I", "verificador.py", "cuenta-1.zip", "--ancla", "correo.eml"]
    hecho = subprocess.run(orden, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    assert "ÍNTEGRA. cuenta:1: 5 asientos" in hecho.stdout
    assert f"confirma hasta el asiento 5 (huella del ancla: {ancla.hash})" in hecho.stdout

    sumar("cuenta:2", ahora)
    del_dia = anclar(fecha=ahora.date() + DIA, ahora=ahora + DIA)
    assert "no nombra la cadena" in comprobar(en_csv(cadena), del_dia.texto)[1]
    falsa = carta.as_string().replace("asientos", "asient0s")
    assert comprobar(en_csv(cadena), falsa)[0] == 1
    assert comprobar(b"cualquier cosa")[0] == comprobar(b"PK\x03\x04")[0] == comprobar(en_csv(cadena), "nada")[0] == 2
    assert comprobar(b"\xff\xfe")[0] == 2


def test_una_cola_cortada_y_un_renglon_de_menos(cadena, comprobar):
    sin_candado("DELETE FROM bitacora_asiento WHERE cadena = 'cuenta:1' AND numero = 5")
    codigo, dicho = comprobar(en_zip(cadena, "x"))
    assert (codigo, "Asiento 4" in dicho) == (1, True)
    renglones = "".join(en_csv(cadena)).split("\r\n")
    codigo, dicho = comprobar("\r\n".join(renglones[:2] + renglones[3:]))
    assert (codigo, "falta el asiento 2" in dicho) == (1, True)

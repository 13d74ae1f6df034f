"""The expediente of an account: all that is known of it, whole; without personal data in its public version."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client

from bitacora.models import Asiento
from cuentas.acciones.recertificacion import certificar, pedir_ante_hito
from cuentas.estados import Dato, Respuesta
from cuentas.models import Cuenta
from panel.consultas.expediente import Pedido, secciones
from panel.consultas.expediente.tachado import TACHADO, tachar
from panel.expediente import armar
from publicaciones.revision import Oficial
from solicitudes.estados import EstadoApertura as E
from tests.fabrica import Institucion, apertura
from tests.fabrica_uso import uso

pytestmark = pytest.mark.embebida

CURP = "GOMC900514MDFRRS05"
SECRETO = "Está apagada la verificación"


@pytest.fixture
def cuenta(ine: Institucion):
    """An account with its opening, a certification with something to mend, and a report of misuse."""
    fila = Cuenta.objects.get(pk=apertura(ine, E.CONCLUIDA, identificador="CuentaINE").cuenta_id)
    fila.propositos = (
        f"Difundir. Informes con quien lo coordina: 55 1234 5678 o juana.perez@correo.example, CURP {CURP}"
    )
    fila.save()
    pedida = pedir_ante_hito(hito="Jornada", cuentas=[fila], por=ine["titular_cncs"], ahora=ine.ahora)[0]
    respuestas = dict.fromkeys(Dato.values, (Respuesta.CORRECTO, ""))
    respuestas["dos_pasos"] = (Respuesta.DIFERENTE, SECRETO)
    certificar(recertificacion=pedida, respuestas=respuestas, por=ine["titular"], ahora=ine.ahora)
    uso(ine, por="vocal_local", cuenta=fila)
    return fila


def abrir(contenido: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(contenido)) as carpeta:
        return {nombre: carpeta.read(nombre) for nombre in carpeta.namelist()}


def todo_lo_dicho(cuenta, persona, ahora, *, publica: bool) -> str:
    pedido = Pedido(cuenta, persona, publica, ahora)
    return "\n".join(celda for seccion in secciones(pedido) for fila in seccion.filas for celda in fila)


def test_la_integra_lo_lleva_todo_y_el_manifiesto_cuadra(ine, cuenta, ahora):
    archivos = abrir(armar(cuenta=cuenta, persona=ine["control"], publica=False, ahora=ahora))
    manifiesto = json.loads(archivos.pop("manifiesto.json"))
    assert {m["archivo"]: m["sha256"] for m in manifiesto} == {
        nombre: hashlib.sha256(contenido).hexdigest() for nombre, contenido in archivos.items()
    }
    apertura_ = cuenta.apertura
    for documento in apertura_.documentos.all():
        ruta = next(n for n in archivos if n.startswith(f"papeles/{apertura_.folio}/recibido-{documento.pk}-"))
        assert hashlib.sha256(archivos[ruta]).hexdigest() == documento.huella
    assert sum(n.startswith(f"papeles/{apertura_.folio}/") for n in archivos) == (
        apertura_.documentos.count() + apertura_.constancias.count()
    )
    renglones = archivos["bitacora.txt"].decode().splitlines()
    assert len(renglones) == Asiento.objects.filter(cadena=cuenta.cadena).count()
    for renglon in renglones:
        huella, _, canonico = renglon.partition("  ")
        assert hashlib.sha256(canonico.encode()).hexdigest() == huella
    with pikepdf.open(io.BytesIO(archivos["expediente.pdf"])) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked


def test_la_publica_no_lleva_datos_personales_ni_de_seguridad(ine, cuenta, ahora):
    dicho = todo_lo_dicho(cuenta, ine["control"], ahora, publica=True)
    entero = todo_lo_dicho(cuenta, ine["control"], ahora, publica=False)
    for secreto in (CURP, "55 1234 5678", "juana.perez@correo.example", cuenta.correo, "Verificación en dos pasos"):
        assert secreto in entero
        assert secreto not in dicho
    assert TACHADO in dicho
    assert "Reportes de uso indebido" not in {s.titulo for s in secciones(Pedido(cuenta, ine["control"], True, ahora))}
    archivos = abrir(armar(cuenta=cuenta, persona=ine["control"], publica=True, ahora=ahora))
    assert "bitacora.txt" not in archivos
    assert cuenta.apertura.documentos.exists()
    assert not [n for n in archivos if "/recibido-" in n]
    assert sum(n.startswith("papeles/") for n in archivos) == cuenta.apertura.constancias.count()


def test_solo_control_interno_encuentra_los_reportes_de_uso_indebido(ine, cuenta, ahora):
    def titulos(quien: str) -> set[str]:
        return {s.titulo for s in secciones(Pedido(cuenta, ine[quien], False, ahora))}

    assert "Reportes de uso indebido" in titulos("control")
    assert "Reportes de uso indebido" not in titulos("titular") | titulos("titular_cncs")


def test_un_archivo_perdido_o_cambiado_se_dice_y_no_lo_impide(ine, cuenta, ahora):
    uno, *_ = cuenta.apertura.documentos.order_by("pk")
    uno.archivo.storage.delete(uno.archivo.name)
    archivos = abrir(armar(cuenta=cuenta, persona=ine["control"], publica=False, ahora=ahora))
    notas = {m["archivo"]: m["nota"] for m in json.loads(archivos["manifiesto.json"])}
    (perdido,) = [nombre for nombre in notas if f"/recibido-{uno.pk}-" in nombre and nombre not in archivos]
    assert uno.huella in notas[perdido]


def test_pedirlo_dos_veces_al_mismo_instante_da_los_mismos_bytes(ine, cuenta, ahora):
    uno, otro = (armar(cuenta=cuenta, persona=ine["control"], publica=True, ahora=ahora) for _ in range(2))
    assert uno == otro
    assert uno != armar(cuenta=cuenta, persona=ine["control"], publica=True, ahora=ahora + timedelta(minutes=1))


def test_quien_lo_toma_deja_huella(ine, cuenta):
    cliente = Client()
    cliente.force_login(ine["control"], backend="django.contrib.auth.backends.ModelBackend")
    url = f"/panel/expediente/{cuenta.pk}/"
    assert "Elija una versión." in cliente.post(url, {}).content.decode()
    assert cliente.get(url).status_code == 200
    antes = Asiento.objects.filter(cadena=cuenta.cadena).count()
    respuesta = cliente.post(url, {"version": "publica"})
    assert "expediente-x-cuentaine-publica-" in respuesta["Content-Disposition"]
    ultimo = Asiento.objects.filter(cadena=cuenta.cadena).order_by("numero").last()
    assert Asiento.objects.filter(cadena=cuenta.cadena).count() == antes + 1
    assert hashlib.sha256(respuesta.content).hexdigest() in ultimo.canonico
    for quien in ("otra_titular", "medio"):
        cliente.force_login(ine[quien], backend="django.contrib.auth.backends.ModelBackend")
        assert cliente.post(url, {"version": "integra"}).status_code in {403, 404}


def test_tachar_no_toca_lo_que_es_publico():
    oficial = Oficial(dominio="ine.mx", telefonos=frozenset({"8004332000"}))
    for publico in (
        "Escriba a redes@ine.mx",
        "Llame al 800 433 2000",
        "AP-2025-0001",
        "0" * 16,
    ):
        assert tachar(publico, oficial) == publico

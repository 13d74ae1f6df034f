"""What people upload: the wrong file gets a message that says what to do; the harmful one never gets in."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from organizacion import inspeccion_pdf
from organizacion.archivos import EXTENSIONES_VEDADAS, huella, nombre_seguro, revisar_elementos, revisar_pdf
from organizacion.inspeccion_pdf import Hallazgo, inspeccionar
from tests.muestras import archivos as muestra

pytestmark = pytest.mark.embebida

PROGRAMAS = (
    muestra.guion_al_abrir,
    muestra.guion_con_nombre,
    muestra.guion_en_flujo,
    muestra.guion_en_la_pagina,
    muestra.guion_encadenado,
    muestra.guion_en_un_campo,
    muestra.guion_en_multimedia,
    muestra.lanzar,
    muestra.enviar_formulario,
    muestra.importar_datos,
)
ADJUNTOS = (muestra.adjunto, muestra.adjunto_en_anotacion)


def _subir(contenido: bytes, nombre: str = "oficio.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, contenido)


def _mensaje(revisar: Callable[..., None], contenido: bytes, nombre: str, maximo_mb: int = 10) -> tuple[str, str]:
    """(code, message) of the refusal; the file is left at its beginning."""
    archivo = _subir(contenido, nombre)
    with pytest.raises(ValidationError) as rechazo:
        revisar(archivo, maximo_mb=maximo_mb)
    assert archivo.tell() == 0
    (error,) = rechazo.value.error_list
    return str(error.code), error.messages[0]


def _rechazo_de_pdf(contenido: bytes) -> tuple[str, str]:
    return _mensaje(revisar_pdf, contenido, "oficio.pdf")


# --- The signed oficio -----------------------------------------------------------------------------------------------


@pytest.mark.criterio("7.ii")
@pytest.mark.parametrize(
    "contenido",
    [
        muestra.pdf(),
        muestra.pdf(paginas=40),
        muestra.pdf(muestra.firmado),
        muestra.en_flujos_de_objetos(muestra.firmado),
        muestra.pdf(muestra.con_enlaces),
        muestra.pdf(encryption=pikepdf.Encryption(user="", owner="secreta")),
        muestra.pdf() + b"\n\n",
        muestra.pdf_crudo(muestra.BASE).replace(b"/Size 4", b"/Size 9"),
        muestra.circular(),
    ],
    ids="simple largo firmado firmado-comprimido enlaces solo-permisos renglones tabla-imprecisa circular".split(),
)
def test_se_admite(contenido: bytes) -> None:
    archivo = _subir(contenido)
    archivo.seek(3)
    revisar_pdf(archivo, maximo_mb=10)
    assert archivo.tell() == 0


@pytest.mark.criterio("7.ii")
@pytest.mark.parametrize(
    ("contenido", "codigo", "dice"),
    [
        (b"", "vacio", "vacío (0 bytes)"),
        (muestra.EXE, "no_es_pdf", "no es un PDF"),
        (muestra.PNG, "no_es_pdf", "no es un PDF"),
        (muestra.EXE + muestra.pdf(), "no_es_pdf", "no es un PDF"),
        (b"Oficio", "no_es_pdf", "no es un PDF"),
        (b"%PDF-1.7\n" + b"x" * 500, "danado", "dañado o incompleto"),
        (muestra.pdf()[:-120], "danado", "dañado o incompleto"),
        (muestra.pdf(paginas=0), "sin_paginas", "no tiene páginas"),
        (muestra.pdf(encryption=pikepdf.Encryption(user="x", owner="y")), "protegido", "sin contraseña"),
        (muestra.pdf(muestra.multimedia), "multimedia", "multimedia"),
        (muestra.pdf(muestra.formulario_xfa), "xfa", "XFA"),
    ],
    ids="vacio exe png exe-y-pdf texto basura truncado sin-paginas clave multimedia xfa".split(),
)
def test_se_rechaza_y_se_dice_que_hacer(contenido: bytes, codigo: str, dice: str) -> None:
    recibido, mensaje = _rechazo_de_pdf(contenido)
    assert recibido == codigo
    assert dice in mensaje
    assert mensaje.count(".") >= 2  # what is wrong, and what to do


@pytest.mark.parametrize("empacar", [muestra.pdf, muestra.en_flujos_de_objetos])
@pytest.mark.parametrize(
    ("preparar", "codigo"),
    [*((preparar, "programa") for preparar in PROGRAMAS), *((preparar, "adjuntos") for preparar in ADJUNTOS)],
)
def test_un_pdf_con_programas_no_entra(
    preparar: Callable[[pikepdf.Pdf], None], codigo: str, empacar: Callable[..., bytes]
) -> None:
    assert _rechazo_de_pdf(empacar(preparar))[0] == codigo


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [
        (muestra.pdf(muestra.guion_al_abrir, encryption=pikepdf.Encryption(user="", owner="y")), "programa"),
        (
            muestra.pdf_crudo(
                muestra.BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript /J#53 (1) >> >>"}
            ),
            "programa",
        ),
        (  # an object that cannot be read may hold anything
            muestra.pdf_crudo(
                muestra.BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /X 4 0 R >>", 4: b"<< /S /JavaScript /JS (1"}
            ),
            "danado",
        ),
        (  # and so may the first of two equal keys
            muestra.pdf_crudo(
                muestra.BASE | {3: b"<< /Type /Page /Parent 2 0 R /AA << /O << /S /JavaScript >> >> /AA << >> >>"}
            ),
            "danado",
        ),
    ],
    ids=["cifrado", "nombres-escapados", "ilegible", "clave-repetida"],
)
def test_esconderse_no_sirve(contenido: bytes, codigo: str) -> None:
    assert _rechazo_de_pdf(contenido)[0] == codigo


@pytest.mark.parametrize(
    ("hacer", "codigos"),
    [
        (lambda: muestra.pdf(muestra.pagina_que_se_expande, compress_streams=False), {None}),
        (muestra.bomba_en_flujo_de_objetos, {"danado"}),
        (muestra.arbol_profundo, {None, "excesivo"}),
        (muestra.anidado, {"danado"}),
        (muestra.arreglo_enorme, {None, "excesivo"}),
        (muestra.muchos_objetos, {"programa", "excesivo"}),
    ],
    ids=["pagina", "flujo-de-objetos", "arbol", "anidado", "arreglo", "objetos"],
)
def test_lo_que_quiere_agotar_se_responde_pronto(hacer: Callable[[], bytes], codigos: set[str | None]) -> None:
    contenido = hacer()
    comienzo = time.perf_counter()
    try:
        revisar_pdf(_subir(contenido), maximo_mb=10)
        codigo = None
    except ValidationError as rechazo:
        codigo = rechazo.error_list[0].code
    assert time.perf_counter() - comienzo < 25
    assert codigo in codigos


def _lector() -> int:
    """The number of the process that reads PDFs for this one."""
    inspeccionar(muestra.pdf())
    proceso = inspeccion_pdf._lector.proceso
    assert proceso
    return proceso.pid


@pytest.mark.parametrize("senal", [signal.SIGKILL, signal.SIGTERM])
def test_si_el_lector_muere_la_siguiente_carga_lo_recupera(senal: signal.Signals) -> None:
    muerto = _lector()
    os.kill(muerto, senal)
    assert _rechazo_de_pdf(muestra.pdf(muestra.lanzar))[0] == "programa"
    revisar_pdf(_subir(muestra.pdf()), maximo_mb=10)
    assert _lector() != muerto


def test_varias_cargas_a_la_vez_reciben_cada_una_lo_suyo() -> None:
    casos = [
        (muestra.pdf(muestra.firmado), Hallazgo.LIMPIO),
        (muestra.pdf(muestra.lanzar), Hallazgo.PROGRAMA),
        (muestra.pdf(muestra.adjunto), Hallazgo.ADJUNTOS),
        (muestra.pdf(paginas=0), Hallazgo.SIN_PAGINAS),
    ] * 12
    os.kill(_lector(), signal.SIGKILL)  # all of them find it dead
    with ThreadPoolExecutor(8) as hilos:
        assert list(hilos.map(inspeccionar, [pdf for pdf, _ in casos])) == [hallazgo for _, hallazgo in casos]


def test_el_que_agota_su_tiempo_muere_y_no_estorba(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lector = _lector()
    with monkeypatch.context() as prisa:
        prisa.setattr(inspeccion_pdf, "ESPERA", 0.02)
        assert inspeccionar(muestra.muchos_objetos()) is Hallazgo.EXCESIVO
    (aviso,) = caplog.records
    with pytest.raises(ProcessLookupError):
        _esperar_fin(aviso.args[0])
    assert _lector() == lector


def test_el_lector_no_sobrevive_a_quien_lo_arranco() -> None:
    guion = """
import os, signal
from organizacion import inspeccion_pdf
print(inspeccion_pdf.inspeccionar(b"%PDF-"), inspeccion_pdf._lector.proceso.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    # The pipe of its output closes when the last process that holds it ends, and the reader holds it too.
    salida = subprocess.run(
        [sys.executable, "-c", guion], stdout=subprocess.PIPE, timeout=20, check=False
    ).stdout.split()
    assert salida[0].decode() == Hallazgo.DANADO
    with pytest.raises(ProcessLookupError):
        _esperar_fin(int(salida[1]))


def _esperar_fin(proceso: int) -> None:
    """``ProcessLookupError`` as soon as ``proceso`` is not there; nothing if it still is after five seconds."""
    for _ in range(50):
        os.kill(proceso, 0)
        time.sleep(0.1)


def test_el_limite_de_tamano_se_dice_con_las_dos_cifras() -> None:
    codigo, mensaje = _rechazo_de_pdf(b"%PDF-" + b"0" * (30 << 20))
    assert codigo == "tamano"
    assert "pesa 30.0 MB y el máximo es de 10 MB" in mensaje


# --- Graphic identity ------------------------------------------------------------------------------------------------

PAQUETE = {"logotipos/Logotipo año 2025.png": muestra.PNG, "portada.JPG": muestra.JPEG, "manual.pdf": muestra.pdf()}


@pytest.mark.criterio("7.iii")
@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("manual.PDF", muestra.pdf()),
        ("avatar.png", muestra.PNG),
        ("portada.jpg", muestra.JPEG),
        ("portada.jpeg", muestra.JPEG),
        ("identidad.zip", muestra.zip_con(PAQUETE)),
        ("identidad.zip", muestra.zip_con(PAQUETE, zipfile.ZIP_STORED)),
        ("identidad.zip", muestra.zip_con({"carpeta/": b"", "carpeta/plano.psd": b"\x00" * 3_000_000})),
    ],
)
def test_se_admiten_los_elementos(nombre: str, contenido: bytes) -> None:
    archivo = _subir(contenido, nombre)
    revisar_elementos(archivo, maximo_mb=25)
    assert archivo.tell() == 0


@pytest.mark.criterio("7.iii")
@pytest.mark.parametrize(
    ("nombre", "contenido", "codigo", "dice"),
    [
        ("avatar.png", b"", "vacio", "vacío"),
        ("avatar.png", b"x" * ((1 << 20) + 1), "tamano", "el máximo es de 1 MB"),
        ("logotipo.svg", b"<svg/>", "extension", "PDF, PNG, JPEG o ZIP"),
        ("logotipo", muestra.PNG, "extension", "PDF, PNG, JPEG o ZIP"),
        ("identidad.png.exe", muestra.EXE, "extension", "PDF, PNG, JPEG o ZIP"),
        ("avatar.png", muestra.JPEG, "contenido", "no es una imagen PNG"),
        ("portada.jpg", muestra.PNG, "contenido", "no es una imagen JPEG"),
        ("avatar.png", muestra.EXE, "contenido", "no es una imagen PNG"),
        ("manual.pdf", muestra.PNG, "no_es_pdf", "no es un PDF"),
        ("manual.pdf", muestra.pdf(muestra.guion_al_abrir), "programa", "programas"),
        ("identidad.zip", muestra.PNG, "contenido", "no es un ZIP"),
        ("identidad.zip", muestra.EXE + muestra.zip_con(PAQUETE), "contenido", "no es un ZIP"),
        ("identidad.zip", muestra.zip_con(PAQUETE)[:-30], "danado", "dañado"),
        ("identidad.zip", muestra.zip_con(PAQUETE, zipfile.ZIP_LZMA), "danado", "método poco común"),
        ("identidad.zip", muestra.zip_con({"carpeta/": b""}), "vacio", "no contiene archivos"),
        ("identidad.zip", muestra.zip_cifrado(), "protegido", "sin contraseña"),
        ("identidad.zip", muestra.zip_con({"../logo.png": muestra.PNG}), "ruta", "ruta no permitida"),
        ("identidad.zip", muestra.zip_con({"/etc/logo.png": muestra.PNG}), "ruta", "ruta no permitida"),
        ("identidad.zip", muestra.zip_con({"a\\..\\..\\logo.png": muestra.PNG}), "ruta", "ruta no permitida"),
        ("identidad.zip", muestra.zip_con({"C:/logo.png": muestra.PNG}), "ruta", "ruta no permitida"),
        ("identidad.zip", muestra.zip_con_enlace(), "ruta", "acceso directo"),
        ("identidad.zip", muestra.zip_con({"Instalar.EXE": b"x"}), "programa", "«Instalar.EXE»"),
        ("identidad.zip", muestra.zip_con({"logo.svg": b"<svg/>"}), "programa", "«logo.svg»"),
        ("identidad.zip", muestra.zip_con({"logo.exe. ": b"x"}), "programa", "no se admite"),
        ("identidad.zip", muestra.zip_con({"otro.zip": muestra.zip_con(PAQUETE)}), "programa", "«otro.zip»"),
        ("identidad.zip", muestra.zip_con({**PAQUETE, "a/logo.png": muestra.EXE}), "programa", "«logo.png»"),
        ("identidad.zip", muestra.zip_con({"logo.png": b"#!/bin/sh\nrm -r ~"}), "programa", "«logo.png»"),
        ("identidad.zip", muestra.zip_con({f"{n}.png": b"" for n in range(501)}), "archivos", "más de 500 archivos"),
        ("identidad.zip", muestra.zip_que_miente(), "danado", "dañado"),
        ("identidad.zip", muestra.zip64(), "danado", "dañado"),
    ],
)
def test_se_rechazan_los_elementos(nombre: str, contenido: bytes, codigo: str, dice: str) -> None:
    recibido, mensaje = _mensaje(revisar_elementos, contenido, nombre, maximo_mb=1)
    assert recibido == codigo
    assert dice in mensaje


def test_un_zip_no_se_expande_sin_limite() -> None:
    bomba = muestra.zip_con({f"{numero}.png": b"\x00" * (67 << 20) for numero in range(3)})
    assert len(bomba) < 1 << 20
    codigo, mensaje = _mensaje(revisar_elementos, bomba, "identidad.zip")
    assert codigo == "expansion"
    assert "más de 200 MB" in mensaje


@pytest.mark.parametrize("extension", sorted(EXTENSIONES_VEDADAS))
def test_ningun_programa_dentro_de_un_zip(extension: str) -> None:
    contenido = muestra.zip_con({"logotipo.png": muestra.PNG, f"Léeme.{extension}": b"hola"})
    assert _mensaje(revisar_elementos, contenido, "identidad.zip")[0] == "programa"


# --- Hash and name ---------------------------------------------------------------------------------------------------


def test_huella_de_un_archivo_en_disco_y_de_vuelta_al_comienzo() -> None:
    contenido = b"oficio" * 500_000
    archivo = TemporaryUploadedFile("oficio.pdf", "application/pdf", len(contenido), None)
    archivo.write(contenido)
    assert huella(archivo) == hashlib.sha256(contenido).hexdigest()
    assert archivo.read() == contenido
    archivo.close()


@pytest.mark.parametrize(
    ("nombre", "seguro"),
    [
        ("Oficio INE-DECEYEC 0123 2025.pdf", "Oficio INE-DECEYEC 0123 2025.pdf"),
        ("Petición año «ñandú».PDF", "Petición año «ñandú».PDF"),
        ("Petici\u006f\u0301n.pdf", "Petición.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Usuarios\\Ana\\Mi oficio.pdf", "Mi oficio.pdf"),
        ("oficio\x00\r\n\t  final\u202efdp.exe", "oficio finalfdp.exe"),
        ('a<b>:"c|?*.png', "a-b---c---.png"),
        ("  .oculto. ", "oculto"),
        ("", "documento"),
        ("..", "documento"),
        ("///", "documento"),
        ("a." + "x" * 200, "a." + "x" * 118),
    ],
)
def test_nombre_seguro(nombre: str, seguro: str) -> None:
    assert nombre_seguro(nombre) == seguro


@pytest.mark.parametrize("letra", ["a", "ñ", "中", "😀"])
def test_un_nombre_larguisimo_cabe_y_conserva_su_extension(letra: str) -> None:
    seguro = nombre_seguro(letra * 300 + ".pdf")
    assert seguro.endswith(letra + ".pdf")
    assert len(seguro) <= len(seguro.encode()) <= 120

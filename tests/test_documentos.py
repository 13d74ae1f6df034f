"""The papers that the product issues: what they say, who can read them, and that nobody writes code into them."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import segno
import typst
from PIL import Image

from organizacion.documentos.componer import qr_en_svg
from solicitudes.documentos import DocumentoInvalido, componer
from solicitudes.documentos.datos import CONTRATOS
from tests.muestras.documentos import MOMENTO, PLANTILLAS, QR, datos_de, qr_de
from tests.muestras.lectura import abrir, etiquetas_de, sin_blancos, texto_de

pytestmark = pytest.mark.embebida


def _componer(plantilla: str, **cambios: Any) -> bytes:
    return componer(plantilla, {**datos_de(plantilla), **cambios}, momento=MOMENTO, qr=qr_de(plantilla))


def test_cada_plantilla_tiene_su_muestra() -> None:
    assert set(PLANTILLAS) == set(CONTRATOS)


@pytest.mark.parametrize("plantilla", PLANTILLAS)
def test_declara_pdf_a_y_pdf_ua(plantilla: str) -> None:
    with abrir(_componer(plantilla)) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        assert xmp["dc:language"] == {"es-MX"}


@pytest.mark.parametrize("plantilla", PLANTILLAS)
def test_se_puede_leer_en_voz_alta(plantilla: str) -> None:
    with abrir(_componer(plantilla)) as pdf:
        assert pdf.Root.Lang == "es-MX"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo.Title
        etiquetas = list(etiquetas_de(pdf))
        clases = [clase for clase, _ in etiquetas]
        assert clases.count("/H1") == 1
        assert "/H2" in clases[clases.index("/H1") :]
        assert "/H2" not in clases[: clases.index("/H1")]
        assert clases.count("/Table") == clases.count("/THead") > 0
        assert clases.count("/TH") >= 2 * clases.count("/Table")
        figuras = [elemento for clase, elemento in etiquetas if clase == "/Figure"]
        assert len(figuras) == ("codigo" in datos_de(plantilla))
        assert all(QR in str(figura.Alt) for figura in figuras)


@pytest.mark.parametrize("plantilla", PLANTILLAS)
def test_dice_todo_lo_que_se_le_dio(plantilla: str) -> None:
    def textos(valor: Any) -> list[str]:
        if isinstance(valor, dict):
            return [texto for contenido in valor.values() for texto in textos(contenido)]
        if isinstance(valor, list):
            return [texto for contenido in valor for texto in textos(contenido)]
        return valor.split("\n") if isinstance(valor, str) else []

    pdf = _componer(plantilla)
    leido = texto_de(pdf) + texto_de(pdf, al_margen=True)
    omitidos = [texto for texto in textos(datos_de(plantilla)) if sin_blancos(texto) not in leido]
    assert not omitidos
    assert sin_blancos("Instituto Nacional Electoral") in leido
    assert sin_blancos(f"Folio {datos_de(plantilla)['folio']} Página 1 de") in leido


@pytest.mark.criterio("7.ii")
@pytest.mark.criterio("7.iii")
def test_el_acuse_explica_el_plazo_y_lleva_a_su_verificacion() -> None:
    leido = texto_de(_componer("acuse"))
    for frase in (
        "En Ciudad de México, a las 14:05 horas del lunes 25 de agosto de 2025 (UTC−06:00), se recibió",
        "responderá a más tardar el martes 30 de septiembre de 2025",
        "El plazo es de 15 días hábiles",
        "El primero es el martes 26 de agosto de 2025",
        "no equivale a una autorización",
        QR,
    ):
        assert sin_blancos(frase) in leido, frase


@pytest.mark.criterio("7.ii")
def test_el_oficio_sin_numero_ni_folio_deja_donde_escribirlo() -> None:
    datos = datos_de("oficio_solicitud")
    del datos["folio"], datos["numero"]
    pdf = componer("oficio_solicitud", datos, momento=MOMENTO)
    assert pdf == componer("oficio_solicitud", datos | {"folio": None, "numero": " "}, momento=MOMENTO)
    assert sin_blancos("Oficio núm. Ciudad de México, a 25 de agosto de 2025") in texto_de(pdf)
    assert "Folio" not in texto_de(pdf, al_margen=True)


@pytest.mark.criterio("7.iii")
@pytest.mark.parametrize("plantilla", ["respuesta_autorizacion", "respuesta_rechazo"])
def test_la_respuesta_solo_lleva_qr_si_se_le_da(plantilla: str) -> None:
    assert QR in texto_de(_componer(plantilla))
    sin_qr = componer(plantilla, datos_de(plantilla), momento=MOMENTO)
    assert sin_blancos("Código de verificación") not in texto_de(sin_qr)
    with abrir(sin_qr) as pdf:
        assert "/Figure" not in [clase for clase, _ in etiquetas_de(pdf)]


@pytest.mark.parametrize("plantilla", PLANTILLAS)
def test_lo_mismo_da_los_mismos_bytes(plantilla: str) -> None:
    primero = _componer(plantilla)
    _componer(plantilla, lugar="Otro lugar")
    assert _componer(plantilla) == primero


def test_el_momento_fecha_el_documento_en_la_zona_de_la_institucion() -> None:
    noche = dt.datetime(2026, 1, 1, 5, 59, tzinfo=dt.UTC)
    pdf = componer("oficio_junta", datos_de("oficio_junta"), momento=noche)
    assert sin_blancos("Sur, a 31 de diciembre de 2025") in texto_de(pdf)
    with abrir(pdf) as documento:
        assert str(documento.docinfo.CreationDate).startswith("D:20260101055900")


def test_varios_hilos_a_la_vez() -> None:
    lugares = [f"Lugar {numero}" for numero in range(8)]
    with ThreadPoolExecutor(4) as hilos:
        documentos = list(hilos.map(lambda lugar: _componer("oficio_junta", lugar=lugar), lugares))
    for lugar, documento in zip(lugares, documentos, strict=True):
        assert sin_blancos(lugar) + "," in texto_de(documento)


HOSTILES = {
    "marcas": '#import "@preview/x:0.1.0": * #eval("1+1") #read("/etc/passwd") $x^2$ *n* _c_ @ref <x> `r` // c /* d */',
    "escapes": r'\u{41} \ " \n {"a": [1]} #{ } ${x} %s {{ y }} {% z %} </script>',
    "comienzos": "= Uno\n== Dos\n- tres\n+ cuatro\n/ cinco: seis\n1. siete\n#set page(width: 1cm)",
    "palabra larguísima": "ñandú" * 200,
    "cinco mil": "Acción, ñu, pingüino y otras 3 000 cosas. " * 120,
    "signos": "½ № ™ € “comillas” «latinas» ¿qué? ¡ya! — … → ≥ ✓",
    "derecha a izquierda": "Texto العربية y más texto",
}


@pytest.mark.parametrize("texto", HOSTILES.values(), ids=HOSTILES)
@pytest.mark.parametrize("plantilla", ["oficio_solicitud", "respuesta_rechazo", "aviso_comite"])
def test_lo_que_se_escribe_es_texto_y_nada_mas(plantilla: str, texto: str) -> None:
    largos = {"justificacion", "operacion", "texto", "programa"} & datos_de(plantilla).keys()
    cortos: dict[str, Any] = {"firmante": {"nombre": texto[:200], "cargo": texto[:200]}, "lugar": texto[:60]}
    pdf = _componer(plantilla, **cortos, **dict.fromkeys(largos, texto))
    leido = texto_de(pdf)
    if texto != HOSTILES["derecha a izquierda"]:  # which is drawn in the order of the eye
        assert all(sin_blancos(renglon) in leido for renglon in texto.split("\n"))
    with abrir(pdf) as documento:
        assert all(pagina.mediabox == [0, 0, 612, 792] for pagina in documento.pages)
        assert [clase for clase, _ in etiquetas_de(documento)].count("/H1") == 1


@pytest.mark.parametrize(
    ("escrito", "impreso"),
    [
        ("e\u0301xito, pingu\u0308ino, man\u0303ana", "éxito, pingüino, mañana"),
        ("a\x00b\x07c\x1b[31m\x7f", "abc[31m"),
        ("ine\u200b.mx \u202eodatluco\u202c \ufeff\u2066fin\u2069", "ine.mx odatluco fin"),
        ("uno\ud800 dos\ue000 tres", "uno dos tres"),
        ("Hola 😀 y 中文", "Hola □ y □□"),
        ('cita "\u3099 y barra \\\u3099', 'cita "□ y barra \\□'),
    ],
)
def test_lo_que_no_se_puede_imprimir_se_quita_o_se_senala(escrito: str, impreso: str) -> None:
    leido = texto_de(_componer("respuesta_rechazo", texto=escrito))
    assert sin_blancos(f"Consideraciones {impreso} Lo anterior") in leido
    assert ("□" in impreso) == (sin_blancos("Los signos que no pueden imprimirse") in leido)


def test_los_renglones_son_parrafos() -> None:
    def parrafos(texto: str) -> int:
        with abrir(_componer("respuesta_rechazo", texto=texto)) as pdf:
            return [clase for clase, _ in etiquetas_de(pdf)].count("/P")

    assert parrafos("Uno\r\nDos\n\n  \u2028Tres") == parrafos("Uno") + 2


@pytest.mark.parametrize(
    ("plantilla", "cambios", "mensaje"),
    [
        ("otra", {}, "No existe la plantilla «otra»."),
        ("../acuse", {}, "No existe la plantilla «../acuse»."),
        ("acuse", {"codigo": None}, "No se puede componer «acuse»: falta «codigo»."),
        ("acuse", {"codigo": " \x00\u200b "}, "falta «codigo»"),
        ("acuse", {"presento": {"nombre": "Ana", "cargo": ""}}, "falta «presento.cargo»"),
        ("acuse", {"recibido": MOMENTO.replace(tzinfo=None)}, "«recibido» no tiene la forma esperada"),
        ("acuse", {"cuenta": "@INEMexico"}, "«cuenta» no tiene la forma esperada"),
        ("acuse", {"extra": "x"}, "sobra «extra»"),
        ("oficio_solicitud", {"fines": []}, "falta «fines»"),
        ("oficio_solicitud", {"fines": [{"numeral": "3.i"}]}, "falta «fines[1].texto»"),
        ("oficio_solicitud", {"programa": "", "actividad": ""}, "falta «programa»; falta «actividad»"),
        ("respuesta_rechazo", {"presentada": MOMENTO}, "«presentada» no tiene la forma esperada"),
        ("respuesta_autorizacion", {"archivos": []}, "falta «archivos»"),
    ],
)
def test_dice_que_falta(plantilla: str, cambios: dict[str, Any], mensaje: str) -> None:
    datos = (datos_de(plantilla) if plantilla in PLANTILLAS else {}) | cambios
    with pytest.raises(DocumentoInvalido) as error:
        componer(plantilla, datos, momento=MOMENTO, qr=QR)
    assert mensaje in str(error.value)


@pytest.mark.parametrize("plantilla", ["acuse", "aviso_comite"])
def test_no_hay_acuse_sin_verificacion(plantilla: str) -> None:
    with pytest.raises(DocumentoInvalido, match="falta la dirección de verificación"):
        componer(plantilla, datos_de(plantilla), momento=MOMENTO)


def test_no_hay_documento_sin_zona_horaria() -> None:
    with pytest.raises(DocumentoInvalido, match="zona horaria"):
        componer("acuse", datos_de("acuse"), momento=MOMENTO.replace(tzinfo=None), qr=QR)


def test_el_qr_dibujado_es_el_de_la_direccion() -> None:
    esperado = [list(fila) for fila in segno.make(QR, error="m", micro=False).matrix_iter(border=4)]
    lado = len(esperado)
    hoja = (
        f"#set page(width: {10 * lado}pt, height: {10 * lado}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.qr), format: "svg", width: 100%)'
    )
    dibujo = typst.compile(hoja.encode(), format="png", ppi=72, sys_inputs={"qr": qr_en_svg(QR)})
    imagen = Image.open(io.BytesIO(dibujo)).convert("L")
    centros = [[imagen.getpixel((10 * x + 5, 10 * y + 5)) for x in range(lado)] for y in range(lado)]
    assert [[int(gris < 128) for gris in fila] for fila in centros] == esperado

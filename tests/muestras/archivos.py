"""Files as people, and those who mean harm, upload them: each function makes the bytes of one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 40 + b"\xff\xd9"


def pdf(preparar: Callable[[pikepdf.Pdf], None] | None = None, *, paginas: int = 1, **guardar: object) -> bytes:
    """A PDF of blank pages to which ``preparar`` does something; ``guardar`` goes to ``Pdf.save``."""
    documento = pikepdf.new()
    for _ in range(paginas):
        documento.add_blank_page(page_size=(612, 792))
    if preparar:
        preparar(documento)
    salida = io.BytesIO()
    documento.save(salida, **guardar)
    return salida.getvalue()


def en_flujos_de_objetos(preparar: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The same, with its objects inside compressed object streams."""
    return pdf(preparar, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)


def pdf_crudo(objetos: dict[int, bytes]) -> bytes:
    """A PDF written by hand; object 1 is its catalogue."""
    cuerpo, lugares = _cuerpo(objetos)
    total = max(objetos) + 1
    tabla = b"".join(
        b"%010d 00000 n \n" % lugares[n] if n in lugares else b"0000000000 65535 f \n" for n in range(total)
    )
    final = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (total, len(cuerpo))
    return cuerpo + b"xref\n0 %d\n" % total + tabla + final


def _cuerpo(objetos: dict[int, bytes]) -> tuple[bytes, dict[int, int]]:
    """The objects one after the other, and where each begins."""
    partes, lugares = [b"%PDF-1.7\n"], {}
    largo = len(partes[0])
    for numero, contenido in objetos.items():
        lugares[numero] = largo
        partes.append(b"%d 0 obj\n" % numero + contenido + b"\nendobj\n")
        largo += len(partes[-1])
    return b"".join(partes), lugares


BASE = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
}

# --- What a PDF should not hold --------------------------------------------------------------------------------------


def _guion() -> pikepdf.Object:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('hola')"))


def guion_al_abrir(documento: pikepdf.Pdf) -> None:
    documento.Root.OpenAction = _guion()


def guion_con_nombre(documento: pikepdf.Pdf) -> None:
    documento.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), documento.make_indirect(_guion())]))
    )


def guion_en_flujo(documento: pikepdf.Pdf) -> None:
    documento.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=documento.make_stream(b"app.alert(1)"))


def guion_en_la_pagina(documento: pikepdf.Pdf) -> None:
    documento.pages[0].AA = Dictionary(O=_guion())


def guion_encadenado(documento: pikepdf.Pdf) -> None:
    documento.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([]), Next=Array([_guion()]))


def guion_en_un_campo(documento: pikepdf.Pdf) -> None:
    campo = documento.make_indirect(Dictionary(FT=Name.Tx, T=String("fecha"), AA=Dictionary(F=_guion())))
    documento.Root.AcroForm = Dictionary(Fields=Array([campo]))


def guion_en_multimedia(documento: pikepdf.Pdf) -> None:
    documento.pages[0].AA = Dictionary(O=Dictionary(S=Name.Rendition, OP=0, JS=String("app.alert(1)")))


def lanzar(documento: pikepdf.Pdf) -> None:
    documento.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def enviar_formulario(documento: pikepdf.Pdf) -> None:
    documento.pages[0].AA = Dictionary(C=Dictionary(S=Name.SubmitForm, F=String("https://example.org")))


def importar_datos(documento: pikepdf.Pdf) -> None:
    documento.Root.OpenAction = Dictionary(S=Name.ImportData, F=String("datos.fdf"))


def adjunto(documento: pikepdf.Pdf) -> None:
    documento.attachments["nota.txt"] = b"hola"


def adjunto_en_anotacion(documento: pikepdf.Pdf) -> None:
    archivo = Dictionary(Type=Name.Filespec, F=String("a.exe"))
    documento.pages[0].Annots = Array(
        [Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=documento.make_indirect(archivo))]
    )


def multimedia(documento: pikepdf.Pdf) -> None:
    documento.pages[0].Annots = Array([Dictionary(Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))])


def formulario_xfa(documento: pikepdf.Pdf) -> None:
    documento.Root.AcroForm = Dictionary(Fields=Array([]), XFA=documento.make_stream(b"<xdp/>"))


# --- What a PDF may well hold ----------------------------------------------------------------------------------------


def firmado(documento: pikepdf.Pdf) -> None:
    """As a digital signature leaves it."""
    firma = documento.make_indirect(
        Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, 840, 960, 240]),
            Contents=String(b"\x30\x82" + b"\x00" * 64),
            M=String("D:20250825140509-06'00'"),
            Reference=Array([Dictionary(Type=Name.SigRef, TransformMethod=Name.DocMDP)]),
        )
    )
    campo = documento.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Firma1"), V=firma, Rect=Array([0, 0, 0, 0])
        )
    )
    documento.pages[0].Annots = Array([campo])
    documento.Root.AcroForm = Dictionary(Fields=Array([campo]), SigFlags=3)
    documento.Root.Perms = Dictionary(DocMDP=firma)
    documento.Root.DSS = Dictionary(Certs=Array([documento.make_stream(b"\x30\x82")]))


def con_enlaces(documento: pikepdf.Pdf) -> None:
    """Links to the web and to a page, and the words «JavaScript» and «/JS» as mere text."""
    pagina = documento.pages[0]
    pagina.Annots = Array(
        [
            Dictionary(
                Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.URI, URI=String("https://ine.mx"))
            ),
            Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([pagina.obj, Name.Fit])),
        ]
    )
    documento.docinfo["/Title"] = String("Manual de /JavaScript, /JS y /Launch")
    pagina.Contents = documento.make_stream(b"BT (/JS /JavaScript /EmbeddedFile) Tj ET")


def pagina_que_se_expande(documento: pikepdf.Pdf) -> None:
    """A page whose contents unfold to 256 MiB: they are never unfolded."""
    documento.pages[0].Contents = pikepdf.Stream(documento, _bomba(256), Filter=Name.FlateDecode)


# --- What means to exhaust whoever reads it --------------------------------------------------------------------------


def _bomba(mib: int, comienzo: bytes = b"") -> bytes:
    compresor = zlib.compressobj(9)
    bloque = b" " * (1 << 20)
    return b"".join(
        [compresor.compress(comienzo), *(compresor.compress(bloque) for _ in range(mib)), compresor.flush()]
    )


def bomba_en_flujo_de_objetos(mib: int = 128) -> bytes:
    """An object stream, which must be unfolded to read the object inside, far larger than what it says."""
    flujo = _bomba(mib, b"10 0 <</A 1>> ")
    base = BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /X 10 0 R >>"}
    base[4] = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n" % len(flujo)
    base[4] += flujo + b"\nendstream"
    cuerpo, lugares = _cuerpo(base)
    filas = [
        (2, 4, 0) if n == 10 else (1, len(cuerpo), 0) if n == 5 else (1, lugares[n], 0) if n in lugares else (0, 0, 0)
        for n in range(11)
    ]
    tabla = b"".join(struct.pack(">BIB", *fila) for fila in filas)
    return (
        cuerpo
        + b"5 0 obj\n<< /Type /XRef /Size 11 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(tabla)
        + tabla
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(cuerpo)
    )


def arbol_profundo(niveles: int = 20_000) -> bytes:
    """Pages inside pages inside pages."""
    nodos = {
        n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1) for n in range(2, niveles)
    }
    hoja = {niveles: b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>" % (niveles - 1)}
    return pdf_crudo({1: BASE[1]} | nodos | hoja)


def circular() -> bytes:
    """Every object leads to every other and to itself."""
    return pdf_crudo(
        BASE
        | {
            1: b"<< /Type /Catalog /Pages 2 0 R /A 4 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1 /Parent 2 0 R >>",
            4: b"[4 0 R 5 0 R 1 0 R]",
            5: b"<< /Next 4 0 R /Prev 5 0 R >>",
        }
    )


def anidado(niveles: int = 400_000) -> bytes:
    """Arrays inside arrays, directly."""
    return pdf_crudo(BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * niveles + b"]" * niveles + b" >>"})


def arreglo_enorme(elementos: int = 1_500_000) -> bytes:
    """One array of millions of numbers."""
    return pdf_crudo(BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /A [" + b"0 " * elementos + b"] >>"})


def muchos_objetos(cuantos: int = 100_000) -> bytes:
    """A tail of small objects, the last of them a script."""
    cola = {n: b"<</N %d 0 R>>" % (n + 1) for n in range(4, cuantos)}
    ultimo = {cuantos: b"<</S/JavaScript/JS(1)>>"}
    return pdf_crudo(BASE | {1: b"<< /Type /Catalog /Pages 2 0 R /A 4 0 R >>"} | cola | ultimo)


# --- ZIP -------------------------------------------------------------------------------------------------------------


def zip_con(archivos: dict[str, bytes], metodo: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of those names and contents."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", metodo) as comprimido:
        for nombre, contenido in archivos.items():
            comprimido.writestr(nombre, contenido)
    return salida.getvalue()


def zip_con_enlace() -> bytes:
    """A symbolic link that leads out of the folder."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as comprimido:
        enlace = zipfile.ZipInfo("logotipo.png")
        enlace.external_attr = 0o120777 << 16
        comprimido.writestr(enlace, "/etc/passwd")
    return salida.getvalue()


def zip_cifrado() -> bytes:
    """A ZIP that says its only file is encrypted."""
    contenido = bytearray(zip_con({"logotipo.png": PNG}))
    contenido[6] |= 1
    contenido[contenido.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(contenido)


def zip_que_miente() -> bytes:
    """A ZIP whose file unfolds to more than it declares."""
    contenido = bytearray(zip_con({"logotipo.png": b"\x00" * 5_000_000}))
    central = contenido.rfind(b"PK\x01\x02")
    contenido[22:26] = contenido[central + 24 : central + 28] = struct.pack("<L", 100)
    return bytes(contenido)


def zip64() -> bytes:
    """A ZIP with the index of those of gigabytes, which could hide its number of files."""
    contenido = zip_con({"logotipo.png": PNG})
    final = contenido.rfind(b"PK\x05\x06")
    return contenido[:final] + b"PK\x06\x07" + b"\x00" * 16 + contenido[final:]

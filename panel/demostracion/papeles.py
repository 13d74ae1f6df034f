"""Files that the people of the demonstration hand in: small and real, made on the spot."""

import io
from collections.abc import Sequence
from typing import Final

import segno
from django.core.files.uploadedfile import SimpleUploadedFile

_RENGLON: Final = 92  # characters that fit across the page


def hoja(nombre: str, parrafos: Sequence[str]) -> SimpleUploadedFile:
    """A page of text as PDF."""
    renglones = [renglon for parrafo in parrafos for renglon in [*_partir(parrafo), ""]]
    texto = b"".join(b"(" + _escapar(renglon) + b") '\n" for renglon in renglones)
    contenido = b"BT /F1 11 Tf 15 TL 72 780 Td\n" + texto + b"ET"
    objetos = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contenido), contenido),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    pdf, lugares = b"%PDF-1.4\n", []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    inicio = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objetos) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    pdf += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objetos) + 1, inicio)
    return SimpleUploadedFile(nombre, pdf, content_type="application/pdf")


def imagen(nombre: str, texto: str) -> SimpleUploadedFile:
    """A picture as PNG, which says ``texto`` to whoever reads its code."""
    salida = io.BytesIO()
    segno.make(texto, error="m").save(salida, kind="png", scale=4, dark="#950054")
    return SimpleUploadedFile(nombre, salida.getvalue(), content_type="image/png")


def _partir(parrafo: str) -> list[str]:
    renglones = [""]
    for palabra in parrafo.split():
        if len(renglones[-1]) + len(palabra) >= _RENGLON:
            renglones.append("")
        renglones[-1] = f"{renglones[-1]} {palabra}".strip()
    return renglones


def _escapar(renglon: str) -> bytes:
    letras = renglon.encode("cp1252", "replace")
    return letras.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
